"""Pass on: the department's own system has the case now, and there is a day on which we ask it."""

from datetime import date
from uuid import UUID

import pytest

from tests.usecases.cases.families import (
    SEEN_PENSION,
    SYSTEM_NAME,
    filing_accepted,
    passed_on,
    taken_in,
)
from tests.usecases.cases.journey import HOUR
from tests.world import APPROVER, CLERK, COUNTY, NEIGHBOR_CLERK, NOW, OUTSIDER, PENSION_VERSION
from yimen.data.cases.models import Case, CaseMaterial, CasePaper, CaseStep
from yimen.data.catalog.models import ItemVersion
from yimen.data.journal.models import Entry, Outbox
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.case_forms import VerdictMissing
from yimen.rules.case_queues import Queue
from yimen.rules.cases import NoSuchProcedure, OutOfTurn
from yimen.rules.forwarding import AskDayMissing
from yimen.rules.text import TextMissing
from yimen.usecases.cases.actions import pass_on
from yimen.usecases.cases.queries import get_case, list_worklist, track


def _pass_on(case_id: UUID, **more: object) -> None:
    told = {"verdicts": SEEN_PENSION, "external_system": SYSTEM_NAME, **more}
    pass_on(actor=CLERK, now=NOW + HOUR, case_id=case_id, **told)


def test_a_passed_on_case_knows_its_system_and_the_day_to_ask(db: None) -> None:
    case_id = passed_on()
    case = Case.objects.get(county_code=COUNTY, pk=case_id)
    assert case.state == "PASSED_ON"
    assert (case.external_system, case.external_no) == (SYSTEM_NAME, "")
    assert case.passed_on_at == NOW + HOUR
    # promised: three workdays from Monday the 16th
    assert case.step_due == date(2026, 11, 19)
    assert (case.accepted_on, case.statutory_due, case.promised_due) == (None, None, None)
    assert set(CaseMaterial.objects.filter(case=case).values_list("verdict", flat=True)) == {"PASS"}
    assert CaseStep.objects.filter(case=case, act="PASS_ON").count() == 1
    assert Entry.objects.filter(subject_id=case_id, act="cases.pass_on").count() == 1
    assert not CasePaper.objects.filter(case=case).exists()
    text = Outbox.objects.get(topic="cases.passed_on").payload["text"]
    assert "人力资源社会保障" in text
    assert "不用再跑" in text


def test_the_system_that_the_item_names_need_not_be_typed(db: None) -> None:
    ItemVersion.objects.filter(pk=PENSION_VERSION).update(external_system="省社保系统")
    case_id = taken_in(PENSION_VERSION)
    _pass_on(case_id, external_system="", external_no=" SB-1 ", ask_on="2026-12-01")
    case = Case.objects.get(pk=case_id)
    assert (case.external_system, case.external_no, case.step_due) == (
        "省社保系统",
        "SB-1",
        date(2026, 12, 1),
    )


def test_where_nothing_is_published_somebody_must_say_when_to_ask(db: None) -> None:
    ItemVersion.objects.filter(pk=PENSION_VERSION).update(
        statutory_amount=None, statutory_unit="", promised_amount=None, promised_unit=""
    )
    case_id = taken_in(PENSION_VERSION)
    with pytest.raises(AskDayMissing):
        _pass_on(case_id)
    assert Case.objects.get(pk=case_id).state == "RECEIVED"


def test_no_system_and_unchecked_materials_are_refused(db: None) -> None:
    case_id = taken_in(PENSION_VERSION)
    with pytest.raises(TextMissing) as refused:
        _pass_on(case_id, external_system="")
    assert refused.value.field == "external_system"
    with pytest.raises(VerdictMissing):
        _pass_on(case_id, verdicts={})


def test_what_was_ticked_at_intake_need_not_be_ticked_again(db: None) -> None:
    case_id = taken_in(PENSION_VERSION)
    CaseMaterial.objects.filter(case_id=case_id).update(verdict="PASS")
    _pass_on(case_id, verdicts={})
    assert Case.objects.get(pk=case_id).state == "PASSED_ON"


def test_it_is_passed_on_once_and_no_other_family_is(db: None) -> None:
    with pytest.raises(OutOfTurn):
        _pass_on(passed_on())
    with pytest.raises(NoSuchProcedure):
        _pass_on(filing_accepted())


@pytest.mark.parametrize(
    ("other", "refusal"), [(APPROVER, NotAllowed), (NEIGHBOR_CLERK, NotFound), (OUTSIDER, NotFound)]
)
def test_only_a_clerk_of_the_township_passes_on(db: None, other: object, refusal: type[Exception]) -> None:
    case_id = taken_in(PENSION_VERSION)
    with pytest.raises(refusal):
        pass_on(actor=other, now=NOW, case_id=case_id, verdicts=SEEN_PENSION, external_system="甲")


def test_a_forwarded_case_shows_the_departments_limit_and_the_day_to_ask_on_both_doors(db: None) -> None:
    case_id = passed_on()
    desk = get_case(actor=CLERK, today=date(2026, 11, 17), case_id=case_id)
    row = Case.objects.get(county_code=COUNTY, pk=case_id)
    tracked = track(case_no=row.case_no, check_code=row.check_code, today=date(2026, 11, 17))
    for clocks in (desk.clocks, tracked.clocks):
        theirs, ours = clocks
        assert (theirs.due, theirs.words, theirs.limit) == (None, "由部门计时", "3个工作日")
        assert (ours.due, ours.left) == (date(2026, 11, 19), "还有 2 个工作日")
    assert "我们去问部门" in tracked.why[0].words


def test_before_it_is_passed_on_and_past_the_day_no_clock_of_ours_is_late(db: None) -> None:
    waiting = get_case(actor=CLERK, today=date(2026, 11, 17), case_id=taken_in(PENSION_VERSION))
    assert [each.words for each in waiting.clocks] == ["由部门计时", "转给部门时定"]
    assert waiting.why == ()
    late = get_case(actor=CLERK, today=date(2026, 12, 1), case_id=passed_on())
    assert late.clocks[1].left == "这一天过了"
    assert late.light_words == "该问部门了"


def test_in_the_list_a_department_past_its_day_is_to_be_asked(db: None) -> None:
    passed_on()
    page = list_worklist(actor=CLERK, queue=Queue.WITH_DEPARTMENT, today=date(2026, 12, 1))
    assert [row.light_words for row in page.rows] == ["该问部门了"]
