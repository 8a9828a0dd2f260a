"""Search over a catalogue, in memory: words, what people call things, what they mean, sounds and slips.

The public face; the parts stand beside it: text, meanings, letters, index. Prose: `docs/rules/search.md`.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from heapq import nlargest, nsmallest

from yimen.rules.search_index import ExtraWord, Index, Lead, SearchDoc, build_index, with_words
from yimen.rules.search_letters import Heard, hear, hear_slips, split
from yimen.rules.search_meanings import NOWHERE, Meanings, outermost, parse_meanings, said_in, weight_of
from yimen.rules.search_slips import heard_right, sounds_in, spell
from yimen.rules.search_text import CHINESE, MAX_QUERY, Asked, Span, read_query

__all__ = [
    "MAX_QUERY",
    "ExtraWord",
    "Hit",
    "Index",
    "Meanings",
    "SearchDoc",
    "Why",
    "build_index",
    "parse_meanings",
    "parse_synonyms",
    "search",
    "with_words",
]

# Documents that share something with the query, where that stands in it, and how much it proves.
_Shared = tuple[Sequence[int], Span, float]

_FEWEST_SYLLABLES = 3
_MOST_SYLLABLES = 0.75
_DOUBT = 0.85
_MOST_WEIGHED = 60
_LONGEST_WORD = 20
_SURE = 0.5  # the share of what was said that must be understood
_SHOWN = 0.25  # below it nothing is shown at all


class Why(StrEnum):
    """Why a thing was found."""

    NAME = "NAME"
    WORD = "WORD"
    MEANING = "MEANING"
    SOUND = "SOUND"
    SLIP = "SLIP"


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A found thing; a higher score stands further up.

    `sure` is False where too little of what was said is understood, or it is known to be done elsewhere:
    such a hit is only a maybe. `heard` are the words of the query that led here, `meant` what a mistyped
    query should say.
    """

    key: str
    score: float
    sure: bool = True
    why: Why = Why.NAME
    heard: str = ""
    meant: str = ""


@dataclass(slots=True)
class _Found:
    """What speaks for one document: evidence for each sign of the query, and what is added to its share."""

    evidence: list[float]
    bonus: float = 0.0
    why: Why = Why.NAME
    heard: str = ""
    told: bool = False

    def cover(self, spans: Iterable[Span], strength: float) -> None:
        for begin, end in spans:
            for at in range(begin, end):
                self.evidence[at] = max(self.evidence[at], strength)


@dataclass(slots=True)
class _Search:
    """One search on its way."""

    index: Index
    asked: Asked
    place: str
    found: dict[int, _Found] = field(default_factory=dict)
    elsewhere: float = 0.0

    def at(self, doc: int) -> _Found:
        if doc not in self.found:
            self.found[doc] = _Found([0.0] * len(self.asked.text))
        return self.found[doc]


def search(index: Index, query: str, limit: int = 20, *, place: str = "") -> tuple[Hit, ...]:
    """The best documents for a query, best first, equals in the order of their keys.

    Chinese is compared by pairs of signs, so that word order and a wrong sign matter little; letters are
    pinyin and initials from any syllable on. An empty query, or one of which nothing is known, finds
    nothing. `place` is the county whose own words count, too.
    """
    asked = read_query(query)
    if not asked.total:
        return ()
    letters = re.sub(r"[\s']+", "", asked.text)
    if letters.isascii() and letters.isalpha():
        found = _by_letters(index, letters)
        if found:
            return _best(index, found, limit)
    right, doubts = heard_right(index, asked.text)
    if doubts:
        asked = read_query(right)
    running = _Search(index, asked, place)
    _add_pairs(running)
    _add_words(running)
    _add_meanings(running)
    best = _best(index, _weigh(running, doubts), limit)
    return (_spelled(index, best[0], asked.text, is_right=bool(doubts)), *best[1:]) if best else ()


def _best(index: Index, hits: Iterable[Hit], limit: int) -> tuple[Hit, ...]:
    return tuple(nsmallest(limit, hits, key=lambda hit: (not hit.sure, -round(hit.score, 6), hit.key)))


