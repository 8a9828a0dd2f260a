"""The city brings a map of its own, or goes back to the sketch that says it is one."""

import pytest

from tests.rules.test_map_drawings import county, file_of
from tests.world import CITY_OFFICER, COUNTY_OFFICER, NOW
from yimen.data.journal.models import Entry
from yimen.data.supervision.models import MapDrawing
from yimen.rules.access import NotAllowed
from yimen.rules.map_drawings import DrawingRefused
from yimen.rules.text import TextMissing
from yimen.usecases.supervision.drawings import (
    NoDrawingInUse,
    SameDrawing,
    bring_drawing,
    drawing_of,
    drop_drawing,
    get_drawing,
)

pytestmark = pytest.mark.django_db
CITY = "130900000000"
FILE = file_of(county(), county("130922"))
TOLD = {
    "file_name": "县界.geojson",
    "content": FILE,
    "approval_no": "",
    "source": "市自然资源和规划局（示例）",
}


def test_a_map_of_the_city_takes_the_place_of_the_sketch_and_the_one_before_stays() -> None:
    before = drawing_of(CITY)
    assert before is not None
    assert (before.is_own, before.approval_no, len(before.drawing.areas)) == (False, "", 16)
    bring_drawing(actor=CITY_OFFICER, now=NOW, **TOLD)
    bring_drawing(actor=CITY_OFFICER, now=NOW, **(TOLD | {"approval_no": "示例审图号"}))
    now = get_drawing(actor=CITY_OFFICER)
    assert now is not None
    assert (now.is_own, now.approval_no, len(now.drawing.areas)) == (True, "示例审图号", 2)
    assert MapDrawing.objects.count() == 2
    drop_drawing(actor=CITY_OFFICER, now=NOW)
    assert drawing_of(CITY) == before
    acts = Entry.objects.filter(subject_type="map_drawing").values_list("act", flat=True)
    assert sorted(acts) == ["supervision.bring_drawing"] * 2 + ["supervision.drop_drawing"]


def test_what_does_not_fit_leaves_everything_as_it_was() -> None:
    with pytest.raises(DrawingRefused):
        bring_drawing(actor=CITY_OFFICER, now=NOW, **(TOLD | {"content": file_of(county())}))
    with pytest.raises(TextMissing):
        bring_drawing(actor=CITY_OFFICER, now=NOW, **(TOLD | {"source": ""}))
    with pytest.raises(NotAllowed):
        bring_drawing(actor=COUNTY_OFFICER, now=NOW, **TOLD)
    with pytest.raises(NoDrawingInUse):
        drop_drawing(actor=CITY_OFFICER, now=NOW)
    bring_drawing(actor=CITY_OFFICER, now=NOW, **TOLD)
    with pytest.raises(SameDrawing):
        bring_drawing(actor=CITY_OFFICER, now=NOW, **TOLD)


def test_a_city_of_which_no_map_comes_along_has_none() -> None:
    assert drawing_of("131000000000") is None
