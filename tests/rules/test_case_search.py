"""What the words in the search of the desk can mean."""

from datetime import date

import pytest

from yimen.rules.case_search import SearchKind, SearchUnclear, read_search
from yimen.rules.errors import RuleViolation
from yimen.rules.people import BadCheckDigit

_DAY = date(2026, 11, 16)


def _read(words: str) -> list[tuple[SearchKind, str]]:
    return [(each.kind, each.value) for each in read_search(words, today=_DAY)]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("130921-2026-100-000001", [(SearchKind.CASE_NO, "130921-2026-100-000001")]),
        ("１３０９２１－２０２６－１００－０００００１", [(SearchKind.CASE_NO, "130921-2026-100-000001")]),
        ("17", [(SearchKind.SERIAL, "000017")]),
        ("000017", [(SearchKind.SERIAL, "000017")]),
        ("0001", [(SearchKind.SERIAL, "000001"), (SearchKind.PHONE_END, "0001")]),
        ("13800000001", [(SearchKind.PHONE, "13800000001")]),
        ("138 0000 0001", [(SearchKind.PHONE, "13800000001")]),
        ("+86 138-0000-0001", [(SearchKind.PHONE, "13800000001")]),
        ("11010519491231002x", [(SearchKind.ID_NO, "11010519491231002X")]),
        ("110105 19491231 002X", [(SearchKind.ID_NO, "11010519491231002X")]),
        ("赵建", [(SearchKind.NAME, "赵建")]),
        ("买买提·艾力", [(SearchKind.NAME, "买买提·艾力")]),
    ],
)
def test_each_way_of_saying_it_is_understood(words: str, meant: list[tuple[SearchKind, str]]) -> None:
    assert _read(words) == meant


@pytest.mark.parametrize("words", ["赵", "1234567", "没有9号", "张" * 40, "++", "+1", "130921-2026-100-1"])
def test_what_means_nothing_is_told_what_one_may_write(words: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        read_search(words, today=_DAY)
    assert refusal.value.field == "q"


def test_a_single_sign_would_list_half_a_village() -> None:
    with pytest.raises(SearchUnclear):
        read_search("赵", today=_DAY)


def test_a_mistyped_identity_number_is_told_as_such() -> None:
    with pytest.raises(BadCheckDigit):
        read_search("110105194912310021", today=_DAY)
