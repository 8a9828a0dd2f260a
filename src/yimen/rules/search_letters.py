"""Typed letters: pinyin from any syllable on, initials, and pinyin with a typing error."""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from yimen.rules.search_text import fold, fold_syllable

_LONGEST = 30  # letters of a reading that are kept from each syllable on
_GRAM = 3
_GRAMMED = 10  # letters of a reading by which mistyped ones are found
_MOST_CHECKED = 30
_MOST_COUNTED = 6000  # readings that are looked through for shared groups of letters, the rarest groups first
_LONGEST_SYLLABLE = 6
_ONE_TYPO, _TWO_TYPOS = 4, 10  # letters from which on so many typos are forgiven


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name or a word as it is read, and the documents that it leads to, each with its rank."""

    text: str
    syllables: tuple[str, ...]
    initials: str
    leads: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Tail:
    """Where in a phrase a reading begins."""

    phrase: int
    start: int


@dataclass(frozen=True, slots=True)
class Letters:
    """All readings in the order of their letters, and groups of three letters for what is mistyped."""

    phrases: tuple[Phrase, ...]
    readings: tuple[str, ...]
    reading_tails: tuple[tuple[Tail, ...], ...]
    initials: tuple[str, ...]
    initial_tails: tuple[tuple[Tail, ...], ...]
    syllables: frozenset[str]
    grams: Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Heard:
    """A phrase that typed letters mean: from which syllable on, how well (1 is all of it), how many typos."""

    phrase: Phrase
    start: int
    score: float
    typos: int = 0


def build_letters(phrases: Iterable[Phrase]) -> Letters:
    """The readings of these phrases, sorted once; the same reading of several phrases stands once."""
    kept = tuple(phrases)
    readings: defaultdict[str, list[Tail]] = defaultdict(list)
    initials: defaultdict[str, list[Tail]] = defaultdict(list)
    for number, phrase in enumerate(kept):
        for start in range(len(phrase.syllables)):
            tail = Tail(number, start)
            readings[fold("".join(phrase.syllables[start:]))[:_LONGEST]].append(tail)
        for start in range(len(phrase.initials)):
            initials[phrase.initials[start : start + _LONGEST]].append(Tail(number, start))
    read, begun = sorted(readings), sorted(initials)
    grams: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    for number, reading in enumerate(read):
        for gram in _grams(reading[:_GRAMMED]):
            grams[gram].append(number)
    return Letters(
        kept,
        tuple(read),
        tuple(tuple(readings[each]) for each in read),
        tuple(begun),
        tuple(tuple(initials[each]) for each in begun),
        frozenset(fold_syllable(syllable) for phrase in kept for syllable in phrase.syllables),
        dict(grams),
    )


def _grams(reading: str) -> set[str]:
    return {reading[at : at + _GRAM] for at in range(max(0, len(reading) - _GRAM + 1))}


def hear(letters: Letters, typed: str) -> list[Heard]:
    """The phrases that these letters read or begin, best first."""
    folded = fold(typed)
    found = [
        _heard(letters, tail, 0.7, typed)
        for tail in _begun(letters.readings, letters.reading_tails, folded, 3)
    ]
    found += [
        _initials(letters, tail, typed) for tail in _begun(letters.initials, letters.initial_tails, typed, 2)
    ]
    return sorted(found, key=lambda each: -each.score)


def split(letters: Letters, typed: str) -> list[str]:
    """The letters as folded syllables that the catalogue knows; empty when they are none."""
    folded = fold(typed)
    ways: list[list[str] | None] = [[]] + [None] * len(folded)
    for end in range(1, len(folded) + 1):
        for begin in range(max(0, end - _LONGEST_SYLLABLE), end):
            before = ways[begin]
            if before is not None and folded[begin:end] in letters.syllables:
                ways[end] = [*before, folded[begin:end]]
                break
    return ways[-1] or []


def _begun(
    readings: Sequence[str], tails: Sequence[tuple[Tail, ...]], typed: str, least: int
) -> Iterable[Tail]:
    """Where readings begin with these letters."""
    if len(typed) < least:
        return
    at = bisect_left(readings, typed)
    while at < len(readings) and readings[at].startswith(typed):
        yield from tails[at]
        at += 1


def _heard(letters: Letters, tail: Tail, base: float, typed: str, typos: int = 0) -> Heard:
    """From the start of a phrase better than from later on, all of it better than its beginning."""
    phrase = letters.phrases[tail.phrase]
    whole = "".join(phrase.syllables[tail.start :])
    share = min(1.0, len(typed) / max(1, len(whole)))
    exact = 0.1 if not typos and whole.startswith(typed) else 0.0
    score = base + exact + 0.3 * share - 0.03 * min(tail.start, 5)
    return Heard(phrase, tail.start, score, typos)


def _initials(letters: Letters, tail: Tail, typed: str) -> Heard:
    phrase = letters.phrases[tail.phrase]
    share = len(typed) / max(1, len(phrase.initials))
    return Heard(phrase, tail.start, 0.75 + 0.35 * share - 0.04 * min(tail.start, 5))


def hear_typos(letters: Letters, typed: str) -> list[Heard]:
    """The phrases that these letters would read but for a typing error or two."""
    folded = fold(typed)
    allowed = 2 if len(folded) >= _TWO_TYPOS else int(len(folded) >= _ONE_TYPO)
    if not allowed:
        return []
    shared: Counter[int] = Counter()
    for known in sorted((letters.grams.get(gram, ()) for gram in _grams(folded[:_GRAMMED])), key=len):
        if shared.total() + len(known) > _MOST_COUNTED and shared:
            break
        shared.update(known)
    found = []
    for number, _ in shared.most_common(_MOST_CHECKED):
        reading = letters.readings[number]
        typos = typos_between(folded, reading, allowed)
        if typos <= allowed:
            found += [
                _heard(letters, tail, 0.6 - 0.1 * typos, typed, typos)
                for tail in letters.reading_tails[number]
            ]
    return found


def typos_between(typed: str, reading: str, most: int) -> int:
    """How many letters are wrong, missing, too many or swapped with their neighbor.

    What follows in the reading after the typed letters costs nothing. More than `most` is `most` + 1.
    """
    width = len(typed) + most
    reading = reading[:width]
    before: list[int] = []
    row = list(range(len(reading) + 1))
    for at, letter in enumerate(typed, start=1):
        earlier, before, row = before, row, [at]
        for to, other in enumerate(reading, start=1):
            cost = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != other))
            if at > 1 and to > 1 and letter == reading[to - 2] and typed[at - 2] == other:
                cost = min(cost, earlier[to - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(*row, most + 1)
