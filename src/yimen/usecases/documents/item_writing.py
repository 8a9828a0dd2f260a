"""Writing an item of an adjustment together with the forms and samples that it names: all or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.data.documents.models import ItemFile, StoredFile
from yimen.rules.access import Actor, require
from yimen.usecases.catalog.adjusting.item_drafts import DraftedItem, apply_item_drafts
from yimen.usecases.catalog.adjusting.shell import Adjusted, act_on_adjustment, county_of, lock_open
from yimen.usecases.documents.files import store_upload
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemUpload:
    """A form or sample as it came: `content` may be cut off at the limit, `true_size` is in bytes."""

    name: str
    content: bytes
    true_size: int


@action("documents.write_item")
def write_item(
    *,
    actor: Actor,
    now: datetime,
    adjustment_id: UUID,
    draft: DraftedItem,
    files: Mapping[UUID, ItemUpload],
    request_key: str | None = None,
) -> None:
    """Put one draft into an open adjustment, and keep the files that it names by these ids.

    Nobody else sees a file before a version that names it is published. Refuses what `draft_items` and
    `store_upload` refuse; then neither draft nor file is kept.
    """
    require(actor, "documents.write_item")
    county = county_of(actor)
    stored = {file_id: _store(file_id, each, actor, now, county) for file_id, each in files.items()}

    def core() -> Adjusted:
        adjustment = lock_open(actor, adjustment_id)
        apply_item_drafts(actor, adjustment, [draft], now)
        for row in stored.values():
            row.save(force_insert=True)
            ItemFile.objects.create(id=row.pk, file=row, county_code=county, item_code=draft.item_code[:12])
        return Adjusted(answer={}, facts={"change": draft.change.value, "files": _digests(stored)})

    act_on_adjustment(
        action="documents.write_item",
        actor=actor,
        now=now,
        adjustment_id=adjustment_id,
        request_key=request_key,
        body={
            "draft": draft.plain(),
            "files": _digests(stored),
        },
        core=core,
    )


def _digests(stored: Mapping[UUID, StoredFile]) -> dict[str, JSON]:
    return {str(file_id): row.sha256 for file_id, row in stored.items()}


def _store(file_id: UUID, upload: ItemUpload, actor: Actor, now: datetime, county: str) -> StoredFile:
    row = store_upload(
        now=now,
        county_code=county,
        owner_id=actor.account_id,
        name=upload.name,
        content=upload.content,
        true_size=upload.true_size,
    )
    row.pk = file_id
    return row
