"""Photos of a place: kept bare, with the moment and position of their camera; one used twice is told."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from yimen.data.documents.models import StoredFile
from yimen.data.orgs.models import ServicePoint
from yimen.data.places.models import PlacePhoto
from yimen.gateways.installed import installed
from yimen.gateways.picture_looks import look_of, small_picture
from yimen.gateways.picture_origins import PictureOrigin, read_origin
from yimen.rules.access import Actor, NotFound, covers, require
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.place_photos import MOST_UNLIKE, Likeness, PhotoSubject
from yimen.rules.text import clean_line
from yimen.usecases.documents.files import OpenedFile, opened, store_upload
from yimen.usecases.places.points import lock_point
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import only_row
from yimen.usecases.shared.scope import in_scope

_REASON_LENGTH = 200


class NotAPhoto(RuleViolation):
    """A file that is no picture."""

    code = "places.not_a_photo"
    template = N_("这里请传照片（JPG 或 PNG）。")


class PhotoGone(RuleViolation):
    """A photo that somebody has removed already."""

    code = "places.photo_gone"
    template = N_("这张照片已经撤下了。")


@dataclass(frozen=True, kw_only=True, slots=True)
class PhotoAdded:
    """The photo, and how it resembles one that was there before: empty where it resembles none."""

    photo_id: UUID
    likeness: str


@dataclass(frozen=True, slots=True)
class _Picture:
    """What is known of a picture before the act: its files, what its camera wrote, how it looks."""

    stored: StoredFile
    small: StoredFile | None
    origin: PictureOrigin
    look: int | None


@action("places.add_photo")
def add_photo(
    *,
    actor: Actor,
    now: datetime,
    point_code: str,
    subject: PhotoSubject,
    name: str,
    content: bytes,
    true_size: int,
    request_key: str | None = None,
) -> PhotoAdded:
    """Add a photo of a place. The same picture may be added again: it is kept and flagged, not refused.

    Moment and position are read before the file is made bare, and kept beside it. `content` may be cut
    off at the limit, `true_size` is what came over the wire in bytes. Refuses a place outside the scope
    (`NotFound`), what no upload may be, and what is no picture (`NotAPhoto`).
    """
    require(actor, "places.add_photo")
    if not covers(actor, point_code):
        raise NotFound(field="point_code")
    origin = read_origin(content)
    stored = store_upload(
        now=now,
        county_code=actor.county_code,
        owner_id=actor.account_id,
        name=name,
        content=content,
        true_size=true_size,
    )
    if not stored.media_type.startswith("image/"):
        raise NotAPhoto(field="photo")
    bare = installed().files.read(stored.sha256)
    look, small = look_of(bare), _small(bare, actor, now)
    answer = perform(
        action="places.add_photo",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={
            "point_code": point_code,
            "subject": subject.value,
            "content": hashlib.sha256(content).hexdigest(),
        },
        core=lambda: _apply_photo(actor, now, point_code, subject, _Picture(stored, small, origin, look)),
    )
    return PhotoAdded(photo_id=UUID(str(answer["photo_id"])), likeness=str(answer["likeness"]))


def _small(bare: bytes, actor: Actor, now: datetime) -> StoredFile | None:
    """The row of the small picture, NOT yet saved; None where none could be made."""
    content = small_picture(bare)
    if content is None:
        return None
    return store_upload(
        now=now,
        county_code=actor.county_code,
        owner_id=actor.account_id,
        name="small.jpg",
        content=content,
        true_size=len(content),
    )


def _apply_photo(
    actor: Actor, now: datetime, point_code: str, subject: PhotoSubject, picture: _Picture
) -> Outcome:
    point = lock_point(actor, point_code)
    stored, origin = picture.stored, picture.origin
    twin_id, likeness = _find_twin(point.county_code, stored.sha256, picture.look)
    stored.save(force_insert=True)
    if picture.small is not None:
        picture.small.save(force_insert=True)
    row = PlacePhoto.objects.create(
        id=new_id(now),
        county_code=point.county_code,
        point=point,
        region_code=point.region.code,
        subject=subject.value,
        file=stored,
        small=picture.small,
        sha256=stored.sha256,
        look=picture.look,
        taken_at=origin.taken_at,
        latitude=origin.latitude,
        longitude=origin.longitude,
        twin_id=twin_id,
        likeness=likeness,
        author_id=actor.account_id,
        added_at=now,
    )
    record = _record(row, point, "places.add_photo", {"subject": subject.value, "sha256": row.sha256})
    return Outcome(answer={"photo_id": str(row.pk), "likeness": likeness}, record=record)


# Of the county's photos that still stand: the same bytes first, then the same look; the oldest of them.
_TWIN = """
    SELECT id, sha256 = %s
    FROM places_photo
    WHERE county_code = %s AND removed_at IS NULL
      AND (sha256 = %s OR (look IS NOT NULL AND bit_count((look # %s)::bit(64)) <= %s))
    ORDER BY sha256 = %s DESC, added_at, id
    LIMIT 1
"""


def _find_twin(county_code: str, sha256: str, look: int | None) -> tuple[UUID | None, str]:
    with connection.cursor() as cursor:
        cursor.execute(_TWIN, [sha256, county_code, sha256, look, MOST_UNLIKE, sha256])
        found = cursor.fetchone()
    if found is None:
        return None, ""
    return found[0], (Likeness.SAME if found[1] else Likeness.ALIKE).value


@action("places.remove_photo")
def remove_photo(
    *, actor: Actor, now: datetime, photo_id: UUID, reason: str, request_key: str | None = None
) -> str:
    """Take a photo down, with the reason; it stays in the history. The code of its place.

    Refuses a photo outside the scope (`NotFound`), no reason, and one that is gone (`PhotoGone`).
    """
    require(actor, "places.remove_photo")
    why = clean_line(reason, field="reason", max_length=_REASON_LENGTH)
    answer = perform(
        action="places.remove_photo",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"photo_id": str(photo_id), "reason": why},
        core=lambda: _apply_removal(actor, now, photo_id, why),
    )
    return str(answer["point_code"])


def _apply_removal(actor: Actor, now: datetime, photo_id: UUID, why: str) -> Outcome:
    rows = PlacePhoto.objects.select_for_update(of=("self",)).select_related("point")
    row = only_row(in_scope(rows.filter(pk=photo_id), actor, code_field="region_code"))
    if row is None:
        raise NotFound(field="photo_id")
    if row.removed_at is not None:
        raise PhotoGone
    row.removed_at, row.removed_reason = now, why
    row.save(update_fields=["removed_at", "removed_reason"])
    record = _record(row, row.point, "places.remove_photo", {"sha256": row.sha256}, {"reason": why})
    return Outcome(answer={"point_code": row.region_code}, record=record)


def _record(
    row: PlacePhoto,
    point: ServicePoint,
    act: str,
    facts: dict[str, str],
    personal: dict[str, str] | None = None,
) -> Record:
    return Record(
        county_code=row.county_code,
        subject_type="place",
        subject_id=point.pk,
        act=act,
        facts={"region_code": row.region_code, "photo_id": str(row.pk), **facts},
        personal=personal or {},
    )


def open_place_photo(*, actor: Actor, photo_id: UUID, small: bool = False) -> OpenedFile:
    """The photo, or it small enough for a page; refuses one outside the scope, or none (`NotFound`)."""
    require(actor, "places.read")
    rows = PlacePhoto.objects.select_related("file", "small").filter(pk=photo_id)
    row = only_row(in_scope(rows, actor, code_field="region_code"))
    if row is None:
        raise NotFound(field="photo_id")
    return opened(row.small if small and row.small is not None else row.file)
