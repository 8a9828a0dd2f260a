"""案卷评查 over real files: finished walks of every family hold, and a planted fault is found."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.usecases.cases import benefit_journey, door_journey, families, journey
from tests.usecases.cases.reviewing import findings_of, rules_of
from tests.usecases.cases.statements import counted
from tests.world import (
    APPROVER,
    CENTER_HEAD,
    CITY_OFFICER,
    CLERK,
    COUNTY,
    COUNTY_OFFICER,
    NEIGHBOR_CLERK,
    NOW,
    REVIEWER,
)
from yimen.data.cases.models import Case, CaseInterval, CaseMaterial, CasePaper, CaseStep
from yimen.data.documents.models import Paper
from yimen.rules.access import Actor, NotAllowed, system_actor
from yimen.rules.calendar import beijing_date
from yimen.usecases.cases import actions
from yimen.usecases.cases.queries import review_case_files
from yimen.usecases.cases.queries.pages import BadPageKey

pytestmark = pytest.mark.usefixtures("db")
LATER = NOW + timedelta(hours=8)


def _closed(case_id: UUID, at: Any = LATER) -> UUID:
    journey.make_papers(at)
    actions.close(actor=journey.SYSTEM, now=at, case_id=case_id, county_code=COUNTY)
    return case_id


def _permit() -> UUID:
    return _closed(journey.delivered())


def _refused() -> UUID:
    case_id = journey.reviewed(advice="REFUSE")
    at = NOW + 4 * journey.HOUR
    told = {"facts": "地块在保护红线内。", "reasons": "不符合采伐条件。"}
    actions.refuse(actor=APPROVER, now=at, case_id=case_id, **told)
    journey.make_papers(at)
    actions.deliver(actor=journey.RESIDENT, now=at + journey.HOUR, case_id=case_id, way="DOWNLOAD")
    return _closed(case_id)


def _corrected() -> UUID:
    case_id = door_journey.supplemented()
    at = NOW + timedelta(days=2)
    actions.accept(actor=CLERK, now=at, case_id=case_id, verdicts=journey.VERDICTS)
    points = journey.points_of(case_id)
    actions.review(
        actor=REVIEWER, now=at, case_id=case_id, opinion="属实。", passed_points=points, advice="GRANT"
    )
    actions.grant(actor=APPROVER, now=at, case_id=case_id, opinion="同意。")
    journey.make_papers(at)
    actions.deliver(actor=journey.RESIDENT, now=at, case_id=case_id, way="DOWNLOAD")
    return _closed(case_id, at)


def _benefit() -> UUID:
    case_id = benefit_journey.confirmed()
    journey.make_papers(LATER)
    return case_id


WALKS: dict[str, Callable[[], UUID]] = {
    "a permit": _permit,
    "a refusal": _refused,
    "a correction": _corrected,
    "a benefit": _benefit,
    "an instant service": lambda: families.settled().case_id,
    "a forwarded service": families.answered,
    "a filing": families.filing_concluded,
}


@pytest.mark.parametrize("walk", sorted(WALKS))
def test_nothing_is_found_in_what_went_by_the_rules(walk: str) -> None:
    case_id = WALKS[walk]()
    assert [found.sentence for found in findings_of(case_id)] == []


def _change(case_id: UUID, **values: Any) -> None:
    Case.objects.filter(pk=case_id).update(**values)


def _paper_of(case_id: UUID, kind: str) -> Paper:
    return CasePaper.objects.select_related("paper").get(case=case_id, paper__kind=kind).paper


def _lose_paper(case_id: UUID, kind: str) -> None:
    CasePaper.objects.filter(case=case_id, paper__kind=kind).delete()


def _change_facts(case_id: UUID, kind: str, **facts: Any) -> None:
    paper = _paper_of(case_id, kind)
    Paper.objects.filter(pk=paper.pk).update(facts=paper.facts | facts)


def _same_person(case_id: UUID) -> None:
    CaseStep.objects.filter(case=case_id, act="GRANT").update(post_id=REVIEWER.post_id)


def _stop(case_id: UUID) -> None:
    running = CaseInterval.objects.get(case=case_id)
    running.pk = None
    CaseInterval.objects.create(
        id=case_id,
        county_code=COUNTY,
        case_id=case_id,
        kind="STOP",
        started_on=running.started_on,
        ended_on=running.started_on,
        ground="APPRAISAL",
        basis="行政许可法第四十五条",
        document_no="不存在的文书",
        approver_name="王主任",
    )


def _extension(case_id: UUID) -> None:
    CaseInterval.objects.create(
        id=case_id, county_code=COUNTY, case_id=case_id, kind="EXTENSION", started_on=NOW.date(), days=10
    )


FAULTS: dict[str, Callable[[UUID], object]] = {
    "TOLD_IN_TIME": lambda c: _change(c, received_at=NOW - timedelta(days=30)),
    "ACCEPTANCE_PAPER": lambda c: _lose_paper(c, "ACCEPTANCE"),
    "ACCEPTANCE_DATES": lambda c: _change_facts(c, "ACCEPTANCE", accepted_on="2026年1月1日"),
    "IDENTITY": lambda c: _change(c, identity_check=""),
    "SIGNED_STEPS": lambda c: CaseStep.objects.filter(case=c, act="REVIEW").update(actor_name=" "),
    "REVIEWED_FIRST": lambda c: CaseStep.objects.filter(case=c, act="REVIEW").update(undone_at=NOW),
    "TWO_PEOPLE": _same_person,
    "DECIDED_IN_TIME": lambda c: _change(c, promised_due=NOW.date() - timedelta(days=3)),
    "DECISION_PAPER": lambda c: _lose_paper(c, "GRANT"),
    "GROUNDED_STOPS": _stop,
    "ONE_EXTENSION": _extension,
    "DELIVERED_IN_TIME": lambda c: _change(c, delivery_due=NOW.date() - timedelta(days=1)),
    "DELIVERY_RECORDED": lambda c: _lose_paper(c, "DELIVERY_RECORD"),
    "NUMBERS_WITHOUT_GAP": lambda c: Paper.objects.filter(pk=_paper_of(c, "GRANT").pk).update(serial=9),
    "PAPERS_MADE": lambda c: Paper.objects.filter(pk=_paper_of(c, "GRANT").pk).update(
        state="PENDING", file=None
    ),
    "OWN_PAPERS_ONLY": lambda c: Paper.objects.filter(pk=_paper_of(c, "RECEIPT").pk).update(
        kind="PUBLICITY_SHEET"
    ),
    "DATES_IN_ORDER": lambda c: _change(c, closed_at=NOW - timedelta(days=2)),
}


@pytest.mark.parametrize("rule", sorted(FAULTS))
def test_a_planted_fault_is_found(rule: str) -> None:
    case_id = _permit()
    FAULTS[rule](case_id)
    assert rule in rules_of(case_id)


def test_a_refusal_without_its_ways_of_complaint_is_found() -> None:
    case_id = _refused()
    _change_facts(case_id, "REFUSAL", remedies=["可以申请行政复议"], reasons="")
    sentences = [found.sentence for found in findings_of(case_id)]
    assert any("没有写理由" in each for each in sentences)
    assert any("没有告知诉讼的途径" in each for each in sentences)


def test_a_correction_that_is_not_what_was_told_is_found() -> None:
    case_id = _corrected()
    receipts = CasePaper.objects.filter(case=case_id, paper__kind="RECEIPT").order_by("paper__serial")
    paper = receipts.select_related("paper").last().paper  # type: ignore[union-attr]
    Paper.objects.filter(pk=paper.pk).update(facts=paper.facts | {"materials": [{"name": "别的材料"}]})
    assert rules_of(case_id) == ["CORRECTED_AS_TOLD"]
    CaseMaterial.objects.filter(case=case_id).update(verdict="FAIL")
    assert rules_of(case_id) == ["CORRECTED_AS_TOLD"] * 2


def test_a_visit_by_one_and_a_sheet_without_a_photo_are_found() -> None:
    case_id = _benefit()
    CaseStep.objects.filter(case=case_id, act="RECORD_VISIT").update(findings=[{"visitors": ["王敏"]}])
    Case.objects.get(pk=case_id).evidence.all().delete()
    assert {"VISITED_BY_TWO", "POSTED_AND_REMOVED"} <= set(rules_of(case_id))


def _review(actor: Actor = CENTER_HEAD, **more: Any) -> Any:
    day = beijing_date(LATER)
    return review_case_files(**{"actor": actor, "since": day, "until": day, **more})


def test_a_period_is_reviewed_newest_first_by_key_at_a_fixed_price() -> None:
    oldest, first = _permit(), _closed(journey.delivered(), LATER + timedelta(minutes=1))
    with counted() as few:
        _review()
    second = _closed(journey.delivered(), LATER + timedelta(minutes=2))
    with counted() as many:
        page = _review()
    assert [each.id for each in page.files] == [second, first, oldest]
    assert page.faulty == ()
    assert len(few) == len(many)
    part = _review(limit=1)
    assert [each.id for each in _review(limit=1, after=part.next_key).files] == [first]
    assert (
        _review(
            since=beijing_date(NOW) - timedelta(days=9), until=beijing_date(NOW) - timedelta(days=1)
        ).files
        == ()
    )
    with pytest.raises(BadPageKey):
        _review(after="x~y")


def test_findings_name_no_person_and_of_sensitive_cases_no_material() -> None:
    case_id = _corrected()
    Case.objects.filter(pk=case_id).update(sensitive=True)
    CaseMaterial.objects.filter(case=case_id).update(verdict="FAIL")
    page = _review(until=beijing_date(NOW) + timedelta(days=9))
    assert page.faulty
    shown = repr(page)
    for secret in ("赵建国", "clerk", "reviewer", "林木权属证明"):
        assert secret not in shown


def test_who_may_review_what() -> None:
    _permit()
    assert len(_review(COUNTY_OFFICER).files) == 1
    assert len(_review(system_actor("yimen cases review"), county_code=COUNTY).files) == 1
    Case.objects.update(sensitive=True)
    assert len(_review(CENTER_HEAD).files) == 1
    assert _review(COUNTY_OFFICER).files == ()
    for actor in (CLERK, NEIGHBOR_CLERK, CITY_OFFICER):
        with pytest.raises(NotAllowed):
            _review(actor)
