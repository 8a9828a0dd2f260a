"""Weighing: what speaks for each document, and the share of what was said that it answers."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import nlargest

from yimen.rules.errors import N_
from yimen.rules.items import short_name
from yimen.rules.search_index import Index, Lead
from yimen.rules.search_meanings import NOWHERE, outermost, said_in, weight_of
from yimen.rules.search_text import CHINESE, Asked, Span
from yimen.rules.search_typos import sounds_in

# Documents that share something with the query, where that stands in it, and how much it proves.
Shared = tuple[Sequence[int], Span, float]

_DOUBT = 0.85  # of what was only understood as something that sounds alike
_MOST_WEIGHED = 60
_MOST_LOOKED_AT = 8000  # rare pairs come first: a pair that half the catalogue has tells nothing
_LONGEST_WORD = 20
_SURE = 0.5  # the share of what was said that must be understood
_SHOWN = 0.25  # below it nothing is shown at all
_SHORT = 2  # signs of a word that may still be being typed
_ANOTHER = 0.02  # for each further word that the typed signs may become
_NAMED = 0.4  # what it adds to be called exactly so
_OF_NAME = 0.15  # how much it adds when all of a name was said


class Why(StrEnum):
    """Why a thing was found."""

    NAME = "NAME"
    WORD = "WORD"
    MEANING = "MEANING"
    SOUND = "SOUND"
    TYPO = "TYPO"


WHY_LABELS: dict[Why, str] = {
    Why.NAME: N_("事项名称里有"),
    Why.WORD: N_("群众的说法"),
    Why.MEANING: N_("话里的意思"),
    Why.SOUND: N_("拼音或者首字母"),
    Why.TYPO: N_("打错的字"),
}


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
class Found:
    """What speaks for one document: evidence for each sign of the query, and what is added to its share."""

    evidence: list[float]
    bonus: float = 0.0
    why: Why = Why.NAME
    heard: str = ""
    told: bool = False

    def cover(self, spans: Iterable[Span], strength: float) -> None:
        """Note that the document has what stands at these places."""
        for begin, end in spans:
            for at in range(begin, end):
                self.evidence[at] = max(self.evidence[at], strength)


@dataclass(slots=True)
class Running:
    """One search on its way."""

    index: Index
    asked: Asked
    place: str
    found: dict[int, Found] = field(default_factory=dict)
    elsewhere: float = 0.0

    def at(self, doc: int) -> Found:
        """What speaks for this document; nothing yet when it is new."""
        if doc not in self.found:
            self.found[doc] = Found([0.0] * len(self.asked.text))
        return self.found[doc]


def add_pairs(running: Running) -> None:
    """Candidates by the pairs of signs that they share with the query, then the evidence of each."""
    index, asked = running.index, running.asked
    told = [at for at in range(len(asked.text)) if asked.weights[at]]
    lists = list(_lists(index, asked))
    if len(told) == 1:
        lists.append((index.signs.get(asked.text[told[0]], ()), (told[0], told[0] + 1), 1.0))
    gather(running, lists)


def gather(running: Running, lists: Sequence[Shared]) -> None:
    """The documents that share the rarest things with the query, and for each all that it shares."""
    index, asked = running.index, running.asked
    scores: defaultdict[int, float] = defaultdict(float)
    looked_at = 0
    for known, span, strength in sorted(lists, key=lambda each: len(each[0])):
        if looked_at and looked_at + len(known) > _MOST_LOOKED_AT:
            break
        looked_at += len(known)
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


def _lists(index: Index, asked: Asked) -> Iterable[Shared]:
    """The pairs of the query, and where a pair is unknown, what it may be a typing error for."""
    text = asked.text
    sounds = sounds_in(index, text)
    for at in range(len(text) - 1):
        pair, span = text[at : at + 2], (at, at + 2)
        if not (CHINESE.match(pair[0]) and CHINESE.match(pair[1])):
            continue
        if not any(asked.weights[at : at + 2]):
            continue
        yield index.side.get(pair, ()), span, 0.4
        known = index.pairs.get(pair)
        if known is not None:
            yield known, span, 1.0
            continue
        yield index.sounds.get(sounds.get(at, ""), ()), span, 0.8
        yield index.pairs.get(pair[::-1], ()), span, 0.6
        yield index.gaps.get(pair, ()), span, 0.7
        third = text[at : at + 3]
        if len(third) == 3:
            yield index.pairs.get(third[0] + third[2], ()), (at, at + 3), 0.7
            yield from _substituted(index, text, at)
    for match in re.finditer("[a-z0-9]+", text):
        yield index.pairs.get(match.group(), ()), match.span(), 1.0


def _substituted(index: Index, text: str, at: int) -> Iterable[Shared]:
    """One wrong sign between two right ones, believed only where a right pair stands beside them."""
    beside = (text[at - 1 : at + 1] if at else "", text[at + 2 : at + 4])
    known = index.gaps.get(text[at] + text[at + 2], ())
    proofs = [index.pairs[pair] for pair in beside if pair in index.pairs]
    if known and proofs:
        yield [doc for doc in known if any(_has(proof, doc) for proof in proofs)], (at, at + 3), 0.75


def add_words(running: Running) -> None:
    """What people call things: a word inside a longer one is left out."""
    index, text = running.index, running.asked.text
    spans = [
        (begin, end)
        for begin in range(len(text))
        for end in range(begin + 1, min(len(text), begin + _LONGEST_WORD) + 1)
        if any(lead.place in {"", running.place} for lead in index.words.get(text[begin:end], ()))
    ]
    for span in outermost(spans):
        word = text[slice(*span)]
        _lead(running, index.words[word], span, word)
    if len(text) <= _SHORT:
        for word in index.words:
            if text in word and text != word:
                _lead(running, index.words[word], (0, len(text)), word, begun=0.5)


def _lead(running: Running, leads: Sequence[Lead], span: Span, word: str, begun: float = 1.0) -> None:
    share = weight_of([span], running.asked.weights) / running.asked.total
    for lead in leads:
        if lead.place not in {"", running.place}:
            continue
        found = running.at(lead.doc)
        found.cover([span], begun)
        bonus = begun * (0.35 * share + 0.15) - 0.07 * lead.rank
        if bonus > found.bonus:
            found.bonus, found.heard, found.why = bonus, word if begun == 1 else "", Why.WORD
        elif begun < 1:
            found.bonus += _ANOTHER


def add_meanings(running: Running) -> None:
    """What people mean; a meaning of none of our lists makes the rest a maybe unless it is the weaker."""
    index, asked = running.index, running.asked
    for meant in said_in(asked, index.meanings):
        share = weight_of(meant.spans, asked.weights) / asked.total
        told = 0.3 + 0.13 * len(meant.spans) + 0.1 * share
        if NOWHERE in meant.meaning.items:
            running.elsewhere = max(running.elsewhere, share + told)
            continue
        heard = asked.text[min(begin for begin, _ in meant.spans) : max(end for _, end in meant.spans)]
        for rank, doc in enumerate(index.meant.get(meant.meaning.items, ())):
            found = running.at(doc)
            found.cover(meant.spans, 1 - 0.15 * min(rank, 4))
            found.told = True
            bonus = told - 0.07 * rank
            if bonus > found.bonus:
                found.bonus, found.why, found.heard = bonus, Why.MEANING, heard


def weigh(running: Running, doubts: Sequence[Span] = ()) -> list[Hit]:
    """The share of what was said that each document answers, with what is added; the unsure marked.

    What was only understood as something that sounds alike counts a little less.
    """
    asked = running.asked
    weights = list(asked.weights)
    for begin, end in doubts:
        weights[begin:end] = [_DOUBT * weight for weight in weights[begin:end]]
    shares = {
        doc: sum(w * e for w, e in zip(weights, found.evidence, strict=True)) / asked.total
        for doc, found in running.found.items()
    }
    best = nlargest(_MOST_WEIGHED, shares, key=lambda doc: (shares[doc] + running.found[doc].bonus, -doc))
    shown = (doc for doc in best if shares[doc] >= _SHOWN or running.found[doc].told)
    return [_hit(running, doc, shares[doc]) for doc in shown]


def _hit(running: Running, doc: int, share: float) -> Hit:
    index, found = running.index, running.found[doc]
    text, name = running.asked.text, short_name(index.names[doc])
    score = share + found.bonus + _OF_NAME * _share_of_name(name, text)
    score += _NAMED if text in {name, index.names[doc]} else 0.0
    sure = (share >= _SURE or (found.told and share >= _SHOWN)) and score > running.elsewhere
    return Hit(key=index.keys[doc], score=score, sure=sure, why=found.why, heard=found.heard)


def _share_of_name(name: str, text: str) -> float:
    """How much of a name was said: 残疾人证 is nearer to 残疾人证新办 than to a longer name with it."""
    pairs = [name[at : at + 2] for at in range(len(name) - 1)]
    return sum(pair in text for pair in pairs) / max(1, len(pairs)) if pairs else float(name == text)
