"""The matrix from the county down to a place, its file, and the county's own texts of the institutions."""

from typing import Any

import pytest

from tests.usecases.places.dossiers import recorded, station_recorded
from tests.web.portal.visits import post, text_of
from tests.web.sessions import as_actor
from tests.world import CITY_OFFICER, CLERK, COUNTY_OFFICER, OUTSIDER, TOWNSHIP, VILLAGE, VILLAGE_PROXY
from yimen.data.places.models import InstitutionText
from yimen.rules.institutions import STARTING_TEXTS, Institution

pytestmark = pytest.mark.django_db
BOARD = "/manage/places/"


def test_a_county_opens_a_township_a_figure_and_a_place() -> None:
    recorded()
    station_recorded()
    page = text_of(as_actor(COUNTY_OFFICER).get(BOARD))
    assert f"?unit={TOWNSHIP}" in page
    assert "差 1" in page
    township = text_of(as_actor(COUNTY_OFFICER).get(f"{BOARD}?unit={TOWNSHIP}"))
    assert f"/desk/places/{VILLAGE}/#AREA" in township
    figure = text_of(
        as_actor(COUNTY_OFFICER).get(f"{BOARD}figures/?unit={TOWNSHIP}&standard=AREA&verdict=NOT_MET")
    )
    assert "18 平方米，一般不少于 20 平方米" in figure
    assert "西关村" not in figure
    unknown = text_of(
        as_actor(COUNTY_OFFICER).get(f"{BOARD}figures/?unit={TOWNSHIP}&standard=AREA&verdict=UNKNOWN")
    )
    assert "西关村" in unknown


def test_a_city_sees_counties_a_clerk_the_own_township_and_a_proxy_the_own_dossier() -> None:
    assert "青县" in text_of(as_actor(CITY_OFFICER).get(BOARD))
    assert "旧州镇行政综合服务中心" in text_of(as_actor(CLERK).get(BOARD))
    assert as_actor(VILLAGE_PROXY).get(BOARD)["Location"] == f"/desk/places/{VILLAGE}/"
    assert as_actor(OUTSIDER).get(f"{BOARD}?unit={TOWNSHIP}").status_code == 404


def test_the_matrix_goes_out_as_a_file(gateways: Any) -> None:
    answer = as_actor(COUNTY_OFFICER).get(f"{BOARD}export.xlsx?unit={TOWNSHIP}")
    assert answer.status_code == 200
    assert "xlsx" in answer["Content-Disposition"]
    assert gateways is not None


def test_the_county_writes_its_own_text_of_an_institution() -> None:
    client = as_actor(COUNTY_OFFICER)
    assert "示范文本" in text_of(client.get("/manage/institutions/"))
    url = "/manage/institutions/SEAL/"
    same = post(client, url, {"text": "\n".join(STARTING_TEXTS[Institution.SEAL])})
    assert same.status_code == 400
    said = {"text": "专人保管。\n先审后用。", "request_key": "another form"}
    assert post(client, url, said)["Location"] == "/manage/institutions/?done=1"
    assert "第 1 版" in text_of(client.get("/manage/institutions/"))
    assert InstitutionText.objects.get().number == 1
    assert client.get("/manage/institutions/NOTHING/").status_code == 404
