"""The index over a catalogue: which items have a pair of signs, which words lead where, how names sound."""

import math
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from yimen.rules.items import plain_name, short_name
from yimen.rules.search_letters import Letters, Phrase, build_letters
from yimen.rules.search_meanings import NO_MEANINGS, NOWHERE, Meanings
from yimen.rules.search_text import Reader, chinese_only, fold_syllable, gapped, normalize, pieces

Postings = Mapping[str, Sequence[int]]
Match = Callable[[str], Sequence[int]]


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
class Lead:
    """A word leads to an item, the likeliest with rank 0; `place` is where it is said, or empty."""

    doc: int
    rank: int = 0
    place: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ExtraWord:
    """A word that somebody added: it leads to the item of this key, in one county or (empty) everywhere."""

    word: str
    key: str
    place: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Index:
    """A frozen index; built by `build_index`, shared by threads."""

    keys: tuple[str, ...]
    names: tuple[str, ...]
    pairs: Postings
    gaps: Postings
    sounds: Postings
    signs: Postings
    side: Postings
    words: Mapping[str, tuple[Lead, ...]]
    known: frozenset[str]
    spoken: Mapping[str, tuple[str, ...]]
    meant: Mapping[tuple[str, ...], tuple[int, ...]]
    meanings: Meanings
    letters: Letters
    read: Reader
    places: Mapping[str, int] = field(default_factory=dict)

    def rarity(self, known: Sequence[int] | None) -> float:
        """How much it tells that an item has something that so many have: BM25's share of rarity."""
        spread = len(known or ())
        return math.log(1 + (len(self.keys) - spread + 0.5) / (spread + 0.5))


def _mute(_: str) -> Sequence[str]:
    return ()


class _Gatherer:
    """Numbers of documents by piece, each once and in order."""

    def __init__(self) -> None:
        self.found: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))

    def add(self, texts: Iterable[str], doc: int) -> None:
        for piece in texts:
            known = self.found[piece]
            if not known or known[-1] != doc:
                known.append(doc)


def build_index(
    docs: Iterable[SearchDoc],
    *,
    synonyms: Mapping[str, Sequence[str]] | None = None,
    meanings: Meanings = NO_MEANINGS,
    read: Reader = _mute,
) -> Index:
    """The index over these documents.

    `synonyms` lead from a colloquial word to words of names, the likeliest first; `meanings` from what is
    said to words of names. `read` tells how Chinese sounds; without it similar sounds are not found.
    """
    documents = list(docs)
    pairs, gaps, sounds, signs, side = (_Gatherer() for _ in range(5))
    for number, doc in enumerate(documents):
        for text in (doc.name, *doc.aliases):
            clean = normalize(text)
            pairs.add(pieces(clean), number)
            gaps.add(gapped(clean), number)
            signs.add(clean, number)
            sounds.add(sound_pairs(_syllables(doc, text, read)), number)
        side.add(pieces(normalize(f"{doc.keywords} {doc.description}")), number)
    find = _finder(documents)
    words = _words(documents, synonyms or {}, find)
    meant = {row.items: tuple(find_all(row.items, find)) for row in meanings.rows if NOWHERE not in row.items}
    return Index(
        keys=tuple(doc.key for doc in documents),
        names=tuple(doc.name for doc in documents),
        pairs=dict(pairs.found),
        gaps=dict(gaps.found),
        sounds=dict(sounds.found),
        signs=dict(signs.found),
        side=dict(side.found),
        words=words,
        known=meanings.words.union(words),
        spoken=_by_sound((*words, *meanings.concepts), read),
        meant=meant,
        meanings=meanings,
        letters=build_letters(_phrases(documents, words, read)),
        read=read,
        places={doc.key: number for number, doc in enumerate(documents)},
    )


