"""A leader of the city: from the map over a red county and a township to a village's photo, three clicks."""

import pytest
from playwright.sync_api import Browser

from tests.e2e.people import log_in_staff, sit_down

pytestmark = pytest.mark.xdist_group("browser")
INDICATOR = "应有设施齐全率"


def test_three_clicks_from_the_map_to_a_photo(browser: Browser, base_url: str) -> None:
    city = sit_down(browser, base_url, phone=False)
    log_in_staff(city, "city.cangzhou")
    city.visit("/supervise/")
    page = city.page
    page.select_option("#filter-indicator", label=INDICATOR)
    page.wait_for_url("**indicator=equipment_rate**")
    assert city.reads("示意图")
    assert page.locator(".map__link").count() == 16
    assert page.locator(".map__area--unknown").count() == 15, "what nobody looked at is hatched"
    county = page.locator(".map__link[aria-label^='沧县']")
    assert county.locator(".map__area--s4").count() == 1, "the darkest step: under 60 per cent"
    county.locator(".map__area").click(position={"x": 30, "y": 110})
    page.wait_for_url("**unit=130921000000**")
    city.look()
    assert page.locator(".tile").count() == 19
    city.press("旧州镇")
    assert page.locator(".tile").count() == page.locator(".ranking tbody tr").count()
    city.press("东关村")
    assert page.url.endswith("/desk/places/130921100201/")
    photo = page.locator("main img").first
    assert photo.evaluate("picture => picture.complete && picture.naturalWidth > 0")
    assert city.troubles == []


def test_a_phone_without_scripts_and_a_wall_without_a_network_tell_the_same(
    browser: Browser, base_url: str
) -> None:
    phone = sit_down(browser, base_url, phone=True, scripts=False)
    log_in_staff(phone, "county.cangxian")
    phone.visit("/supervise/")
    phone.page.select_option("#filter-indicator", label=INDICATOR)
    phone.press("看")
    assert phone.page.locator(".ranking tbody tr").count() == 19
    wall = sit_down(browser, base_url, phone=False)
    log_in_staff(wall, "county.cangxian")
    wall.visit("/supervise/wall/")
    told = wall.page.locator("[data-wall-time]").inner_text()
    wall.page.context.set_offline(True)
    wall.page.get_by_text("连不上网，显示的还是").wait_for()
    assert wall.page.locator("[data-wall-time]").inner_text() == told
    assert wall.troubles == []
