"""Accepted by law: five workdays in silence, and the day of receipt is the day of acceptance."""

import json
from datetime import date, timedelta

import pytest

from tests.usecases.cases.door_journey import DAY, case_of, noticed, supplemented
from tests.usecases.cases.journey import SYSTEM, received, submitted
from tests.usecases.cases.statements import counted
from tests.world import CLERK, COUNTY, FILING_VERSION, NOW, OTHER_RESIDENT, VERSION
from yimen.data.cases.models import Case, CaseInterval, CaseMaterial, CasePaper
from yimen.data.catalog.models import ItemVersion
from yimen.data.journal.models import Entry, Outbox
from yimen.rules.access import NotAllowed
from yimen.rules.cases import NoSuchProcedure, OutOfTurn
from yimen.usecases.cases.actions import deem_accepted
from yimen.usecases.cases.actions.deem_accepted import StillInTime
from yimen.usecases.cases.papers import AuthorityUnknown
from yimen.usecases.cases.queries import list_silent_permits

LATE = NOW + timedelta(days=10)
BY_LAW = {"actor": SYSTEM, "county_code": COUNTY}


def test_both_clocks_start_on_the_day_of_receipt(db: None) -> None:
    for case_id in (submitted().case_id, received(now=NOW + timedelta(hours=1))):
        deem_accepted(now=LATE, case_id=case_id, **BY_LAW)
        case = Case.objects.get(pk=case_id)
        assert (case.state, case.accepted_on) == ("REVIEWING", date(2026, 11, 16))
        assert (case.statutory_due, case.promised_due) == (date(2026, 12, 14), date(2026, 11, 25))
        assert CaseInterval.objects.get(case=case).started_on == date(2026, 11, 16)
        assert case.assignee is None


def test_the_notice_and_the_journal_say_that_the_law_did_it(db: None) -> None:
    case_id = received()
    deem_accepted(now=LATE, case_id=case_id, **BY_LAW)
    facts = CasePaper.objects.get(case=case_id, paper__kind="ACCEPTANCE").paper.facts
    assert "第三十二条第一款第四项" in facts["basis"]
    assert "2026年11月16日" in facts["decision_text"]
    assert facts["clerk_name"] == "系统自动出具"
    assert json.loads(Entry.objects.get(act="cases.deem_accepted").text)["facts"]["deemed"] is True
    assert Outbox.objects.filter(topic="cases.accepted").count() == 1
    assert {row.verdict for row in CaseMaterial.objects.filter(case=case_id)} == {"PENDING"}


def test_after_a_correction_it_is_the_day_on_which_all_was_there(db: None) -> None:
    case_id = supplemented()
    with pytest.raises(StillInTime):
        deem_accepted(now=NOW + 5 * DAY, case_id=case_id, **BY_LAW)
    deem_accepted(now=LATE, case_id=case_id, **BY_LAW)
    assert Case.objects.get(pk=case_id).accepted_on == date(2026, 11, 17)


def test_who_was_told_in_time_is_not_accepted_by_law(db: None) -> None:
    with pytest.raises(OutOfTurn):
        deem_accepted(now=LATE, case_id=noticed(), **BY_LAW)


def test_within_the_five_workdays_nothing_is_accepted(db: None) -> None:
    case_id = received()
    with pytest.raises(StillInTime):
        deem_accepted(now=NOW + DAY, case_id=case_id, **BY_LAW)


def test_a_case_in_nobodys_name_stays_where_it_is(db: None) -> None:
    case_id = received()
    ItemVersion.objects.filter(pk=VERSION).update(authority="UNKNOWN")
    with pytest.raises(AuthorityUnknown):
        deem_accepted(now=LATE, case_id=case_id, **BY_LAW)
    assert Case.objects.get(pk=case_id).state == "RECEIVED"


def test_no_other_family_knows_it(db: None) -> None:
    with pytest.raises(NoSuchProcedure):
        deem_accepted(now=LATE, case_id=case_of(FILING_VERSION, "RECEIVED"), **BY_LAW)


def test_nobody_but_the_system_accepts_by_law(db: None) -> None:
    case_id = received()
    with pytest.raises(NotAllowed):
        deem_accepted(actor=CLERK, now=LATE, case_id=case_id, county_code=COUNTY)
    with pytest.raises(NotAllowed):
        list_silent_permits(actor=OTHER_RESIDENT, now=LATE, county_code=COUNTY)


def test_the_silent_ones_are_found_and_those_without_an_organ_named(db: None) -> None:
    first, second = received(), submitted(now=NOW + DAY).case_id
    noticed(now=NOW + 2 * DAY)
    late = NOW + timedelta(days=20)
    with counted() as statements:
        found = list_silent_permits(actor=SYSTEM, now=late, county_code=COUNTY)
    assert len(statements) == 2
    assert (found.due, found.stuck) == ((first, second), ())
    assert list_silent_permits(actor=SYSTEM, now=late, county_code=COUNTY, limit=1).due == (first,)
    assert not list_silent_permits(actor=SYSTEM, now=NOW + DAY, county_code=COUNTY).due
    ItemVersion.objects.filter(pk=VERSION).update(authority="UNKNOWN")
    stuck = list_silent_permits(actor=SYSTEM, now=late, county_code=COUNTY).stuck
    assert stuck == tuple(Case.objects.get(pk=each).case_no for each in (first, second))
