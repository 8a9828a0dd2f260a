"""What a program of the county's office can see and do about its subscriptions."""

from uuid import uuid4

import pytest

from tests.api.calling import Caller, token_of
from tests.usecases.exchange.neighbors import SYSTEM, subscribed, waiting
from tests.world import CLERK, COUNTY_OFFICER, NOW
from yimen.data.exchange.models import Delivery
from yimen.rules.exchange import EventDelivery
from yimen.usecases.exchange.subscriptions import end_subscription

pytestmark = pytest.mark.django_db


def test_the_office_s_program_sees_what_failed_and_sends_it_again() -> None:
    added = subscribed()
    lost = waiting(added.subscription_id, 1, state=EventDelivery.FAILED)
    waiting(added.subscription_id, 2, state=EventDelivery.DELIVERED)
    office = Caller(token_of(COUNTY_OFFICER))
    listed = office.get("/webhooks")
    assert added.secret not in listed.content.decode()
    [row] = listed.json()["results"]
    assert (row["subscription_id"], row["state"], row["failed"]) == (str(added.subscription_id), "ACTIVE", 1)
    url = f"/webhooks/{added.subscription_id}"
    assert len(office.get(f"{url}/events").json()["results"]) == 2
    failed = office.get(f"{url}/events", failed="true").json()
    assert [each["event_id"] for each in failed["results"]] == [str(lost.pk)]
    assert failed["next_before"] is None
    done = office.post(f"{url}/replay", {}, key="again")
    assert (done.status_code, done.json()) == (200, {"events": 1, "remaining": False})
    assert office.post(f"{url}/replay", {}, key="again").json() == done.json()
    assert Delivery.objects.get(pk=lost.pk).state == "WAITING"
    assert office.post(f"{url}/replay", {"since": "2026-11-16T00:00:00+08:00"}).json()["events"] == 1


def test_others_find_nothing_and_an_ended_one_is_refused_in_words() -> None:
    own = subscribed().subscription_id
    elsewhere = subscribed(actor=SYSTEM, region="130922000000").subscription_id
    office = Caller(token_of(COUNTY_OFFICER))
    for strange in (elsewhere, uuid4()):
        assert office.get(f"/webhooks/{strange}/events").status_code == 404
        assert office.post(f"/webhooks/{strange}/replay", {}).status_code == 404
    assert (
        office.post(f"/webhooks/{own}/replay", {"event_id": str(uuid4())}).json()["code"]
        == "access.not_found"
    )
    clerk = Caller(token_of(CLERK, name="窗口"))
    assert clerk.get("/webhooks").status_code == 403
    assert clerk.post(f"/webhooks/{own}/replay", {}).status_code == 403
    assert Caller().get("/webhooks").status_code == 401
    end_subscription(actor=SYSTEM, now=NOW, subscription_id=own)
    refused = office.post(f"/webhooks/{own}/replay", {})
    assert (refused.status_code, refused.json()["code"]) == (409, "exchange.out_of_turn")
    assert office.post(f"/webhooks/{own}/replay", {"since": "2026-11-16T00:00:00"}).status_code == 422
