"""The city freezes a county's report for good; what was wrong is restated with a reason, as a new version."""

from datetime import date, datetime

from django.db.models import F

from yimen.data.reports.models import Report, ReportEvent, ReportVersion
from yimen.rules.access import Actor
from yimen.rules.errors import N_
from yimen.rules.report_events import EventKind
from yimen.rules.reports import REASON_LENGTH, ReportAct, ReportState, move
from yimen.rules.text import clean_line
from yimen.usecases.reports.frames import require_above, require_own_or_above, units_below
from yimen.usecases.reports.shell import Done, Scene, act_on_report, new_event, report_record
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action


@action("reports.freeze")
def freeze_report(
    *, actor: Actor, now: datetime, unit_code: str, month: date, request_key: str | None = None
) -> str:
    """Freeze an accepted report of a county with those of its townships that were taken in; the new state.

    From then on its figures stay, whatever becomes of the records. Only the city; refuses one not accepted.
    """
    done = act_on_report(
        action="reports.freeze",
        actor=actor,
        now=now,
        request_key=request_key,
        unit_code=unit_code,
        month=month,
        body={},
        core=_apply_freezing,
    )
    return str(done["state"])


def _apply_freezing(scene: Scene) -> Done:
    require_above(scene.actor, scene.frame)
    report = scene.report
    report.state = move(ReportState(report.state), ReportAct.FREEZE).value
    report.frozen_at = scene.now
    version = _freeze_version(report, scene.now)
    records = _freeze_below(scene)
    return Done(
        kind=EventKind.FROZEN,
        columns=("state", "frozen_at"),
        text=N_("校验 {digest}").format(digest=version.digest[:16]),
        facts={"digest": version.digest, "townships": len(records)},
        more_records=records,
    )


def _freeze_version(report: Report, now: datetime) -> ReportVersion:
    rows = ReportVersion.objects.filter(county_code=report.county_code, report=report)
    version = rows.get(number=report.version)
    rows.filter(pk=version.pk).update(frozen_at=now)
    return version


def _freeze_below(scene: Scene) -> tuple[Record, ...]:
    """The townships' accepted reports of the same month, all at once, one record each."""
    codes = [each.code for each in units_below(scene.frame.unit)]
    rows = Report.objects.select_for_update().filter(
        county_code=scene.report.county_code,
        programme_id=scene.frame.programme_id,
        month=scene.frame.month,
        unit_code__in=codes,
        state=ReportState.ACCEPTED.value,
    )
    taken = list(rows.order_by("id"))
    county, ids = scene.report.county_code, [row.pk for row in taken]
    frozen = ReportState.FROZEN.value
    Report.objects.filter(county_code=county, pk__in=ids).update(state=frozen, frozen_at=scene.now)
    versions = ReportVersion.objects.filter(county_code=county, report_id__in=ids)
    versions.filter(number=F("report__version")).update(frozen_at=scene.now)
    for row in taken:
        row.state, row.frozen_at = frozen, scene.now
    ReportEvent.objects.bulk_create(new_event(row, scene.actor, scene.now, EventKind.FROZEN) for row in taken)
    return tuple(report_record(row, "reports.freeze", {"with": scene.report.unit_code}) for row in taken)


@action("reports.restate")
def restate_report(
    *,
    actor: Actor,
    now: datetime,
    unit_code: str,
    month: date,
    reason: str,
    request_key: str | None = None,
) -> int:
    """Open a frozen report anew as the next version, with why; the number of the version.

    A county restates its own, and one of its townships' at the township's asking. The frozen version stays as
    it is; the pages show both, cell by cell. Refuses one that is not frozen, others', and no reason.
    """
    why = clean_line(reason, field="reason", max_length=REASON_LENGTH)
    done = act_on_report(
        action="reports.restate",
        actor=actor,
        now=now,
        request_key=request_key,
        unit_code=unit_code,
        month=month,
        body={"reason": why},
        core=lambda scene: _apply_restatement(scene, why),
    )
    return int(str(done["version"]))


def _apply_restatement(scene: Scene, why: str) -> Done:
    require_own_or_above(scene.actor, scene.frame)
    report = scene.report
    report.state = move(ReportState(report.state), ReportAct.RESTATE).value
    report.version += 1
    report.frozen_at = None
    return Done(
        kind=EventKind.RESTATED,
        columns=("state", "version", "frozen_at"),
        text=why,
        facts={"reason": why},
    )
