"""The report of a plan to take away: the file's own table, its faulty cells coloured, with what is wrong."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.data.catalog.models import SheetRow
from yimen.gateways.installed import installed
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_
from yimen.rules.list_columns import heading_at
from yimen.rules.list_fields import SPECS
from yimen.rules.list_sheets import ROW_FATE_LABELS, RowFate
from yimen.rules.sheets import BookOut, ColumnOut, Mark, Sheet, SheetOut
from yimen.rules.tables import SEVERITY_LABELS, Severity
from yimen.usecases.catalog.sheets.planning import columns_of, read_finding, sheet_named
from yimen.usecases.catalog.sheets.shell import find_import, upload_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
_RANK = (Severity.ERROR, Severity.WARNING, Severity.NOTICE)
_OWN_COLUMNS = (
    ColumnOut(heading=N_("原表行号"), width=9),
    ColumnOut(heading=N_("核对结果"), width=10),
    ColumnOut(heading=N_("问题"), width=60),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class FileOut:
    """A file to take away."""

    name: str
    media_type: str
    content: bytes


def get_report(*, actor: Actor, now: datetime, import_id: UUID) -> FileOut:
    """The plan of an import as .xlsx: each row with its findings, the original values, faulty cells coloured.

    A second sheet lists all findings by cell. Three statements. `NotFound` for an import elsewhere or
    without a plan.
    """
    require(actor, "catalog.read_list_imports")
    row = find_import(actor, import_id)
    upload = upload_of(row)
    book = installed().spreadsheets.read(bytes(upload.content), true_size=upload.size)
    rows = list(SheetRow.objects.filter(county_code=row.county_code, upload=upload).order_by("row"))
    if not rows:
        raise NotFound(field="import_id")
    page = sheet_named(book, row.sheet)
    codes = {column for column, each in columns_of(row).items() if SPECS[each].is_code}
    title = N_("核对报告：{name}").format(name=row.name)
    content = installed().spreadsheets.write(
        BookOut(title=title, sheets=(_table(page, row.heading_row, rows, codes), _findings(rows)))
    )
    stem = row.name.rpartition(".")[0] or row.name
    name = N_("{stem}-核对报告-{day}.xlsx").format(stem=stem, day=beijing_date(now).strftime("%Y%m%d"))
    return FileOut(name=name, media_type=XLSX, content=content)


def _table(page: Sheet, heading_row: int, rows: list[SheetRow], codes: set[int]) -> SheetOut:
    """The original columns under their own headings, so that the mended report can come in again."""
    own = len(_OWN_COLUMNS)
    columns = [
        ColumnOut(
            heading=" ".join(heading_at(page, heading_row, column).split()),
            width=_width(page, heading_row, column),
            is_code=column in codes,
        )
        for column in range(1, page.width + 1)
    ]
    marks: dict[tuple[int, int], Mark] = {}
    lines: list[tuple[str, ...]] = []
    for at, each in enumerate(rows, start=1):
        findings = [read_finding(each.row, plain) for plain in each.findings]
        told = [f"{finding.place}：{finding.sentence()}" for finding in findings]
        cells = (page.at(each.row, column).text for column in range(1, page.width + 1))
        lines.append((str(each.row), ROW_FATE_LABELS[RowFate(each.fate)], "\n".join(told), *cells))
        for finding in sorted(findings, key=lambda found: -_RANK.index(found.severity)):
            column = own + finding.column if finding.column else 2
            marks[at, column] = Mark(severity=finding.severity, words=finding.sentence())
    return SheetOut(name=N_("逐行核对"), columns=(*_OWN_COLUMNS, *columns), rows=tuple(lines), marks=marks)


def _width(page: Sheet, heading_row: int, column: int) -> int:
    """As wide as the values of the first rows want, within reason; Chinese counts double."""
    texts = (
        page.at(row, column).text for row in range(heading_row, min(heading_row + 30, len(page.rows)) + 1)
    )
    longest = max((sum(2 if ord(sign) > 255 else 1 for sign in text) for text in texts), default=8)
    return min(max(longest + 2, 8), 40)


def _findings(rows: list[SheetRow]) -> SheetOut:
    found = [read_finding(each.row, plain) for each in rows for plain in each.findings]
    ranked = sorted(found, key=lambda finding: _RANK.index(finding.severity))
    return SheetOut(
        name=N_("问题清单"),
        columns=(
            ColumnOut(heading=N_("单元格"), width=12),
            ColumnOut(heading=N_("轻重"), width=10),
            ColumnOut(heading=N_("问题"), width=80),
            ColumnOut(heading=N_("现在的内容"), width=32, is_code=True),
        ),
        rows=tuple(
            (each.place, SEVERITY_LABELS[each.severity], each.sentence(), each.shown) for each in ranked
        ),
    )
