"""Acceptance: a verdict on everything, then both clocks."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.usecases.cases.journey import HOUR, VERDICTS, received, submitted
from tests.world import CLERK, MATERIALS, NOW, OUTSIDER, VERSION
from yimen.data.cases.models import Case, CaseInterval, CaseMaterial, CasePaper
from yimen.data.catalog.models import ItemVersion, Material
from yimen.data.journal.models import Entry
from yimen.rules.access import NotFound
from yimen.rules.calendar import beijing_date
from yimen.rules.case_forms import MaterialsNotPassed, VerdictMissing
from yimen.rules.cases import OutOfTurn
from yimen.rules.deadlines import Limit, Unit, due
from yimen.usecases.cases.actions import accept
from yimen.usecases.cases.actions.accept import OnlyPermits
from yimen.usecases.cases.papers import AuthorityUnknown
from yimen.usecases.orgs.calendars import current_calendar


def _accept(case_id: UUID, *, now: datetime = NOW + HOUR, verdicts: dict[str, str] = VERDICTS) -> Case:
    accept(actor=CLERK, now=now, case_id=case_id, verdicts=verdicts)
    return Case.objects.get(pk=case_id)


def test_both_clocks_run_from_the_day_after(db: None) -> None:
    case = _accept(received())
    assert case.state == "REVIEWING"
    assert case.accepted_on == date(2026, 11, 16)
    assert case.statutory_due == date(2026, 12, 14)
    assert case.promised_due == date(2026, 11, 25)
    assert case.step_due == date(2026, 11, 23)
    assert not case.due_provisional
    interval = CaseInterval.objects.get(case=case)
    assert (interval.kind, interval.started_on, interval.ended_on) == ("RUN", date(2026, 11, 16), None)
    assert {each.verdict for each in CaseMaterial.objects.filter(case=case)} == {"PASS"}


def test_the_notice_of_acceptance_states_both_dates(db: None) -> None:
    case = _accept(received())
    facts = CasePaper.objects.get(case=case, paper__kind="ACCEPTANCE").paper.facts
    assert facts["statutory_due"] == "2026年12月14日"
    assert facts["promised_due"] == "2026年11月25日"
    assert facts["statutory_limit"] == "20个工作日"
    assert "第三十二条第一款第五项" in facts["basis"]


def test_national_day_is_not_counted(db: None) -> None:
    now = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)
    case = _accept(received(now=now), now=now + HOUR)
    calendar = current_calendar()
    limit = Limit(amount=7, unit=Unit.WORKDAYS)
    assert case.promised_due == due(accepted_on=date(2026, 9, 28), limit=limit, calendar=calendar).date
    # 2026-10-01 … 10-07 are free, Saturday 10-10 is worked: 29, 30, 8, 9, 10, 12, 13.
    assert case.promised_due == date(2026, 10, 13)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=st.integers(0, 300))
def test_the_due_dates_are_those_of_the_rules(db: None, day: int) -> None:
    now = datetime(2026, 1, 5, 1, 0, tzinfo=UTC) + timedelta(days=day)
    case = _accept(received(now=now), now=now + HOUR)
    calendar = current_calendar()
    on = beijing_date(now)
    for amount, found in ((20, case.statutory_due), (7, case.promised_due)):
        limit = Limit(amount=amount, unit=Unit.WORKDAYS)
        assert found == due(accepted_on=on, limit=limit, calendar=calendar).date


def test_after_five_silent_workdays_the_day_of_receipt_is_the_day_of_acceptance(db: None) -> None:
    late = NOW + timedelta(days=10)
    case = _accept(received(), now=late)
    assert case.accepted_on == date(2026, 11, 16)
    assert case.promised_due == date(2026, 11, 25)
    entry = Entry.objects.get(act="cases.accept")
    assert '"deemed":true' in entry.text.replace(" ", "")
    facts = CasePaper.objects.get(case=case, paper__kind="ACCEPTANCE").paper.facts
    assert "第四项" in facts["basis"]
    assert "2026年11月16日" in facts["decision_text"]


def test_what_the_law_has_accepted_is_not_held_up_by_what_is_missing(db: None) -> None:
    late = NOW + timedelta(days=10)
    case = _accept(received(), now=late, verdicts={str(MATERIALS[0]): "FAIL", str(MATERIALS[1]): "MISSING"})
    assert (case.state, case.accepted_on) == ("REVIEWING", date(2026, 11, 16))
    rows = CaseMaterial.objects.filter(case=case).order_by("order")
    assert [row.verdict for row in rows] == ["FAIL", "MISSING"]


def test_on_the_last_of_the_five_days_it_is_still_in_time(db: None) -> None:
    last_minute = datetime(2026, 11, 23, 15, 59, tzinfo=UTC)
    case = _accept(received(), now=last_minute)
    assert case.accepted_on == date(2026, 11, 23)


def test_a_year_without_notice_gives_a_provisional_date(db: None) -> None:
    now = datetime(2026, 12, 21, 2, 0, tzinfo=UTC)
    case = _accept(received(now=now), now=now + HOUR)
    assert case.due_provisional
    facts = CasePaper.objects.get(case=case, paper__kind="ACCEPTANCE").paper.facts
    assert "暂定" in facts["provisional_note"]


def test_an_item_without_a_published_limit_has_no_date(db: None) -> None:
    ItemVersion.objects.filter(pk=VERSION).update(
        statutory_amount=None, statutory_unit="", promised_amount=None, promised_unit=""
    )
    case = _accept(received())
    assert case.statutory_due is None
    assert case.promised_due is None
    facts = CasePaper.objects.get(case=case, paper__kind="ACCEPTANCE").paper.facts
    assert facts["statutory_limit"] == "未定时限"


def test_natural_days_are_counted_through_rest_days(db: None) -> None:
    ItemVersion.objects.filter(pk=VERSION).update(statutory_amount=15, statutory_unit="NATURAL_DAYS")
    assert _accept(received()).statutory_due == date(2026, 12, 1)


@pytest.mark.parametrize("missing", [{}, {str(MATERIALS[0]): "PASS"}, dict.fromkeys(VERDICTS, "?")])
def test_every_material_needs_a_verdict(db: None, missing: dict[str, str]) -> None:
    with pytest.raises(VerdictMissing) as refused:
        _accept(received(), verdicts=missing)
    assert "林木权属证明" in refused.value.sentence()
    assert not CaseInterval.objects.exists()


@pytest.mark.parametrize("verdict", ["FAIL", "MISSING"])
def test_a_material_that_does_not_pass_is_named(db: None, verdict: str) -> None:
    case_id = received()
    with pytest.raises(MaterialsNotPassed) as refused:
        _accept(case_id, verdicts={**VERDICTS, str(MATERIALS[1]): verdict})
    assert "林木权属证明" in refused.value.sentence()
    assert "采伐申请" not in refused.value.sentence()
    assert Case.objects.get(pk=case_id).state == "RECEIVED"
    assert {each.verdict for each in CaseMaterial.objects.all()} == {"PENDING"}


def test_a_material_that_is_not_required_may_be_missing(db: None) -> None:
    Material.objects.filter(pk=MATERIALS[1]).update(required=False)
    assert _accept(received(), verdicts={**VERDICTS, str(MATERIALS[1]): "MISSING"}).state == "REVIEWING"


def test_a_case_that_was_not_received_is_not_accepted(db: None) -> None:
    with pytest.raises(OutOfTurn):
        _accept(submitted().case_id)


def test_a_clerk_of_another_county_does_not_find_it(db: None) -> None:
    case_id = received()
    with pytest.raises(NotFound):
        accept(actor=OUTSIDER, now=NOW, case_id=case_id, verdicts=VERDICTS)


def test_an_entrusted_permit_is_accepted_in_the_name_of_the_entrusting_organ(db: None) -> None:
    paper = CasePaper.objects.get(case=_accept(received()), paper__kind="ACCEPTANCE").paper
    assert paper.paper_no == "沧县林受〔2026〕1号"
    assert (paper.organ.name, paper.signing_organ.name) == ("沧县林业主管部门", "沧县旧州镇人民政府")
    assert "本通知由沧县旧州镇人民政府受沧县林业主管部门委托办理" in paper.facts["entrusted_note"]


def test_nothing_is_accepted_while_nobody_knows_in_whose_name(db: None) -> None:
    case_id = received()
    ItemVersion.objects.filter(pk=VERSION).update(authority="UNKNOWN")
    with pytest.raises(AuthorityUnknown, match="县政务办"):
        _accept(case_id)
    assert Case.objects.get(pk=case_id).accepted_on is None


def test_a_joint_handling_has_forty_five_workdays_by_law(db: None) -> None:
    case_id = received()
    organs = ("沧县自然资源局", " ", "沧县自然资源局")
    accept(actor=CLERK, now=NOW + HOUR, case_id=case_id, verdicts=VERDICTS, joint_organs=organs)
    case = Case.objects.get(pk=case_id)
    assert case.joint_organs == ["沧县自然资源局"]
    limit = Limit(amount=45, unit=Unit.WORKDAYS)
    on = date(2026, 11, 16)
    assert case.statutory_due == due(accepted_on=on, limit=limit, calendar=current_calendar()).date
    assert case.promised_due == date(2026, 11, 25), "what was promised stays promised"
    facts = CasePaper.objects.get(case=case, paper__kind="ACCEPTANCE").paper.facts
    assert facts["statutory_limit"] == "45个工作日"


def test_what_is_of_permits_reaches_no_other_family(db: None) -> None:
    case_id = received()
    Case.objects.filter(pk=case_id).update(family="OTHER")
    for told in ({"joint_organs": ("沧县自然资源局",)}, {"renews_no": "130921-2026-100-000001"}):
        with pytest.raises(OnlyPermits):
            accept(actor=CLERK, now=NOW + HOUR, case_id=case_id, verdicts=VERDICTS, **told)
