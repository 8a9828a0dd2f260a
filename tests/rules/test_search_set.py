"""How well search answers the query sets: counted per half and topic, with floors on the test halves."""

from collections.abc import Sequence
from functools import cache

import pytest

from tests.rules.search_set import (
    BENEFIT_TOPICS,
    ELSEWHERE,
    Answer,
    MeantQuery,
    figures_of,
    rank_of,
    read_queries,
)
from tests.rules.seeds import seed_bytes
from yimen.gateways.pinyin import initials, reading, syllables
from yimen.rules.catalog import plan_items, read_items
from yimen.rules.search import Index, SearchDoc, build_index, parse_meanings, parse_synonyms, search

SETS = ("queries", "later", "spoken")


def _seed(name: str) -> str:
    return seed_bytes(f"catalog/seed/{name}").decode("utf-8-sig")


@cache
def index() -> Index:
    words = parse_synonyms(_seed("synonyms.tsv"))
    docs = [
        SearchDoc(
            key=item.short_name,
            name=item.name,
            aliases=tuple(w for w, targets in words.items() if any(t in item.name for t in targets)),
            keywords=item.department,
            pinyin=syllables(item.short_name),
            initials=initials(item.short_name),
        )
        for item in plan_items(read_items(_seed("items.tsv"))).items
    ]
    meanings = parse_meanings(_seed("concepts.tsv"), _seed("meanings.tsv"))
    return build_index(docs, synonyms=words, meanings=meanings, read=reading)


@cache
def ask(query: str) -> Answer:
    hits = search(index(), query)
    return Answer(names=tuple(hit.key for hit in hits), sure=sum(hit.sure for hit in hits))


def half_kept_for_counting(name: str) -> list[MeantQuery]:
    return [each for each in read_queries(name) if each.is_test]


def ranks(queries: Sequence[MeantQuery]) -> list[int]:
    return [rank_of(each, ask(each.query)) for each in queries]


def test_the_sets_are_large_and_cover_the_topics_and_kinds() -> None:
    queries = [each for name in SETS for each in read_queries(name)]
    assert len({each.query for each in queries}) == len(queries) >= 700
    topics = {each.topic for each in queries}
    assert len(topics - {ELSEWHERE}) >= 12
    assert {each.kind for each in queries} == {"word", "synonym", "pinyin", "initials", "typo", "meaning"}
    known = set(index().keys)
    assert {item for each in queries for item in each.items} <= known
    assert all(sum(each.is_test for each in queries if each.topic == topic) >= 10 for topic in topics)


@pytest.mark.parametrize("name", SETS)
def test_the_test_half_is_answered(name: str) -> None:
    figures = figures_of(ranks(half_kept_for_counting(name)))
    assert figures.recall >= 0.90
    assert figures.mrr >= 0.80


@pytest.mark.parametrize("topic", sorted({each.topic for each in read_queries()}))
def test_no_topic_is_left_behind(topic: str) -> None:
    figures = figures_of(
        ranks([each for name in SETS for each in half_kept_for_counting(name) if each.topic == topic])
    )
    assert figures.recall >= 0.80, figures
    assert figures.mrr >= 0.75, figures


@pytest.mark.parametrize("name", SETS)
def test_a_benefit_is_never_promised_wrongly(name: str) -> None:
    """What search is sure of first is right; where it is not sure, it says so."""
    wrong = [
        (each.query, answer.names[0])
        for each in half_kept_for_counting(name)
        if each.topic in BENEFIT_TOPICS and (answer := ask(each.query)).sure
        if answer.names[0] not in each.items
    ]
    assert wrong == []


def test_what_stands_on_none_of_our_lists_is_hardly_ever_answered_surely() -> None:
    asked = [each for name in SETS for each in half_kept_for_counting(name) if not each.items]
    assert figures_of(ranks(asked)).recall >= 0.90
