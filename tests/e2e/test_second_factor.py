"""An app is bound, its recovery codes are noted, one of them opens, and everything is undone again."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.people import Person, log_in_staff, shown_code, sit_down

pytestmark = pytest.mark.xdist_group("browser")
ACCOUNT = "/desk/account/"


def _bind(person: Person) -> list[str]:
    person.visit(ACCOUNT)
    person.press("绑定验证器")
    expect(person.page.get_by_role("img", name="绑定验证器的二维码")).to_be_visible()
    secret = person.page.locator(".enrol__secret code").inner_text()
    assert re.fullmatch(r"([A-Z2-7]{4} ){7}[A-Z2-7]{4}", secret)
    person.page.fill("[name=code]", "nonsense")
    person.press("绑定", refused=400)
    assert person.page.locator(".enrol__secret code").inner_text() == secret, "the same code to scan"
    person.page.fill("[name=code]", shown_code(person))
    person.press("绑定")
    codes = person.page.locator(".recovery__codes li").all_inner_texts()
    assert len(set(codes)) == 10
    if person.scripts:
        person.page.get_by_role("button", name="复制").click()
        expect(person.page.get_by_role("status")).to_have_text("已复制")
    person.press("记下了，继续")
    return codes


def _enter_by_recovery_code(person: Person, code: str, *, refused: int | None = None) -> None:
    person.visit("/desk/login/")
    person.page.fill("[name=account]", "clerk.xingji")
    person.page.fill("[name=password]", "yimen-demo")
    person.press("登录")
    assert "/desk/second-step/" in person.page.url
    person.page.fill("[name=code]", code.lower())
    person.press("登录", refused=refused)


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_an_app_is_bound_used_and_unbound(browser: Browser, base_url: str, *, scripts: bool) -> None:
    desk = sit_down(browser, base_url, phone=False, scripts=scripts)
    log_in_staff(desk, "clerk.xingji")
    codes = _bind(desk)
    telephone = sit_down(browser, base_url, phone=True, scripts=scripts)
    _enter_by_recovery_code(telephone, codes[0])
    telephone.visit(ACCOUNT)
    assert telephone.reads("恢复码还剩 9 个")
    telephone.press("其他的都退出")
    assert telephone.reads("只剩这一处") or telephone.reads("其他登录都已退出")
    desk.page.goto(desk.base + ACCOUNT)
    assert "/desk/login/" in desk.page.url, "the session at the desk has ended"
    _enter_by_recovery_code(desk, codes[0], refused=400)
    assert desk.reads("已经用过")
    telephone.visit(ACCOUNT)
    telephone.page.fill("[name=code]", codes[1])
    telephone.press("解除绑定")
    assert telephone.reads("没有绑定")
    assert desk.troubles + telephone.troubles == []