def _by_letters(index: Index, letters: str) -> list[Hit]:
    """What the letters read or begin; else what they would but for a slip, or share syllables with."""
    read = hear(index.letters, letters)
    if read:
        return _led_by(index, read, letters)
    shared = _by_syllables(index, letters)
    slipped = _led_by(index, hear_slips(index.letters, letters), letters)
    best = {hit.key: hit for hit in sorted((*shared, *slipped), key=lambda hit: hit.score)}
    return list(best.values())


def _by_syllables(index: Index, letters: str) -> list[Hit]:
    """What shares pairs of syllables with the letters: zhuyuan baoxiao finds 住院费用报销."""
    syllables = split(index.letters, letters)
    if len(syllables) < _FEWEST_SYLLABLES:
        return []
    running = _Search(index, Asked(text="\0" * len(syllables), weights=(1.0,) * len(syllables), ages=()), "")
    sounds = (f"{one} {two}" for one, two in zip(syllables, syllables[1:], strict=False))
    _gather(running, [(index.sounds.get(sound, ()), (at, at + 2), 1.0) for at, sound in enumerate(sounds)])
    shared = (hit for hit in _weigh(running) if hit.score >= _MOST_SYLLABLES)
    return [replace(hit, why=Why.SOUND) for hit in shared]


def _led_by(index: Index, read: Iterable[Heard], letters: str) -> list[Hit]:
    best: dict[int, Hit] = {}
    for heard in read:
        for doc, rank in heard.phrase.leads:
            score = heard.score - 0.05 * rank
            if doc in best and best[doc].score >= score:
                continue
            is_word = heard.phrase.text != index.names[doc]
            best[doc] = Hit(
                key=index.keys[doc],
                score=score,
                why=Why.SLIP if heard.slips else Why.SOUND,
                heard=heard.phrase.text if is_word else "",
                meant=_read_out(heard.phrase.text, heard.start, letters, index) if heard.slips else "",
            )
    return list(best.values())


def _read_out(text: str, start: int, letters: str, index: Index) -> str:
    """The signs of a phrase that mistyped letters meant."""
    signs = CHINESE.findall(text)[start:]
    length, count = 0, 0
    for syllable in index.read("".join(signs)):
        if length >= len(letters) - 1:
            break
        length += len(syllable)
        count += 1
    return "".join(signs[:count])


def _add_pairs(running: _Search) -> None:
    """Candidates by the pairs of signs that they share with the query, then the evidence of each."""
    index, asked = running.index, running.asked
    told = [at for at in range(len(asked.text)) if asked.weights[at]]
    lists = list(_lists(index, asked))
    if len(told) == 1:
        lists.append((index.signs.get(asked.text[told[0]], ()), (told[0], told[0] + 1), 1.0))
    _gather(running, lists)


def _gather(running: _Search, lists: Sequence[_Shared]) -> None:
    index, asked = running.index, running.asked
    scores: defaultdict[int, float] = defaultdict(float)
    rare = [each for each in lists if 4 * len(each[0]) <= len(index.keys)]
    for known, span, strength in rare or lists:
        gain = strength * index.rarity(known) * max(asked.weights[at] for at in range(*span))
        for doc in known:
            scores[doc] += gain
    for doc in nlargest(_MOST_WEIGHED, scores, key=lambda each: (scores[each], -each)):
        found = running.at(doc)
        for known, span, strength in lists:
            if _has(known, doc):
                found.cover([span], strength)


def _has(known: Sequence[int], doc: int) -> bool:
    at = bisect_left(known, doc)
    return at < len(known) and known[at] == doc


def _lists(index: Index, asked: Asked) -> Iterable[_Shared]:
    """The pairs of the query, and where a pair is unknown, what it may be a slip of."""
    text = asked.text
    sounds = sounds_in(index, text)
    for at in range(len(text) - 1):
        pair, span = text[at : at + 2], (at, at + 2)
        if not (CHINESE.match(pair[0]) and CHINESE.match(pair[1])):
            continue
        if not any(asked.weights[at : at + 2]):
            continue
        known = index.pairs.get(pair)
        if known is not None:
            yield known, span, 1.0
            continue
        yield index.sounds.get(sounds[at], ()), span, 0.8
        yield index.pairs.get(pair[::-1], ()), span, 0.6
        yield index.gaps.get(pair, ()), span, 0.7
        yield index.side.get(pair, ()), span, 0.4
        third = text[at : at + 3]
        if len(third) == 3:
            yield index.pairs.get(third[0] + third[2], ()), (at, at + 3), 0.7
            yield from _substituted(index, text, at)
    for match in re.finditer("[a-z0-9]+", text):
        yield index.pairs.get(match.group(), ()), match.span(), 1.0


