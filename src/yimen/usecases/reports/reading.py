"""A unit's month as it stands: its own report, those that it takes in, and the sum of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from yimen.data.orgs.models import Region
from yimen.data.reports.models import Report, ReportEvent, ReportVersion
from yimen.rules.access import Actor, require
from yimen.rules.calendar import beijing_date
from yimen.rules.indicators import Figure
from yimen.rules.orgs import Level
from yimen.rules.report_cells import (
    ReportCell,
    contradictions,
    differences,
    share_of,
)
from yimen.rules.report_columns import COLUMN_BY_KEY
from yimen.rules.report_events import EventKind
from yimen.rules.reports import (
    Hold,
    Rate,
    ReportKind,
    ReportState,
    completeness,
    first_of_month,
    is_restated,
    month_before,
    timely,
)
from yimen.rules.reports import timeliness as timeliness_of
from yimen.usecases.programme.units import names_of
from yimen.usecases.reports.cells import (
    answers_of,
    holds_of,
    is_writable,
    kept_cells,
    live_figures,
    make_cells,
    rows_of,
    sums_below,
)
from yimen.usecases.reports.frames import Frame, above_of, find_reports, frame_for, frame_of, units_below
from yimen.usecases.reports.views import BelowRow, EventView, OwnReport, ReportPage, VersionView

_MOST_EVENTS = 60
_MOST_MONTHS = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class _Known:
    """All that was read for a page: figures, rows, reports by unit."""

    frame: Frame
    now: datetime
    figures: Mapping[str, Mapping[str, Figure]]
    reports: Mapping[str, Report]
    rows: Mapping[str, tuple[ReportCell, ...]]
    holds: Mapping[str, Hold | None]


def get_report_page(*, actor: Actor, unit_code: str, month: date, now: datetime) -> ReportPage:
    """A unit's month; the same number of statements however many units report to it.

    What was filed shows as it was filed, the records of now beside it. Refuses what `frame_of` refuses.
    """
    require(actor, "reports.read")
    frame = frame_of(actor, unit_code, month, now=now)
    units = units_below(frame.unit)
    codes = [each.code for each in units]
    own_code = frame.unit.code
    figures = live_figures([own_code, *codes], frame.month, now=now)
    reports = find_reports(frame, [own_code, *codes])
    under = {code: row for code, row in reports.items() if code != own_code}
    rows = rows_of(codes, under, figures)
    known = _Known(
        frame=frame, now=now, figures=figures, reports=reports, rows=rows, holds=holds_of(under, rows)
    )
    own = _own(known) if frame.kind is not None else None
    told = _township_rates(frame) if frame.unit.level == Level.PREFECTURE.value else {}
    below = tuple(_below(known, unit, told.get(unit.code[:6])) for unit in units)
    return ReportPage(
        unit_code=own_code,
        unit_name=frame.unit.short_name,
        level=Level(frame.unit.level),
        above_name=names_of([above_of(own_code)]).get(above_of(own_code), ""),
        month=frame.month,
        months=_months(frame, now),
        year=frame.month.year,
        programme_title=frame.version.title,
        report_day=frame.version.report_day,
        township_day=frame.township_day,
        own=own,
        below=below,
        total=own.cells if own else make_cells(figures[own_code], {}, sums_below(rows.values())),
        filed=completeness(row.filed_at is not None for row in below),
        timely=timely(row.timeliness for row in below),
    )


def _months(frame: Frame, now: datetime) -> tuple[date, ...]:
    """The months of the programme that can be looked at, the newest first; the running one too."""
    month = first_of_month(beijing_date(now))
    found: list[date] = []
    first = first_of_month(frame.version.issued_on)
    while month >= first and len(found) < _MOST_MONTHS:
        if month.year == frame.month.year:
            found.append(month)
        month = month_before(month)
    return tuple(found)


def _own(known: _Known) -> OwnReport:
    frame, now = known.frame, known.now
    if frame.kind is None or frame.days is None:
        raise RuntimeError("a city has no report of its own")
    report = known.reports.get(frame.unit.code)
    sums = sums_below(known.rows.values()) if frame.kind is ReportKind.SUBMISSION else {}
    answers = answers_of([report.pk], [report.county_code])[report.pk] if report else {}
    live = make_cells(known.figures[frame.unit.code], answers, sums)
    versions = _versions(report)
    events = _events(report)
    is_filed = report is not None and not is_writable(report) and bool(versions)
    cells = kept_cells(versions[-1]) if is_filed else live
    today = beijing_date(now)
    exception = report.exception_until if report else None
    late = today > frame.days.locks_on and (exception is None or today > exception)
    returned = next((each.text for each in events if each.kind is EventKind.SENT_BACK), "")
    state = ReportState(report.state) if report else ReportState.OPEN
    return OwnReport(
        kind=frame.kind,
        state=state,
        is_touched=report is not None,
        version=report.version if report else 1,
        revision=report.revision if report else 0,
        days=frame.days,
        timeliness=timeliness_of(report.first_filed_at if report else None, _due(report, frame), now),
        first_filed_at=report.first_filed_at if report else None,
        filed_at=report.filed_at if report else None,
        filed_by=report.filed_by if report else "",
        frozen_at=report.frozen_at if report else None,
        exception_until=exception,
        returns=report.returns if report else 0,
        cells=cells,
        share=share_of(cells),
        now_differs=differences(_records(cells), _records(live)) if is_filed else (),
        impossible=tuple(COLUMN_BY_KEY[part].heading for part, _ in contradictions(cells)),
        returned_for=returned if state is ReportState.RETURNED else "",
        sent_ways=tuple(each for each in events if each.kind is EventKind.CARRIED),
        events=events,
        versions=_version_views(versions),
        is_restated=is_restated(state, report.version if report else 1),
        is_over=today >= frame.days.opens_on,
        is_locked=late and state is ReportState.OPEN,
        sample=report.sample if report else False,
    )


def _due(report: Report | None, frame: Frame) -> date:
    """The day that counts: of a filed one the day that held when it was filed."""
    if frame.days is None:
        raise RuntimeError("a city has no day")
    return report.due_on if report and report.filed_at else frame.days.due_on


def _records(cells: Sequence[ReportCell]) -> tuple[ReportCell, ...]:
    """Only what the records say, to compare what was filed with what they say now."""
    return tuple(
        ReportCell(column=cell.column, figure=cell.figure) for cell in cells if not cell.column.is_asked
    )


def _versions(report: Report | None) -> list[ReportVersion]:
    if report is None:
        return []
    rows = ReportVersion.objects.filter(county_code=report.county_code, report=report)
    return list(rows.order_by("number"))


def _version_views(versions: Sequence[ReportVersion]) -> tuple[VersionView, ...]:
    found: list[VersionView] = []
    before: tuple[ReportCell, ...] | None = None
    for row in versions:
        cells = kept_cells(row)
        found.append(
            VersionView(
                number=row.number,
                reason=row.reason,
                digest=row.digest,
                filed_at=row.filed_at,
                filed_by=row.filed_by,
                frozen_at=row.frozen_at,
                changed=differences(before, cells) if before is not None else (),
            )
        )
        before = cells
    return tuple(reversed(found))


def _events(report: Report | None) -> tuple[EventView, ...]:
    if report is None:
        return ()
    rows = ReportEvent.objects.filter(county_code=report.county_code, report=report)
    return tuple(
        EventView(kind=EventKind(row.kind), at=row.at, who=row.who, version=row.version, text=row.text)
        for row in rows.order_by("-at", "-id")[:_MOST_EVENTS]
    )


def _below(known: _Known, unit: Region, rate: Rate | None) -> BelowRow:
    frame = frame_for(unit, known.frame.month, like=known.frame)
    if frame is None or frame.days is None:
        raise RuntimeError("a unit below without its days")
    report = known.reports.get(unit.code)
    cells = known.rows[unit.code]
    filed = report is not None and not is_writable(report)
    live = make_cells(known.figures.get(unit.code, {}), {})
    today = beijing_date(known.now)
    exception = report.exception_until if report else None
    return BelowRow(
        unit_code=unit.code,
        unit_name=unit.short_name,
        state=ReportState(report.state) if report else ReportState.OPEN,
        is_touched=report is not None,
        revision=report.revision if report else 0,
        timeliness=timeliness_of(report.first_filed_at if report else None, _due(report, frame), known.now),
        filed_at=report.first_filed_at if report else None,
        returns=report.returns if report else 0,
        exception_until=exception,
        cells=cells,
        differs_now=len(differences(_records(cells), _records(live))) if filed else 0,
        waiting=sum(cell.is_waiting for cell in cells),
        below=rate,
        is_locked=today > frame.days.locks_on and (report is None or report.first_filed_at is None),
        hold=known.holds.get(unit.code),
        is_restated=report is not None and is_restated(ReportState(report.state), report.version),
        sample=report.sample if report else False,
    )


def _township_rates(frame: Frame) -> dict[str, Rate]:
    """How many townships of each county of the city have filed; two statements."""
    prefix = frame.unit.code[:4]
    rows = Report.objects.filter(
        county_code__startswith=prefix,
        programme_id=frame.programme_id,
        month=frame.month,
        kind=ReportKind.FOR_RECORD.value,
        first_filed_at__isnull=False,
    )
    filed = dict(rows.values_list("county_code").annotate(filed=Count("id")))
    regions = Region.objects.filter(code__startswith=prefix, level=Level.TOWNSHIP.value, valid_to=None)
    found: dict[str, int] = {}
    for code in regions.values_list("code", flat=True):
        found[code[:6]] = found.get(code[:6], 0) + 1
    return {county: Rate(part=filed.get(county, 0), whole=whole) for county, whole in found.items()}
