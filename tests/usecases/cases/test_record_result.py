"""Record result: the department has decided; the case ends as forwarded, never as closed by us."""

from uuid import UUID

import pytest

from tests.usecases.cases.families import answered, passed_on, taken_in
from tests.usecases.cases.journey import HOUR
from tests.world import APPROVER, CLERK, COUNTY, NEIGHBOR_CLERK, NOW, PENSION_VERSION
from yimen.data.cases.models import Case, CasePaper, CaseStep
from yimen.data.feedback.models import RatingLink
from yimen.data.journal.models import Entry, Outbox
from yimen.gateways.installed import Gateways
from yimen.rules.access import NotAllowed, NotFound, system_actor
from yimen.rules.case_forms import NotChosen
from yimen.rules.cases import OutOfTurn
from yimen.rules.text import TextMissing
from yimen.usecases.cases.actions import record_result
from yimen.usecases.feedback.actions import NotClosedYet, invite


def _record(case_id: UUID, **more: object) -> None:
    told = {"result": "DONE", "text": "已参保。", "external_no": "SB-9", **more}
    record_result(actor=CLERK, now=NOW + 3 * HOUR, case_id=case_id, **told)


def test_a_forwarded_case_ends_with_the_result_of_the_department(db: None, gateways: Gateways) -> None:
    case_id = passed_on()
    gateways.queue.take_all()
    _record(case_id)
    case = Case.objects.get(county_code=COUNTY, pk=case_id)
    assert case.state == "FORWARDED"
    assert (case.external_result, case.external_no, case.decision_text) == ("DONE", "SB-9", "已参保。")
    assert case.closed_at == NOW + 3 * HOUR
    assert (case.step_due, case.decided_at) == (None, None)
    assert CaseStep.objects.get(case=case, act="RECORD_RESULT").opinion == "办结：已参保。"
    assert Entry.objects.filter(subject_id=case_id, act="cases.record_result").count() == 1
    assert not CasePaper.objects.filter(case=case).exists()
    assert [job.name for job in gateways.queue.take_all()] == ["invite_rating"]


def test_the_message_says_that_there_is_a_result_and_not_which(db: None) -> None:
    case_id = passed_on()
    _record(case_id, result="SENT_BACK", text="户口簿首页不清楚，请重拍。")
    text = Outbox.objects.get(topic="cases.result").payload["text"]
    assert "已有结果" in text
    assert "退回" not in text
    assert "户口簿" not in text


def test_the_service_is_rated_once_the_department_has_answered(db: None) -> None:
    jobs = system_actor("jobs")
    waiting = passed_on()
    with pytest.raises(NotClosedYet):
        invite(actor=jobs, now=NOW, case_id=waiting, county_code=COUNTY)
    done = answered(now=NOW)
    assert invite(actor=jobs, now=NOW + 4 * HOUR, case_id=done, county_code=COUNTY).fresh
    assert RatingLink.objects.get().case_id == done


@pytest.mark.parametrize(
    ("told", "refusal", "field"),
    [
        ({"result": ""}, NotChosen, "result"),
        ({"result": "GRANTED"}, NotChosen, "result"),
        ({"text": ""}, TextMissing, "text"),
        ({"external_no": ""}, TextMissing, "external_no"),
    ],
)
def test_a_result_needs_its_kind_its_words_and_the_number(
    db: None, told: dict[str, str], refusal: type[Exception], field: str
) -> None:
    case_id = passed_on()
    with pytest.raises(refusal) as refused:
        _record(case_id, **told)
    assert refused.value.field == field
    assert Case.objects.get(pk=case_id).state == "PASSED_ON"


def test_a_result_comes_once_and_only_after_passing_on(db: None) -> None:
    with pytest.raises(OutOfTurn):
        _record(answered())
    with pytest.raises(OutOfTurn):
        _record(taken_in(PENSION_VERSION))


@pytest.mark.parametrize(("other", "refusal"), [(APPROVER, NotAllowed), (NEIGHBOR_CLERK, NotFound)])
def test_only_a_clerk_of_the_township_records(db: None, other: object, refusal: type[Exception]) -> None:
    case_id = passed_on()
    with pytest.raises(refusal):
        record_result(actor=other, now=NOW, case_id=case_id, result="DONE", text="好", external_no="1")
