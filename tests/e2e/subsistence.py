"""低保 from a village's phone to the county's confirmation, with a posting that really hangs its days."""

import re
import time
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tests.e2e.people import Person, log_in_staff, sit_down

ITEM = "最低生活保障对象认定"
NEUTRAL = "救助"
NAME = "孙桂英"
ID_NO = "11010519491231002X"
_MOST_DAYS = 20


def carry_one_benefit(browser: Browser, base: str, folder: Path) -> list[str]:
    """The whole way; gives back what went wrong on any page: nothing, when all is well."""
    picture = folder / "照片.png"
    Image.new("RGB", (64, 48), "white").save(picture)
    village = _sit(browser, base, "proxy.dongguan", phone=True)
    number = _village_files(village, picture)
    clerk = _sit(browser, base, "clerk.jiuzhou")
    _clerk_accepts(clerk, number)
    reviewer = _sit(browser, base, "reviewer.jiuzhou")
    _reviewer_visits(reviewer, number, picture)
    sheet = _reviewer_makes_the_sheet(reviewer)
    _village_hangs(village, sheet, picture)
    _days_go_by(village, sheet)
    _village_takes_down(village, sheet, picture)
    _reviewer_ends_the_posting(reviewer, number)
    county = _sit(browser, base, "civil.cangxian")
    _county_confirms(county, number)
    _clerk_hands_over(clerk, number)
    _village_leaves(village)
    return [line for each in (village, clerk, reviewer, county) for line in each.troubles]


def _sit(browser: Browser, base: str, account: str, *, phone: bool = False) -> Person:
    person = sit_down(browser, base, phone=phone)
    log_in_staff(person, account)
    return person


def _open_case(person: Person, number: str) -> None:
    person.page.fill("#header-search", number)
    person.page.press("#header-search", "Enter")
    person.page.wait_for_url("**/desk/cases/**")
    person.look()


def _village_files(village: Person, picture: Path) -> str:
    """The first check in the village: card seen, materials photographed, the mandate signed on paper."""
    village.visit("/desk/village/items/?q=低保")
    village.press(ITEM)
    page = village.page
    page.fill("[name=name]", NAME)
    page.fill("[name=id_no]", ID_NO)
    page.fill("[name=phone]", "13912345699")
    page.fill("[name=request]", "老两口，没有收入，申请低保。")
    page.get_by_label("我对着身份证原件核对过了").check()
    for field in page.locator("input[type=file][name^=photo-]").all():
        field.set_input_files(picture)
    page.locator("[name=consent_way][value=PHOTO]").check()
    page.locator("[name=consent_photo]").set_input_files(picture)
    page.get_by_role("button", name="提交到乡里").click()
    page.wait_for_url("**/desk/village/cases/**")
    village.look()
    found = re.search(r"130921-\d{4}-100-\d{6}", page.locator("body").inner_text())
    assert found is not None
    assert not village.reads(ITEM), "a shared phone names no sensitive item once it is filed"
    return found.group(0)


def _clerk_accepts(clerk: Person, number: str) -> None:
    _open_case(clerk, number)
    if clerk.page.get_by_role("button", name="收件，出具接收凭证").count():
        clerk.page.locator("[name=choice]").first.check()
        clerk.press("收件，出具接收凭证")
    for verdict in clerk.page.locator("input[value=PASS]").all():
        verdict.check(force=True)
    clerk.press("受理，出具受理通知书")
    assert clerk.reads("待初审")


def _reviewer_visits(reviewer: Person, number: str, picture: Path) -> None:
    page = reviewer.page
    _open_case(reviewer, number)
    for point in page.locator("[name=points]").all():
        point.check()
    page.get_by_label("建议予以确认").check()
    page.fill("[name=opinion]", "家庭收入低于标准。")
    reviewer.press("提交", refused=400)
    assert reviewer.reads("请选择申请人是不是经办人员"), "nobody passes over the question of near relatives"
    page.get_by_label("不是近亲属").check()
    reviewer.press("提交")
    page.fill("[name=second_visitor]", page.input_value("[name=first_visitor]"))
    page.get_by_label("核对结果与申报一致").check()
    page.fill("[name=found]", "平房三间，没有机动车，与申报一致。")
    reviewer.press("登记入户调查", refused=400)
    assert reviewer.reads("入户调查要有两个人")
    page.fill("[name=second_visitor]", "王敏")
    page.locator("[name=photos]").set_input_files(picture)
    reviewer.press("登记入户调查")


