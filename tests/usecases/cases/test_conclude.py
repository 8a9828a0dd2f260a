"""Conclude: a filing ends with a result in writing, and no rule of permits touches it."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.usecases.cases.families import filing_accepted, filing_concluded, filing_reviewed
from tests.usecases.cases.journey import HOUR, SYSTEM, make_papers, reviewed
from tests.world import (
    APPROVER,
    CLERK,
    COUNTY,
    NOW,
    OUTSIDE_APPROVER,
    REVIEWER,
)
from yimen.data.cases.models import Case, CaseInterval, CaseStep
from yimen.data.documents.models import Paper
from yimen.data.journal.models import Entry, Outbox
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.case_flows import EndsAbove
from yimen.rules.case_forms import SamePerson
from yimen.rules.cases import NoSuchProcedure, OutOfTurn
from yimen.rules.text import TextMissing
from yimen.usecases.cases import actions
from yimen.usecases.cases.queries import get_case


def _conclude(case_id: UUID, **more: object) -> None:
    actions.conclude(actor=APPROVER, now=NOW + 4 * HOUR, case_id=case_id, **{"result": "已备案。", **more})


def test_a_filing_is_concluded_with_a_paper_of_the_township(db: None) -> None:
    case_id = filing_concluded()
    case = Case.objects.get(county_code=COUNTY, pk=case_id)
    assert case.state == "CONCLUDED"
    assert case.decided_at == NOW + 3 * HOUR
    assert case.delivery_due is None
    paper = Paper.objects.get(kind="RESULT")
    assert paper.organ.name == "沧县旧州镇人民政府"
    assert paper.facts["decision_text"] == "已备案，备案日期为 2026年11月16日。"
    assert CaseStep.objects.get(case=case, act="CONCLUDE").told
    assert Entry.objects.filter(subject_id=case_id, act="cases.conclude").count() == 1
    assert not CaseInterval.objects.filter(case=case, ended_on=None).exists()
    assert "已有办理结果" in Outbox.objects.get(topic="cases.concluded").payload["text"]


def test_no_paper_of_a_filing_cites_the_law_of_permits(db: None) -> None:
    filing_concluded()
    for paper in Paper.objects.all():
        assert "行政许可" not in str(paper.facts)


def test_a_filing_without_a_published_limit_has_no_date_at_all(db: None) -> None:
    case = Case.objects.get(pk=filing_accepted(now=NOW - timedelta(days=20)))
    assert (case.statutory_due, case.promised_due, case.step_due, case.notice_due_at) == (None,) * 4
    view = get_case(actor=CLERK, today=NOW.date(), case_id=case.pk)
    assert view.light_words == "未定时限"
    assert not view.is_deemed_late


def test_the_review_of_a_filing_speaks_no_words_of_permits(db: None) -> None:
    view = get_case(actor=APPROVER, today=NOW.date(), case_id=filing_reviewed())
    assert view.review is not None
    assert view.review.advice == "建议办理"
    assert view.state_label == "待办结"


def test_a_concluded_filing_is_delivered_and_closed(db: None) -> None:
    case_id = filing_concluded()
    make_papers(NOW + 4 * HOUR)
    actions.deliver(actor=CLERK, now=NOW + 5 * HOUR, case_id=case_id, way="COUNTER")
    done = actions.close(actor=SYSTEM, now=NOW + 6 * HOUR, case_id=case_id, county_code=COUNTY)
    assert done.state == "CLOSED"


def test_an_empty_result_is_refused(db: None) -> None:
    with pytest.raises(TextMissing) as refused:
        _conclude(filing_reviewed(), result=" ")
    assert refused.value.field == "result"


def test_whoever_reviewed_does_not_conclude(db: None) -> None:
    case_id = filing_reviewed()
    CaseStep.objects.filter(case_id=case_id, act="REVIEW").update(post_id=APPROVER.post_id)
    with pytest.raises(SamePerson):
        _conclude(case_id)


def test_what_is_not_reviewed_and_what_is_a_permit_is_not_concluded(db: None) -> None:
    with pytest.raises(OutOfTurn):
        _conclude(filing_accepted())
    with pytest.raises(NoSuchProcedure):
        _conclude(reviewed())


@pytest.mark.parametrize(
    ("other", "refusal"), [(REVIEWER, NotAllowed), (CLERK, NotAllowed), (OUTSIDE_APPROVER, NotFound)]
)
def test_only_an_approver_of_the_township_concludes(
    db: None, other: object, refusal: type[Exception]
) -> None:
    case_id = filing_reviewed()
    with pytest.raises(refusal):
        actions.conclude(actor=other, now=NOW, case_id=case_id, result="好。")


def test_what_the_county_ends_is_sent_up_and_not_concluded_here(db: None) -> None:
    case_id = filing_reviewed()
    version = Case.objects.get(pk=case_id).version
    steps = [
        {**each, "level": "COUNTY"} if each["code"] == "RECORD_RESULT" else each for each in version.steps
    ]
    type(version).objects.filter(pk=version.pk).update(steps=steps)
    with pytest.raises(EndsAbove) as refused:
        _conclude(case_id)
    assert "转报" in refused.value.sentence()
