"""What the journal settled becomes an event for each neighbor whom it concerns, and nobody else."""

import threading

import pytest
from django.db import connection, transaction

from tests.usecases.cases import benefit_journey, journey
from tests.usecases.exchange.neighbors import COUNTY_REGION, SYSTEM, events, gathered, subscribed
from tests.usecases.journal.neighbors import wait_for_neighbors
from tests.world import COUNTY, COUNTY_OFFICER, ITEM_CODE, NOW, SECOND_TOWNSHIP, TOWNSHIP, VILLAGE
from yimen.data.cases.models import Case
from yimen.data.exchange.models import Delivery, Subscription
from yimen.data.journal.models import Entry
from yimen.usecases.exchange.gathering import gather_events
from yimen.usecases.exchange.subscriptions import end_subscription
from yimen.usecases.shared.recording import Record, chain_entries
from yimen.usecases.shared.writing import write_together

# An entry is settled when its transaction is over: these tests commit.
pytestmark = pytest.mark.usefixtures("real_db")


def test_a_case_is_told_step_by_step_without_anything_personal() -> None:
    subscribed()
    case = Case.objects.get(pk=journey.accepted())
    assert gathered() == 3
    told = events()
    assert sorted(each["type"] for each in told) == ["case.accepted", "case.received", "case.submitted"]
    accepted = next(each for each in told if each["type"] == "case.accepted")
    assert accepted["data"] == {
        "seq": 3,
        "case_no": case.case_no,
        "state": "REVIEWING",
        "family": "PERMIT",
        "item_code": ITEM_CODE,
        "county_code": COUNTY,
        "township_code": TOWNSHIP,
    }
    received = next(each for each in told if each["type"] == "case.received")
    assert received["data"]["state"] == "RECEIVED", "as it was then, not as it is now"
    everything = str(told)
    for private in (case.applicant_name, case.applicant_id_no, case.applicant_phone, case.check_code):
        assert private not in everything
    assert gathered() == 0, "nothing is told twice"


def test_sensitive_kinds_are_told_to_nobody() -> None:
    subscribed()
    benefit_journey.accepted()
    assert Entry.objects.filter(act="cases.accept").exists()
    assert gathered() == 0


@pytest.mark.parametrize(
    ("region", "heard"), [("130900000000", 1), (COUNTY_REGION, 1), (TOWNSHIP, 1), (VILLAGE, 1),
                          (SECOND_TOWNSHIP, 0), ("130921100202", 0), ("130922000000", 0)],
)  # fmt: skip
def test_a_neighbor_hears_of_its_own_region_only(region: str, heard: int) -> None:
    subscribed(actor=SYSTEM, region=region)
    journey.submitted()
    assert gathered() == heard


def test_only_the_kinds_that_are_wanted_are_told() -> None:
    subscribed(types=["case.accepted"])
    journey.accepted()
    assert gathered() == 1
    assert [each["type"] for each in events()] == ["case.accepted"]


def test_what_happened_before_is_not_told_and_an_ended_one_hears_nothing() -> None:
    journey.submitted()
    wait_for_neighbors()
    added = subscribed()
    assert gathered() == 0
    journey.received()
    end_subscription(actor=COUNTY_OFFICER, now=NOW, subscription_id=added.subscription_id)
    assert gathered() == 0
    assert not Entry.objects.filter(act="exchange.gather_events").exists()


def test_a_paused_neighbor_hears_later_what_happened_meanwhile() -> None:
    subscribed()
    Subscription.objects.update(state="PAUSED")
    journey.submitted()
    assert gathered() == 0
    Subscription.objects.update(state="ACTIVE")
    assert gathered() == 1


def test_an_act_that_commits_late_is_told_later_and_not_missed() -> None:
    subscribed()
    wrote, go_on = threading.Event(), threading.Event()
    late = journey.received()
    assert gathered() == 2
    record = Record(county_code=COUNTY, subject_type="case", subject_id=late, act="cases.add_note")

    def hold_open() -> None:
        try:
            with transaction.atomic():
                write_together(chain_entries([record], actor=SYSTEM, now=NOW))
                wrote.set()
                go_on.wait(10)
        finally:
            connection.close()

    thread = threading.Thread(target=hold_open)
    thread.start()
    assert wrote.wait(10)
    journey.submitted()
    # The open transaction is older: what came after it waits with it.
    gather_events(actor=SYSTEM, now=NOW)
    assert Delivery.objects.count() == 2
    go_on.set()
    thread.join()
    assert gathered() == 1
    assert Delivery.objects.count() == 3


def test_a_restored_instance_tells_what_was_not_told_and_nothing_twice() -> None:
    subscribed()
    journey.submitted()
    assert gathered() == 1
    journey.received()
    # As after a restore into a fresh cluster, whose counter of transactions is far below the mark.
    Subscription.objects.update(mark_xid=2**40)
    gathered()
    assert sorted(each["type"] for each in events()) == ["case.received", "case.submitted", "case.submitted"]
    assert Delivery.objects.values("entry_id").distinct().count() == 3
    assert gathered() == 0