def _substituted(index: Index, text: str, at: int) -> Iterable[_Shared]:
    """One wrong sign between two right ones, believed only where a right pair stands beside them."""
    beside = (text[at - 1 : at + 1] if at else "", text[at + 2 : at + 4])
    known = index.gaps.get(text[at] + text[at + 2], ())
    proofs = [index.pairs[pair] for pair in beside if pair in index.pairs]
    if known and proofs:
        yield [doc for doc in known if any(_has(proof, doc) for proof in proofs)], (at, at + 3), 0.75


def _add_words(running: _Search) -> None:
    """What people call things: a word inside a longer one is left out, one that sounds alike counts less."""
    index, text = running.index, running.asked.text
    spans = [
        (begin, end)
        for begin in range(len(text))
        for end in range(begin + 1, min(len(text), begin + _LONGEST_WORD) + 1)
        if text[begin:end] in index.words
    ]
    for span in outermost(spans):
        word = text[slice(*span)]
        _lead(running, index.words[word], span, word)


def _lead(running: _Search, leads: Sequence[Lead], span: Span, word: str) -> None:
    share = weight_of([span], running.asked.weights) / running.asked.total
    for lead in leads:
        if lead.place not in {"", running.place}:
            continue
        found = running.at(lead.doc)
        found.cover([span], 1.0)
        bonus = 0.35 * share + 0.15 - 0.07 * lead.rank
        if bonus > found.bonus:
            found.bonus, found.heard, found.why = bonus, word, Why.WORD


def _add_meanings(running: _Search) -> None:
    index, asked = running.index, running.asked
    for meant in said_in(asked, index.meanings):
        told = 0.3 + 0.13 * len(meant.spans)
        if NOWHERE in meant.meaning.items:
            share = weight_of(meant.spans, asked.weights) / asked.total
            running.elsewhere = max(running.elsewhere, share + told)
            continue
        heard = "".join(asked.text[slice(*span)] for span in sorted(meant.spans))
        for rank, doc in enumerate(index.meant.get(meant.meaning.items, ())):
            found = running.at(doc)
            found.cover(meant.spans, 1.0)
            found.told = True
            bonus = told - 0.07 * rank
            if bonus > found.bonus:
                found.bonus, found.why, found.heard = bonus, Why.MEANING, heard


def _weigh(running: _Search, doubts: Sequence[Span] = ()) -> list[Hit]:
    """The share of what was said that each document answers, with what is added; the unsure marked.

    What was only understood as something that sounds alike counts a little less.
    """
    index, asked = running.index, running.asked
    weights = list(asked.weights)
    for begin, end in doubts:
        weights[begin:end] = [_DOUBT * weight for weight in weights[begin:end]]
    hits = []
    for doc, found in running.found.items():
        share = sum(w * e for w, e in zip(weights, found.evidence, strict=True)) / asked.total
        if share < _SHOWN and not found.told:
            continue
        score = share + found.bonus + 0.15 * _share_of_name(index, doc, asked.text)
        sure = (share >= _SURE or (found.told and share >= _SHOWN)) and score > running.elsewhere
        hits.append(
            Hit(key=index.keys[doc], score=score, sure=sure, why=found.why, heard=found.heard)
        )
    return hits


def _spelled(index: Index, hit: Hit, text: str, *, is_right: bool) -> Hit:
    """The first hit with what a mistyped query should have said."""
    meant = spell(index, index.names[index.places[hit.key]], text)
    if is_right or meant != text:
        return replace(hit, why=Why.SLIP, meant=meant)
    return hit


def _share_of_name(index: Index, doc: int, text: str) -> float:
    """How much of a name was said: 残疾人证 is nearer to 残疾人证新办 than to a longer name with it."""
    name = index.names[doc]
    pairs = [name[at : at + 2] for at in range(len(name) - 1)]
    return sum(pair in text for pair in pairs) / max(1, len(pairs))


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
