"""Search over a catalogue, in memory: words, what people call things, meanings, sounds and typing errors.

The public face; the parts stand beside it. Prose: `docs/rules/search.md`.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from heapq import nsmallest
from itertools import pairwise

from yimen.rules.search_index import ExtraWord, Index, SearchDoc, build_index, with_words
from yimen.rules.search_letters import Heard, hear, hear_typos, split
from yimen.rules.search_meanings import Meanings, parse_meanings
from yimen.rules.search_ranking import (
    Hit,
    Running,
    Why,
    add_meanings,
    add_pairs,
    add_words,
    gather,
    weigh,
)
from yimen.rules.search_text import CHINESE, MAX_QUERY, Asked, read_query
from yimen.rules.search_typos import heard_right, spell

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

_FEWEST_SYLLABLES = 3  # fewer are read by many names
_AMBIGUOUS = 2  # initials that many words share: db is 低保, 代办, 当兵
_ENOUGH_SYLLABLES = 0.75  # the share of the typed syllables that a name must have


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
            return _best(found, limit)
    right, doubts = heard_right(index, asked)
    if doubts:
        asked = read_query(right)
    running = Running(index, asked, place)
    add_pairs(running)
    add_words(running)
    add_meanings(running)
    best = _best(weigh(running, doubts), limit)
    return (_spelled(index, best[0], asked.text, is_right=bool(doubts)), *best[1:]) if best else ()


def _best(hits: Iterable[Hit], limit: int) -> tuple[Hit, ...]:
    return tuple(nsmallest(limit, hits, key=lambda hit: (not hit.sure, -round(hit.score, 6), hit.key)))


def _by_letters(index: Index, letters: str) -> list[Hit]:
    """What the letters read or begin; else what they would but for a typing error, or share syllables."""
    read = hear(index.letters, letters)
    if read:
        return _led_by(index, read, letters)
    shared = _by_syllables(index, letters)
    mistyped = _led_by(index, hear_typos(index.letters, letters), letters)
    best = {hit.key: hit for hit in sorted((*shared, *mistyped), key=lambda hit: hit.score)}
    return list(best.values())


def _by_syllables(index: Index, letters: str) -> list[Hit]:
    """What shares pairs of syllables with the letters: zhuyuan baoxiao finds 住院费用报销."""
    syllables = split(index.letters, letters)
    if len(syllables) < _FEWEST_SYLLABLES:
        return []
    asked = Asked(text="\0" * len(syllables), weights=(1.0,) * len(syllables), ages=())
    running = Running(index, asked, "")
    sounds = (f"{one} {two}" for one, two in pairwise(syllables))
    gather(running, [(index.sounds.get(sound, ()), (at, at + 2), 1.0) for at, sound in enumerate(sounds)])
    shared = (hit for hit in weigh(running) if hit.score >= _ENOUGH_SYLLABLES)
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
                sure=len(letters) > _AMBIGUOUS,
                why=Why.TYPO if heard.typos else Why.SOUND,
                heard=heard.phrase.text if is_word else "",
                meant=_read_out(heard.phrase.text, heard.start, letters, index) if heard.typos else "",
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


def _spelled(index: Index, hit: Hit, text: str, *, is_right: bool) -> Hit:
    """The first hit with what a mistyped query should have said."""
    meant = spell(index, index.names[index.places[hit.key]], text)
    if is_right or meant != text:
        return replace(hit, why=Why.TYPO, meant=meant)
    return hit


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
