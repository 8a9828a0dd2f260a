"""Who may be handed a case."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from yimen.rules.access import Party
from yimen.rules.assignments import (
    MOST_AT_ONCE,
    AssigneeReviewed,
    Handed,
    Holder,
    NobodyWaits,
    NothingChosen,
    SinceMisdated,
    TooMuchAtOnce,
    WrongDesk,
    check_amount,
    check_assignee,
    check_since,
    desk_of,
    ours_to_move,
)
from yimen.rules.case_states import ENDS, CaseState
from yimen.rules.items import Family
from yimen.rules.orgs import Level
from yimen.rules.procedures import Step, default_steps

_DAY = date(2026, 11, 16)
_CASE = Handed(
    case_no="130921-2026-100-000001",
    family=Family.PERMIT,
    state=CaseState.DECIDING,
    township_code="130921100000",
    steps=default_steps(Family.PERMIT),
    reviewed_by=("post-r", "account-r"),
)
_APPROVER = Holder(
    post_id="post-a", account_id="account-a", role=Party.APPROVER, name="王敏", scope_code="130921100000"
)


def test_a_post_of_the_right_role_and_place_may_have_it() -> None:
    check_assignee(_CASE, _APPROVER)
    check_assignee(_CASE, replace(_APPROVER, scope_code="130921000000"))


@pytest.mark.parametrize(
    "holder",
    [
        replace(_APPROVER, role=Party.REVIEWER),
        replace(_APPROVER, role=Party.CENTER_HEAD),
        replace(_APPROVER, scope_code="130921101000"),
        replace(_APPROVER, scope_code="130921100201"),
    ],
)
def test_another_role_or_place_may_not(holder: Holder) -> None:
    with pytest.raises(WrongDesk) as refusal:
        check_assignee(_CASE, holder)
    assert "审批人员" in refusal.value.sentence()


@pytest.mark.parametrize("same", [{"post_id": "post-r"}, {"account_id": "account-r"}])
def test_whoever_reviewed_is_not_handed_the_decision(same: dict[str, str]) -> None:
    with pytest.raises(AssigneeReviewed):
        check_assignee(_CASE, replace(_APPROVER, **same))  # type: ignore[arg-type]


def test_whoever_reviewed_may_have_it_back_for_another_review() -> None:
    again = replace(_CASE, state=CaseState.REVIEWING)
    check_assignee(again, replace(_APPROVER, role=Party.REVIEWER, post_id="post-r", account_id="account-r"))


@pytest.mark.parametrize("state", sorted(ENDS))
def test_what_is_over_waits_for_nobody(state: CaseState) -> None:
    with pytest.raises(NobodyWaits):
        check_assignee(replace(_CASE, state=state), _APPROVER)


def test_a_confirmation_lies_where_the_items_own_step_says() -> None:
    benefit = replace(
        _CASE, family=Family.BENEFIT, state=CaseState.CONFIRMING, steps=default_steps(Family.BENEFIT)
    )
    assert desk_of(benefit) == {Party.COUNTY_APPROVER}
    here = Step(code="CONFIRM", level=Level.TOWNSHIP, role=Party.APPROVER, label="确认")
    assert desk_of(replace(benefit, steps=(here,))) == {Party.APPROVER}


def test_a_hand_over_is_never_dated_ahead_nor_long_back() -> None:
    assert check_since(_DAY, _DAY) == _DAY
    assert check_since(_DAY - timedelta(days=31), _DAY) < _DAY
    for day in (_DAY + timedelta(days=1), _DAY - timedelta(days=32)):
        with pytest.raises(SinceMisdated):
            check_since(day, _DAY)


def test_an_empty_and_an_enormous_choice_are_refused() -> None:
    check_amount(MOST_AT_ONCE)
    with pytest.raises(NothingChosen):
        check_amount(0)
    with pytest.raises(TooMuchAtOnce):
        check_amount(MOST_AT_ONCE + 1)


def test_silence_is_ours_only_where_we_are_to_move() -> None:
    assert not {CaseState.CORRECTING, CaseState.SUSPENDED, CaseState.PASSED_ON} & set(ours_to_move())
    assert not ENDS & set(ours_to_move())
