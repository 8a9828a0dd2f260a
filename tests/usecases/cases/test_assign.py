"""The head hands cases out, away from one desk and onto another."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.usecases.cases import journey
from tests.world import (
    APPROVER,
    CENTER_HEAD,
    CLERK,
    COUNTY,
    ID,
    NEIGHBOR_CLERK,
    NOW,
    OUTSIDE_APPROVER,
    REVIEWER,
    SECOND_APPROVER,
    SECOND_CLERK,
    SECOND_REVIEWER,
    SENSITIVE_VERSION,
)
from yimen.data.cases.models import Case, CaseNote
from yimen.data.journal.models import Entry
from yimen.data.people.models import Post
from yimen.rules.access import Actor, NotAllowed, NotFound
from yimen.rules.assignments import AssigneeReviewed, NobodyWaits, NothingChosen, NothingToMove, WrongDesk
from yimen.usecases.cases.actions import assign, close, review

pytestmark = pytest.mark.usefixtures("db")
LATER = NOW + timedelta(hours=8)


def _assign(case_ids: list[UUID], to: Actor, **changed: Any) -> Any:
    told = {"actor": CENTER_HEAD, "now": LATER, "case_ids": case_ids, "post_id": to.post_id} | changed
    return assign(**told)


def _holder(case_id: UUID) -> UUID | None:
    return Case.objects.get(county_code=COUNTY, pk=case_id).assignee_id


def test_several_cases_go_to_one_post_and_each_is_journaled() -> None:
    cases = [journey.submitted().case_id, journey.submitted().case_id]
    done = _assign(cases, SECOND_CLERK, reason="东关村的件集中办")
    assert (done.count, done.name) == (2, "second_clerk")
    assert {_holder(each) for each in cases} == {SECOND_CLERK.post_id}
    entries = Entry.objects.filter(act="cases.assign")
    assert {each.subject_id for each in entries} == set(cases)
    assert all("东关村" not in each.text for each in entries)
    note = CaseNote.objects.filter(case=cases[0]).get()
    assert note.text == "指派给second_clerk办理。东关村的件集中办"


def test_a_case_is_taken_from_one_desk_and_laid_on_another() -> None:
    case_id = journey.received()
    assert _holder(case_id) == CLERK.post_id
    _assign([case_id], SECOND_CLERK)
    assert _holder(case_id) == SECOND_CLERK.post_id


def test_only_what_is_not_there_already_is_moved() -> None:
    first, second = journey.submitted().case_id, journey.submitted().case_id
    _assign([first], SECOND_CLERK)
    assert _assign([first, second], SECOND_CLERK).count == 1
    with pytest.raises(NothingToMove):
        _assign([first, second], SECOND_CLERK)


def test_a_sensitive_case_is_handed_out_by_a_head_who_cannot_read_it() -> None:
    case_id = journey.submitted().case_id
    Case.objects.update(sensitive=True, version_id=SENSITIVE_VERSION)
    assert _assign([case_id], SECOND_CLERK).count == 1


def test_one_that_does_not_fit_stops_all_of_them() -> None:
    fitting, other = journey.submitted().case_id, journey.accepted()
    with pytest.raises(WrongDesk):
        _assign([fitting, other], SECOND_CLERK)
    assert _holder(fitting) is None


def test_whoever_reviewed_is_not_handed_the_decision() -> None:
    Post.objects.filter(pk=SECOND_APPROVER.post_id).update(account_id=REVIEWER.account_id)
    with pytest.raises(AssigneeReviewed):
        _assign([journey.reviewed()], SECOND_APPROVER)


def test_the_one_who_is_handed_a_review_does_it_and_still_does_not_decide() -> None:
    case_id = journey.accepted()
    _assign([case_id], SECOND_REVIEWER)
    points = journey.points_of(case_id)
    said = {"opinion": "属实。", "passed_points": points, "advice": "GRANT"}
    review(actor=SECOND_REVIEWER, now=LATER, case_id=case_id, **said)
    assert _holder(case_id) is None
    _assign([case_id], APPROVER)
    assert _holder(case_id) == APPROVER.post_id


def test_what_is_over_is_not_handed_out() -> None:
    case_id = journey.delivered()
    close(actor=journey.SYSTEM, now=LATER, case_id=case_id, county_code=COUNTY)
    with pytest.raises(NobodyWaits):
        _assign([case_id], SECOND_CLERK)


@pytest.mark.parametrize("to", [NEIGHBOR_CLERK, OUTSIDE_APPROVER])
def test_posts_of_other_places_are_not_there(to: Actor) -> None:
    with pytest.raises(NotFound):
        _assign([journey.submitted().case_id], to)


def test_a_post_that_ended_is_not_there() -> None:
    Post.objects.filter(pk=SECOND_CLERK.post_id).update(valid_to=NOW.date())
    with pytest.raises(NotFound):
        _assign([journey.submitted().case_id], SECOND_CLERK)


def test_an_unknown_case_stops_all_and_an_empty_choice_is_refused() -> None:
    case_id = journey.submitted().case_id
    with pytest.raises(NotFound):
        _assign([case_id, ID("nothing")], SECOND_CLERK)
    with pytest.raises(NothingChosen):
        _assign([], SECOND_CLERK)
    assert _holder(case_id) is None


@pytest.mark.parametrize("actor", [CLERK, APPROVER])
def test_only_the_head_hands_out(actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        _assign([journey.submitted().case_id], SECOND_CLERK, actor=actor)
