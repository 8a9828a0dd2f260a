"""Files that staff put to a case: kept before the transaction, named by the core of their act."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import Case, CaseEvidence
from yimen.data.documents.models import StoredFile
from yimen.rules.access import Actor
from yimen.rules.case_forms import EvidenceKind
from yimen.usecases.documents.files import store_upload
from yimen.usecases.documents.keeping import take_kept
from yimen.usecases.shared.ids import new_id


@dataclass(frozen=True, kw_only=True, slots=True)
class Upload:
    """A file as it came over the wire: `content` may be cut off at the limit, `true_size` is in bytes.

    With `kept_id` it came by itself before (`documents.keep_upload`), and only its key is told.
    """

    name: str = ""
    content: bytes = b""
    true_size: int = 0
    kept_id: UUID | None = None

    @property
    def is_empty(self) -> bool:
        """Whether a field for a file was left empty."""
        return not self.content and self.kept_id is None

    @property
    def digest(self) -> str:
        """The SHA-256 of what came, or the key, for the body of a request."""
        return str(self.kept_id) if self.kept_id else hashlib.sha256(self.content).hexdigest()


def store(upload: Upload, actor: Actor, *, now: datetime, county_code: str) -> StoredFile:
    """Put an upload into the file store before the transaction; its row is not saved yet.

    Refuses what no upload may be (`documents.files.store_upload`), and a key that opens nothing.
    """
    if upload.kept_id is not None:
        return take_kept(upload.kept_id, actor=actor, now=now, county_code=county_code)
    return store_upload(
        now=now,
        county_code=county_code,
        owner_id=actor.account_id,
        name=upload.name,
        content=upload.content,
        true_size=upload.true_size,
    )


def keep(
    case: Case, kind: EvidenceKind, stored: StoredFile, actor: Actor, *, now: datetime, note: str = ""
) -> CaseEvidence:
    """Save the row of the file and put it to the case."""
    stored.county_code = case.county_code
    stored.save(force_insert=True)
    return CaseEvidence.objects.create(
        id=new_id(now),
        county_code=case.county_code,
        case=case,
        kind=kind.value,
        file=stored,
        post_id=actor.post_id,
        at=now,
        note=note,
    )
