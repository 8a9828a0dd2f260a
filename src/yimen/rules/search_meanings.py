"""What people mean: signs that must all be said lead to items, out of two plain tables."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from yimen.rules.search_text import Asked, Span

NOWHERE = "-"  # as the item of a meaning: asked for, but on none of our lists
_LONGEST_WORD = 12
_MOST_SPANS = 4


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that must be said: any of these concepts, words or ages."""

    concepts: frozenset[str]
    words: tuple[str, ...]
    ages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Meaning:
    """Signs that must all be said, concepts that must not, and the words of names of the items meant."""

    signs: tuple[Sign, ...]
    unless: frozenset[str]
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meanings:
    """Both tables: which concepts a word says, and what concepts mean together."""

    concepts: Mapping[str, frozenset[str]]
    rows: tuple[Meaning, ...]

    @property
    def words(self) -> frozenset[str]:
        """Every word that either table knows."""
        return frozenset(self.concepts).union(*(sign.words for row in self.rows for sign in row.signs))


@dataclass(frozen=True, slots=True)
class Meant:
    """A meaning that was said, and where each of its signs stands."""

    meaning: Meaning
    spans: tuple[Span, ...]


NO_MEANINGS = Meanings(concepts={}, rows=())


def parse_meanings(concepts: str, meanings: str) -> Meanings:
    """The tables of `concepts.tsv` and `meanings.tsv`; lines that begin with # are comments.

    A row that names an unknown concept is left out: a table that a county wrote must not stop search.
    """
    said: dict[str, set[str]] = {}
    for concept, words in _rows(concepts, "concept"):
        for word in words.lower().split():
            said.setdefault(word, set()).add(concept)
    known = {concept for concepts_of in said.values() for concept in concepts_of}
    rows = (_meaning(says, items) for says, items in _rows(meanings, "says"))
    return Meanings(
        concepts={word: frozenset(found) for word, found in said.items()},
        rows=tuple(row for row in rows if _concepts_of(row) <= known),
    )


def _rows(text: str, head: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        left, tab, right = line.partition("\t")
        if tab and not line.startswith("#") and left.strip() != head and right.strip():
            yield left.strip(), right.strip()


def _meaning(says: str, items: str) -> Meaning:
    unless = frozenset(re.findall(r"-\[([^\]]+)\]", says))
    signs = re.sub(r"-\[[^\]]+\]", "", says).lower().split("+")
    return Meaning(tuple(_sign(sign.strip()) for sign in signs), unless, tuple(items.split()))


def _sign(text: str) -> Sign:
    parts = [part.strip() for part in text.split("/") if part.strip()]
    concepts = frozenset(part[1:-1] for part in parts if part.startswith("["))
    ages = frozenset(part for part in parts if part.startswith("@"))
    return Sign(concepts, tuple(part for part in parts if part[0] not in "[@"), ages)


def _concepts_of(row: Meaning) -> frozenset[str]:
    return row.unless.union(*(sign.concepts for sign in row.signs))


def said_in(asked: Asked, meanings: Meanings) -> list[Meant]:
    """Every meaning whose signs are all said, each sign at a place of its own, the fullest places."""
    heard = _heard_concepts(asked.text, meanings.concepts)
    found = []
    for meaning in meanings.rows:
        if not all(_is_said(sign, asked, heard) for sign in meaning.signs):
            continue
        spans = _apart([_places(sign, asked, heard) for sign in meaning.signs])
        if spans is not None and meaning.unless.isdisjoint(heard):
            found.append(Meant(meaning, spans))
    return found


def _is_said(sign: Sign, asked: Asked, heard: Mapping[str, list[Span]]) -> bool:
    return (
        not sign.concepts.isdisjoint(heard)
        or any(word in asked.text for word in sign.words)
        or any(age in sign.ages for age, _ in asked.ages)
    )


def _heard_concepts(text: str, concepts: Mapping[str, frozenset[str]]) -> dict[str, list[Span]]:
    """Where each concept is said; a word inside a longer one says nothing of its own."""
    spans = [
        (begin, end)
        for begin in range(len(text))
        for end in range(begin + 1, min(len(text), begin + _LONGEST_WORD) + 1)
        if text[begin:end] in concepts
    ]
    heard: dict[str, list[Span]] = {}
    for span in outermost(spans):
        for concept in concepts[text[slice(*span)]]:
            heard.setdefault(concept, []).append(span)
    return heard


def outermost(spans: Sequence[Span]) -> list[Span]:
    """The spans that do not lie within a longer one."""
    return [
        span
        for span in spans
        if not any(other != span and other[0] <= span[0] and span[1] <= other[1] for other in spans)
    ]


def _places(sign: Sign, asked: Asked, heard: Mapping[str, list[Span]]) -> list[Span]:
    found = {span for concept in sign.concepts for span in heard.get(concept, ())}
    found |= {span for age, span in asked.ages if age in sign.ages}
    for word in sign.words:
        at = asked.text.find(word)
        if at >= 0:
            found.add((at, at + len(word)))
    return sorted(found, key=lambda span: (span[0] - span[1], span[0]))[:_MOST_SPANS]


def _apart(choices: Sequence[Sequence[Span]], taken: tuple[Span, ...] = ()) -> tuple[Span, ...] | None:
    """One place for each sign so that none overlaps another, longest first; None without such a choice."""
    if len(taken) == len(choices):
        return taken
    for span in choices[len(taken)]:
        if all(span[1] <= other[0] or other[1] <= span[0] for other in taken):
            found = _apart(choices, (*taken, span))
            if found is not None:
                return found
    return None


def weight_of(spans: Iterable[Span], weights: Sequence[float]) -> float:
    """How much of what was said stands at these places."""
    covered = {at for begin, end in spans for at in range(begin, end)}
    return sum(weights[at] for at in covered)
