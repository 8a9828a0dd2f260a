"""Records which edition of a list hangs where, with a photo of it; and hands the photo out."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from yimen.data.catalog.models import Hanging, ListEdition
from yimen.data.documents.models import HungPhoto, StoredFile
from yimen.gateways.qr_reading import read_codes
from yimen.rules.access import Actor, NotFound, covers, require
from yimen.rules.calendar import beijing_date
from yimen.rules.hanging import (
    SPOT_LENGTH,
    NotYourList,
    ShownList,
    check_hung_on,
    check_shown,
    the_list_shown,
)
from yimen.rules.text import clean_line
from yimen.usecases.documents.files import OpenedFile, opened, store_upload
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.scope import in_scope


@dataclass(frozen=True, kw_only=True, slots=True)
class Photo:
    """A picture as it came over the wire: `content` may be cut off at the limit, `true_size` is in bytes."""

    name: str
    content: bytes
    true_size: int

    @property
    def digest(self) -> str:
        """The SHA-256 of what came, for the body of a request."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, kw_only=True, slots=True)
class HangingRecorded:
    """What hangs at the spot from now on, and whether it is the edition that holds."""

    hanging_id: UUID
    unit_code: str
    number: int
    in_force: bool


@action("documents.record_hanging")
def record_hanging(
    *,
    actor: Actor,
    now: datetime,
    spot: str,
    hung_on: date | None,
    unit_code: str | None = None,
    number: int | None = None,
    photo: Photo | None = None,
    request_key: str | None = None,
) -> HangingRecorded:
    """Edition `number` of the unit's list hangs at `spot`; what was recorded for that spot before ends.

    Unit and edition may be left to the photo: the code in it names both. Also an old edition may be
    recorded: the register says what hangs, not what should. Of the photo only what draws it is kept
    (decision 0014): the day is what the person says, the moment of the record ours.

    Refuses a unit outside the actor's village or township and an edition that never was (`NotFound`, for
    a photo `NotYourList`), a photo that shows another list or, where it must tell, none or several, a day
    that cannot be (`HungInFuture`), an empty spot, and what no upload may be.
    """
    require(actor, "documents.record_hanging")
    spot = clean_line(spot, field="spot", max_length=SPOT_LENGTH)
    if unit_code is not None and not covers(actor, unit_code):
        raise NotFound(field="unit_code")
    stored = _stored(photo, actor, now)
    codes = read_codes(photo.content) if photo is not None and stored is not None else ()
    shown = _recorded(actor, unit_code, number, codes)
    answer = perform(
        action="documents.record_hanging",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={
            "unit_code": shown.unit_code,
            "number": shown.number,
            "spot": spot,
            "hung_on": hung_on.isoformat() if hung_on else None,
            "photo": photo.digest if photo else "",
        },
        core=lambda: _apply_hanging(actor, now, shown, spot, hung_on, stored, is_read=bool(codes)),
    )
    return HangingRecorded(
        hanging_id=UUID(str(answer["hanging_id"])),
        unit_code=shown.unit_code,
        number=shown.number,
        in_force=bool(answer["in_force"]),
    )


def _recorded(actor: Actor, unit_code: str | None, number: int | None, codes: tuple[str, ...]) -> ShownList:
    """The list that is recorded: the one that was named, which the photo may not gainsay, or the photo's."""
    if unit_code is not None and number is not None:
        named = ShownList(unit_code=unit_code, number=number)
        check_shown(codes, named)
        return named
    shown = the_list_shown(codes)
    known = ListEdition.objects.filter(
        county_code=actor.county_code, unit_code=shown.unit_code, number=shown.number
    )
    if not covers(actor, shown.unit_code) or not known.exists():
        raise NotYourList(field="photo")
    return shown


def _stored(photo: Photo | None, actor: Actor, now: datetime) -> StoredFile | None:
    if photo is None or not photo.content:
        return None
    return store_upload(
        now=now,
        county_code=actor.county_code,
        owner_id=actor.account_id,
        name=photo.name,
        content=photo.content,
        true_size=photo.true_size,
    )


def _apply_hanging(
    actor: Actor,
    now: datetime,
    shown: ShownList,
    spot: str,
    hung_on: date | None,
    stored: StoredFile | None,
    *,
    is_read: bool,
) -> Outcome:
    unit_code, number = shown.unit_code, shown.number
    # The lock on the unit's editions lets two who record the same spot at once wait for each other.
    editions = ListEdition.objects.select_for_update().filter(
        county_code=actor.county_code, unit_code=unit_code
    )
    edition = next((each for each in editions.order_by("number") if each.number == number), None)
    if edition is None:
        raise NotFound(field="number")
    day = check_hung_on(hung_on, published=beijing_date(edition.published_at), today=beijing_date(now))
    before = Hanging.objects.filter(
        county_code=actor.county_code, unit_code=unit_code, spot=spot, replaced_at=None
    )
    before.update(replaced_at=now)
    if actor.account_id is None:
        raise RuntimeError("whoever records a hanging has an account: the grant lets in posts only")
    row = Hanging.objects.create(
        id=new_id(now),
        county_code=actor.county_code,
        unit_code=unit_code,
        edition=edition,
        spot=spot,
        hung_on=day,
        recorder_id=actor.account_id,
        recorded_at=now,
    )
    if stored is not None:
        stored.save(force_insert=True)
        HungPhoto.objects.create(id=new_id(now), county_code=actor.county_code, hanging=row, file=stored)
    in_force = edition.superseded_at is None
    record = Record(
        county_code=actor.county_code,
        subject_type="list",
        subject_id=edition.pk,
        act="documents.record_hanging",
        facts={
            "unit_code": unit_code,
            "number": number,
            "spot": spot,
            "hung_on": day.isoformat(),
            "in_force": in_force,
            "photo": stored.sha256 if stored else "",
            "code_read": is_read,
        },
    )
    return Outcome(answer={"hanging_id": str(row.pk), "in_force": in_force}, record=record)


def open_hung_photo(*, actor: Actor, hanging_id: UUID) -> OpenedFile:
    """The photo of a list on the wall; refuses one outside the actor's scope, or none (`NotFound`)."""
    require(actor, "catalog.read_hanging")
    photos = HungPhoto.objects.select_related("file").filter(hanging=hanging_id)
    row = in_scope(photos, actor, code_field="hanging__unit_code").first()
    if row is None:
        raise NotFound(field="hanging_id")
    return opened(row.file)