def with_words(index: Index, extra: Iterable[ExtraWord]) -> Index:
    """The same index with these words on top: cheap, so that a word can be tried before it is kept.

    A word whose item the index does not have is left out.
    """
    added: dict[str, list[Lead]] = {}
    for each in extra:
        doc = index.places.get(each.key)
        if doc is not None:
            added.setdefault(normalize(each.word), []).append(Lead(doc=doc, place=each.place))
    words = dict(index.words)
    for word, leads in added.items():
        new = {(lead.doc, lead.place) for lead in leads}
        kept = (lead for lead in words.get(word, ()) if (lead.doc, lead.place) not in new)
        words[word] = (*leads, *(replace(lead, rank=lead.rank + 1) for lead in kept))
    spoken = _by_sound((*words, *index.meanings.concepts), index.read) if added else index.spoken
    return replace(index, words=words, spoken=spoken, known=index.known.union(added))


def sound_pairs(syllables: Sequence[str]) -> list[str]:
    """Two syllables side by side, folded: kan+shu."""
    folded = [fold_syllable(syllable) for syllable in syllables]
    return [f"{one} {two}" for one, two in pairwise(folded)]


def _syllables(doc: SearchDoc, text: str, read: Reader) -> Sequence[str]:
    """How a text of a document sounds; its name's reading is stored with it."""
    return doc.pinyin.split() if text is doc.name and doc.pinyin else read(chinese_only(text))


def _finder(documents: Sequence[SearchDoc]) -> Match:
    """Documents by a word of their names: the one that is called so, else all that have it."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for number, doc in enumerate(documents):
        by_name[short_name(doc.name)].append(number)
    called = [(doc.name, plain_name(doc.name)) for doc in documents]
    kept: dict[str, Sequence[int]] = {}

    def find(word: str) -> Sequence[int]:
        if word not in kept:
            exact = by_name.get(word)
            kept[word] = exact or [n for n, names in enumerate(called) if any(word in name for name in names)]
        return kept[word]

    return find


def find_all(words: Iterable[str], find: Match) -> list[int]:
    """The documents of these words in their order, each once."""
    return list(dict.fromkeys(number for word in words for number in find(word)))


def _words(
    documents: Sequence[SearchDoc], synonyms: Mapping[str, Sequence[str]], find: Match
) -> dict[str, tuple[Lead, ...]]:
    """The words of the table with its order; then those that only the documents carry as aliases."""
    found: dict[str, tuple[Lead, ...]] = {}
    for word, targets in synonyms.items():
        leads = _ranked(targets, find)
        if leads:
            found[normalize(word)] = leads
    carried: dict[str, list[int]] = {}
    for number, doc in enumerate(documents):
        for alias in doc.aliases:
            if normalize(alias) not in found:
                carried.setdefault(normalize(alias), []).append(number)
    for word, numbers in carried.items():
        found[word] = tuple(Lead(doc=number) for number in numbers)
    return found


def _ranked(targets: Sequence[str], find: Match) -> tuple[Lead, ...]:
    leads: dict[int, Lead] = {}
    for rank, target in enumerate(targets):
        for number in find(target):
            leads.setdefault(number, Lead(doc=number, rank=rank))
    return tuple(leads.values())


def _by_sound(words: Iterable[str], read: Reader) -> dict[str, tuple[str, ...]]:
    """Known words of two signs and more by how they sound."""
    found: dict[str, list[str]] = {}
    for word in dict.fromkeys(words):
        syllables = read(word) if len(word) > 1 and chinese_only(word) == word else ()
        if syllables:
            found.setdefault(" ".join(map(fold_syllable, syllables)), []).append(word)
    return {sound: tuple(known) for sound, known in found.items()}


def _phrases(
    documents: Sequence[SearchDoc], words: Mapping[str, tuple[Lead, ...]], read: Reader
) -> Iterable[Phrase]:
    for number, doc in enumerate(documents):
        if doc.pinyin:
            yield Phrase(doc.name, tuple(doc.pinyin.split()), doc.initials, ((number, 0),))
    for word, leads in words.items():
        syllables = tuple(read(chinese_only(word)))
        if syllables:
            letters = "".join(syllable[:1] for syllable in syllables)
            yield Phrase(
                word, syllables, letters, tuple((lead.doc, lead.rank) for lead in leads if not lead.place)
            )
