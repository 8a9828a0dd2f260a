"""林木采伐 across National Day 2026: a correction, a stop and an extension, and every date by hand.

The installation is its own, with a clock of its own: it begins on 16 September 2026 and is moved on.
The dates that the pages show are held against a count that shares nothing with the rules.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from bench.faults.place import copy_place, throwaway_folder
from PIL import Image
from playwright.sync_api import Browser

from tests.e2e import journey
from tests.e2e.installation import running_installation
from tests.e2e.people import Person, log_in_staff, sit_down
from tests.quick_folders import quick_parent
from tests.rules.day_by_day import count
from yimen.rules.calendar import spoken_date
from yimen.rules.deadlines import Extension, Limit, Stop, StopGround, Unit

pytestmark = pytest.mark.xdist_group("browser")

BEGIN = "2026-09-16"
LAW, PROMISE = (Limit(amount=amount, unit=Unit.WORKDAYS) for amount in (20, 7))
ACCEPTED = date(2026, 9, 17)
STOPPED, RESUMED = date(2026, 9, 18), date(2026, 9, 29)


@pytest.fixture(scope="module")
def september(prepared_place: Path) -> Iterator[str]:
    """An installation whose clock begins before the holidays; nobody needs its sample cases."""
    with throwaway_folder(quick_parent()) as folder:
        copy_place(prepared_place, folder / "data")
        with running_installation(folder, "--empty", YIMEN_DEMO_NOW=BEGIN) as base:
            yield base


def _due(limit: Limit, *, stopped: bool = False, days: int = 0) -> str:
    stop = Stop(
        started_on=STOPPED, ended_on=RESUMED, ground=StopGround.EXPERT_REVIEW, basis="", document_no=""
    )
    longer = [Extension(days=days, granted_on=RESUMED, reason="")] if days else []
    found = count(ACCEPTED, limit, [stop] if stopped else [], longer)[0]
    assert found is not None
    return spoken_date(found)


def _move(person: Person, days: int) -> None:
    """Move the demo's clock on, as whoever trains does."""
    person.visit("/demo/clock/")
    person.page.fill("[name=days]", str(days))
    person.page.get_by_role("button", name="往后拨", exact=True).click()
    person.page.wait_for_load_state("load")


def _clocks(person: Person) -> list[str]:
    """The two due dates as the page shows them: of the law, of the promise."""
    return [each.strip() for each in person.page.locator(".clock__due").all_inner_texts()][:2]


def _at_desk(browser: Browser, base: str, account: str, number: str) -> Person:
    person = sit_down(browser, base, phone=False)
    log_in_staff(person, account)
    journey._open_case(person, number)
    return person


def _again(person: Person, number: str, doing: str = "") -> None:
    """The same case once more, with another act in hand."""
    journey._open_case(person, number)
    if doing:
        person.visit(person.page.url.removeprefix(person.base).split("?")[0] + f"?doing={doing}")


def _tell_once(clerk: Person) -> None:
    """Receive, find one material wanting, and tell it once."""
    clerk.page.get_by_label("本人到场").check()
    clerk.press("收件，出具接收凭证")
    rows = clerk.page.locator("li.material")
    rows.nth(0).locator("input[value=PASS]").check(force=True)
    rows.nth(1).locator("input[value=FAIL]").check(force=True)
    rows.nth(1).locator("[name^=reason-]").fill("权属证明照片看不清，请重新拍照。")
    clerk.page.get_by_role("button", name="一次性告知补正", exact=True).click()
    clerk.page.wait_for_load_state("load")
    assert clerk.reads("补正中")


def _supplement(resident: Person, number: str, picture: Path) -> None:
    resident.visit(f"/mine/{number}/correct/")
    assert resident.reads("照片看不清")
    resident.page.locator("input[type=file]").set_input_files(picture)
    resident.press("全部交齐，提交")


def _accept(clerk: Person, number: str) -> None:
    _again(clerk, number)
    for verdict in clerk.page.locator("input[value=PASS]").all():
        verdict.check(force=True)
    clerk.press("受理，出具受理通知书")
    assert _clocks(clerk) == [_due(LAW), _due(PROMISE)], "as of the day on which the materials were whole"


