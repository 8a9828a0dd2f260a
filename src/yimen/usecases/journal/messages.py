"""Sends the texts that wait in the outbox."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

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
# How long after it was written a text is tried for the second, third, … time; then it is given up.
_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (0, 1, 5, 30, 120, 720))


@action("journal.deliver_messages")
def deliver_messages(
    *, actor: Actor, now: datetime, public_url: str, request_key: str | None = None
) -> Answer:
    """Send up to 20 waiting texts, mark them sent and wipe phone and words from the row.

    Rows that another worker holds are passed over. A text that the gateway refuses is tried again
    after 1, 5, 30, 120 and 720 minutes; then it is given up and wiped as well, unsent. Answers how
    many went and whether any remain that could go now.
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
    rows = list(_due(now).select_for_update(skip_locked=True)[:_BATCH])
    sent = sum(_send(row, now, public_url) for row in rows)
    remaining = _due(now).exists()
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


def _due(now: datetime) -> QuerySet[Outbox]:
    # The first time at once, also what was written before the clock was set back.
    due = Q(failures=0)
    for failures, pause in enumerate(_PAUSES[1:], start=1):
        due |= Q(failures=failures, created_at__lte=now - pause)
    return Outbox.objects.filter(due, sent_at=None).order_by("created_at", "id")


def _send(row: Outbox, now: datetime, public_url: str) -> int:
    text = str(row.payload["text"]).replace("{public_url}", public_url)
    try:
        installed().sms.send(str(row.payload["phone"]), text, now)
    except RuleViolation:
        row.failures += 1
        if row.failures == len(_PAUSES):
            row.payload = {}
        row.save(update_fields=["failures", "payload"])
        return 0
    row.sent_at, row.payload = now, {}
    row.save(update_fields=["sent_at", "payload"])
    return 1
