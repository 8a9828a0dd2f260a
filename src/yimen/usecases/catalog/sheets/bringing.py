"""Bringing a file: read, kept whole, and planned at once where its headings are those of the round before."""

import hashlib
from datetime import datetime
from uuid import UUID

from yimen.data.catalog.models import SheetImport, SheetUpload
from yimen.gateways.installed import installed
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.errors import RuleViolation
from yimen.rules.list_columns import find_heading_row, guess_columns
from yimen.rules.list_imports import ImportState
from yimen.rules.sheets import Sheet, Workbook
from yimen.rules.uploads import clean_file_name
from yimen.usecases.catalog.adjusting.shell import county_of
from yimen.usecases.catalog.sheets.planning import headings_digest, keep_plan, sheet_named
from yimen.usecases.catalog.sheets.shell import act_on_import, lock_import, upload_of
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action

_NAME_LENGTH = 120


@action("catalog.bring_list")
def bring_list(
    *,
    actor: Actor,
    now: datetime,
    name: str,
    content: bytes,
    true_size: int,
    import_id: UUID | None = None,
    request_key: str | None = None,
) -> UUID:
    """Keep a file of a list, as a new import or, mended, as the next round of an open one; the import's id.

    `content` may be cut off at the limit, `true_size` is what came over the wire in bytes. Nothing is written
    to the lists. A mended file with the same headings is planned at once. Refuses what is no list
    (`gateways.spreadsheets.refusals`) and an import that is over.
    """
    require(actor, "catalog.bring_list")
    if actor.account_id is None:
        raise NotFound
    account_id = actor.account_id
    book = installed().spreadsheets.read(content, true_size=true_size)
    shown = clean_file_name(name)[:_NAME_LENGTH]
    sha256 = hashlib.sha256(content).hexdigest()

    def core() -> tuple[UUID, dict[str, JSON], dict[str, JSON]]:
        row = _fresh(actor, account_id, shown, now) if import_id is None else lock_import(actor, import_id)
        former = None if import_id is None else _former_digest(row)
        row.round += import_id is not None
        row.name, row.touched_at = shown, now
        row.save(force_insert=import_id is None)
        upload = _keep(row, shown, content, sha256, book, now)
        _go_on(row, upload, book, former, actor, now)
        facts: dict[str, JSON] = {"sha256": sha256, "size": len(content), "round": row.round}
        return row.pk, {}, facts

    answer = act_on_import(
        action="catalog.bring_list",
        actor=actor,
        now=now,
        request_key=request_key,
        body={"sha256": sha256, "name": shown, "import_id": str(import_id or "")},
        core=core,
    )
    return UUID(str(answer["import_id"]))


def _fresh(actor: Actor, account_id: UUID, name: str, now: datetime) -> SheetImport:
    return SheetImport(
        id=new_id(now),
        county_code=county_of(actor),
        author_id=account_id,
        state=ImportState.READ.value,
        name=name,
        created_at=now,
        touched_at=now,
    )


def _keep(
    row: SheetImport, name: str, content: bytes, sha256: str, book: Workbook, now: datetime
) -> SheetUpload:
    return SheetUpload.objects.create(
        id=new_id(now),
        county_code=row.county_code,
        sheet_import=row,
        round=row.round,
        name=name,
        sha256=sha256,
        size=len(content),
        format=book.format.value,
        encoding=book.encoding,
        linked=book.has_external_links,
        content=content,
        brought_at=now,
    )


def _former_digest(row: SheetImport) -> str | None:
    """The headings of the file before, where its columns were known."""
    if row.state != ImportState.PLANNED.value:
        return None
    upload = upload_of(row)
    book = installed().spreadsheets.read(bytes(upload.content), true_size=upload.size)
    return headings_digest(sheet_named(book, row.sheet), row.heading_row)


def _go_on(
    row: SheetImport,
    upload: SheetUpload,
    book: Workbook,
    former: str | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Plan at once where sheet and headings are as before; else propose where the table stands."""
    found = next((sheet for sheet in book.sheets if sheet.name == row.sheet), None)
    if former is not None and found is not None:
        heading_row = find_heading_row(found) or row.heading_row
        try:
            if headings_digest(found, heading_row) == former:
                row.heading_row = heading_row
                keep_plan(row, upload, book, actor, now)
                row.save(update_fields=["state", "heading_row", "touched_at"])
                return
        except RuleViolation:
            pass  # the columns are asked for again, and the page says what is missing
    sheet = likely_sheet(book)
    row.state, row.sheet, row.heading_row = ImportState.READ.value, sheet.name, find_heading_row(sheet)
    row.columns = {}
    row.save(update_fields=["state", "sheet", "heading_row", "columns"])


def likely_sheet(book: Workbook) -> Sheet:
    """The sheet that most likely is the list: shown, with most headings that are known, with most rows."""
    return max(book.sheets, key=lambda sheet: (not sheet.is_hidden, _known_headings(sheet), len(sheet.rows)))


def _known_headings(sheet: Sheet) -> int:
    row = find_heading_row(sheet)
    return sum(guess.field is not None for guess in guess_columns(sheet, row)) if row else 0
