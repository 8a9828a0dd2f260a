"""Taking an application back: by whoever filed it, before anything is decided."""

import pytest

from tests.usecases.cases.door_journey import DAY, noticed, upload
from tests.usecases.cases.journey import HOUR, accepted, granted, received, submitted
from tests.world import CLERK, NOW, OTHER_RESIDENT, OUTSIDER, RESIDENT, REVIEWER
from yimen.data.cases.models import Case, CaseEvidence, CaseInterval, CasePaper, CaseStep
from yimen.data.journal.models import Entry, Outbox
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.cases import OutOfTurn
from yimen.usecases.cases.actions import withdraw
from yimen.usecases.cases.actions.withdraw import WithdrawalNotConfirmed, WrittenRequestMissing


def test_the_applicant_takes_it_back_and_every_clock_ends(db: None) -> None:
    case_id = accepted()
    papers = CasePaper.objects.count()
    withdraw(actor=RESIDENT, now=NOW + DAY, case_id=case_id, confirmed=True, reason="不砍了")
    case = Case.objects.get(pk=case_id)
    assert (case.state, case.step_due, case.assignee) == ("WITHDRAWN", None, None)
    assert case.closed_at == NOW + DAY
    assert CaseInterval.objects.get(case=case).ended_on is not None
    step = CaseStep.objects.get(case=case, act="WITHDRAW")
    assert (step.opinion, step.actor_name, step.told) == ("不砍了", RESIDENT.name, True)
    assert CasePaper.objects.count() == papers
    assert Outbox.objects.filter(topic="cases.withdrawn").count() == 1
    assert "不砍了" not in Entry.objects.get(act="cases.withdraw").text


def test_while_it_waits_and_while_it_is_corrected_it_can_be_taken_back(db: None) -> None:
    for case_id in (submitted().case_id, received(now=NOW + HOUR), noticed(now=NOW + 2 * HOUR)):
        withdraw(actor=RESIDENT, now=NOW + DAY, case_id=case_id, confirmed=True)
        case = Case.objects.get(pk=case_id)
        assert (case.state, case.notice_due_at) == ("WITHDRAWN", None)


def test_one_click_without_a_confirmation_is_none(db: None) -> None:
    case_id = received()
    with pytest.raises(WithdrawalNotConfirmed):
        withdraw(actor=RESIDENT, now=NOW + DAY, case_id=case_id)
    assert Case.objects.get(pk=case_id).state == "RECEIVED"


def test_a_clerk_needs_the_written_request_and_it_is_kept(db: None) -> None:
    case_id = received()
    with pytest.raises(WrittenRequestMissing):
        withdraw(actor=CLERK, now=NOW + DAY, case_id=case_id, confirmed=True)
    withdraw(actor=CLERK, now=NOW + DAY, case_id=case_id, written=upload("撤回申请书.png"))
    evidence = CaseEvidence.objects.get(case=case_id)
    assert (evidence.kind, evidence.file.name, evidence.post_id) == (
        "WITHDRAWAL",
        "撤回申请书.png",
        CLERK.post_id,
    )
    assert evidence.file.sha256 in Entry.objects.get(act="cases.withdraw").text


def test_what_is_decided_is_not_taken_back(db: None) -> None:
    case_id = granted()
    with pytest.raises(OutOfTurn):
        withdraw(actor=RESIDENT, now=NOW + DAY, case_id=case_id, confirmed=True)
    assert Case.objects.get(pk=case_id).state == "GRANTED"


def test_nobody_takes_back_what_is_anothers(db: None) -> None:
    case_id = received()
    with pytest.raises(NotFound):
        withdraw(actor=OTHER_RESIDENT, now=NOW + DAY, case_id=case_id, confirmed=True)
    with pytest.raises(NotFound):
        withdraw(actor=OUTSIDER, now=NOW + DAY, case_id=case_id, written=upload())
    with pytest.raises(NotAllowed):
        withdraw(actor=REVIEWER, now=NOW + DAY, case_id=case_id, written=upload())
