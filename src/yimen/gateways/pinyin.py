"""Pinyin of Chinese names and titles, for search and for sorting where the database has no ICU."""

import re
import threading
import unicodedata
from functools import cache

# What the library's dictionary reads wrongly among the place names of Cangzhou: all 6,325 were read
# through once against it. Extend here, not elsewhere.
_LOCAL_WORDS = {
    "长芦": ("cháng", "lú"),
    "泊头": ("bó", "tóu"),
    "乐陵": ("lào", "líng"),
    "乐亭": ("lào", "tíng"),
}
# Signs that in names are read otherwise than in running text: surnames, and 佛 in 圣佛镇.
_LOCAL_SIGNS = {
    "翟": "zhái",
    "曾": "zēng",
    "乜": "niè",
    "卜": "bǔ",
    "阚": "kàn",
    "佛": "fó",
    "茄": "qié",
    "晟": "shèng",
}

_KEPT = re.compile(r"[a-z0-9]+")


def pinyin(text: str) -> str:
    """The full reading: lower case, no tones, no spaces, ü as v.

    Letters and digits stay, full-width ones as half-width; punctuation and signs without a reading go.
    """
    _load_local_readings()
    from pypinyin import Style, lazy_pinyin

    return _joined(lazy_pinyin(_plain(text), style=Style.NORMAL))


def syllables(text: str) -> str:
    """The reading of `pinyin` with a space between syllables, to be searched from any of them on."""
    _load_local_readings()
    from pypinyin import Style, lazy_pinyin

    parts = (_joined([part]) for part in lazy_pinyin(_plain(text), style=Style.NORMAL))
    return " ".join(part for part in parts if part)


def reading(text: str) -> list[str]:
    """One syllable for each sign of a text of Chinese signs only; a sign without a reading stays itself."""
    _load_local_readings()
    from pypinyin import Style, lazy_pinyin

    # A list of signs back from `errors` keeps one entry for each; the stub only knows one string for all.
    return list(lazy_pinyin(text, style=Style.NORMAL, errors=list))  # type: ignore[arg-type]


def initials(text: str) -> str:
    """The first letter of each Chinese sign's reading; letters and digits stay whole, all else goes."""
    _load_local_readings()
    from pypinyin import Style, lazy_pinyin

    return _joined(lazy_pinyin(_plain(text), style=Style.FIRST_LETTER))


_loading = threading.Lock()


def _load_local_readings() -> None:
    """Once, and by one thread: the library rebuilds its dictionaries in module state meanwhile."""
    with _loading:
        _load_once()


@cache
def _load_once() -> None:
    # Late and once: the library takes 0.2 s to load and keeps its dictionaries in module state.
    from pypinyin import load_phrases_dict, load_single_dict

    load_single_dict({ord(sign): reading for sign, reading in _LOCAL_SIGNS.items()})
    load_phrases_dict({word: [[reading] for reading in parts] for word, parts in _LOCAL_WORDS.items()})


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _joined(parts: list[str]) -> str:
    return "".join(kept for part in parts for kept in _KEPT.findall(part.lower()))
