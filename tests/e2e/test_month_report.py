"""A month from pre-filled to frozen: a township files and mends, the county sends, the city freezes."""

import pytest
from playwright.sync_api import Browser

from tests.e2e.conftest import Installation
from tests.e2e.people import Person, log_in_staff, sit_down
from yimen.rules.report_columns import MOST_ASKED

pytestmark = pytest.mark.xdist_group("browser")

TOWNSHIP, COUNTY = "130921100000", "130921000000"
_ASKED = ".report__form > .report__asked input, .report__form > .report__asked textarea"


def _answers(person: Person, *, trainings: str, trained: str) -> None:
    """All that a person has to type in a month."""
    page = person.page
    assert page.locator(_ASKED).count() <= MOST_ASKED
    page.fill("[name=trainings]", trainings)
    page.fill("[name=trained]", trained)
    page.fill("[name=promotions]", "0")
    page.fill("[name=problems]", "无")
    page.check("[name=confirmed]")


def _unfold(person: Person, words: str) -> None:
    person.page.locator("summary", has_text=words).first.click()


def test_the_month_of_a_county_from_its_townships_to_the_city(
    browser: Browser, installation: Installation
) -> None:
    base = installation.base_url
    head = sit_down(browser, base, phone=True)
    county, city = sit_down(browser, base, phone=False), sit_down(browser, base, phone=False)
    log_in_staff(head, "head.jiuzhou")
    head.press("中心主任")
    log_in_staff(county, "county.cangxian")
    log_in_staff(city, "city.cangzhou")

    head.visit("/manage/reports/")
    month = head.page.input_value("#report-month")
    township_url, county_url = (f"/manage/reports/{unit}/{month}/" for unit in (TOWNSHIP, COUNTY))
    assert head.reads("格（83%）系统已经从工作里算好")
    assert head.reads("原件附件未找到，本表按方案推定")
    _answers(head, trainings="1", trained="24")
    head.press("签发，报县备案")
    assert head.reads("已报，等上级接收")

    county.visit(township_url)
    _unfold(county, "退回修改")
    county.page.fill("#field-text", "培训人次和签到表对不上")
    county.press("退回")
    head.visit("/manage/reports/")
    assert head.reads("培训人次和签到表对不上")
    _answers(head, trainings="1", trained="26")
    head.press("签发，报县备案")

    county.visit("/manage/reports/")
    county.page.locator("tr", has_text="旧州镇").locator("button", has_text="接收").first.click()
    county.page.wait_for_load_state("load")
    _answers(county, trainings="1", trained="60")
    county.press("签发，报送市里", refused=400)
    assert county.reads("要先报，请写明情况")
    county.page.fill("[name=without]", "其余乡镇正在核对，已电话催报")
    county.page.check("[name=confirmed]")
    county.press("签发，报送市里")
    assert county.reads("已报，等上级接收")
    _unfold(county, "登记是怎么送的")
    county.page.check("[name=way][value=FAX]")
    county.page.fill("[name=note]", "0317-2175022")
    county.press("登记")
    assert county.reads("传真：0317-2175022")

    city.visit(f"/manage/reports/?month={month}")
    assert city.reads("沧县")
    city.visit(county_url)
    city.press("接收这份月报")
    city.press("冻结这份月报")
    assert city.reads("已冻结")

    county.visit(township_url)
    _unfold(county, "重报")
    county.page.fill("#field-reason", "少报一次培训")
    county.press("开始重报")
    head.visit("/manage/reports/")
    _answers(head, trainings="2", trained="50")
    head.press("签发，报县备案")
    county.visit(township_url)
    assert county.reads("重报理由：少报一次培训")
    changed = county.page.locator(".report__changed tbody tr").all_inner_texts()
    assert [" ".join(each.split()) for each in changed] == ["培训次数 1 2", "培训人次 26 50"]

    for person in (head, county, city):
        assert person.troubles == []
