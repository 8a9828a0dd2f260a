"""AB 岗: the whole worklist of one post goes to another in one act, and nothing is lost on the way."""

from datetime import date, timedelta
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
    NOW,
    REVIEWER,
    SECOND_APPROVER,
    SECOND_CLERK,
    SECOND_REVIEWER,
)
from yimen.data.cases.models import Case, CaseNote, CaseStep
from yimen.data.journal.models import Entry
from yimen.data.people.models import Post
from yimen.rules.access import Actor, NotAllowed, NotFound
from yimen.rules.assignments import NothingToMove, SameDesk, SinceMisdated
from yimen.rules.text import TextMissing
from yimen.usecases.cases.actions import assign, hand_over
from yimen.usecases.cases.queries import preview_hand_over

pytestmark = pytest.mark.usefixtures("db")
LATER = NOW + timedelta(hours=8)


def _hand_over(former: Actor, to: Actor, **changed: Any) -> Any:
    posts = {"from_post_id": former.post_id, "to_post_id": to.post_id}
    return hand_over(**{"actor": CENTER_HEAD, "now": LATER, "reason": "出差三天", **posts, **changed})


def _holder(case_id: UUID) -> UUID | None:
    return Case.objects.get(county_code=COUNTY, pk=case_id).assignee_id


def _two_at_the_clerk() -> tuple[UUID, UUID]:
    """One to receive, one to accept, both with the clerk."""
    first, second = journey.submitted().case_id, journey.received()
    assign(actor=CENTER_HEAD, now=LATER, case_ids=[first], post_id=CLERK.post_id)
    return first, second


def test_everything_goes_in_one_act_with_an_entry_and_a_note_for_each() -> None:
    cases = _two_at_the_clerk()
    done = _hand_over(CLERK, SECOND_CLERK)
    assert (done.moved, done.name, done.left) == (2, "second_clerk", ())
    assert {_holder(each) for each in cases} == {SECOND_CLERK.post_id}
    assert {each.subject_id for each in Entry.objects.filter(act="cases.hand_over")} == set(cases)
    notes = CaseNote.objects.filter(text__startswith="AB 岗交接")
    assert {note.case_id for note in notes} == set(cases)
    assert "clerk的件自2026年11月16日(周一)起由second_clerk办理。出差三天" in notes[0].text


def test_chosen_lists_go_and_the_others_stay() -> None:
    to_receive, to_accept = _two_at_the_clerk()
    assert _hand_over(CLERK, SECOND_CLERK, queues=["TO_RECEIVE"]).moved == 1
    assert (_holder(to_receive), _holder(to_accept)) == (SECOND_CLERK.post_id, CLERK.post_id)


def test_what_does_not_fit_the_other_stays_and_is_named() -> None:
    reviewed, other = journey.reviewed(), journey.reviewed()
    assign(actor=CENTER_HEAD, now=LATER, case_ids=[reviewed, other], post_id=APPROVER.post_id)
    CaseStep.objects.filter(case=reviewed, act="REVIEW").update(post_id=SECOND_APPROVER.post_id)
    preview = preview_hand_over(
        actor=CENTER_HEAD,
        today=LATER.date(),
        from_post_id=APPROVER.post_id,
        to_post_id=SECOND_APPROVER.post_id,
    )
    number = Case.objects.get(county_code=COUNTY, pk=reviewed).case_no
    assert [row.number for row in preview.staying] == [number]
    assert "审查和决定要由两个人办" in preview.staying[0].why
    done = _hand_over(APPROVER, SECOND_APPROVER)
    assert (done.moved, done.left) == (1, (number,))
    assert _holder(reviewed) == APPROVER.post_id


def test_the_worklist_of_a_post_that_ended_is_not_lost() -> None:
    case_id = journey.accepted()
    assign(actor=CENTER_HEAD, now=LATER, case_ids=[case_id], post_id=REVIEWER.post_id)
    Post.objects.filter(pk=REVIEWER.post_id).update(valid_to=NOW.date())
    assert _hand_over(REVIEWER, SECOND_REVIEWER).moved == 1


def test_since_when_is_kept_and_never_lies_ahead() -> None:
    _two_at_the_clerk()
    _hand_over(CLERK, SECOND_CLERK, since=date(2026, 11, 13))
    assert '"since":"2026-11-13"' in Entry.objects.filter(act="cases.hand_over")[0].text.replace(" ", "")
    with pytest.raises(SinceMisdated):
        _hand_over(SECOND_CLERK, CLERK, since=date(2026, 11, 18))


def test_nothing_there_and_nothing_fitting_are_told_in_words() -> None:
    with pytest.raises(NothingToMove):
        _hand_over(CLERK, SECOND_CLERK)
    journey.received()
    with pytest.raises(NothingToMove):
        _hand_over(CLERK, REVIEWER)


def test_refusals() -> None:
    _two_at_the_clerk()
    with pytest.raises(SameDesk):
        _hand_over(CLERK, CLERK)
    with pytest.raises(TextMissing):
        _hand_over(CLERK, SECOND_CLERK, reason="")
    with pytest.raises(NotAllowed):
        _hand_over(CLERK, SECOND_CLERK, actor=CLERK)
    with pytest.raises(NotFound):
        _hand_over(CLERK, SECOND_CLERK, to_post_id=ID("nobody"))
