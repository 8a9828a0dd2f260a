"""Pension by proxy: a village's phone takes everything in, one counter visit passes it on."""

import re
import time
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.e2e.people import Person, log_in_staff, sit_down

pytestmark = pytest.mark.xdist_group("browser")

ITEM = "城乡居民养老保险参保登记"
NUMBER = re.compile(r"130921-\d{4}-100-\d{6}")


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A photograph as a telephone makes it: too large for a weak line."""
    target = tmp_path / "身份证.jpg"
    Image.effect_noise((3000, 2200), 80).convert("RGB").save(target, quality=90)
    assert target.stat().st_size > 600 * 1024
    return target


def _choose_item(proxy: Person) -> None:
    assert proxy.page.url.endswith("/desk/village/"), "a proxy begins at the village's own page"
    proxy.look()
    proxy.press("第一次来的人")
    proxy.page.fill("[name=q]", "养老参保")
    proxy.press("找事项")
    proxy.press(ITEM)
    assert proxy.page.locator("h1").inner_text() == ITEM


def _fill(proxy: Person, picture: Path) -> None:
    page = proxy.page
    page.fill("[name=name]", "孙秀英")
    page.fill("[name=id_no]", "130921195003079002")
    page.fill("[name=phone]", "13912345611")
    page.locator("input[type=file][name^=photo-]").first.set_input_files(picture)
    page.locator(".village__picture").first.wait_for()
    shown = re.search(r"(\d+) KB", page.locator(".village__picture").first.inner_text())
    assert shown is not None
    assert int(shown.group(1)) * 1024 < picture.stat().st_size, "made smaller before it is sent"
    for choice in page.locator("select[name^=without-]").all()[1:]:
        choice.select_option("BRING")


def _mend(proxy: Person) -> None:
    """Everything that is missing is told at once, and nothing that was given is lost."""
    page = proxy.page
    page.locator("[data-send]").click()
    page.locator("#error-summary").wait_for()
    proxy.forget(400)
    proxy.look()
    assert page.locator("#error-summary li").count() == 2, "the card, and the signature"
    assert page.input_value("[name=name]") == "孙秀英"
    assert page.locator(".village__picture").count() == 1
    page.check("[name=card_seen]")
    _sign(proxy)


def _sign(proxy: Person) -> None:
    field = proxy.page.locator("canvas")
    field.scroll_into_view_if_needed()
    box = field.bounding_box()
    assert box is not None
    mouse = proxy.page.mouse
    mouse.move(box["x"] + 40, box["y"] + 30)
    mouse.down()
    for x, y in ((160, 60), (70, 80), (220, 40)):
        mouse.move(box["x"] + x, box["y"] + y, steps=6)
    mouse.up()
    assert proxy.page.locator("[data-signature-state]").inner_text() == "已签"


def _send(proxy: Person) -> tuple[str, str]:
    """The line breaks, everything stays, the same submission goes again: one case."""
    page = proxy.page
    page.context.set_offline(True)
    page.locator("[data-send]").click()
    page.get_by_text("网络断了，没有交上去").wait_for()
    proxy.troubles = [line for line in proxy.troubles if "ERR_INTERNET_DISCONNECTED" not in line]
    page.context.set_offline(False)
    page.get_by_role("button", name="再交一次").click()
    page.wait_for_url("**/desk/village/cases/**filed=1")
    proxy.look()
    words = page.locator("main").inner_text()
    number, code = NUMBER.search(words), re.search(r"查询码\s+([A-Z2-9-]{8,9})", words)
    assert number is not None
    assert code is not None
    return number.group(0), code.group(1)


def _wait_for_receipt(proxy: Person) -> None:
    link = proxy.page.get_by_role("link", name=re.compile("收件凭证"))
    for _ in range(60):
        if link.count():
            break
        time.sleep(0.5)
        proxy.page.reload()
    answer = proxy.page.request.get(proxy.base + str(link.get_attribute("href")))
    assert answer.headers["content-type"] == "application/pdf"


def _leave(proxy: Person, number: str) -> None:
    """One line on the page, one line for the township; after leaving, nothing."""
    proxy.visit("/desk/village/")
    assert proxy.page.get_by_text(number).count() == 1
    assert not proxy.reads("孙秀英"), "masked"
    proxy.visit("/desk/village/hand-over/")
    assert proxy.reads(number)
    proxy.page.locator("header").get_by_role("button", name="退出").click()
    proxy.page.wait_for_url("**/desk/login/")
    proxy.page.go_back()
    proxy.page.wait_for_load_state("load")
    assert not proxy.reads(number), "nothing is kept for whoever picks the telephone up next"


def _one_visit(clerk: Person, number: str) -> None:
    """The counter: received, checked, passed on."""
    page = clerk.page
    page.fill("#header-search", number)
    page.press("#header-search", "Enter")
    page.wait_for_url("**/desk/cases/**")
    clerk.look()
    page.get_by_label("村级代办员当面核对身份证原件").check()
    clerk.press("收件，出具接收凭证")
    _copy(clerk)
    for verdict in page.locator("input[value=PASS]").all():
        verdict.check(force=True)
    page.fill("[name=external_system]", "河北省社会保险经办系统(示例)")
    page.fill("[name=external_no]", "示例-0001")
    clerk.press("已转部门办理")
    assert clerk.reads("部门办理中")


def _copy(clerk: Person) -> None:
    """The sheet for the department's own system, in the clear for a reason, and back."""
    clerk.press("打开转办抄录单")
    assert not clerk.reads("130921195003079002")
    clerk.page.fill("[name=reason]", "抄进社保系统")
    clerk.press("打开整张单子")
    assert clerk.reads("130921195003079002")
    clerk.press("去登记")


def _result(clerk: Person) -> None:
    page = clerk.page
    page.select_option("[name=result]", "DONE")
    page.fill("[name=text]", "参保登记已办好，从下月起缴费，凭身份证在镇里领存折。")
    clerk.press("登记结果，告诉申请人")
    assert clerk.reads("部门已办结")


def _wait_for_message(person: Person, number: str) -> None:
    """The neighbor is told that there is a result, never which."""
    tab = person.page.context.new_page()
    found: list[str] = []
    for _ in range(60):
        tab.goto(person.base + "/demo/messages/")
        texts = tab.locator("ol.sms-list > li").all_inner_texts()
        found = [each for each in texts if number in each and "部门已有结果" in each]
        if found:
            break
        time.sleep(0.5)
    tab.close()
    assert len(found) == 1
    assert "参保登记已办好" not in found[0]


def _follow(child: Person, number: str, code: str) -> None:
    """The neighbor's child looks it up with number and code from the receipt."""
    child.visit("/track/")
    child.page.fill("[name=number]", number)
    child.page.fill("[name=check_code]", code)
    child.press("查进度")
    assert child.reads("部门已办结")


def test_a_neighbor_is_insured_with_one_visit_at_the_counter(
    browser: Browser, base_url: str, picture: Path
) -> None:
    proxy = sit_down(browser, base_url, phone=True)
    log_in_staff(proxy, "proxy.dongguan")
    _choose_item(proxy)
    _fill(proxy, picture)
    _mend(proxy)
    number, code = _send(proxy)
    _wait_for_receipt(proxy)
    _leave(proxy, number)
    clerk = sit_down(browser, base_url, phone=False)
    log_in_staff(clerk, "clerk.jiuzhou")
    _one_visit(clerk, number)
    _result(clerk)
    _wait_for_message(clerk, number)
    child = sit_down(browser, base_url, phone=True)
    _follow(child, number, code)
    assert proxy.troubles + clerk.troubles + child.troubles == []
