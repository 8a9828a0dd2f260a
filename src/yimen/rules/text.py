"""Typed text made clean before anything reads it, and personal data masked before anyone sees it."""

import re
import unicodedata

from yimen.rules.errors import N_, Refusal, RuleViolation

# Chinese punctuation would become ASCII under NFKC and spoil every printed sentence: it stays.
_KEPT = re.compile("([，；：？！（）％～、。“”‘’《》〈〉〔〕【】…—·①-⑳㎡]+)")
# Directional marks can make a name read backwards; no Chinese text needs them.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = {ord(sign): None for sign in "\u200b\u2060\ufeff\u00ad"}
_LAYOUT = frozenset("\t\n\r")
_MASK = "*"


class TextMissing(RuleViolation):
    """A required text is empty or only white space."""

    code = "text.missing"
    template = N_("这一项要填写。")


class TextTooLong(RuleViolation):
    """A text is longer than the place it goes to."""

    code = "text.too_long"
    template = N_("最多写 {max_length} 个字，现在有 {length} 个字，请删去 {surplus} 个字。")
    refusal = Refusal.INVALID


class TextUnreadable(RuleViolation):
    """A text carries characters that cannot be printed: control, reversing or broken ones."""

    code = "text.unreadable"
    template = N_("第 {position} 个字符不能显示({sign})，多半是粘贴带来的，请删去后重新输入。")


def _check_signs(value: str, field: str) -> None:
    for position, sign in enumerate(value, start=1):
        kind = unicodedata.category(sign)
        broken = kind in {"Cc", "Cs"} or sign in _BIDI or ord(sign) & 0xFFFE == 0xFFFE
        if broken and sign not in _LAYOUT:
            raise TextUnreadable(field=field, position=position, sign=f"U+{ord(sign):04X}")


def _fold(value: str) -> str:
    pieces = _KEPT.split(value.translate(_INVISIBLE))
    folded = (piece if at % 2 else unicodedata.normalize("NFKC", piece) for at, piece in enumerate(pieces))
    return "".join(folded)


def _check_length(value: str, *, field: str, max_length: int) -> None:
    if len(value) > max_length:
        surplus = len(value) - max_length
        raise TextTooLong(field=field, max_length=max_length, length=len(value), surplus=surplus)


def clean_line(value: str, *, field: str, max_length: int = 200, required: bool = True) -> str:
    """One clean line: full-width letters and digits folded (NFKC), trimmed, white space collapsed.

    Chinese punctuation stays as typed. Refuses an empty required line, control, reversing and
    broken characters, and more than `max_length` characters, counted after cleaning.
    """
    _check_length(value, field=field, max_length=max(20 * max_length, 10_000))
    _check_signs(value, field)
    clean = " ".join(_fold(value).split())
    if required and not clean:
        raise TextMissing(field=field)
    _check_length(clean, field=field, max_length=max_length)
    return clean


def clean_text(value: str, *, field: str, max_length: int = 4000, required: bool = True) -> str:
    """Several clean lines: each as in `clean_line`, at most one empty line between two others.

    Refuses the same as `clean_line`; a line break counts as one character.
    """
    _check_length(value, field=field, max_length=max(20 * max_length, 10_000))
    _check_signs(value, field)
    lines = [" ".join(line.split()) for line in _fold(value).replace("\r\n", "\n").splitlines()]
    clean = re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    if required and not clean:
        raise TextMissing(field=field)
    _check_length(clean, field=field, max_length=max_length)
    return clean


def _keep_ends(value: str, *, head: int, tail: int) -> str:
    hidden = len(value) - head - tail
    if hidden <= 0:
        return _MASK * len(value)
    return value[:head] + _MASK * hidden + value[len(value) - tail :]


def mask_name(value: str) -> str:
    """A person's name with only its first and last character; of two characters only the first.

    Source: domain.md §10 (姓名留首/末字).
    """
    if len(value) == 2:
        return value[0] + _MASK
    return _keep_ends(value, head=1, tail=1)


def mask_id_no(value: str, *, public: bool = False) -> str:
    """An identity or credit code with its first 6 and last 4 characters; in public first 3, last 4.

    Source: domain.md §10. A value too short to hide anything is hidden whole.
    """
    return _keep_ends(value, head=3 if public else 6, tail=4)


def mask_phone(value: str) -> str:
    """A telephone number with its first 3 and last 4 characters (domain.md §10)."""
    return _keep_ends(value, head=3, tail=4)
