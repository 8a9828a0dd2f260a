"""What a stop or an extension must show."""

from typing import Any

import pytest

from tests.rules.seeds import day
from yimen.rules.errors import RuleViolation
from yimen.rules.intervals import Extension, StopGround
from yimen.rules.stops import (
    CannotExtend,
    ExtensionIncomplete,
    StopIncomplete,
    StopMisdated,
    StopWithoutBasis,
    check_extension,
    check_stop,
)

SOUND: dict[str, Any] = {
    "ground": StopGround.EXPERT_REVIEW,
    "basis": "行政许可法第四十五条",
    "document_no": "旧州政许停〔2026〕1号",
    "approver": "王主任",
    "started_on": day("2026-03-05"),
    "accepted_on": day("2026-03-02"),
    "today": day("2026-03-06"),
}
LONGER: dict[str, Any] = {
    "days": 10,
    "approver": "李镇长",
    "reason": "现场核查尚未完成",
    "granted_on": day("2026-03-20"),
    "due_on": day("2026-03-30"),
}


def test_a_stop_with_all_five_things_is_lawful() -> None:
    stop = check_stop(**SOUND)
    assert (stop.started_on, stop.ended_on, stop.ground) == (
        day("2026-03-05"),
        None,
        StopGround.EXPERT_REVIEW,
    )


@pytest.mark.parametrize("field", ["ground", "basis", "document_no", "approver", "started_on"])
def test_a_stop_that_lacks_one_thing_is_refused_and_names_it(field: str) -> None:
    empty = None if field in {"ground", "started_on"} else "  "
    with pytest.raises(StopIncomplete) as refused:
        check_stop(**{**SOUND, field: empty})
    assert refused.value.field == field


def test_a_stop_may_begin_on_the_day_of_acceptance_or_today_and_end_the_same_day() -> None:
    for date in (SOUND["accepted_on"], SOUND["today"]):
        assert check_stop(**{**SOUND, "started_on": date, "ended_on": date}).ended_on == date


def test_an_extension_of_one_day_on_the_last_day_is_given() -> None:
    assert check_extension(**{**LONGER, "days": 1, "granted_on": LONGER["due_on"]}).days == 1


@pytest.mark.parametrize("basis", ["领导外出", "现场踏勘需要", "公示期", "按惯例"])
def test_another_basis_must_name_an_article(basis: str) -> None:
    with pytest.raises(StopWithoutBasis) as refused:
        check_stop(**{**SOUND, "ground": StopGround.OTHER_BASIS, "basis": basis})
    assert basis in refused.value.sentence()


def test_another_basis_with_an_article_is_taken() -> None:
    stop = check_stop(**{**SOUND, "ground": StopGround.OTHER_BASIS, "basis": "某某条例第 12 条第二款"})
    assert stop.basis == "某某条例第 12 条第二款"


@pytest.mark.parametrize(
    ("field", "date"),
    [("started_on", "2026-03-01"), ("started_on", "2026-03-07"), ("ended_on", "2026-03-04")],
)
def test_a_stop_with_impossible_days_is_refused(field: str, date: str) -> None:
    with pytest.raises(StopMisdated) as refused:
        check_stop(**{**SOUND, field: day(date)})
    assert refused.value.field == field


def test_ten_workdays_are_given_once_and_fifteen_for_a_joint_permit() -> None:
    assert check_extension(**LONGER).days == 10
    assert check_extension(**{**LONGER, "days": 15}, joint=True).days == 15


@pytest.mark.parametrize(
    "change",
    [
        {"days": 11},
        {"days": 0},
        {"days": 16, "joint": True},
        {"days": 4, "most_days": 3},
        {"granted_on": day("2026-03-31")},
        {"previous": [Extension(days=1, granted_on=day("2026-03-10"), reason="一次")]},
    ],
)
def test_an_extension_beyond_the_law_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(CannotExtend):
        check_extension(**{**LONGER, **change})


@pytest.mark.parametrize("field", ["approver", "reason"])
def test_an_extension_without_approver_or_reason_is_refused(field: str) -> None:
    with pytest.raises(ExtensionIncomplete) as refused:
        check_extension(**{**LONGER, field: " "})
    assert refused.value.field == field


def test_another_family_may_publish_its_own_extension() -> None:
    assert check_extension(**{**LONGER, "days": 20}, most_days=20).days == 20


def test_every_refusal_of_this_page_is_a_sentence_without_gaps() -> None:
    for change in ({"ground": None}, {"started_on": day("2026-03-01")}):
        with pytest.raises(RuleViolation) as refused:
            check_stop(**{**SOUND, **change})
        assert "{" not in refused.value.sentence()
