"""A village says on its phone how its station is, and everybody above it reads just that."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.e2e.people import log_in_staff, sit_down

pytestmark = pytest.mark.xdist_group("browser")
STATION = "/desk/places/130921100201/"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A photograph of the room."""
    target = tmp_path / "大厅.jpg"
    Image.effect_noise((800, 600), 60).convert("RGB").save(target, quality=80)
    return target


def test_a_village_confirms_with_two_taps_corrects_one_fact_and_its_photo_is_seen_above(
    browser: Browser, base_url: str, picture: Path
) -> None:
    village = sit_down(browser, base_url, phone=True)
    log_in_staff(village, "proxy.dongguan")
    village.page.get_by_role("link", name="中心和服务站", exact=True).click()
    assert village.page.url.endswith(STATION), "the first tap"
    village.press("都对，确认")
    assert village.reads("村里已确认"), "the second"

    village.page.locator("#part-ROOMS").get_by_role("link").click()
    village.page.fill("[name=area]", "31.5")
    village.press("登记")
    assert village.reads("已登记，标准也重新核过了")
    village.press("拍一张")
    village.page.get_by_label("大厅和房屋").check()
    village.page.locator("[name=photo]").set_input_files(picture)
    village.press("上传")
    assert village.reads("照片已收下")

    township = sit_down(browser, base_url, phone=False)
    log_in_staff(township, "clerk.jiuzhou")
    township.visit(STATION)
    assert township.reads("31.5 平方米")
    assert township.page.locator(".places__photos b", has_text="大厅和房屋").count() == 1

    county = sit_down(browser, base_url, phone=False)
    log_in_staff(county, "county.cangxian")
    assert county.page.url.endswith("/supervise/"), "the county arrives at the map"
    county.visit("/manage/places/")
    county.press("旧州镇")
    county.press("东关村")
    photo = county.page.locator(".places__photos li", has_text="大厅和房屋").locator("a").first
    whole = county.page.request.get(f"{base_url}{photo.get_attribute('href')}")
    assert (whole.status, whole.headers["content-type"]) == (200, "image/jpeg")
    county.visit("/manage/programme/?year=2020")
    county.press("统一采购高拍仪")
    assert county.page.input_value("[name=person]") == "示例·郭涛"
    assert village.troubles + township.troubles + county.troubles == []
