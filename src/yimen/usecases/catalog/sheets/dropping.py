"""Giving an import up: its files and its plan go at once."""

from datetime import datetime
from uuid import UUID

from yimen.data.catalog.models import SheetUpload
from yimen.rules.access import Actor, require
from yimen.rules.list_imports import ImportState
from yimen.usecases.catalog.sheets.shell import act_on_import, lock_import
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action


@action("catalog.drop_list_import")
def drop_list_import(*, actor: Actor, now: datetime, import_id: UUID, request_key: str | None = None) -> None:
    """DROPPED, its files and plan removed; refuses an import that is over."""
    require(actor, "catalog.drop_list_import")

    def core() -> tuple[UUID, dict[str, JSON], dict[str, JSON]]:
        row = lock_import(actor, import_id)
        SheetUpload.objects.filter(county_code=row.county_code, sheet_import=row).delete()
        row.state, row.touched_at = ImportState.DROPPED.value, now
        row.save(update_fields=["state", "touched_at"])
        return row.pk, {}, {"round": row.round}

    act_on_import(
        action="catalog.drop_list_import",
        actor=actor,
        now=now,
        request_key=request_key,
        body={"import_id": str(import_id)},
        core=core,
    )
