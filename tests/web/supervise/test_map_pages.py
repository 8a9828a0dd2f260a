"""The map on its pages: few statements, light, the same in words; a map of the city's own, faults told."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.rules.test_map_drawings import county, file_of
from tests.usecases.places.dossiers import recorded
from tests.usecases.programme.programmes import seed
from tests.web.portal.visits import post, text_of
from tests.web.sessions import as_actor
from tests.world import CITY_OFFICER, COUNTY_OFFICER, NOW, TOWNSHIP, VILLAGE
from yimen.data.supervision.models import MapDrawing
from yimen.usecases.programme.loading import load_programme
from yimen.usecases.programme.publishing import publish_programme

pytestmark = pytest.mark.django_db
PAGE = "/supervise/"
MOST_STATEMENTS, MOST_BYTES = 20, 300 * 1024


def _statements(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def _weight(client: Client, url: str) -> int:
    """The page with every stylesheet, script and picture that it links."""
    page = client.get(url).content
    linked = set(re.findall(rb'(?:href|src)="/static/([^"#]+\.(?:css|js|svg))', page))
    files = [Path(str(finders.find(name.decode()))) for name in linked]
    assert files
    return len(page) + sum(file.stat().st_size for file in files)


def _programme_of_this_year() -> None:
    load_programme(
        actor=CITY_OFFICER,
        now=NOW,
        text=seed().replace("2020-", f"{NOW.year}-").replace("2020", str(NOW.year)),
    )
    publish_programme(actor=CITY_OFFICER, now=NOW, city_code="130900000000", year=NOW.year)


@pytest.mark.parametrize("place", ["", f"?unit={TOWNSHIP[:6]}000000", f"?unit={TOWNSHIP}"])
def test_a_page_needs_few_statements_and_is_light(place: str) -> None:
    _programme_of_this_year()
    city = as_actor(CITY_OFFICER)
    assert _statements(city, PAGE + place) < MOST_STATEMENTS
    assert _statements(city, f"{PAGE}wall/{place}") < MOST_STATEMENTS
    assert _weight(city, PAGE + place) < MOST_BYTES


def test_three_clicks_lead_from_the_city_to_a_village_and_the_map_says_what_it_is() -> None:
    recorded()
    city = as_actor(CITY_OFFICER)
    page = text_of(city.get(f"{PAGE}?indicator=area_rate&month=2026-10"))
    assert "示意图" in page
    assert 'aria-label="青县 未采集"' in page
    step = f"{PAGE}?unit=130921000000&indicator=area_rate&month=2026-10"
    assert f'href="{step}"' in page
    step = f"{PAGE}?unit={TOWNSHIP}&indicator=area_rate&month=2026-10"
    assert f'href="{step}"' in text_of(
        city.get(f"{PAGE}?unit=130921000000&indicator=area_rate&month=2026-10")
    )
    assert f'href="/desk/places/{VILLAGE}/"' in text_of(city.get(step))


def test_what_is_late_opens_to_the_register_of_the_unit_and_to_the_report_of_the_unit(gateways: Any) -> None:
    after_the_18th = NOW + timedelta(days=9)
    gateways.demo_clock.set(after_the_18th - datetime.now(UTC))
    _programme_of_this_year()
    city = as_actor(CITY_OFFICER)
    page = text_of(city.get(PAGE))
    of_unit = "/manage/reports/130922000000"
    for url in (f"{of_unit}/2026-10/", f"{of_unit}/2026-11/register/"):
        assert f'href="{url}"' in page
        assert city.get(url).status_code == 200
    assert city.get(f"{of_unit}/2026-11/register/1/").status_code == 200


def test_what_one_may_not_see_or_does_not_exist_is_told_in_words() -> None:
    county_office = as_actor(COUNTY_OFFICER)
    assert county_office.get(f"{PAGE}?unit=130922000000").status_code == 404
    assert county_office.get(f"{PAGE}?month=2099-01").status_code == 400
    assert county_office.get(f"{PAGE}?indicator=x").status_code == 404
    assert county_office.get(f"{PAGE}drawing/").status_code == 403


def test_a_map_of_the_city_s_own_stands_there_with_its_number_and_faults_change_nothing() -> None:
    city, page = as_actor(CITY_OFFICER), f"{PAGE}drawing/"

    def bring(content: bytes) -> Any:
        file = SimpleUploadedFile("县界.geojson", content)
        return post(city, page, {"file": file, "approval_no": "示例审图号", "source": "市里（示例）"})

    refused = bring(file_of(county()))
    assert "缺青县（130922000000）" in text_of(refused)
    assert post(city, page, {"source": "x"}).status_code == 400
    assert not MapDrawing.objects.exists()
    assert bring(file_of(county(), county("130922")))["Location"] == f"{page}?done=brought"
    shown = text_of(city.get(PAGE))
    assert "审图号 示例审图号" in shown
    assert "示意图" not in shown
    assert post(city, page, {"act": "DROP"})["Location"] == f"{page}?done=dropped"
    assert "示意图" in text_of(city.get(PAGE))


def test_a_wall_has_no_controls_and_tells_its_moment() -> None:
    page = text_of(as_actor(CITY_OFFICER).get(f"{PAGE}wall/"))
    main = page.partition("<main")[2]
    assert "<form" not in main
    assert "<select" not in main
    assert "数据时间" in main
    assert "js/wall" in page
