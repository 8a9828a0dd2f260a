"""Taking back one's own last step: whole, once, and with both in the journal."""

import json
from uuid import UUID

import pytest

from tests.usecases.cases.door_journey import DAY, case_of
from tests.usecases.cases.journey import HOUR, accepted, received, reviewed
from tests.world import (
    APPROVER,
    CENTER_HEAD,
    CLERK,
    FILING_VERSION,
    NOW,
    OUTSIDER,
    RESIDENT,
    REVIEWER,
    SECOND_REVIEWER,
)
from yimen.data.cases.models import Case, CaseInterval, CaseStep
from yimen.data.journal.models import Entry
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.calendar import beijing_date
from yimen.rules.case_undo import CannotUndo, NotYourStep, SteppedOn
from yimen.usecases.cases.actions import reopen, review, send_back, undo
from yimen.usecases.cases.queries import get_case

LATER = NOW + 4 * HOUR


def _columns(case_id: UUID) -> dict[str, object]:
    return Case.objects.filter(pk=case_id).values().get()


def _last(case_id: UUID) -> int:
    return CaseStep.objects.filter(case=case_id, undone_at=None).latest("order").order


def test_the_case_is_whole_as_it_was_before(db: None) -> None:
    case_id = accepted()
    was, intervals = _columns(case_id), list(CaseInterval.objects.values())
    review(
        actor=REVIEWER,
        now=NOW + 3 * HOUR,
        case_id=case_id,
        opinion="情况不实。",
        passed_points=(),
        advice="REFUSE",
    )
    assert _columns(case_id) != was
    undo(actor=REVIEWER, now=LATER, case_id=case_id, step=_last(case_id))
    assert _columns(case_id) == was
    assert list(CaseInterval.objects.values()) == intervals


def test_the_step_stays_and_the_journal_keeps_both(db: None) -> None:
    case_id = reviewed()
    undo(actor=REVIEWER, now=LATER, case_id=case_id, step=_last(case_id))
    step = CaseStep.objects.get(case=case_id, act="REVIEW")
    assert step.undone_at == LATER
    entries = Entry.objects.filter(subject_id=case_id).order_by("seq")
    assert [each.act for each in entries][-2:] == ["cases.review", "cases.undo"]
    facts = json.loads(entries.last().text)["facts"]
    assert (facts["undone"], facts["step"], facts["from"], facts["to"]) == (
        "cases.review",
        step.order,
        "DECIDING",
        "REVIEWING",
    )


def test_it_can_be_done_again_and_taken_back_again(db: None) -> None:
    case_id = reviewed()
    undo(actor=REVIEWER, now=LATER, case_id=case_id, step=_last(case_id))
    said = {"opinion": "重新核过。", "passed_points": (), "advice": "REFUSE"}
    review(actor=REVIEWER, now=LATER, case_id=case_id, **said)
    undo(actor=REVIEWER, now=LATER + HOUR, case_id=case_id, step=_last(case_id))
    assert Case.objects.get(pk=case_id).state == "REVIEWING"


def test_a_sending_back_and_a_reopening_can_be_taken_back(db: None) -> None:
    case_id = reviewed()
    send_back(actor=APPROVER, now=LATER, case_id=case_id, reason="请补充照片说明。")
    undo(actor=APPROVER, now=LATER, case_id=case_id, step=_last(case_id))
    assert Case.objects.get(pk=case_id).state == "DECIDING"
    closed = case_of(FILING_VERSION, "CLOSED")
    was = _columns(closed)
    reopen(actor=CENTER_HEAD, now=LATER, case_id=closed, reason="送错了人。")
    undo(actor=CENTER_HEAD, now=LATER + DAY, case_id=closed, step=_last(closed))
    assert _columns(closed) == was


def test_what_was_told_outside_stays(db: None) -> None:
    for case_id in (received(), accepted(now=NOW + HOUR)):
        with pytest.raises(CannotUndo):
            undo(actor=CLERK, now=LATER, case_id=case_id, step=_last(case_id))


def test_only_whoever_did_it_takes_it_back(db: None) -> None:
    case_id = reviewed()
    with pytest.raises(NotYourStep, match="reviewer"):
        undo(actor=SECOND_REVIEWER, now=LATER, case_id=case_id, step=_last(case_id))
    with pytest.raises(NotFound):
        undo(actor=OUTSIDER, now=LATER, case_id=case_id, step=_last(case_id))
    with pytest.raises(NotAllowed):
        undo(actor=RESIDENT, now=LATER, case_id=case_id, step=_last(case_id))


def test_a_step_that_somebody_went_on_from_stays(db: None) -> None:
    case_id = reviewed()
    mine = _last(case_id)
    send_back(actor=APPROVER, now=LATER, case_id=case_id, reason="请补充照片说明。")
    with pytest.raises(SteppedOn):
        undo(actor=REVIEWER, now=LATER, case_id=case_id, step=mine)
    assert Case.objects.get(pk=case_id).state == "REVIEWING"


def test_twice_takes_back_one_step_only(db: None) -> None:
    case_id = reviewed()
    mine = _last(case_id)
    undo(actor=REVIEWER, now=LATER, case_id=case_id, step=mine)
    with pytest.raises(SteppedOn):
        undo(actor=REVIEWER, now=LATER, case_id=case_id, step=mine)


def test_the_page_offers_it_to_whoever_may(db: None) -> None:
    case_id = reviewed()
    today = beijing_date(LATER)
    offered = get_case(actor=REVIEWER, today=today, case_id=case_id).undo
    assert offered is not None
    assert (offered.step, offered.label) == (_last(case_id), "审查")
    assert get_case(actor=APPROVER, today=today, case_id=case_id).undo is None
    undo(actor=REVIEWER, now=LATER, case_id=case_id, step=offered.step)
    after = get_case(actor=REVIEWER, today=today, case_id=case_id)
    assert after.undo is None
    assert "审查（已撤销）" in {each.title for each in after.events}
