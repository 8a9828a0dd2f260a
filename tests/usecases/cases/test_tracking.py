"""Where is my case: for the applicant, and for whoever has number and check code."""

from datetime import date, timedelta

import pytest

from tests.usecases.cases.journey import SYSTEM, accepted, delivered, granted, received, submitted
from tests.usecases.cases.statements import counted
from tests.world import CLERK, NOW, OTHER_RESIDENT, RESIDENT, REVIEWER, VERSION
from yimen.data.cases.models import Case, CasePaper
from yimen.data.catalog.models import ItemVersion
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.case_progress import StepMark
from yimen.rules.cases import CaseState
from yimen.rules.documents import BadCaseNo, BadCheckCode
from yimen.usecases.cases import actions
from yimen.usecases.cases.queries import (
    NotTracked,
    count_by_state,
    get_own_case,
    list_own_cases,
    open_linked_paper,
    open_own_paper,
    track,
)

TODAY = date(2026, 11, 17)


def test_number_and_code_show_where_the_case_is(db: None) -> None:
    done = submitted()
    view = track(case_no=done.case_no, check_code=done.check_code.lower(), today=TODAY)
    assert [each.state for each in view.steps] == [StepMark.DONE, StepMark.NOW, *[StepMark.NEXT] * 5]
    assert view.steps[0].date == date(2026, 11, 16)
    assert view.next_thing.is_yours
    assert "旧州镇行政综合服务中心" in view.next_thing.what
    assert "11月23日" in view.next_thing.words
    assert view.applicant_name == "赵*国"
    assert view.check_code == ""
    assert view.contact.name == "旧州镇行政综合服务中心"


def test_a_wrong_code_and_an_unknown_number_get_one_answer(db: None) -> None:
    done = submitted()
    wrong = "22222222" if done.check_code != "22222222" else "33333333"
    with pytest.raises(NotTracked) as wrong_code:
        track(case_no=done.case_no, check_code=wrong, today=TODAY)
    with pytest.raises(NotTracked) as unknown:
        track(case_no="130921-2026-100-000999", check_code=done.check_code, today=TODAY)
    with pytest.raises(NotTracked):
        track(case_no="130921-2026-100-000999", check_code="22222222", today=TODAY)
    assert wrong_code.value.sentence() == unknown.value.sentence()


def test_what_cannot_be_a_number_or_a_code_says_so(db: None) -> None:
    with pytest.raises(BadCaseNo):
        track(case_no="12345", check_code="22222222", today=TODAY)
    with pytest.raises(BadCheckCode):
        track(case_no="130921-2026-100-000001", check_code="123", today=TODAY)


def test_the_outcome_is_told_after_the_applicant_has_signed(db: None) -> None:
    case_id = granted()
    waiting = get_own_case(actor=RESIDENT, case_id=case_id, today=TODAY)
    assert (waiting.outcome, waiting.state_label, waiting.can_sign) == (None, "已有结果，待签收", True)
    decision = next(each for each in waiting.papers if each.kind == "GRANT")
    assert decision.needs_signing
    assert not decision.is_ready
    told = f"{waiting.events} {decision.label} {decision.number} {waiting.next_thing} {waiting.steps}"
    assert "准予" not in told
    assert "许准" not in told
    signed = get_own_case(actor=RESIDENT, case_id=delivered(), today=TODAY)
    assert signed.outcome is not None
    assert (signed.outcome.kind, signed.outcome.title) == ("GOOD", "准予许可")
    # the record of this very delivery is typeset after it
    assert all(each.is_ready for each in signed.papers if each.kind != "DELIVERY_RECORD")


