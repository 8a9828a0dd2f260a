"""Puts an uploaded file beside one material of a draft."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import DraftFile
from yimen.data.catalog.models import Material
from yimen.data.documents.models import StoredFile
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.documents import check_upload_count
from yimen.usecases.cases.drafts import find_draft_county, lock_draft
from yimen.usecases.documents.files import store_upload
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import write_back


@dataclass(frozen=True, kw_only=True, slots=True)
class FileAttached:
    """The file as it now lies beside the material, under its clean name."""

    file_id: UUID
    name: str


@action("cases.attach_file")
def attach_file(
    *,
    actor: Actor,
    now: datetime,
    draft_id: UUID,
    material_id: UUID,
    name: str,
    content: bytes,
    true_size: int,
    request_key: str | None = None,
) -> FileAttached:
    """Store the file by its content, then put it beside the material of the resident's draft.

    `true_size` is what came over the wire in bytes; `content` may be cut off at the limit.
    Refuses an empty file, one above 20 MB, what is no PDF, JPEG or PNG by its bytes, and more
    than 40 files. The bytes are on the disk before the transaction begins (design §3).
    """
    require(actor, "cases.attach_file")
    county = find_draft_county(actor, draft_id)
    stored = store_upload(
        now=now,
        county_code=county,
        owner_id=actor.account_id,
        name=name,
        content=content,
        true_size=true_size,
    )
    answer = perform(
        action="cases.attach_file",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=county,
        body={
            "draft_id": str(draft_id),
            "material_id": str(material_id),
            "name": name,
            "sha256": hashlib.sha256(content).hexdigest(),
        },
        core=lambda: _apply_attachment(actor, now, draft_id, material_id, stored),
    )
    return FileAttached(file_id=UUID(str(answer["file_id"])), name=str(answer["name"]))


def _apply_attachment(
    actor: Actor, now: datetime, draft_id: UUID, material_id: UUID, stored: StoredFile
) -> Outcome:
    draft = lock_draft(actor, draft_id)
    if draft is None:
        raise NotFound
    material = Material.objects.filter(pk=material_id, version_id=draft.version_id).first()
    if material is None:
        raise NotFound
    check_upload_count(DraftFile.objects.filter(county_code=draft.county_code, draft=draft).count())
    stored.county_code = draft.county_code
    stored.save(force_insert=True)
    DraftFile.objects.create(
        id=new_id(now), county_code=draft.county_code, draft=draft, material=material, file=stored
    )
    draft.saved_at = now
    write_back(draft, ["saved_at"], county_code=draft.county_code)
    record = Record(
        county_code=draft.county_code,
        subject_type="draft",
        subject_id=draft.pk,
        act="cases.attach_file",
        facts={
            "material_id": str(material.pk),
            "file_id": str(stored.pk),
            "sha256": stored.sha256,
            "size": stored.size,
        },
        personal={"name": stored.name},
    )
    return Outcome(answer={"file_id": str(stored.pk), "name": stored.name}, record=record)
