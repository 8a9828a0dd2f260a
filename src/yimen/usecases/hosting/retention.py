"""Clears away what is kept no longer: says what it would do, and does it, by the table of the rules."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Model, QuerySet

from yimen.data.cases.models import Draft
from yimen.data.catalog.models import SearchMiss, SheetImport
from yimen.data.exchange.models import Delivery
from yimen.data.journal.models import AnsweredRequest, Outbox
from yimen.data.orgs.models import Region
from yimen.data.people.models import Attempt, LogIn, OneTimeCode
from yimen.rules.access import Actor, require
from yimen.rules.calendar import beijing_date
from yimen.rules.orgs import Level
from yimen.rules.retention import KEPT_LABELS, RETENTION, Kept, Retention, kept_until, period_words
from yimen.usecases.journal.folding import INSTANCE_COUNTY
from yimen.usecases.people.sessions import sessions_before
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import fixed_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action

# One run takes at most so many rows of a kind; the next night goes on.
BATCH = 10_000


@dataclass(frozen=True, kw_only=True, slots=True)
class RetentionRow:
    """One kind of data: how long it is kept, why, and how many rows are over; None where none ever go."""

    kind: Kept
    label: str
    period: str
    reason: str
    source: str
    over: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Cleared:
    """How many rows of each kind went; of texts, how many were emptied."""

    removed: Mapping[Kept, int]


def preview_retention(*, actor: Actor, now: dt.datetime) -> tuple[RetentionRow, ...]:
    """The whole table with what a run would take now; changes nothing."""
    require(actor, "hosting.apply_retention")
    return tuple(
        RetentionRow(
            kind=line.kind,
            label=KEPT_LABELS[line.kind],
            period=period_words(line),
            reason=line.reason,
            source=line.source,
            over=sum(rows.count() for rows in _over(line, now)) if line.is_applied else None,
        )
        for line in RETENTION
    )


@action("hosting.apply_retention")
def apply_retention(*, actor: Actor, now: dt.datetime, request_key: str | None = None) -> Cleared:
    """Remove what is over its period; cases, papers, seals and the journal are never touched.

    Texts that were never sent lose telephone and words but stay as a record. Files of a removed
    draft are swept by `documents.sweep_files`. At most 10,000 rows of a kind go in one run. Leaves
    one entry with the counts when anything went.
    """
    answer = perform(
        action="hosting.apply_retention",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={},
        core=lambda: _apply_retention(now),
    )
    return Cleared(removed={Kept(kind): int(str(count)) for kind, count in answer.items()})


def _apply_retention(now: dt.datetime) -> Outcome:
    removed = {line.kind.value: _clear(line, now) for line in RETENTION if line.is_applied}
    record = Record(
        county_code=INSTANCE_COUNTY,
        subject_type="retention",
        subject_id=fixed_id("retention"),
        act="hosting.apply_retention",
        facts=dict(removed),
    )
    return Outcome(answer=dict(removed), record=record if any(removed.values()) else None)


def _clear(line: Retention, now: dt.datetime) -> int:
    """Rows are locked first and those that somebody holds are passed over: two runs share the work."""
    gone = 0
    for rows in _over(line, now):
        keys = list(rows.select_for_update(skip_locked=True).values_list("pk", flat=True)[: BATCH - gone])
        chosen = rows.model._default_manager.filter(pk__in=keys)  # noqa: SLF001 - Django's public API by a private name
        if line.kind is Kept.UNSENT_TEXTS:
            chosen.update(payload={})
        else:
            chosen.delete()
        gone += len(keys)
    return gone


def _over(line: Retention, now: dt.datetime) -> tuple[QuerySet[Model], ...]:
    """The rows of this kind whose period is over."""
    before = kept_until(line, now)
    if before is None:
        return ()
    return _FINDERS[line.kind](before)


def _drafts(before: dt.datetime) -> tuple[QuerySet[Draft], ...]:
    """County by county, as every statement about drafts names its county."""
    codes = Region.objects.filter(level=Level.COUNTY.value).order_by("code").values_list("code", flat=True)
    counties = dict.fromkeys(code[:6] for code in codes)
    return tuple(Draft.objects.filter(county_code=county, saved_at__lt=before) for county in counties)


_FINDERS: Mapping[Kept, Callable[[dt.datetime], tuple[QuerySet[Model], ...]]] = {
    Kept.SESSIONS: lambda before: (sessions_before(before),),
    Kept.ONE_TIME_CODES: lambda before: (OneTimeCode.objects.filter(expires_at__lt=before),),
    Kept.ANSWERED_REQUESTS: lambda before: (AnsweredRequest.objects.filter(at__lt=before),),
    Kept.UNSENT_TEXTS: lambda before: (
        Outbox.objects.filter(sent_at=None, created_at__lt=before).exclude(payload={}),
    ),
    Kept.ATTEMPTS: lambda before: (Attempt.objects.filter(at__lt=before),),
    Kept.LOG_INS: lambda before: (LogIn.objects.filter(seen_at__lt=before),),
    Kept.DRAFTS: _drafts,
    Kept.SHEET_IMPORTS: lambda before: (SheetImport.objects.filter(touched_at__lt=before),),
    Kept.SEARCH_MISSES: lambda before: (SearchMiss.objects.filter(last_day__lt=beijing_date(before)),),
    Kept.TOLD_EVENTS: lambda before: (Delivery.objects.filter(happened_at__lt=before),),
}
