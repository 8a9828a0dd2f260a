"""Saying which column is which field: then every row is planned, and the mapping is remembered."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from yimen.data.catalog.models import SheetImport
from yimen.gateways.installed import installed
from yimen.rules.access import Actor, require
from yimen.rules.list_fields import ListField
from yimen.rules.list_sheets import check_mapping
from yimen.usecases.catalog.sheets.planning import keep_plan, remember, sheet_named
from yimen.usecases.catalog.sheets.shell import act_on_import, lock_import, upload_of
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action


@action("catalog.plan_list")
def plan_list_import(
    *,
    actor: Actor,
    now: datetime,
    import_id: UUID,
    sheet: str,
    heading_row: int,
    columns: Mapping[int, ListField],
    request_key: str | None = None,
) -> int:
    """Plan the rows below `heading_row` of a sheet by these columns (from 1): PLANNED; how many errors.

    The county remembers what it said of these headings. Nothing is written to the lists. Refuses a sheet
    and a row of headings that are not there, a field given twice, no column for the name, no row below,
    and an import that is over.
    """
    require(actor, "catalog.plan_list")

    def core() -> tuple[UUID, dict[str, JSON], dict[str, JSON]]:
        row = lock_import(actor, import_id)
        upload = upload_of(row)
        book = installed().spreadsheets.read(bytes(upload.content), true_size=upload.size)
        page = sheet_named(book, sheet)
        check_mapping(page, heading_row, columns)
        _say(row, sheet, heading_row, columns)
        plan = keep_plan(row, upload, book, actor, now)
        remember(actor, page, heading_row, columns, now)
        row.save(update_fields=["sheet", "heading_row", "columns", "state", "touched_at"])
        facts: dict[str, JSON] = {"round": row.round, "rows": len(plan.rows), "errors": plan.errors}
        return row.pk, {"errors": plan.errors}, facts

    answer = act_on_import(
        action="catalog.plan_list",
        actor=actor,
        now=now,
        request_key=request_key,
        body={
            "import_id": str(import_id),
            "sheet": sheet,
            "heading_row": heading_row,
            "columns": {str(column): each.value for column, each in sorted(columns.items())},
        },
        core=core,
    )
    return int(str(answer["errors"]))


def _say(row: SheetImport, sheet: str, heading_row: int, columns: Mapping[int, ListField]) -> None:
    row.sheet, row.heading_row = sheet, heading_row
    row.columns = {str(column): each.value for column, each in sorted(columns.items())}
