"""A month in one sitting: who looked through the list takes in at once all that nothing speaks against."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from yimen.data.orgs.models import Region
from yimen.data.reports.models import Report, ReportEvent
from yimen.rules.access import Actor, require
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.report_events import EventKind
from yimen.rules.reports import Hold, ReportAct, ReportState, move
from yimen.usecases.reports.cells import holds_of, rows_of
from yimen.usecases.reports.frames import Frame, find_reports, frame_of, require_own, units_below
from yimen.usecases.reports.shell import new_event, report_record
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.registry import action


class NothingToTakeIn(RuleViolation):
    """A month in which no report waits that could be taken in unseen."""

    code = "reports.nothing_to_take_in"
    template = N_("没有可以一并接收的月报：要么还没有报，要么要先打开看。")
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class Sitting:
    """What one sitting did: how many were taken in, and of each unit that was left, why."""

    accepted: int
    left: Mapping[str, Hold]


@action("reports.accept_all")
def accept_all(
    *,
    actor: Actor,
    now: datetime,
    unit_code: str,
    month: date,
    seen: Mapping[str, int],
    request_key: str | None = None,
) -> Sitting:
    """Take in all filed reports of the units right below that nothing speaks against, each as it was `seen`.

    `seen` are the revisions that the page showed, by unit. Left are those of whom `hold_of` tells why, and
    who changed since. Refuses another unit's month, and one in which none can be taken in.
    """
    require(actor, "reports.accept_all")
    frame = frame_of(actor, unit_code, month, now=now)
    require_own(actor, frame)
    answer = perform(
        action="reports.accept_all",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=frame.county_code,
        body={"unit_code": unit_code, "month": frame.month.isoformat(), "seen": dict(seen)},
        core=lambda: _apply(actor, now, frame, seen),
    )
    left = answer["left"]
    told = left if isinstance(left, dict) else {}
    return Sitting(
        accepted=int(str(answer["accepted"])), left={code: Hold(str(why)) for code, why in told.items()}
    )


def _apply(actor: Actor, now: datetime, frame: Frame, seen: Mapping[str, int]) -> Outcome:
    waiting = _locked(frame, units_below(frame.unit))
    holds = holds_of(waiting, rows_of(list(waiting), waiting, {}))
    left: dict[str, Hold] = {}
    taken: list[Report] = []
    for code, row in waiting.items():
        hold = holds[code] or (Hold.CHANGED if seen.get(code) != row.revision else None)
        if hold is None:
            taken.append(row)
        else:
            left[code] = hold
    if not taken:
        raise NothingToTakeIn
    after = move(ReportState.FILED, ReportAct.ACCEPT).value
    for row in taken:
        row.state, row.revision = after, row.revision + 1
    Report.objects.filter(
        county_code__in={row.county_code for row in taken}, pk__in=[row.pk for row in taken]
    ).update(state=after, revision=F("revision") + 1)
    ReportEvent.objects.bulk_create(new_event(row, actor, now, EventKind.ACCEPTED) for row in taken)
    first, *others = (report_record(row, "reports.accept_all", {"of": len(taken)}) for row in taken)
    return Outcome(
        answer={"accepted": len(taken), "left": {code: hold.value for code, hold in left.items()}},
        record=first,
        more_records=tuple(others),
    )


def _locked(frame: Frame, units: list[Region]) -> dict[str, Report]:
    """The filed reports of these units, locked in the order in which every act locks them."""
    ids = [row.pk for row in find_reports(frame, [each.code for each in units]).values()]
    rows = Report.objects.select_for_update().filter(
        county_code__in={each.code[:6] for each in units}, pk__in=ids, state=ReportState.FILED.value
    )
    return {row.unit_code: row for row in rows.order_by("id")}
