"""A hearing is called in time, with a host who does not examine the case."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.usecases.cases.journey import HOUR, accepted, received
from tests.usecases.cases.stopping import stop, told_of_hearing
from tests.world import APPROVER, NOW, OUTSIDE_APPROVER, REVIEWER
from yimen.data.cases.models import Case, CasePaper
from yimen.data.journal.models import Entry, Outbox
from yimen.rules.access import NotFound
from yimen.rules.calendar import BEIJING
from yimen.rules.cases import OutOfTurn
from yimen.rules.hearings import HearingMisdated, HearingNotTold, WrongHost
from yimen.usecases.cases.actions import schedule_hearing

SOUND: dict[str, Any] = {
    "asked_on": date(2026, 11, 18),
    "hearing_at": datetime(2026, 12, 2, 9, 30, tzinfo=BEIJING),
    "place": "旧州镇会议室",
    "host": "孙主持",
}
LATER = NOW + timedelta(days=3)


def test_the_notice_says_when_where_and_who_presides(db: None) -> None:
    case_id = told_of_hearing()
    schedule_hearing(actor=REVIEWER, now=LATER, case_id=case_id, **SOUND)
    assert Case.objects.get(pk=case_id).state == "REVIEWING"
    facts = CasePaper.objects.get(case_id=case_id, paper__kind="HEARING_NOTICE").paper.facts
    assert facts["hearing_at"] == "2026年12月2日09:30"
    assert (facts["hearing_place"], facts["hearing_host"]) == ("旧州镇会议室", "孙主持")
    texts = Outbox.objects.filter(topic="cases.hearing", subject_id=case_id)
    assert any("旧州镇会议室举行听证" in each.payload["text"] for each in texts)
    assert "孙主持" not in Entry.objects.get(act="cases.schedule_hearing").text


def test_also_while_the_clock_stands_still_for_it(db: None) -> None:
    case_id = told_of_hearing()
    stop(case_id, NOW + 4 * HOUR, ground="HEARING")
    schedule_hearing(actor=APPROVER, now=LATER, case_id=case_id, **SOUND)
    assert Case.objects.get(pk=case_id).state == "SUSPENDED"


def test_not_before_the_right_was_told(db: None) -> None:
    with pytest.raises(HearingNotTold):
        schedule_hearing(actor=REVIEWER, now=LATER, case_id=accepted(), **SOUND)


def test_not_on_short_notice(db: None) -> None:
    with pytest.raises(HearingMisdated) as refused:
        schedule_hearing(actor=REVIEWER, now=NOW + timedelta(days=10), case_id=told_of_hearing(), **SOUND)
    assert refused.value.field == "hearing_on"


def test_the_reviewer_who_calls_it_does_not_preside(db: None) -> None:
    told = {**SOUND, "host": REVIEWER.name}
    with pytest.raises(WrongHost):
        schedule_hearing(actor=REVIEWER, now=LATER, case_id=told_of_hearing(), **told)


def test_not_before_acceptance(db: None) -> None:
    with pytest.raises(OutOfTurn):
        schedule_hearing(actor=REVIEWER, now=LATER, case_id=received(), **SOUND)


def test_another_county_does_not_find_it(db: None) -> None:
    with pytest.raises(NotFound):
        schedule_hearing(actor=OUTSIDE_APPROVER, now=LATER, case_id=told_of_hearing(), **SOUND)
