"""A county brings a foreign list in, gives forty items to nineteen townships, and everything follows."""

import json
import os
import re
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.e2e.conftest import Installation
from tests.e2e.people import Person, log_in_staff, sit_down
from tests.usecases.catalog.faulty_list import planted_faults, write_faulty, write_mended

pytestmark = pytest.mark.xdist_group("browser")

FELLING = "CZ0010"
TOWNSHIP, VILLAGE = "130921100000", "130921100201"


def _tokens(installation: Installation) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("YIMEN_")}
    told = subprocess.run(
        [sys.executable, "-m", "yimen", "demo", "tokens", "--json"],
        env=kept | {"YIMEN_DATA_DIR": str(installation.data_dir)},
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, str] = json.loads(told.stdout)
    return found


def _call(person: Person, token: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """What another program asks at the same time as people do."""
    answer = person.page.request.post(
        f"{person.base}/api/v1{path}",
        data=body,
        headers={"authorization": f"Bearer {token}", "idempotency-key": uuid.uuid4().hex},
    )
    assert answer.ok, answer.text()
    found: dict[str, Any] = answer.json()
    return found


def _accepted_felling(person: Person, token: str) -> tuple[str, str]:
    """A felling permit taken in and accepted now: its number, and the number of the notice of acceptance."""
    taken = _call(
        person,
        token,
        "/cases",
        {
            "item_code": FELLING,
            "village_code": VILLAGE,
            "applicant": {
                "name": "孙秀英",
                "id_no": "130921195003079002",
                "phone": "13912345611",
            },
            "request": "东关村村北承包地，杨树 20 株。",
            "identity_check": "IN_PERSON",
            "materials": [{"key": 1, "verdict": "PASS"}, {"key": 2, "verdict": "PASS"}],
        },
    )
    number = str(taken["case_no"])
    materials = [{"key": 1, "verdict": "PASS"}, {"key": 2, "verdict": "PASS"}]
    accepted = _call(person, token, f"/cases/{number}/actions/accept", {"materials": materials})
    return number, str(accepted["paper"]["paper_no"])


def _bring(officer: Person, path: Path) -> None:
    officer.page.set_input_files("input[type=file]", path)


def _sees_each_fault(officer: Person) -> None:
    """Every planted fault stands at its cell, and nothing else is called an error."""
    wanted = {(fault.cell, fault.severity) for fault in planted_faults()}
    errors = {cell for cell, severity in wanted if severity == "ERROR"}
    page, seen = officer.page, set()
    officer.press("只看有错误的行")
    while True:
        seen |= set(page.locator(".sheet__findings .is-bad .sheet__place").all_inner_texts())
        following = page.locator("main a[rel=next]")
        if not following.count():
            break
        following.click()
        page.wait_for_load_state("load")
    assert {place.strip() for place in seen} == errors


def _imports(officer: Person, folder: Path) -> None:
    write_faulty(folder / "省里下放事项.xlsx")
    write_mended(folder / "省里下放事项-改好.xlsx")
    officer.visit("/manage/lists/import/")
    _bring(officer, folder / "省里下放事项.xlsx")
    officer.press("传上来核对")
    officer.press("核对每一行")
    _sees_each_fault(officer)
    _bring(officer, folder / "省里下放事项-改好.xlsx")
    officer.press("传改好的文件")
    assert officer.reads("0 处错误")
    officer.press("导入 200 行")
    officer.press("打开这次调整")
    officer.press("送审")
    assert officer.reads("等另一个人审核")


def _publishes(reviewer: Person, url: str) -> None:
    reviewer.visit(url)
    reviewer.press("通过并公布")
    assert reviewer.reads("已公布")


def _delegates(officer: Person, codes: list[str]) -> str:
    """Forty items to all nineteen townships in one act, seen before it is kept; where it is reviewed."""
    officer.visit("/manage/lists/")
    officer.page.click("summary:has-text('新建一次清单调整')")
    officer.page.fill("[name=title]", "2026年赋权四十项")
    officer.press("开始起草")
    officer.press("登记授权")
    officer.page.fill("[name=codes]", " ".join(codes))
    officer.page.locator("#field-townships button").click()
    officer.page.check("[name=way][value=GRANTED]")
    officer.page.fill("[name=basis]", "演示：省政府赋权决定")
    officer.press("先看会写什么")
    assert officer.reads("760 条要写入")
    assert officer.reads("40 个事项")
    assert officer.reads("19 个单位")
    officer.press("写入这 760 条")
    assert officer.reads("760 授权条数")
    path = officer.page.url.removeprefix(officer.base).partition("?")[0]
    officer.press("送审")
    return path


def _imported(officer: Person) -> dict[str, str]:
    """The first of the items that were just published, name by code."""
    officer.page.goto(f"{officer.base}/manage/lists/")
    officer.page.locator("tbody a").first.click()
    officer.page.wait_for_load_state("load")
    heads = officer.page.locator(".list__draft h3").all_inner_texts()
    found = (re.fullmatch(r"(.+?)\s+新增\s+(CZ\d{4})", " ".join(head.split())) for head in heads)
    return {match[2]: match[1] for match in found if match}


def _village_follows(resident: Person, code: str, name: str) -> None:
    """Who chose a village finds the new item and its township; the village's own list stays as it is."""
    resident.visit(f"/places/{VILLAGE}/")
    resident.press("设为我的办事点")
    resident.visit(f"/search/?q={name}")
    assert resident.reads(name), "the search of the village finds what its township has now"
    resident.visit(f"/items/{code}/")
    resident.page.locator("summary", has_text="怎么办").click()
    assert resident.reads("旧州镇的清单上写的是“赋权”"), "the guide says how the township takes part"
    resident.visit(f"/places/{VILLAGE}/list/?by=none")
    assert resident.reads("第 1 版"), "nothing was given to the village"
    assert not resident.reads(name)


def test_the_lists_of_a_county_from_a_foreign_file_to_the_next_case(
    browser: Browser, installation: Installation, tmp_path: Path
) -> None:
    base = installation.base_url
    officer, reviewer = sit_down(browser, base, phone=False), sit_down(browser, base, phone=False)
    resident = sit_down(browser, base, phone=True)
    token = _tokens(installation)["clerk"]
    log_in_staff(officer, "county.cangxian")
    log_in_staff(reviewer, "review.cangxian")

    _, before = _accepted_felling(officer, token)
    assert before.startswith("沧县林"), "so far in the name of the entrusting department"

    _imports(officer, tmp_path)
    _publishes(reviewer, officer.page.url.removeprefix(base).partition("?")[0])
    imported = _imported(officer)
    codes = list(imported)[:39]
    assert len(codes) == 39
    name = imported[codes[0]]
    _publishes(reviewer, _delegates(officer, [*codes, FELLING]))

    resident.visit(f"/places/{TOWNSHIP}/list/?by=none")
    assert resident.reads("第 2 版")
    assert resident.reads(name)
    _village_follows(resident, codes[0], name)
    clerk = sit_down(browser, base, phone=False)
    log_in_staff(clerk, "clerk.jiuzhou")
    clerk.page.goto(f"{base}/desk/intake/items/?q={name}")  # a piece of a page
    assert clerk.reads(name), "the desk finds what the list has now"
    _, after = _accepted_felling(officer, token)
    assert not after.startswith("沧县林"), "from now on in the township's own name"

    for person in (officer, reviewer, resident, clerk):
        assert person.troubles == []
