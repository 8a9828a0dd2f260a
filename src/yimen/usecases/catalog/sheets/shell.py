"""What every step of an import has in common: found in the actor's county, locked, left in the journal."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NoReturn
from uuid import UUID

from yimen.data.catalog.models import SheetImport, SheetUpload
from yimen.rules.access import Actor, NotFound
from yimen.rules.list_imports import ImportState, check_import_open
from yimen.usecases.catalog.adjusting.shell import county_of
from yimen.usecases.shared.acting import Answer, Outcome, perform
from yimen.usecases.shared.recording import JSON, Record


def lock_import(actor: Actor, import_id: UUID) -> SheetImport:
    """The import of the actor's county, locked and still open; `NotFound` elsewhere, else `ImportIsOver`."""
    rows = SheetImport.objects.select_for_update().filter(pk=import_id, county_code=county_of(actor))
    row = rows.first() or _nothing()
    check_import_open(ImportState(row.state))
    return row


def find_import(actor: Actor, import_id: UUID) -> SheetImport:
    """The import of the actor's county, to look at; `NotFound` elsewhere."""
    rows = SheetImport.objects.select_related("author", "adjustment")
    return rows.filter(pk=import_id, county_code=county_of(actor)).first() or _nothing()


def upload_of(row: SheetImport) -> SheetUpload:
    """The latest file of an import with its bytes."""
    found = SheetUpload.objects.filter(county_code=row.county_code, sheet_import=row, round=row.round).first()
    return found or _nothing()


def _nothing() -> NoReturn:
    raise NotFound(field="import_id")


def act_on_import(
    *,
    action: str,
    actor: Actor,
    now: datetime,
    request_key: str | None,
    body: Mapping[str, JSON],
    core: Callable[[], tuple[UUID, Mapping[str, JSON], Mapping[str, JSON]]],
) -> Answer:
    """Run one step durably: `core` gives the import's id, the answer and the facts for its chain."""

    def whole() -> Outcome:
        import_id, answer, facts = core()
        record = Record(
            county_code=county_of(actor),
            subject_type="list_import",
            subject_id=import_id,
            act=action,
            facts=dict(facts),
        )
        return Outcome(answer={"import_id": str(import_id), **answer}, record=record)

    return perform(
        action=action,
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=county_of(actor),
        body=body,
        core=whole,
    )
