"""A report as it is filed: the cells of that moment, checked, kept with their digest."""

from collections.abc import Mapping, Sequence

from yimen.data.reports.models import Report, ReportEvent, ReportVersion
from yimen.gateways.digests import sm3_hex
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_
from yimen.rules.report_cells import Plain, ReportCell, canonical, check_whole, to_plain
from yimen.rules.report_events import EventKind
from yimen.rules.reports import ReportAct, ReportState, check_open, move
from yimen.usecases.reports.frames import who_words
from yimen.usecases.reports.shell import Scene
from yimen.usecases.shared.ids import new_id

FILED_COLUMNS = ("state", "first_filed_at", "filed_at", "filed_by", "due_on", "locks_on")


def file_cells(
    scene: Scene, cells: Sequence[ReportCell], rows: Mapping[str, Sequence[ReportCell]] | None = None
) -> str:
    """Keep the cells as the current version of the report, which is filed by that; the digest.

    Refuses an act out of turn, a month that is not over or is locked, and what `check_whole` refuses.
    """
    report, frame = scene.report, scene.frame
    after = move(ReportState(report.state), ReportAct.FILE)
    if frame.days is None:
        raise RuntimeError("a unit that reports nothing has no report to lock")
    today = beijing_date(scene.now)
    if report.version == 1:
        check_open(frame.month, frame.days, today=today, exception_until=report.exception_until)
    check_whole(cells)
    plain = to_plain(cells)
    below = {code: to_plain(each) for code, each in (rows or {}).items()}
    digest = digest_of(report.unit_code, frame.month.isoformat(), report.version, plain, below)
    ReportVersion.objects.bulk_create(
        [
            ReportVersion(
                id=new_id(scene.now),
                county_code=report.county_code,
                report=report,
                number=report.version,
                cells=plain,
                rows=below,
                reason=_why_restated(report),
                digest=digest,
                filed_at=scene.now,
                filed_by=who_words(scene.actor),
            )
        ],
        update_conflicts=True,
        unique_fields=["county_code", "report", "number"],
        update_fields=["cells", "rows", "digest", "filed_at", "filed_by"],
    )
    report.state = after.value
    report.first_filed_at = report.first_filed_at or scene.now
    report.filed_at, report.filed_by = scene.now, who_words(scene.actor)
    report.due_on, report.locks_on = frame.days.due_on, frame.days.locks_on
    return digest


def _why_restated(report: Report) -> str:
    """Why the version was begun; empty for the first."""
    if report.version == 1:
        return ""
    rows = ReportEvent.objects.filter(
        county_code=report.county_code,
        report=report,
        kind=EventKind.RESTATED.value,
        version=report.version,
    )
    return rows.get().text


def digest_of(
    unit_code: str, month: str, version: int, cells: Sequence[Plain], rows: Mapping[str, Sequence[Plain]]
) -> str:
    """SM3 over the canonical text of unit, month, version and every cell."""
    head = {"unit": unit_code, "month": month, "version": version}
    told = [*cells, *({"unit": code, **each} for code in sorted(rows) for each in rows[code])]
    return sm3_hex(canonical(head, told).encode())


def filed_words(version: int) -> str:
    """What the history says of a filing."""
    return N_("第 {version} 版").format(version=version) if version > 1 else ""
