"""Search over a small catalog, in memory: words, pieces of words, colloquial words, pinyin and initials."""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

MAX_QUERY = 64  # longer ones are cut: nobody means more, and a million characters must cost nothing

_FIELD_WEIGHTS = {"name": 3.0, "aliases": 2.0, "keywords": 1.0, "description": 0.5}
_K1, _B = 1.2, 0.5
_PINYIN_SCORE, _INITIALS_SCORE, _SYNONYM_SCORE = 30.0, 40.0, 60.0
_RUNS = re.compile(r"[一-鿿㐀-䶿\U00020000-\U0003ffff]+|[a-z0-9]+")
# Pieces of how people ask, which name nothing by themselves.
_EMPTY_PIECES = frozenset(
    {"怎么", "如何", "哪里", "在哪", "什么", "多少", "需要", "可以", "我要", "我想", "想要", "去哪"}
    | set("的了吗呢啊呀我你他要办在到有是和与及或等")
    | {"么办", "办理", "申请", "一下", "请问", "要办", "想办", "里办", "哪办", "怎样", "材料"}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchDoc:
    """One thing to find; pinyin with a space between syllables, initials one letter each."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    keywords: str = ""
    description: str = ""
    pinyin: str = ""
    initials: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A found thing; a higher score stands further up."""

    key: str
    score: float


@dataclass(frozen=True, slots=True)
class _Sound:
    key: str
    syllables: tuple[str, ...]
    initials: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Index:
    """A frozen index; built by `build_index`."""

    postings: Mapping[str, Mapping[str, float]]
    sounds: tuple[_Sound, ...]
    synonyms: Mapping[str, tuple[str, ...]]
    size: int


def _normalize(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def _pieces(text: str) -> list[str]:
    """Single characters and pairs of Chinese, whole words of letters and digits."""
    found: list[str] = []
    for run in _RUNS.findall(_normalize(text)):
        if run.isascii():
            found.append(run)
        else:
            found.extend(run)
            found.extend(run[at : at + 2] for at in range(len(run) - 1))
    return found


def _weigh(doc: SearchDoc) -> dict[str, float]:
    """How much each piece stands for in a document, its fields weighted."""
    texts = {
        "name": doc.name,
        "aliases": " ".join(doc.aliases),
        "keywords": doc.keywords,
        "description": doc.description,
    }
    weights: dict[str, float] = defaultdict(float)
    for field, text in texts.items():
        for piece in _pieces(text):
            weights[piece] += _FIELD_WEIGHTS[field]
    return weights


def build_index(docs: Iterable[SearchDoc], *, synonyms: Mapping[str, Sequence[str]] | None = None) -> Index:
    """The index over these documents; `synonyms` lead from a colloquial word to words of names.

    BM25 is worked out beforehand, so that a search only adds up.
    """
    documents = list(docs)
    weighed = {doc.key: _weigh(doc) for doc in documents}
    lengths = {key: sum(weights.values()) for key, weights in weighed.items()}
    mean = sum(lengths.values()) / len(lengths) if lengths else 1.0
    spread = Counter(piece for weights in weighed.values() for piece in weights)
    postings: dict[str, dict[str, float]] = {piece: {} for piece in spread}
    for key, weights in weighed.items():
        damping = _K1 * (1 - _B + _B * lengths[key] / (mean or 1.0))
        for piece, weight in weights.items():
            rarity = math.log(1 + (len(weighed) - spread[piece] + 0.5) / (spread[piece] + 0.5))
            postings[piece][key] = rarity * weight * (_K1 + 1) / (weight + damping)
    sounds = tuple(
        _Sound(doc.key, tuple(_normalize(doc.pinyin).split()), _normalize(doc.initials).replace(" ", ""))
        for doc in documents
    )
    known = {_normalize(word): tuple(words) for word, words in (synonyms or {}).items()}
    return Index(postings=postings, sounds=sounds, synonyms=known, size=len(documents))


def _add_words(index: Index, query: str, scores: dict[str, float]) -> None:
    """Add the BM25 scores of the query's pieces to what a telling piece has been found in."""
    asked = list(dict.fromkeys(_pieces(query)))
    pieces = [piece for piece in asked if piece not in _EMPTY_PIECES]
    shortest = min(2, max(map(len, asked), default=1))
    telling = {key for piece in pieces if len(piece) >= shortest for key in index.postings.get(piece, ())}
    for piece in pieces:
        for key, score in index.postings.get(piece, {}).items():
            if key in telling:
                scores[key] += score


def _heard_words(index: Index, query: str) -> list[str]:
    """The colloquial words in the query, a word inside a longer one left out."""
    words = sorted((word for word in index.synonyms if word in query), key=lambda word: (-len(word), word))
    heard: list[str] = []
    for word in words:
        if not any(word in longer for longer in heard):
            heard.append(word)
    return heard


def _guessed_words(index: Index, query: str) -> list[str]:
    """Colloquial words with something in between (砍几棵树 for 砍树), or begun and not yet ended."""
    found = []
    for word in index.synonyms:
        spoken = "[^,.;,。;]{0,3}".join(map(re.escape, word))
        begun = query in word and query not in _EMPTY_PIECES
        if begun or (len(word) > 1 and re.search(spoken, query)):
            found.append(word)
    return sorted(found)


def _add_synonyms(index: Index, query: str, words: Iterable[str], scores: dict[str, float]) -> None:
    """Add what colloquial words lead to, by the share of the query that each covers."""
    for word in words:
        best: dict[str, float] = {}
        for rank, target in enumerate(index.synonyms[word]):
            found: dict[str, float] = defaultdict(float)
            _add_words(index, target, found)
            top = max(found.values(), default=0)
            for key, score in found.items():
                if score > top / 2:
                    best[key] = max(best.get(key, 0.0), score / top / (1 + rank))
        for key, share in best.items():
            scores[key] += _SYNONYM_SCORE * share * min(1, len(word) / len(query))


def _sound_score(sound: _Sound, letters: str) -> float:
    """How well typed letters match: from the start better than from a later syllable."""
    at = sound.initials.find(letters) if len(letters) > 1 else -1
    score = _INITIALS_SCORE / (1 + at) if at >= 0 else 0.0
    for start in range(len(sound.syllables)):
        if len(letters) > 2 and "".join(sound.syllables[start : start + MAX_QUERY]).startswith(letters):
            return max(score, _PINYIN_SCORE / (1 + start))
    return score


def _add_sounds(index: Index, query: str, scores: dict[str, float]) -> None:
    letters = re.sub(r"[\s']+", "", query)
    if not (letters.isascii() and letters.isalpha()):
        return
    for sound in index.sounds:
        score = _sound_score(sound, letters)
        if score:
            scores[sound.key] += score


def search(index: Index, query: str, limit: int = 20) -> tuple[Hit, ...]:
    """The best documents for a query, best first, equals in the order of their keys.

    Chinese words by pairs of characters, so that word order and a missing character matter little;
    one single character finds all that has it; letters also as pinyin and initials from any
    syllable on. An empty query, or one of which nothing is known, finds nothing.
    """
    asked = _normalize(query[:MAX_QUERY]).strip()
    scores: dict[str, float] = defaultdict(float)
    if asked:
        _add_words(index, asked, scores)
        _add_synonyms(index, asked, _heard_words(index, asked), scores)
        _add_sounds(index, asked, scores)
        if not scores:
            _add_synonyms(index, asked, _guessed_words(index, asked), scores)
    ranked = sorted(scores.items(), key=lambda each: (-round(each[1], 6), each[0]))
    return tuple(Hit(key=key, score=score) for key, score in ranked[:limit])


def parse_synonyms(text: str) -> dict[str, tuple[str, ...]]:
    """The synonyms of a tab-separated file: word, then words of names apart by spaces; # comments."""
    found: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        if line.startswith("#") or "\t" not in line:
            continue
        word, _, words = line.partition("\t")
        if word.strip() != "word" and words.strip():
            found[word.strip()] = (*found.get(word.strip(), ()), *words.split())
    return found
