"""The plan of an import: worked out, kept row by row, and read back."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from yimen.data.catalog.models import ColumnMapping, SheetImport, SheetRow, SheetUpload
from yimen.gateways.digests import sm3_hex
from yimen.rules.access import Actor
from yimen.rules.list_columns import heading_at, headings_key, plain_heading
from yimen.rules.list_fields import ListField
from yimen.rules.list_findings import CellFinding
from yimen.rules.list_imports import ImportState, NoSuchSheet
from yimen.rules.list_sheets import KnownItem, ListPlan, PlannedRow, plan_list
from yimen.rules.sheets import Sheet, Workbook
from yimen.rules.tables import Severity
from yimen.usecases.catalog.adjusting.shell import county_of
from yimen.usecases.catalog.sheets.known import contents_in_force, known_items
from yimen.usecases.shared.ids import new_id


def sheet_named(book: Workbook, name: str) -> Sheet:
    """The sheet with this name; refuses another (`NoSuchSheet`)."""
    found = next((sheet for sheet in book.sheets if sheet.name == name), None)
    if found is None:
        raise NoSuchSheet(field="sheet", sheet=name[:40])
    return found


def columns_of(row: SheetImport) -> dict[int, ListField]:
    """The mapping as it was saved."""
    return {int(column): ListField(each) for column, each in row.columns.items()}


def headings_digest(sheet: Sheet, heading_row: int) -> str:
    """By what a row of headings is known again, whatever its decoration."""
    headings = [heading_at(sheet, heading_row, column) for column in range(1, sheet.width + 1)]
    return sm3_hex(headings_key(headings).encode())


def remembered(actor: Actor, sheet: Sheet, heading_row: int) -> Mapping[str, ListField | None]:
    """What this county said of these headings before; empty where it never saw them. One statement."""
    digest = headings_digest(sheet, heading_row)
    row = ColumnMapping.objects.filter(county_code=county_of(actor), digest=digest).first()
    if row is None:
        return {}
    return {heading: ListField(each) if each else None for heading, each in row.columns.items()}


def remember(
    actor: Actor, sheet: Sheet, heading_row: int, columns: Mapping[int, ListField], now: datetime
) -> None:
    """Keep what was said of these headings for the next file that has them."""
    said = {
        plain_heading(heading_at(sheet, heading_row, column)): columns[column].value
        if column in columns
        else ""
        for column in range(sheet.width, 0, -1)  # of two equal headings the first one counts
    }
    said.pop("", None)
    county, digest = county_of(actor), headings_digest(sheet, heading_row)
    ColumnMapping.objects.update_or_create(
        county_code=county,
        digest=digest,
        defaults={"columns": said, "saved_at": now},
        create_defaults={"id": new_id(now), "columns": said, "saved_at": now},
    )


def make_plan(row: SheetImport, book: Workbook, known: Sequence[KnownItem]) -> ListPlan:
    """The plan of an import by its saved mapping; refuses as `plan_list`."""
    sheet = sheet_named(book, row.sheet)
    return plan_list(sheet, heading_row=row.heading_row, columns=columns_of(row), known=known)


def keep_plan(row: SheetImport, upload: SheetUpload, book: Workbook, actor: Actor, now: datetime) -> ListPlan:
    """Work the plan out against the lists in force and keep it in place of an earlier one: PLANNED."""
    plan = make_plan(row, book, known_items(actor, contents_in_force(actor)))
    SheetRow.objects.filter(county_code=row.county_code, upload=upload).delete()
    SheetRow.objects.bulk_create(
        [_stored(each, row.county_code, upload, now) for each in plan.rows], batch_size=500
    )
    row.state, row.touched_at = ImportState.PLANNED.value, now
    return plan


def plan_digest(plan: ListPlan) -> str:
    """One digest over what a plan would do and what it says."""
    return digest_of_rows([stored_values(each) for each in plan.rows])


def digest_of_rows(rows: Sequence[Mapping[str, Any]]) -> str:
    """The same over stored rows, in the order of the file."""
    return sm3_hex(json.dumps(list(rows), ensure_ascii=False, sort_keys=True, default=str).encode())


def stored_values(each: PlannedRow) -> dict[str, Any]:
    """A planned row as its columns hold it."""
    return {
        "row": each.row,
        "fate": each.fate.value,
        "item_code": each.item_code,
        "name": each.name[:200],
        "changes": [
            {"field": change.field.value, "before": change.before, "after": change.after}
            for change in each.changes
        ],
        "findings": [_plain(finding) for finding in each.findings],
    }


def _stored(each: PlannedRow, county_code: str, upload: SheetUpload, now: datetime) -> SheetRow:
    grave = [finding.severity for finding in each.findings]
    return SheetRow(
        id=new_id(now),
        county_code=county_code,
        upload=upload,
        errors=grave.count(Severity.ERROR),
        warnings=grave.count(Severity.WARNING),
        **stored_values(each),
    )


def _plain(finding: CellFinding) -> dict[str, Any]:
    return {
        "column": finding.column,
        "severity": finding.severity.value,
        "code": finding.code,
        "template": finding.template,
        "values": {name: str(value) for name, value in finding.values.items()},
        "shown": finding.shown,
    }


def read_finding(row: int, plain: Mapping[str, Any]) -> CellFinding:
    """A stored finding of a row."""
    return CellFinding(
        row=row,
        column=int(plain["column"]),
        severity=Severity(plain["severity"]),
        code=plain["code"],
        template=plain["template"],
        values=plain["values"],
        shown=plain["shown"],
    )
