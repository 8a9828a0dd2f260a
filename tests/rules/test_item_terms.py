"""A lower level never loosens, whatever the levels say and from whatever day one counts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.seeds import work_calendar
from yimen.rules.deadlines import due
from yimen.rules.intervals import Limit, Unit
from yimen.rules.item_terms import (
    LoosensPromise,
    NotAsked,
    Terms,
    Tightening,
    UnitsDiffer,
    check_tightening,
    is_no_longer,
    reduction,
    terms_at,
    tighten,
)

CALENDAR = work_calendar()
LIMITS = st.one_of(
    st.just(Limit(amount=0, unit=Unit.INSTANT)),
    st.builds(Limit, amount=st.integers(1, 60), unit=st.sampled_from([Unit.WORKDAYS, Unit.NATURAL_DAYS])),
)
NAMES = st.sampled_from(["申请书", "身份证", "户口簿", "照片", "承诺书"])
LEVELS = st.lists(st.builds(Tightening, promised=st.none() | LIMITS, waived=st.frozensets(NAMES)), max_size=4)
BASES = st.builds(
    Terms,
    statutory=st.none() | LIMITS,
    promised=st.none() | LIMITS,
    materials=st.lists(NAMES, unique=True).map(tuple),
)
DAYS = st.dates(date(2025, 1, 1), date(2026, 10, 1))


def _ends(limit: Limit, accepted_on: date) -> date:
    found = due(accepted_on=accepted_on, limit=limit, calendar=CALENDAR, stops=(), extensions=()).date
    assert found is not None
    return found


@given(BASES, LEVELS)
def test_each_level_promises_no_longer_and_asks_no_more(base: Terms, levels: list[Tightening]) -> None:
    above = base
    for level in levels:
        below = tighten(above, level)
        bar = above.promised or above.statutory
        if below.promised is not None and bar is not None and below.promised != above.promised:
            assert is_no_longer(below.promised, bar)
        assert set(below.materials) <= set(above.materials)
        assert above.promised is None or below.promised is not None
        above = below
    assert terms_at(base, levels) == above


@given(BASES, LEVELS, DAYS)
def test_the_last_day_at_the_village_is_never_later_than_by_the_item(
    base: Terms, levels: list[Tightening], day: date
) -> None:
    bar, found = base.promised or base.statutory, terms_at(base, levels).promised
    if bar is not None and found is not None and base.promised is not None:
        assert _ends(found, day) <= _ends(bar, day)


@given(LIMITS, LIMITS, DAYS)
def test_what_is_called_no_longer_ends_no_later(mine: Limit, above: Limit, day: date) -> None:
    if is_no_longer(mine, above):
        assert _ends(mine, day) <= _ends(above, day)


@given(BASES, st.builds(Tightening, promised=st.none() | LIMITS, waived=st.frozensets(NAMES)))
def test_what_passes_the_check_has_its_full_effect(base: Terms, mine: Tightening) -> None:
    try:
        check_tightening(base, mine)
    except (LoosensPromise, UnitsDiffer, NotAsked):
        return
    found = tighten(base, mine)
    assert found.promised == (mine.promised or base.promised)
    assert not mine.waived & set(found.materials)


def _terms(promised: Limit | None) -> Terms:
    return Terms(statutory=Limit(amount=20, unit=Unit.WORKDAYS), promised=promised, materials=("申请书",))


def test_a_longer_promise_and_an_unknown_material_are_refused_in_words() -> None:
    seven = Limit(amount=7, unit=Unit.WORKDAYS)
    with pytest.raises(LoosensPromise, match="8个工作日 比上一级的 7个工作日 长"):
        check_tightening(_terms(seven), Tightening(promised=Limit(amount=8, unit=Unit.WORKDAYS)))
    with pytest.raises(LoosensPromise):
        check_tightening(_terms(None), Tightening(promised=Limit(amount=21, unit=Unit.WORKDAYS)))
    with pytest.raises(NotAsked, match="户口簿"):
        check_tightening(_terms(seven), Tightening(waived=frozenset({"户口簿"})))
    with pytest.raises(UnitsDiffer):
        check_tightening(_terms(seven), Tightening(promised=Limit(amount=10, unit=Unit.NATURAL_DAYS)))


def test_the_reduction_is_told_only_where_both_are_known_in_one_unit() -> None:
    law, week = Limit(amount=20, unit=Unit.WORKDAYS), Limit(amount=7, unit=Unit.WORKDAYS)
    assert reduction(week, law) == 65
    assert reduction(Limit(amount=0, unit=Unit.INSTANT), law) == 100
    assert reduction(None, law) is None
    assert reduction(week, None) is None
    assert reduction(Limit(amount=7, unit=Unit.NATURAL_DAYS), law) is None


def test_days_are_counted_from_the_day_after() -> None:
    day = date(2026, 11, 16)
    assert _ends(Limit(amount=1, unit=Unit.WORKDAYS), day) == day + timedelta(days=1)
