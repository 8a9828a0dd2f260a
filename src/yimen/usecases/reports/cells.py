"""The cells of reports: figures of the indicators, answers beside them, versions as they were kept."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from yimen.data.reports.models import Report, ReportAnswer, ReportEvent, ReportVersion
from yimen.rules.indicators import Figure
from yimen.rules.report_cells import ReportCell, from_plain, hold_of
from yimen.rules.report_columns import ASKED, COLUMNS, FILLED, AnswerKind
from yimen.rules.report_events import EventKind
from yimen.rules.reports import WRITABLE, Hold, ReportState
from yimen.usecases.indicators.figures import figures_of

Figures = Mapping[str, Figure]
_COUNTED = tuple(column.key for column in ASKED if column.asked is AnswerKind.COUNT)


def live_figures(unit_codes: Sequence[str], month: date, *, now: datetime) -> dict[str, dict[str, Figure]]:
    """What the records say now, by unit and column; the statements of `figures_of`."""
    keys = [column.indicator for column in FILLED]
    found = figures_of(unit_codes, keys, [month], now=now)
    return {
        code: {
            column.key: found[code, column.indicator, month]
            for column in FILLED
            if (code, column.indicator, month) in found
        }
        for code in unit_codes
    }


def answers_of(
    report_ids: Iterable[UUID], county_codes: Iterable[str]
) -> dict[UUID, dict[str, ReportAnswer]]:
    """What people said, by report and column; one statement."""
    rows = ReportAnswer.objects.filter(county_code__in=set(county_codes), report_id__in=list(report_ids))
    found: defaultdict[UUID, dict[str, ReportAnswer]] = defaultdict(dict)
    for row in rows:
        found[row.report_id][row.key] = row
    return found


def kept_versions(reports: Iterable[Report]) -> dict[UUID, ReportVersion]:
    """The version that each report was last filed with; one statement."""
    told = list(reports)
    rows = ReportVersion.objects.filter(
        county_code__in={row.county_code for row in told}, report_id__in=[row.pk for row in told]
    ).order_by("number")
    return {row.report_id: row for row in rows}


def is_writable(report: Report | None) -> bool:
    """Whether its cells are still being written; a report nobody touched is."""
    return report is None or ReportState(report.state) in WRITABLE


def make_cells(
    figures: Figures, answers: Mapping[str, ReportAnswer], below: Mapping[str, tuple[int, int]] | None = None
) -> tuple[ReportCell, ...]:
    """The cells of one unit; `below` sums the asked counts of its townships, and counts the silent."""
    sums = below or {}
    cells = []
    for column in COLUMNS:
        answer = answers.get(column.key)
        total, silent = sums.get(column.key, (None, 0))
        cells.append(
            ReportCell(
                column=column,
                figure=None if column.is_asked else figures.get(column.key),
                answer=answer.text if answer else "",
                reason=answer.reason if answer else "",
                who=answer.who if answer else "",
                below=total,
                below_unknown=silent,
            )
        )
    return tuple(cells)


def sums_below(rows: Iterable[Sequence[ReportCell]]) -> dict[str, tuple[int, int]]:
    """Of each asked count: the sum of what townships answered, and how many have not."""
    told = [{cell.key: cell for cell in cells} for cells in rows]
    found = {}
    for key in _COUNTED:
        answers = [cells[key].answer for cells in told if key in cells and not cells[key].is_absent]
        found[key] = (sum(int(each) for each in answers if each), sum(not each for each in answers))
    return found


def kept_cells(version: ReportVersion) -> tuple[ReportCell, ...]:
    """The cells as they were filed."""
    return from_plain(version.cells)


def rows_of(
    units: Sequence[str],
    reports: Mapping[str, Report],
    figures: Mapping[str, Figures],
) -> dict[str, tuple[ReportCell, ...]]:
    """The cells of each unit: as filed where it has filed, as they stand where it has not; two statements."""
    answers = answers_of([row.pk for row in reports.values()], {code[:6] for code in units})
    versions = kept_versions(reports.values())
    found = {}
    for code in units:
        report = reports.get(code)
        version = versions.get(report.pk) if report else None
        if report is not None and version is not None and not is_writable(report):
            found[code] = kept_cells(version)
        else:
            found[code] = make_cells(figures.get(code, {}), answers[report.pk] if report else {})
    return found


def holds_of(
    reports: Mapping[str, Report], rows: Mapping[str, Sequence[ReportCell]]
) -> dict[str, Hold | None]:
    """Of each unit whose report waits to be taken in: why it is not taken in unseen. One statement.

    A comment is open until the unit files anew.
    """
    waiting = {code: row for code, row in reports.items() if row.state == ReportState.FILED.value}
    comments = ReportEvent.objects.filter(
        county_code__in={row.county_code for row in waiting.values()},
        report_id__in=[row.pk for row in waiting.values()],
        kind=EventKind.COMMENTED.value,
        at__gte=F("report__filed_at"),
    )
    told = set(comments.values_list("report_id", flat=True))
    return {code: hold_of(rows[code], has_open_comment=row.pk in told) for code, row in waiting.items()}