def test_a_linked_decision_opens_after_delivery_only(db: None) -> None:
    case_id = granted()
    paper_id = CasePaper.objects.get(case_id=case_id, paper__kind="GRANT").paper_id
    with pytest.raises(NotFound):
        open_linked_paper(county_code="130921", case_id=case_id, paper_id=paper_id)
    with pytest.raises(NotFound):
        open_own_paper(actor=RESIDENT, paper_id=paper_id)
    actions.deliver(actor=CLERK, now=NOW, case_id=case_id, way="COUNTER")
    linked = open_linked_paper(county_code="130921", case_id=case_id, paper_id=paper_id)
    assert linked.content.startswith(b"%PDF")
    assert open_own_paper(actor=RESIDENT, paper_id=paper_id) == linked
    with pytest.raises(NotFound):
        open_own_paper(actor=OTHER_RESIDENT, paper_id=paper_id)
    with pytest.raises(NotFound):
        open_linked_paper(county_code="130922", case_id=case_id, paper_id=paper_id)


def test_number_and_code_open_no_paper_of_a_sensitive_kind(db: None) -> None:
    case_id = delivered()
    Case.objects.filter(pk=case_id).update(sensitive=True)
    case = Case.objects.get(pk=case_id)
    assert track(case_no=case.case_no, check_code=case.check_code, today=TODAY).papers == ()
    paper_id = CasePaper.objects.filter(case=case)[0].paper_id
    with pytest.raises(NotFound):
        open_linked_paper(county_code="130921", case_id=case_id, paper_id=paper_id)


def test_no_name_of_staff_and_no_inner_opinion_reaches_the_applicant(db: None) -> None:
    shown = str(get_own_case(actor=RESIDENT, case_id=delivered(), today=TODAY).events)
    assert REVIEWER.name not in shown
    assert "林权清楚" not in shown
    assert "审查人员" in shown


def test_a_strangers_case_is_not_found(db: None) -> None:
    case_id = submitted().case_id
    with pytest.raises(NotFound):
        get_own_case(actor=OTHER_RESIDENT, case_id=case_id, today=TODAY)
    with pytest.raises(NotAllowed):
        get_own_case(actor=CLERK, case_id=case_id, today=TODAY)


def test_ones_own_cases_come_newest_first_under_neutral_names(db: None) -> None:
    ItemVersion.objects.filter(pk=VERSION).update(neutral_name="政务服务事项")
    for days in range(3):
        submitted(now=NOW + timedelta(days=days))
    first = list_own_cases(actor=RESIDENT, today=TODAY, limit=2)
    second = list_own_cases(actor=RESIDENT, today=TODAY, after=first.next_key, limit=2)
    numbers = [each.number[-1] for each in (*first.cases, *second.cases)]
    assert numbers == ["3", "2", "1"]
    assert {each.item_name for each in first.cases} == {"政务服务事项"}
    assert list_own_cases(actor=OTHER_RESIDENT, today=TODAY).cases == ()


def test_the_next_thing_is_told_in_every_state(db: None) -> None:
    said = [
        get_own_case(actor=RESIDENT, case_id=case_id, today=TODAY).next_thing
        for case_id in (submitted().case_id, received(), accepted(), granted(), delivered())
    ]
    assert [each.is_yours for each in said] == [True, False, False, True, False]
    assert all(each.who and each.what for each in said)
    assert "11月25日" in said[2].words


def test_thirty_own_cases_cost_as_many_statements_as_three(db: None) -> None:
    spent = []
    for count in (3, 27):
        for _ in range(count):
            submitted()
        list_own_cases(actor=RESIDENT, today=TODAY)
        with counted() as statements:
            found = list_own_cases(actor=RESIDENT, today=TODAY, limit=30)
        spent.append(len(statements))
    assert len(found.cases) == 30
    assert spent[0] == spent[1]


def test_the_counts_by_state_name_every_state(db: None) -> None:
    submitted()
    case_id = delivered()
    actions.close(actor=SYSTEM, now=NOW, case_id=case_id, county_code="130921")
    counts = count_by_state()
    assert (counts["SUBMITTED"], counts["CLOSED"], counts["VOIDED"]) == (1, 1, 0)
    assert len(counts) == len(CaseState)
