"""What people ask about the dossiers of centers and stations."""

from collections.abc import Mapping
from typing import Any

from tests.meta.question import LATER, Belongings, Question
from tests.usecases.places.dossiers import recorded
from tests.usecases.places.test_photos import added
from tests.world import CITY_OFFICER, TOWNSHIP
from yimen.data.places.models import PlaceDossier, PlacePhoto
from yimen.rules.artwork import Artwork
from yimen.rules.standards import Standard, Verdict


def _known() -> None:
    if not PlaceDossier.objects.exists():
        recorded()


def _dossier(_: Belongings) -> Mapping[str, Any]:
    _known()
    return {"point_code": TOWNSHIP}


def _board(_: Belongings) -> Mapping[str, Any]:
    _known()
    return {"unit_code": TOWNSHIP}


def _figure(his: Belongings) -> Mapping[str, Any]:
    return {**_board(his), "standard": Standard.AREA, "verdict": Verdict.MET}


def _file(his: Belongings) -> Mapping[str, Any]:
    return {**_board(his), "now": LATER}


def _photo(_: Belongings) -> Mapping[str, Any]:
    row = PlacePhoto.objects.first()
    return {"photo_id": row.pk if row is not None else added().photo_id}


def _artwork(_: Belongings) -> Mapping[str, Any]:
    return {"now": LATER, "point_code": TOWNSHIP, "kind": Artwork.PLAQUE, "sample": False}


# The city's office sees all of its counties: it asks by right.
QUESTIONS: dict[str, Question] = {
    "places.get_dossier": Question(rightful=CITY_OFFICER, ask=_dossier),
    "places.get_standards_board": Question(rightful=CITY_OFFICER, ask=_board),
    "places.list_points_by_verdict": Question(
        rightful=CITY_OFFICER, ask=_figure, is_nothing=lambda page: not page.rows
    ),
    "places.list_all_points": Question(rightful=CITY_OFFICER, ask=_board),
    "places.export_board": Question(rightful=CITY_OFFICER, ask=_file),
    "places.make_artwork": Question(rightful=CITY_OFFICER, ask=_artwork),
    "places.open_place_photo": Question(rightful=CITY_OFFICER, ask=_photo),
}