def _reviewer_makes_the_sheet(reviewer: Person) -> str:
    """The sheet, as soon as its page is made; it shows the name, the household and the village, no more."""
    page = reviewer.page
    page.fill("[name=members]", "2")
    page.fill("[name=group]", "3组")
    assert page.locator("[name=days]").count() == 0, "the item itself publishes its days"
    reviewer.press("出具公示单")
    found = re.search(r"\S*政示〔\d{4}〕\d+号", page.locator("main").inner_text())
    assert found is not None
    return found.group(0)


def _open_sheet(village: Person, sheet: str) -> None:
    village.visit("/desk/village/postings/")
    assert not village.reads(ITEM)
    assert not village.reads(NAME)
    village.press(sheet)


def _village_hangs(village: Person, sheet: str, picture: Path) -> None:
    _open_sheet(village, sheet)
    village.page.fill("[name=place]", "村委会公示栏")
    village.page.locator("[name=photo]").set_input_files(picture)
    village.press("登记张贴")
    assert village.reads("已登记张贴")


def _days_go_by(village: Person, sheet: str) -> None:
    """The demo's clock runs until the sheet may come down: seven days, and past a rest day at their end."""
    for at in range(_MOST_DAYS):
        _open_sheet(village, sheet)
        if village.page.get_by_role("button", name="登记撤下").count():
            return
        assert village.reads("正贴着"), "not a day too early"
        tab = village.page.context.new_page()
        tab.goto(f"{village.base}/demo/clock/")
        tab.fill("[name=days]", "1" if at else "7")
        tab.get_by_role("button", name="往后拨").last.click()
        tab.close()
    raise AssertionError("the sheet hangs for ever")


def _village_takes_down(village: Person, sheet: str, picture: Path) -> None:
    _open_sheet(village, sheet)
    village.page.locator("[name=photo]").set_input_files(picture)
    village.press("登记撤下")
    assert village.reads("已登记撤下")


def _reviewer_ends_the_posting(reviewer: Person, number: str) -> None:
    _open_case(reviewer, number)
    assert reviewer.reads("第 1 次公示，7 日")
    assert reviewer.page.locator(".evidence img").count() == 3
    reviewer.press("结束公示，报送确认")
    assert reviewer.reads("待确认")


def _county_confirms(county: Person, number: str) -> None:
    assert county.page.locator("h1").inner_text() == "待确认"
    _open_case(county, number)
    assert county.reads("没有人提")
    county.page.fill("[name=content]", "保障人口 2 人，自下月起。")
    county.page.fill("[name=opinion]", "同意初审意见，予以确认。")
    county.page.get_by_role("button", name="予以确认", exact=True).click()
    county.page.locator("dialog[open] [data-dialog-yes]").click()
    county.page.wait_for_url("**done=CONFIRM")
    county.look()
    assert county.reads("予以确认，待送达")


def _clerk_hands_over(clerk: Person, number: str) -> None:
    """The paper goes out in the county's name; handed over at the counter as soon as it is made."""
    for _ in range(60):
        _open_case(clerk, number)
        if (
            "沧县民" in clerk.page.locator("main").inner_text()
            and clerk.page.locator("a:has-text('沧县民')").count()
        ):
            break
        time.sleep(0.5)
    clerk.page.locator("[name=choice][value=COUNTER]").check()
    clerk.press("登记送达")
    assert clerk.reads("已送达") or clerk.reads("办结")


def _village_leaves(village: Person) -> None:
    """Whoever takes the phone after the proxy finds no name of an item or of a person on it."""
    village.page.goto(f"{village.base}/desk/village/")
    village.page.locator("form[action$='logout/'] button").first.click()
    village.page.wait_for_load_state("load")
    village.page.go_back()
    village.page.wait_for_load_state("load")
    assert not village.reads(ITEM)
    assert not village.reads(NAME)
