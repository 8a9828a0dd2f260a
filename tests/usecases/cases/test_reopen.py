"""Opening a closed case again: one power, its reason kept, nobody else's."""

import pytest

from tests.usecases.cases.door_journey import DAY, case_of
from tests.usecases.cases.journey import SYSTEM, delivered
from tests.world import CENTER_HEAD, CLERK, COUNTY, FILING_VERSION, NOW, PENSION_VERSION
from yimen.data.cases.models import Case, CaseStep
from yimen.data.journal.models import Entry
from yimen.rules.access import NotAllowed
from yimen.rules.cases import OutOfTurn
from yimen.rules.text import TextMissing
from yimen.usecases.cases.actions import close, reopen

WHY = "决定书送错了人，要重新送达。"


def _closed() -> Case:
    case_id = delivered()
    close(actor=SYSTEM, now=NOW + DAY, case_id=case_id, county_code=COUNTY)
    return Case.objects.get(pk=case_id)


def test_the_head_opens_it_and_both_are_kept(db: None) -> None:
    case_id = _closed().pk
    reopen(actor=CENTER_HEAD, now=NOW + 2 * DAY, case_id=case_id, reason=WHY)
    case = Case.objects.get(pk=case_id)
    assert (case.state, case.closed_at) == ("DELIVERED", None)
    step = CaseStep.objects.get(case=case, act="REOPEN")
    assert (step.opinion, step.told, step.before["state"]) == (WHY, False, "CLOSED")
    assert WHY not in Entry.objects.get(act="cases.reopen").text
    close(actor=CLERK, now=NOW + 2 * DAY, case_id=case_id)
    assert Case.objects.get(pk=case_id).closed_at == NOW + 2 * DAY


def test_a_forwarded_service_goes_back_to_where_the_department_has_it(db: None) -> None:
    case_id = case_of(PENSION_VERSION, "FORWARDED")
    reopen(actor=CENTER_HEAD, now=NOW + DAY, case_id=case_id, reason=WHY)
    assert Case.objects.get(pk=case_id).state == "PASSED_ON"


def test_what_is_not_closed_is_not_opened(db: None) -> None:
    with pytest.raises(OutOfTurn):
        reopen(actor=CENTER_HEAD, now=NOW + DAY, case_id=delivered(), reason=WHY)


def test_it_says_why(db: None) -> None:
    case_id = case_of(FILING_VERSION, "CLOSED")
    with pytest.raises(TextMissing):
        reopen(actor=CENTER_HEAD, now=NOW + DAY, case_id=case_id, reason=" ")


def test_to_everybody_else_closed_is_closed(db: None) -> None:
    with pytest.raises(NotAllowed):
        reopen(actor=CLERK, now=NOW + DAY, case_id=_closed().pk, reason=WHY)
