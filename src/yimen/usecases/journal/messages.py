"""Sends the texts that wait in the outbox."""

from datetime import datetime

from yimen.data.journal.models import Outbox
from yimen.gateways.installed import installed
from yimen.rules.access import Actor
from yimen.rules.errors import RuleViolation
from yimen.usecases.journal.folding import INSTANCE_COUNTY
from yimen.usecases.shared.acting import Answer, Outcome, perform
from yimen.usecases.shared.ids import fixed_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action

_BATCH = 20
_MOST_FAILURES = 5


@action("journal.deliver_messages")
def deliver_messages(
    *, actor: Actor, now: datetime, public_url: str, request_key: str | None = None
) -> Answer:
    """Send up to 20 waiting texts, mark them sent and wipe phone and words from the row.

    Rows that another worker holds are passed over. A text that the gateway refuses stays and is
    tried again by a later call, five times at most. Answers how many went and how many remain.
    """
    return perform(
        action="journal.deliver_messages",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={},
        core=lambda: _apply_delivery(now, public_url),
    )


def _apply_delivery(now: datetime, public_url: str) -> Outcome:
    waiting = Outbox.objects.filter(sent_at=None, failures__lt=_MOST_FAILURES).order_by("created_at", "id")
    rows = list(waiting.select_for_update(skip_locked=True)[:_BATCH])
    sent = sum(_send(row, now, public_url) for row in rows)
    remaining = waiting.exists()
    record = Record(
        county_code=INSTANCE_COUNTY,
        subject_type="outbox",
        subject_id=fixed_id("outbox"),
        act="journal.deliver_messages",
        facts={"sent": sent, "outbox_ids": [str(row.pk) for row in rows]},
    )
    return Outcome(
        answer={"sent": sent, "remaining": remaining},
        record=record if sent else None,
        job=("deliver_messages", {}) if remaining and sent else None,
    )


def _send(row: Outbox, now: datetime, public_url: str) -> int:
    text = str(row.payload["text"]).replace("{public_url}", public_url)
    try:
        installed().sms.send(str(row.payload["phone"]), text, now)
    except RuleViolation:
        row.failures += 1
        row.save(update_fields=["failures"])
        return 0
    row.sent_at, row.payload = now, {}
    row.save(update_fields=["sent_at", "payload"])
    return 1
