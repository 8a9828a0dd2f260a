"""Guides, sheets, topics, lists and zones: for every eye, without JavaScript, at twice the text."""

import re

import pytest
from playwright.sync_api import Browser

from tests.e2e.people import Person, sit_down

pytestmark = pytest.mark.xdist_group("browser")

GUIDE = "/items/CZ0010/"
TOWNSHIP = "/places/130921100000/"
PAGES = (
    GUIDE,
    f"{GUIDE}?v=1&s1=2",
    f"{GUIDE}take-along/?v=1&s1=2",
    "/life/",
    "/life/farm/",
    TOWNSHIP,
    f"{TOWNSHIP}list/",
    f"{TOWNSHIP}zone/",
)
_MOST_UNFOLDED = 6
# Every text must be seen whole: nothing that hides what runs over may hold more than it shows. What only
# screen readers read is hidden on purpose, and a drawing is no text.
_CUT = """() => [...document.querySelectorAll("body *")].filter(each => {
  const style = getComputedStyle(each);
  if (!/hidden|clip/.test(style.overflowX + style.overflowY)) return false;
  if (each.closest(".visually-hidden, .table--cards thead, svg")) return false;
  return each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1;
}).map(each => each.outerHTML.slice(0, 160))"""
_WIDE = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"


def _unfold(person: Person) -> None:
    """Open the first things that fold, the outer ones first."""
    for at in range(min(person.page.locator("main details").count(), _MOST_UNFOLDED)):
        person.page.locator("main details").nth(at).evaluate("each => { each.open = true }")


def test_public_pages_are_for_everybody_and_stand_at_twice_the_text(browser: Browser, base_url: str) -> None:
    reader = sit_down(browser, base_url, phone=True)
    for path in PAGES:
        answer = reader.page.goto(base_url + path)
        assert answer is not None
        assert answer.ok, path
        _unfold(reader)
        reader.look()
        reader.page.evaluate("document.documentElement.style.fontSize = '200%'")
        wide, screen = reader.page.evaluate(_WIDE)
        assert wide <= screen, f"{path} is {wide} wide at twice the text"
        assert reader.page.evaluate(_CUT) == [], f"{path} cuts text off"
    assert reader.troubles == []


def test_a_guide_is_answered_and_taken_along_without_scripts(browser: Browser, base_url: str) -> None:
    reader = sit_down(browser, base_url, phone=True, scripts=False)
    reader.visit("/life/")
    reader.press("种地养殖")
    reader.press("林木采伐许可证核发")
    assert not reader.reads("按您选的情况")

    reader.page.get_by_label("自留地，或者自家房前屋后的零星树木").check()
    reader.press("看我要带什么")
    assert reader.reads("按您选的情况，不用办这件事"), "some answers end the matter"

    reader.page.get_by_label("自己承包的集体林地上").check()
    reader.press("看我要带什么")
    assert reader.reads("按您选的情况，就带这些：")
    reader.page.locator("summary", has_text="审查看哪几点").click()
    assert reader.page.locator("details[open]").count() == 1, "what folds needs no script"

    reader.press("带去清单(打印)")
    assert reader.reads("出门前，一样一样打钩")
    assert reader.reads("自己承包的集体林地上"), "the sheet knows the answer"
    sheet = reader.page.get_by_role("link", name="打开大字 PDF").get_attribute("href")
    answer = reader.page.request.get(f"{base_url}{sheet}")
    assert answer.ok
    assert answer.body().startswith(b"%PDF")


def _counts(person: Person) -> list[int]:
    """How many items the groups of a list say they have."""
    found = person.page.locator(".list-group > summary .unfold__count").all_inner_texts()
    return [int(words.removesuffix("项")) for words in found]


def _shown(person: Person) -> int:
    """How many lines of a list are to be seen."""
    return person.page.locator("main tbody tr:visible").count()


def test_a_place_is_read_without_scripts_from_its_page_to_the_zone(browser: Browser, base_url: str) -> None:
    reader = sit_down(browser, base_url, phone=True, scripts=False)
    reader.visit(TOWNSHIP)
    reader.press("办理目录清单")
    said = re.search(r"共 (\d+) 项", reader.page.locator("main").inner_text())
    assert said is not None
    total = int(said[1])  # other journeys of this installation publish lists, too
    assert total >= 117
    assert _shown(reader) == 0, "the list begins folded"
    assert sum(_counts(reader)) == total
    reader.page.locator("main summary", has_text="种地盖房").click()
    assert _shown(reader) == _counts(reader)[0]
    reader.page.emulate_media(media="print")
    assert _shown(reader) == total, "on paper the whole list stands open"
    reader.page.emulate_media(media="screen")
    reader.press("按部门")
    assert sum(_counts(reader)) == total
    reader.press("一张表")
    assert _shown(reader) == total
    reader.page.fill("#list-search", "砍树")
    reader.press("搜索")
    assert reader.reads("“砍树”找到 1 项")

    reader.press("条件、流程、时限、收费")
    reader.page.locator("main summary", has_text="种地盖房").click()
    reader.page.locator("main summary", has_text="林木采伐许可证核发").click()
    line = reader.page.locator("main details[open] details[open]")
    assert "办理条件" in line.inner_text()
    line.get_by_role("link", name="带什么、怎么办").click()
    reader.page.wait_for_load_state("load")
    assert reader.page.locator("h1").inner_text() == "林木采伐许可证核发"
