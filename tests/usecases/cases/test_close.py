"""Closing by the job; a job that comes again changes nothing."""

import pytest

from tests.usecases.cases.journey import HOUR, SYSTEM, delivered, granted
from tests.world import CLERK, NOW, OUTSIDER
from yimen.data.cases.models import Case
from yimen.data.journal.models import Entry
from yimen.gateways.installed import installed
from yimen.rules.access import NotFound
from yimen.rules.cases import OutOfTurn
from yimen.usecases.cases.actions import close


def test_the_job_closes_and_invites(db: None) -> None:
    case_id = delivered()
    close(actor=SYSTEM, now=NOW + 6 * HOUR, case_id=case_id, county_code="130921")
    assert Case.objects.get(pk=case_id).state == "CLOSED"
    assert installed().queue.jobs[-1].name == "invite_rating"


def test_a_repeated_job_leaves_one_entry(db: None) -> None:
    case_id = delivered()
    for _ in range(2):
        close(actor=SYSTEM, now=NOW, case_id=case_id, county_code="130921")
    assert Entry.objects.filter(act="cases.close").count() == 1
    assert [job.name for job in installed().queue.jobs].count("invite_rating") == 1


def test_a_clerk_closes_what_the_job_left(db: None) -> None:
    assert close(actor=CLERK, now=NOW, case_id=delivered()).state == "CLOSED"


def test_what_is_not_delivered_stays_open(db: None) -> None:
    with pytest.raises(OutOfTurn):
        close(actor=SYSTEM, now=NOW, case_id=granted(), county_code="130921")


def test_a_job_with_the_wrong_county_finds_nothing(db: None) -> None:
    with pytest.raises(NotFound):
        close(actor=SYSTEM, now=NOW, case_id=delivered(), county_code="130922")


def test_another_county_does_not_find_it(db: None) -> None:
    with pytest.raises(NotFound):
        close(actor=OUTSIDER, now=NOW, case_id=delivered())
