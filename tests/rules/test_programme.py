"""What a county may add to a programme, what a contact must say, and how a day stands to a date."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.rules.errors import RuleViolation
from yimen.rules.programme import (
    DueStanding,
    GroupRole,
    NothingToChange,
    SubtaskTerms,
    changes_between,
    check_member,
    check_subtask,
    due_for_unit,
    end_of_month,
    standing_on,
    subtask_concerns,
)
from yimen.rules.programme_contacts import check_contact, shown_value

DUE, ISSUED = date(2020, 5, 31), date(2020, 4, 24)
HERE = ("130921100000", "130921101000")
CONTACT = {"department": " 沧县政务办 ", "contact_name": "李四", "contact_mobile": "138 0000 0000"}


def _checked(**more: Any) -> SubtaskTerms:
    told: dict[str, Any] = {"title": "先建中心", "due_on": date(2020, 5, 20)} | more
    return check_subtask(
        SubtaskTerms(**told), number=1, task_due_on=DUE, issued_on=ISSUED, county_townships=HERE
    )


def test_a_part_may_end_on_the_city_s_date_and_never_after_it() -> None:
    assert _checked(due_on=DUE).due_on == DUE
    with pytest.raises(RuleViolation) as told:
        _checked(due_on=date(2020, 6, 1))
    assert (told.value.code, told.value.field) == ("programme.subtask_after_task", "due_on")
    assert "2020-05-31" in told.value.sentence()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"due_on": None}, "due_on"),
        ({"due_on": date(2020, 4, 23)}, "due_on"),
        ({"townships": ("130922100000",)}, "townships"),
        ({"person": "x" * 41}, "person"),
    ],
)
def test_what_a_part_cannot_be_is_refused_at_its_field(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleViolation) as told:
        _checked(**wrong)
    assert told.value.field == field


def test_all_townships_one_by_one_are_all_of_them() -> None:
    assert _checked(townships=tuple(reversed(HERE))).townships == ()
    assert _checked(townships=HERE[:1]).townships == HERE[:1]


def test_a_part_concerns_its_townships_and_its_county() -> None:
    assert subtask_concerns((), HERE[0])
    assert subtask_concerns(HERE[:1], HERE[0])
    assert not subtask_concerns(HERE[:1], HERE[1])
    assert subtask_concerns(HERE[:1], "130921000000")


@given(st.dates(date(2015, 1, 1), date(2090, 1, 1)), st.lists(st.integers(0, 400)))
def test_no_county_gives_its_townships_longer_than_the_city_gave_it(due: date, earlier: list[int]) -> None:
    parts = [due - timedelta(days=days) for days in earlier]
    assert due_for_unit(due, parts) <= due
    assert due_for_unit(due, ()) == due


@given(st.integers(2015, 2090), st.integers(1, 12))
def test_the_end_of_a_month_is_followed_by_the_first_of_the_next(year: int, month: int) -> None:
    last = end_of_month(year, month)
    assert (last.year, last.month) == (year, month)
    assert (last + timedelta(days=1)).day == 1


def test_the_last_day_is_still_in_time() -> None:
    assert standing_on(DUE, DUE) is DueStanding.THIS_MONTH
    assert standing_on(date(2020, 6, 1), DUE) is DueStanding.PAST
    assert standing_on(date(2020, 4, 30), DUE) is DueStanding.COMING
    assert standing_on(date(2019, 5, 20), DUE) is DueStanding.COMING


def test_a_seat_may_have_no_name_yet_but_has_a_part() -> None:
    assert check_member(role="LEADER", office="市政务办主要领导", name="").role is GroupRole.LEADER
    with pytest.raises(RuleViolation) as told:
        check_member(role="CHAIR", office="x", name="")
    assert told.value.field == "role"


def test_a_contact_is_cleaned_and_unknown_columns_are_dropped() -> None:
    read = check_contact(CONTACT | {"hobby": "钓鱼"})
    assert (read["department"], read["contact_mobile"], read["fax"]) == ("沧县政务办", "13800000000", "")
    assert "hobby" not in read


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"department": ""}, "department"),
        ({"contact_name": ""}, "contact_name"),
        ({"contact_mobile": "12345"}, "contact_mobile"),
        ({"leader_mobile": "0317-2175555"}, "leader_mobile"),
        ({"contact_phone": "打他手机"}, "contact_phone"),
        ({"email": "qq"}, "email"),
        ({"contact_mobile": ""}, "contact_phone"),
    ],
)
def test_a_contact_whom_nobody_can_reach_is_refused(wrong: dict[str, str], field: str) -> None:
    with pytest.raises(RuleViolation) as told:
        check_contact(CONTACT | wrong)
    assert told.value.field == field


def test_only_a_person_s_own_telephone_is_masked() -> None:
    assert shown_value("contact_mobile", "13800000000") == "138****0000"
    assert shown_value("contact_phone", "0317-2175555") == "0317-2175555"


def test_a_change_names_what_was_and_what_is() -> None:
    assert changes_between({"a": 1, "b": 2}, {"a": 1, "b": 3}) == {"b": [2, 3]}
    with pytest.raises(NothingToChange):
        changes_between({"a": 1}, {"a": 1})
