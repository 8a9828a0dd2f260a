"""The posting: what a sheet shows, how long it hangs, what ends it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.seeds import work_calendar
from yimen.rules.case_states import Act
from yimen.rules.publicity import (
    DaysOutOfRange,
    DaysUnpublished,
    NoSuchObjection,
    ObjectionsOpen,
    StillHanging,
    add_objection,
    check_days,
    check_handled,
    check_removal,
    fits_round,
    handle_objection,
    last_day_of,
    read_objections,
    sheet_text,
)
from yimen.rules.text import TextMissing

CALENDAR = work_calendar()
AT = dt.datetime(2026, 11, 17, 9, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("posted", "days", "last"),
    [
        (dt.date(2026, 11, 17), 7, dt.date(2026, 11, 24)),
        # ends on Saturday the 21st: moves to Monday
        (dt.date(2026, 11, 14), 7, dt.date(2026, 11, 23)),
        # ends within the holidays of National Day: moves to the first workday after them
        (dt.date(2026, 9, 25), 7, dt.date(2026, 10, 8)),
        (dt.date(2026, 11, 17), 1, dt.date(2026, 11, 18)),
    ],
)
def test_the_day_of_posting_is_not_counted_and_a_rest_day_at_the_end_moves_on(
    posted: dt.date, days: int, last: dt.date
) -> None:
    assert last_day_of(posted, days, CALENDAR) == last


@given(st.dates(dt.date(2026, 1, 5), dt.date(2026, 11, 30)), st.integers(1, 20))
def test_a_sheet_never_comes_down_before_its_days_have_run_and_always_the_day_after(
    posted: dt.date, days: int
) -> None:
    last = last_day_of(posted, days, CALENDAR)
    assert last >= posted + dt.timedelta(days=days)
    assert CALENDAR.is_workday(last)
    given_ = {"posted_on": posted, "days": days, "calendar": CALENDAR, "field": "removed_on"}
    check_removal(last + dt.timedelta(days=1), **given_)
    with pytest.raises(StillHanging):
        check_removal(last, **given_)


def test_the_published_days_hold_and_unpublished_ones_need_a_source() -> None:
    assert check_days(7, 3, "口头", item="救助") == (7, "")
    assert check_days(None, 5, " 县政发〔2026〕3号 ", item="救助") == (5, "县政发〔2026〕3号")
    with pytest.raises(DaysUnpublished):
        check_days(None, None, "", item="救助")
    with pytest.raises(DaysOutOfRange):
        check_days(None, 0, "依据", item="救助")
    with pytest.raises(TextMissing):
        check_days(None, 5, " ", item="救助")


def test_a_sheet_has_three_lines_and_no_more() -> None:
    shown = sheet_text(householder="孙桂英", members=2, village="东关村", group="3组")
    assert shown == "户主姓名：孙桂英\n家庭人口：2 人\n村组：东关村3组"


def test_every_objection_must_say_what_became_of_it() -> None:
    said = add_objection((), at=AT, by="", text="他家有车。")
    said = add_objection(said, at=AT, by="李四", text="他儿子在外打工。", handling="收入已计入。")
    with pytest.raises(ObjectionsOpen) as refused:
        check_handled(said)
    assert "第 1 条" in refused.value.sentence()
    settled = handle_objection(said, 1, "车是邻居的。")
    check_handled(settled)
    assert [each.handling for each in settled] == ["车是邻居的。", "收入已计入。"]
    stored = [{"at": o.at, "by": o.by, "text": o.text, "handling": o.handling} for o in settled]
    assert read_objections(stored) == settled


@pytest.mark.parametrize("number", [0, 2, -1])
def test_an_unknown_objection_is_not_handled(number: int) -> None:
    said = add_objection((), at=AT, by="", text="他家有车。")
    with pytest.raises(NoSuchObjection):
        handle_objection(said, number, "已核实。")


@pytest.mark.parametrize(
    ("made", "posted", "removed", "acts"),
    [
        (False, False, False, {Act.ISSUE_PUBLICITY_SHEET}),
        (True, False, False, {Act.ISSUE_PUBLICITY_SHEET, Act.RECORD_POSTING, Act.RECORD_OBJECTION}),
        (True, True, False, {Act.RECORD_REMOVAL, Act.RECORD_OBJECTION, Act.END_PUBLICITY}),
        (True, True, True, {Act.ISSUE_PUBLICITY_SHEET, Act.RECORD_OBJECTION, Act.END_PUBLICITY}),
    ],
)
def test_an_act_is_offered_where_the_round_stands_for_it(
    made: bool, posted: bool, removed: bool, acts: set[Act]
) -> None:
    asked = {
        Act.ISSUE_PUBLICITY_SHEET,
        Act.RECORD_POSTING,
        Act.RECORD_REMOVAL,
        Act.RECORD_OBJECTION,
        Act.END_PUBLICITY,
    }
    assert {a for a in asked if fits_round(a, is_made=made, is_posted=posted, is_removed=removed)} == acts
    assert fits_round(Act.CONFIRM, is_made=made, is_posted=posted, is_removed=removed)
