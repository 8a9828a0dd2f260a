"""Photos of places: when and where, the same one twice, and taking one down."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.gateways.test_picture_origins import photo, saved, scene
from tests.usecases.places.dossiers import PLACE, recorded
from tests.world import CENTER_HEAD, CLERK, COUNTY_OFFICER, NEIGHBOR_CLERK, NOW, OUTSIDER, TOWNSHIP, VILLAGE
from yimen.data.places.models import PlacePhoto
from yimen.gateways.picture_origins import NOWHERE, read_origin
from yimen.rules.access import NotFound
from yimen.rules.place_facts import FactGroup
from yimen.rules.place_photos import PhotoSubject
from yimen.rules.text import TextMissing
from yimen.usecases.places.dossiers import get_dossier
from yimen.usecases.places.photos import (
    NotAPhoto,
    PhotoAdded,
    PhotoGone,
    add_photo,
    open_place_photo,
    remove_photo,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def added(content: bytes | None = None, **more: Any) -> PhotoAdded:
    """The clerk adds a photo of the plaque of the center, taken on the spot."""
    data = photo() if content is None else content
    told: dict[str, Any] = {
        "actor": CLERK,
        "now": NOW,
        "point_code": TOWNSHIP,
        "subject": PhotoSubject.PLAQUE,
        "name": "门头.jpg",
    }
    return add_photo(**(told | more), content=data, true_size=len(data))


def test_a_photo_keeps_moment_and_place_and_the_file_keeps_neither(gateways: Any) -> None:
    done = added()
    row = PlacePhoto.objects.get()
    assert (row.taken_at, row.latitude, row.longitude) == (
        datetime(2026, 11, 16, 2, 0, tzinfo=UTC),
        38.24,
        117.11,
    )
    opened = open_place_photo(actor=COUNTY_OFFICER, photo_id=done.photo_id)
    assert read_origin(opened.content) == NOWHERE
    small = open_place_photo(actor=COUNTY_OFFICER, photo_id=done.photo_id, small=True)
    assert (small.media_type, read_origin(small.content)) == ("image/jpeg", NOWHERE)
    found = get_dossier(actor=CLERK, point_code=TOWNSHIP)
    assert [line.photos for line in found.standards if line.standard.value == "PLAQUE"] == [1]
    assert gateways is not None


def test_the_same_picture_at_another_place_is_kept_and_flagged(gateways: Any) -> None:
    added(saved(scene()))
    again = added(saved(scene()), point_code=VILLAGE, now=LATER)
    smaller = added(saved(scene().resize((120, 90)), quality=50), point_code=VILLAGE, now=LATER)
    other = added(saved(scene(seed=2)), point_code=VILLAGE, now=LATER)
    assert (again.likeness, smaller.likeness, other.likeness) == ("SAME", "ALIKE", "")
    photos = get_dossier(actor=COUNTY_OFFICER, point_code=VILLAGE).photos
    assert {each.twin_name for each in photos if each.likeness} == {"旧州镇行政综合服务中心"}
    assert gateways is not None


def test_a_photo_that_was_taken_elsewhere_says_how_far(gateways: Any) -> None:
    added()
    assert get_dossier(actor=CLERK, point_code=TOWNSHIP).photos[0].away_metres is None
    recorded(FactGroup.PLACE, PLACE | {"latitude": ["38.24"], "longitude": ["117.01"]})
    away = get_dossier(actor=CLERK, point_code=TOWNSHIP).photos[0].away_metres
    assert away == pytest.approx(8733, abs=20)
    assert gateways is not None


def test_what_is_no_picture_is_refused(gateways: Any) -> None:
    with pytest.raises(NotAPhoto):
        added(_pdf(), name="说明.pdf")
    assert not PlacePhoto.objects.exists()
    assert gateways is not None


def test_a_photo_is_taken_down_with_a_reason_and_once(gateways: Any) -> None:
    done = added()
    with pytest.raises(TextMissing):
        remove_photo(actor=CENTER_HEAD, now=LATER, photo_id=done.photo_id, reason=" ")
    assert remove_photo(actor=CENTER_HEAD, now=LATER, photo_id=done.photo_id, reason="拍错了") == TOWNSHIP
    with pytest.raises(PhotoGone):
        remove_photo(actor=CENTER_HEAD, now=LATER, photo_id=done.photo_id, reason="拍错了")
    assert get_dossier(actor=CLERK, point_code=TOWNSHIP).photos == ()
    assert added(now=LATER).likeness == ""
    assert gateways is not None


def test_the_next_township_and_county_neither_add_nor_see(gateways: Any) -> None:
    done = added()
    for actor in (NEIGHBOR_CLERK, OUTSIDER):
        with pytest.raises(NotFound):
            added(actor=actor)
        with pytest.raises(NotFound):
            open_place_photo(actor=actor, photo_id=done.photo_id)
    with pytest.raises(NotFound):
        open_place_photo(actor=CLERK, photo_id=UUID(int=7))
    assert gateways is not None


def _pdf() -> bytes:
    from tests.uploads import PDF

    return PDF
