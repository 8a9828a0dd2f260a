"""Takes a file away from a draft."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import DraftFile
from yimen.rules.access import Actor, NotFound, require
from yimen.usecases.cases.drafts import find_draft_county, lock_draft
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import write_back


@dataclass(frozen=True, kw_only=True, slots=True)
class FileRemoved:
    """The file that no longer lies in the draft."""

    file_id: UUID


@action("cases.remove_file")
def remove_file(
    *, actor: Actor, now: datetime, draft_id: UUID, file_id: UUID, request_key: str | None = None
) -> FileRemoved:
    """Take the file out of the resident's draft; its bytes are swept when nothing else holds them.

    Refuses with `NotFound` a draft or file of somebody else, and a file that is gone already.
    """
    require(actor, "cases.remove_file")
    county = find_draft_county(actor, draft_id)
    answer = perform(
        action="cases.remove_file",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=county,
        body={"draft_id": str(draft_id), "file_id": str(file_id)},
        core=lambda: _apply_removal(actor, now, draft_id, file_id),
    )
    return FileRemoved(file_id=UUID(str(answer["file_id"])))


def _apply_removal(actor: Actor, now: datetime, draft_id: UUID, file_id: UUID) -> Outcome:
    draft = lock_draft(actor, draft_id)
    if draft is None:
        raise NotFound
    rows = DraftFile.objects.filter(county_code=draft.county_code, draft=draft, file_id=file_id)
    row = rows.select_related("file").first()
    if row is None:
        raise NotFound
    row.delete()
    row.file.delete()
    draft.saved_at = now
    write_back(draft, ["saved_at"], county_code=draft.county_code)
    record = Record(
        county_code=draft.county_code,
        subject_type="draft",
        subject_id=draft.pk,
        act="cases.remove_file",
        facts={"file_id": str(file_id), "material_id": str(row.material_id)},
    )
    return Outcome(answer={"file_id": str(file_id)}, record=record)
