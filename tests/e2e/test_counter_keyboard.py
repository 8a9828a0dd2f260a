"""The counter by keyboard alone: somebody known in at most forty keystrokes that are no data."""

import pytest
from playwright.sync_api import Browser

from tests.e2e.keyboard import Keyboard
from tests.e2e.people import log_in_staff, sit_down

pytestmark = pytest.mark.xdist_group("browser")

MOST_KEYSTROKES = 40
ID_NO = "130921196205182010"
WRONG_ID_NO = "130921196205182011"
ITEM = "cxjmylbxcbdj"  # 城乡居民养老保险参保登记, by its initials
INSTANT_ITEM = "grcbzm"  # 个人参保证明查询打印
FIRST_MARK = "[data-marks] li:first-child input[value=PASS]"


def _comes_for_the_first_time(keys: Keyboard) -> str:
    """Name, telephone and village are typed once; everything is there."""
    keys.stands_at("#field-id_no")
    keys.types(WRONG_ID_NO)
    keys.presses("Enter")
    keys.reads("最后一位对不上")
    keys.person.forget(400)
    keys.presses("Tab", 2)  # from the summary over its link to the number
    keys.stands_at("#field-id_no")
    keys.presses("Control+a")
    keys.types(ID_NO)
    keys.presses("Enter")
    keys.stands_at("#field-name")
    keys.types("周桂兰")
    keys.presses("Tab")
    keys.types("13800000077")
    keys.presses("Tab")
    keys.types("D")
    keys.presses("Tab")
    keys.presses("1")
    return _takes_in(keys)


def _takes_in(keys: Keyboard) -> str:
    keys.stands_at("#field-q")
    keys.types(ITEM)
    keys.presses("Enter")
    keys.stands_at(FIRST_MARK)
    keys.person.look()
    keys.presses("a")
    keys.stands_at("#intake-go")
    keys.presses("Enter")
    return keys.arrives()


def _prints(keys: Keyboard) -> None:
    """P opens the receipt as soon as it is made; L the large sheet."""
    page = keys.person.page
    page.locator("[data-key=p]").wait_for()
    with page.context.expect_page() as opened:
        keys.presses("p")
    assert "/papers/" in opened.value.url or opened.value.url == "about:blank"
    opened.value.close()
    with page.context.expect_page() as opened:
        keys.presses("l")
    opened.value.wait_for_load_state()
    assert "查询码" in opened.value.locator("main").inner_text()
    opened.value.close()


def test_a_known_person_by_keyboard_alone(browser: Browser, base_url: str) -> None:
    clerk = sit_down(browser, base_url, phone=False)
    log_in_staff(clerk, "clerk.jiuzhou")
    clerk.visit("/desk/intake/")
    keys = Keyboard(person=clerk)
    first = _comes_for_the_first_time(keys)
    keys.presses("x")

    keys.stands_at("#field-id_no")
    keys.begin()
    keys.types(ID_NO)
    keys.presses("Enter")
    keys.reads("办过事的人")
    keys.stands_at("#field-identity_check")
    assert clerk.page.input_value("#field-name") == "周桂兰"
    keys.presses("1")
    second = _takes_in(keys)
    assert second != first
    print(f"\nknown person: {keys.pressed} keystrokes, {keys.asked_ms:.0f} ms of server")  # noqa: T201 - the figure of the note
    assert keys.pressed <= MOST_KEYSTROKES
    _prints(keys)

    keys.presses("n")
    keys.stands_at("#field-q")
    keys.types(ITEM)
    keys.presses("Enter")
    keys.stands_at(FIRST_MARK)
    keys.reads("系统不拦")
    keys.presses("3")
    keys.presses("a")
    keys.stands_at("#intake-notice")
    keys.presses("Enter")
    third = keys.arrives()
    keys.reads("一次性告知书")
    keys.reads(second)

    keys.presses("n")
    keys.stands_at("#field-q")
    keys.types(INSTANT_ITEM)
    keys.presses("Enter")
    keys.stands_at(FIRST_MARK)
    keys.presses("a")
    keys.presses("Control+Enter")
    assert keys.arrives() not in {first, second, third}
    keys.reads("当场办结")
    assert clerk.troubles == []