def _stop(reviewer: Person, number: str) -> None:
    _again(reviewer, number, "SUSPEND")
    reviewer.page.select_option("[name=ground]", label="专家评审")
    reviewer.page.fill("[name=days_needed]", "5")
    reviewer.press("停止计时，出具告知书", refused=400)
    assert reviewer.page.locator("#error-summary").count() == 1, "not without an approver"
    reviewer.page.fill("[name=approver]", "李镇长")
    reviewer.press("停止计时，出具告知书")
    assert _clocks(reviewer) == ["停止计时，到期日待定"] * 2


def _resume(reviewer: Person, number: str) -> None:
    _again(reviewer, number)
    reviewer.page.fill("[name=result]", "专家评审通过，意见附后。")
    reviewer.page.fill("[name=ended_on]", RESUMED.isoformat())
    reviewer.press("继续计时")
    assert _clocks(reviewer) == [_due(LAW, stopped=True), _due(PROMISE, stopped=True)]


def _extend(approver: Person, number: str) -> None:
    _again(approver, number, "EXTEND")
    approver.page.fill("[name=days]", "10")
    approver.page.fill("[name=approver]", "李镇长")
    approver.page.fill("#field-reason", "权属证明需向上级机关核实。")
    approver.press("延长，出具延期告知书")
    assert _clocks(approver) == [_due(LAW, stopped=True, days=10), _due(PROMISE, stopped=True)]


def _review(reviewer: Person, number: str) -> None:
    _again(reviewer, number)
    for point in reviewer.page.locator("[name=points]").all():
        point.check()
    reviewer.page.get_by_label("建议准予").check()
    reviewer.page.fill("[name=opinion]", "专家评审通过，权属已核实，情况属实。")
    reviewer.press("提交审查意见")


def _grant(approver: Person, number: str) -> None:
    _again(approver, number)
    approver.page.fill("[name=opinion]", "同意审查意见，准予许可。")
    approver.page.get_by_role("button", name="准予许可", exact=True).click()
    approver.page.locator("dialog[open] [data-dialog-yes]").click()
    approver.page.wait_for_url("**done=GRANT")
    assert approver.reads("待送达")


def test_every_date_is_the_one_of_the_calendar(browser: Browser, september: str, tmp_path: Path) -> None:
    picture = tmp_path / "权属证明.png"
    Image.new("RGB", (60, 40), "white").save(picture)
    resident = sit_down(browser, september, phone=True)
    journey._find_item(resident, journey._nobody_watches)
    resident.press("我要办")
    journey._log_in(resident, "13912345603")
    journey._choose_village(resident)
    journey._fill_form(resident, journey._nobody_watches)
    journey._hand_in(resident, picture)
    number = journey._send(resident)
    assert resident.reads("演示时钟 2026年9月16日"), "a moved clock is said on every page"

    clerk = _at_desk(browser, september, "clerk.jiuzhou", number)
    _tell_once(clerk)
    _move(resident, 1)
    _supplement(resident, number, picture)
    _move(resident, 1)
    _accept(clerk, number)

    reviewer = _at_desk(browser, september, "reviewer.jiuzhou", number)
    _stop(reviewer, number)
    resident.visit(f"/mine/{number}/")
    assert _clocks(resident) == ["停止计时，到期日待定"] * 2, "the applicant sees it too"
    _move(resident, 12)  # 30 September, after Sunday the 20th was worked
    _resume(reviewer, number)
    approver = _at_desk(browser, september, "approver.jiuzhou", number)
    _extend(approver, number)
    resident.visit(f"/mine/{number}/")
    assert _clocks(resident) == [_due(LAW, stopped=True, days=10), _due(PROMISE, stopped=True)]
    resident.page.locator("details.why summary").first.click()
    assert resident.reads("国庆节放假，不计入")
    assert resident.reads("2026年10月10日(周六)因国庆节调休上班，计入")
    resident.look()

    _move(resident, 10)  # Saturday 10 October, a day that is worked
    _review(reviewer, number)
    _grant(approver, number)
    journey._sign_for(resident, number, tmp_path, journey._nobody_watches)
    resident.visit(f"/mine/{number}/")
    assert resident.reads("准予许可")
    people = (resident, clerk, reviewer, approver)
    troubles = [trouble for person in people for trouble in person.troubles]
    assert troubles == [], troubles
