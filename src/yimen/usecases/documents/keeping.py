"""Files that come by themselves, before the act that names them: kept for a day under a key of the post."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from yimen.data.documents.models import StoredFile
from yimen.rules.access import Actor, require
from yimen.rules.errors import N_, RuleViolation
from yimen.usecases.documents.files import store_upload
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action

# Well before the sweep of what nothing names, which takes what is a day old.
KEPT_FOR = timedelta(hours=20)


class FileKeyUnknown(RuleViolation):
    """A key of no file that this person brought within the last hours."""

    code = "documents.file_key_unknown"
    template = N_("这个文件键不对，或者已经超过 {hours} 小时。请重新上传文件，用新的键。")


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptUpload:
    """A file that waits for its act: the key, what it is by its bytes, and until when the key opens it."""

    file_id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    until: datetime


@action("documents.keep_upload")
def keep_upload(
    *,
    actor: Actor,
    now: datetime,
    name: str,
    content: bytes,
    true_size: int,
    request_key: str | None = None,
) -> KeptUpload:
    """Keep a file for an act that names it by its key within 20 hours; what is never named is swept.

    `content` may be cut off at the limit, `true_size` is what came over the wire in bytes. Only the
    person who brought it may name it. Refuses what no upload may be (`store_upload`).
    """
    require(actor, "documents.keep_upload")
    row = store_upload(
        now=now,
        county_code=actor.county_code,
        owner_id=actor.account_id,
        name=name,
        content=content,
        true_size=true_size,
    )

    def core() -> Outcome:
        row.save(force_insert=True)
        record = Record(
            county_code=actor.county_code,
            subject_type="file",
            subject_id=row.pk,
            act="documents.keep_upload",
            facts={"sha256": row.sha256, "size": row.size, "media_type": row.media_type},
        )
        return Outcome(answer={"file_id": str(row.pk), "until": (now + KEPT_FOR).isoformat()}, record=record)

    answer = perform(
        action="documents.keep_upload",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"name": row.name, "sha256": row.sha256},
        core=core,
    )
    return KeptUpload(
        file_id=UUID(str(answer["file_id"])),
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        until=datetime.fromisoformat(str(answer["until"])),
    )


def take_kept(file_id: UUID, *, actor: Actor, now: datetime, county_code: str) -> StoredFile:
    """A fresh row, NOT yet saved, over the bytes of a kept file: one statement.

    The kept row itself stays until it is swept. Refuses (`FileKeyUnknown`) a key of somebody else, and
    one that is too old.
    """
    rows = StoredFile.objects.filter(
        county_code=actor.county_code, pk=file_id, owner_id=actor.account_id, stored_at__gt=now - KEPT_FOR
    )
    kept = rows.first() if actor.account_id is not None else None
    if kept is None:
        raise FileKeyUnknown(field="file", hours=int(KEPT_FOR.total_seconds()) // 3600)
    return StoredFile(
        id=new_id(now),
        county_code=county_code,
        sha256=kept.sha256,
        size=kept.size,
        media_type=kept.media_type,
        name=kept.name,
        owner_id=kept.owner_id,
        stored_at=now,
    )
