"""Texts leave the outbox once, are wiped when they have left, and are given up after six tries."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.usecases.journal.tampering import CLOCK
from tests.world import COUNTY, ID, NOW, RESIDENT_PHONE
from yimen.data.journal.models import Entry, Outbox
from yimen.gateways.installed import Gateways, install
from yimen.gateways.jobs import QueuedJob
from yimen.gateways.sms import NoSms
from yimen.usecases.journal.messages import deliver_messages

pytestmark = pytest.mark.django_db


def _waiting(name: str, at: datetime = NOW) -> Outbox:
    return Outbox.objects.create(
        id=ID(name),
        county_code=COUNTY,
        topic="test",
        subject_type="case",
        subject_id=ID("case"),
        payload={"phone": RESIDENT_PHONE, "text": f"{name}: {{public_url}}/x"},
        created_at=at,
    )


def _deliver(minutes: int = 0) -> dict[str, object]:
    return dict(
        deliver_messages(actor=CLOCK, now=NOW + timedelta(minutes=minutes), public_url="https://d.example")
    )


def test_a_text_leaves_with_the_address_of_this_place_and_is_wiped(gateways: Gateways) -> None:
    row = _waiting("one")
    assert _deliver() == {"sent": 1, "remaining": False}
    (sms,) = gateways.sms.recent(9)
    assert (sms.phone, sms.text) == (RESIDENT_PHONE, "one: https://d.example/x")
    row.refresh_from_db()
    assert (row.sent_at, row.payload) == (NOW, {})


def test_a_text_leaves_once(gateways: Gateways) -> None:
    _waiting("one")
    _deliver()
    assert _deliver(1) == {"sent": 0, "remaining": False}
    assert len(gateways.sms.recent(9)) == 1


def test_no_phone_and_no_words_go_into_the_journal() -> None:
    _waiting("one")
    _deliver()
    (entry,) = Entry.objects.filter(act="journal.deliver_messages")
    assert RESIDENT_PHONE not in entry.text
    assert "public_url" not in entry.text


def test_nothing_to_send_leaves_no_trace() -> None:
    assert _deliver() == {"sent": 0, "remaining": False}
    assert not Entry.objects.filter(act="journal.deliver_messages").exists()


def test_a_long_outbox_asks_for_the_next_round(gateways: Gateways) -> None:
    for number in range(25):
        _waiting(f"text {number}", NOW - timedelta(seconds=number))
    assert _deliver() == {"sent": 20, "remaining": True}
    assert gateways.queue.take_all() == (QueuedJob(name="deliver_messages", ids={}),)
    assert _deliver(1) == {"sent": 5, "remaining": False}
    assert gateways.queue.jobs == ()


def test_a_refused_text_is_tried_again_later_and_later_and_then_given_up(gateways: Gateways) -> None:
    install(replace(gateways, sms=NoSms()))
    row = _waiting("one")
    tries = []
    for minute in range(0, 24 * 60, 1):
        before = row.failures
        _deliver(minute)
        row.refresh_from_db()
        if row.failures > before:
            tries.append(minute)
        if row.failures == 6:
            break
    assert tries == [0, 1, 5, 30, 120, 720]
    assert (row.sent_at, row.payload) == (None, {})
    install(gateways)
    assert _deliver(24 * 60) == {"sent": 0, "remaining": False}


def test_a_text_that_was_refused_once_leaves_when_the_channel_is_back(gateways: Gateways) -> None:
    install(replace(gateways, sms=NoSms()))
    _waiting("one")
    assert _deliver() == {"sent": 0, "remaining": False}
    install(gateways)
    assert _deliver() == {"sent": 0, "remaining": False}
    assert _deliver(1) == {"sent": 1, "remaining": False}
