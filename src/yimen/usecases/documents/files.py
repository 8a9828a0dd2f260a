"""Files that people bring: told by their bytes, stored by content, read back whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.data.documents.models import StoredFile
from yimen.gateways.images import bare_picture, probe_image
from yimen.gateways.installed import installed
from yimen.gateways.pdf_files import probe_pdf
from yimen.rules.documents import MIME_TYPES, UPLOAD_LIMITS, MediaType, check_upload, clean_file_name
from yimen.usecases.shared.ids import new_id

_CHUNK = 64 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenedFile:
    """A stored file as it goes out: always as an attachment, under its clean name."""

    name: str
    media_type: str
    content: bytes
    sha256: str


def store_upload(
    *,
    now: datetime,
    county_code: str,
    owner_id: UUID | None,
    name: str,
    content: bytes,
    true_size: int,
) -> StoredFile:
    """Put an upload into the file store and give back its row, NOT yet saved.

    Call it before the action's transaction; the core then saves the row
    (`row.save(force_insert=True)`). A blob whose row never comes is swept a day later.
    `content` may be cut off at the limit, `true_size` is what came over the wire in bytes.
    Refuses an empty file, one above 20 MB, what is no PDF, JPEG or PNG by its bytes, and what cannot
    be looked at later: a broken or monstrous picture, a PDF that is cut off, locked by a password or
    wants to run something. Of a picture only what draws it is kept: no place, no camera, no hidden file.
    """
    kind = check_upload(name=name, head=content[: UPLOAD_LIMITS.head_bytes], size=true_size)
    if kind is MediaType.PDF:
        probe_pdf(content)
    else:
        content = bare_picture(content, MIME_TYPES[kind])  # first of all: no library reads what rides along
        probe_image(content)
    blob = installed().files.put(_chunks(content))
    return StoredFile(
        id=new_id(now),
        county_code=county_code,
        sha256=blob.sha256,
        size=blob.size,
        media_type=MIME_TYPES[kind],
        name=clean_file_name(name, kind),
        owner_id=owner_id,
        stored_at=now,
    )


def opened(row: StoredFile) -> OpenedFile:
    """The row with its bytes from the file store.

    Who may read it is the caller's question: a file does not know whose case it belongs to.
    """
    content = installed().files.read(row.sha256)
    return OpenedFile(name=row.name, media_type=row.media_type, content=content, sha256=row.sha256)


def _chunks(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), _CHUNK):
        yield content[start : start + _CHUNK]
