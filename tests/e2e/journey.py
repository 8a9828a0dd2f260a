"""One real case: from a resident's phone to a verified paper, through every desk of a township."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.e2e.people import Person, log_in_staff, newest_message, sit_down

ITEM = "林木采伐许可证核发"
Seen = Callable[[str, Page], None]


def _nobody_watches(_name: str, _page: Page) -> None:
    """The journey without a photographer."""


def _find_item(resident: Person, seen: Seen) -> None:
    """Both 砍树 and lmcf put the item first."""
    for words in ("lmcf", "砍树"):
        resident.visit("/")
        seen("home", resident.page)
        resident.page.fill("#home-search", words)
        resident.press("搜索")
        seen("search", resident.page)
        first = resident.page.locator(".results .card__title").first
        assert first.inner_text() == ITEM
    resident.press(ITEM)
    assert resident.page.locator("h1").inner_text() == ITEM
    seen("guide", resident.page)


def _log_in(resident: Person, phone: str) -> None:
    resident.page.fill("[name=phone]", phone)
    resident.press("发送验证码")
    found = re.search(r"(?<!\d)(\d{6})(?!\d)", newest_message(resident, "验证码"))
    assert found is not None
    resident.page.fill("[name=code]", found.group(1))
    resident.press("登录")


def _choose_village(resident: Person) -> None:
    resident.press("选乡镇和村")
    resident.press("沧县")
    resident.press("旧州镇")
    resident.press("东关村")


def _fill_form(resident: Person, seen: Seen) -> None:
    page = resident.page
    page.fill("[name=name]", "赵建国")
    page.fill("[name=id_no]", "110105194912310021")
    page.fill("[name=request]", "村北承包地杨树 12 株，约 3 立方米，皆伐，采后当年补种。")
    page.select_option("[name=village_code]", label="东关村")
    seen("form", page)
    resident.press("下一步")
    assert resident.reads("身份证号的最后一位对不上"), "a wrong check digit is named"
    assert page.input_value("[name=request]").startswith("村北承包地")
    page.fill("[name=id_no]", "11010519491231002x")
    resident.press("下一步")


def _hand_in(resident: Person, picture: Path) -> None:
    for row in range(2):
        resident.page.locator("input[type=file]").nth(row).set_input_files(picture)
        if not resident.scripts:
            resident.page.locator("form.upload button[type=submit]").nth(row).click()
        resident.page.locator("li.material").nth(row).locator(".tag--good").wait_for()
    resident.look()
    resident.press("下一步")


def _send(resident: Person) -> str:
    resident.press("提交")
    assert resident.page.locator(".field__error").count() == 1, "not without a promise"
    resident.page.check("[name=truthful]")
    resident.press("提交")
    found = re.search(r"130921-\d{4}-100-\d{6}", resident.page.locator("body").inner_text())
    assert found is not None
    return found.group(0)


def _open_case(person: Person, number: str) -> None:
    person.page.fill("#header-search", number)
    person.page.press("#header-search", "Enter")
    person.page.wait_for_url("**/desk/cases/**")
    person.look()


def _clerk_accepts(browser: Browser, base: str, number: str) -> list[str]:
    clerk = sit_down(browser, base, phone=False)
    log_in_staff(clerk, "clerk.jiuzhou")
    _open_case(clerk, number)
    clerk.page.get_by_label("本人到场").check()
    clerk.press("收件，出具接收凭证")
    for verdict in clerk.page.locator("input[value=PASS]").all():
        verdict.check(force=True)
    clerk.press("受理，出具受理通知书")
    assert clerk.reads("待审查")
    return clerk.troubles


def _reviewer_reviews(browser: Browser, base: str, number: str, seen: Seen) -> list[str]:
    reviewer = sit_down(browser, base, phone=False)
    log_in_staff(reviewer, "reviewer.jiuzhou")
    seen("worklist", reviewer.page)
    _open_case(reviewer, number)
    seen("case", reviewer.page)
    for point in reviewer.page.locator("[name=points]").all():
        point.check()
    reviewer.page.get_by_label("建议准予").check()
    reviewer.page.fill("[name=opinion]", "材料齐全，经两人现场核实，情况属实。")
    reviewer.press("提交审查意见")
    assert reviewer.reads("待决定")
    return reviewer.troubles


def _approver_grants(browser: Browser, base: str, number: str) -> list[str]:
    approver = sit_down(browser, base, phone=False)
    log_in_staff(approver, "approver.jiuzhou")
    _open_case(approver, number)
    approver.page.fill("[name=opinion]", "同意审查意见，准予许可。")
    approver.page.get_by_role("button", name="准予许可", exact=True).click()
    approver.page.locator("dialog[open] [data-dialog-yes]").click()
    approver.page.wait_for_url("**done=GRANT")
    approver.look()
    assert approver.reads("待送达")
    return approver.troubles


def _sign_for(resident: Person, number: str, folder: Path, seen: Seen) -> Path:
    """Sign for the decision as soon as its file is made, and take it home."""
    button = resident.page.get_by_role("button", name="签收并下载")
    for _ in range(60):
        resident.page.goto(f"{resident.base}/mine/{number}/")
        if button.count():
            break
        time.sleep(0.5)
    resident.look()
    seen("track", resident.page)
    with resident.page.expect_download() as download:
        button.click(no_wait_after=True)
    target = folder / "decision.pdf"
    download.value.save_as(target)
    return target


def _read_paper(file: Path) -> tuple[str, str]:
    """Number and check code as they are printed on the paper."""
    document = pypdfium2.PdfDocument(file)
    words = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    number = re.search(r"[\u4e00-\u9fff]+〔\d{4}〕\s*\d+\s*号", words)
    code = re.search(r"查验码[：:]?\s*([A-Z2-9]{4,})", words)
    assert number is not None, words
    assert code is not None, words
    assert "赵建国" in words
    assert "沧县林业主管部门" in words, "in the name of the entrusting organ (行政许可法 24)"
    return re.sub(r"\s", "", number.group(0)), code.group(1)


def _verify(resident: Person, number: str, code: str, seen: Seen) -> None:
    resident.visit("/verify/")
    resident.page.fill("[name=number]", number)
    resident.page.fill("[name=check_code]", code)
    resident.press("验证")
    assert resident.reads("真")
    assert resident.reads("赵")
    seen("verify", resident.page)
    resident.visit("/verify/")
    resident.page.fill("[name=number]", number)
    resident.page.fill("[name=check_code]", "ZZZZ" + code[4:])
    resident.press("验证")
    assert not resident.reads("赵")


def _rate(resident: Person) -> None:
    link = None
    for _ in range(60):
        link = re.search(r"/rate/[^\s/]+/", newest_message(resident))
        if link is not None:
            break
        time.sleep(0.5)
    assert link is not None
    resident.visit(link.group(0))
    assert resident.page.locator("[name=stars]:checked").count() == 0, "no rating is chosen beforehand"
    resident.page.locator("[name=stars][value='5']").check(force=True)
    resident.press("提交评价")
    assert resident.reads("谢谢")
    resident.visit(link.group(0), refused=409)
    assert resident.page.locator("[name=stars]").count() == 0, "the link works once"


def carry_one_case(
    browser: Browser,
    base: str,
    folder: Path,
    *,
    phone: str,
    scripts: bool = True,
    seen: Seen = _nobody_watches,
) -> list[str]:
    """Everything from 砍树 to the rating; gives back what went wrong on the way: nothing, when all is well.

    `phone` is a number that has no account yet; `folder` takes the files; `seen` is told each page
    that stands in the README.
    """
    picture = folder / "权属证明.png"
    Image.new("RGB", (60, 40), "white").save(picture)
    resident = sit_down(browser, base, phone=True, scripts=scripts)
    _find_item(resident, seen)
    resident.press("我要办")
    _log_in(resident, phone)
    _choose_village(resident)
    _fill_form(resident, seen)
    _hand_in(resident, picture)
    number = _send(resident)
    troubles = _clerk_accepts(browser, base, number)
    troubles += _reviewer_reviews(browser, base, number, seen)
    troubles += _approver_grants(browser, base, number)
    paper_no, code = _read_paper(_sign_for(resident, number, folder, seen))
    _verify(resident, paper_no, code, seen)
    _rate(resident)
    return troubles + resident.troubles
