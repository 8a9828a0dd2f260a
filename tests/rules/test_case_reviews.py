"""The first review and the visit: near relatives, two people, days, and the words of benefits."""

import datetime as dt

import pytest

from yimen.rules.case_forms import Advice, NotChosen
from yimen.rules.case_reviews import (
    DayMissing,
    DayToCome,
    DayTooEarly,
    NearRelative,
    OneVisitor,
    advice_label,
    advice_question,
    check_day,
    check_near_relative,
    check_visitors,
)
from yimen.rules.catalog import Family
from yimen.rules.text import TextMissing

TODAY = dt.date(2026, 11, 16)


def test_a_benefit_never_speaks_of_permits() -> None:
    assert [advice_label(each, Family.BENEFIT) for each in Advice] == ["建议予以确认", "建议不予确认"]
    assert advice_label(Advice.GRANT, Family.PERMIT) == "建议准予"
    assert "准予" not in advice_question(Family.BENEFIT)


def test_near_relatives_are_answered_for_and_a_yes_is_named() -> None:
    assert check_near_relative("NO", "刘会计", "父女") is None
    assert check_near_relative("YES", " 刘会计 ", "父女") == NearRelative(name="刘会计", relation="父女")
    with pytest.raises(NotChosen):
        check_near_relative("MAYBE", "", "")
    with pytest.raises(TextMissing):
        check_near_relative("YES", "刘会计", "")


def test_two_names_are_two_people() -> None:
    assert check_visitors("李强", "王敏") == ("李强", "王敏")
    with pytest.raises(OneVisitor):
        check_visitors("李强", "李 强")
    with pytest.raises(TextMissing):
        check_visitors("李强", "")


@pytest.mark.parametrize(
    ("day", "refusal"),
    [(None, DayMissing), (dt.date(2026, 11, 17), DayToCome), (dt.date(2026, 11, 12), DayTooEarly)],
)
def test_a_day_is_given_is_past_and_follows_what_comes_first(day: dt.date | None, refusal: type) -> None:
    asked = {"field": "visited_on", "what": "入户日期", "today": TODAY}
    with pytest.raises(refusal):
        check_day(day, not_before=dt.date(2026, 11, 13), first="受理日期", **asked)
    assert check_day(TODAY, not_before=TODAY, first="受理日期", **asked) == TODAY
