"""Takes the pictures of README.md and docs/use from a fresh demo: `YIMEN_URL=… pictures.py [NAME…]`.

First the first journey, then the desks and phones that it does not come by. Names choose some of the
walks below; without a name all are walked. What is filed on the way stays in that demo.
"""

import io
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pypdfium2 as pdfium
import segno
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, ViewportSize, expect
from tests.e2e.browsers import chromium
from tests.e2e.journey import carry_one_case
from tests.e2e.people import DESK, PHONE, Person, log_in_staff, newest_message, sit_down
from tests.usecases.catalog.faulty_list import write_faulty

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
FELLING = "林木采伐"
CENTER = "/places/130921100000/"
PENSION = "城乡居民养老保险参保登记"


def take(name: str, page: Page) -> None:
    """One picture of what stands on the screen, from the top; the newest of its name."""
    page.evaluate("window.scrollTo(0, 0)")
    _shoot(name, page)


def take_at(name: str, page: Page, css: str) -> None:
    """One picture with this part of the page at the top of the screen."""
    page.locator(css).first.evaluate("each => each.scrollIntoView({block: 'start'})")
    _shoot(name, page)


def take_both(name: str, page: Page, *, usual: ViewportSize = DESK) -> None:
    """One picture at 1440 and one at 390: the usual of them under this name, the other with its width."""
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        take(name if size == usual else f"{name}-{size['width']}", page)


def _shoot(name: str, page: Page) -> None:
    page.wait_for_timeout(250)  # what fades in has come
    _keep(name, Image.open(io.BytesIO(page.screenshot())))


def _keep(name: str, picture: Image.Image) -> None:
    few = picture.convert("RGB").quantize(
        colors=255, dither=Image.Dither.NONE
    )  # a page has few colors; the file is a third
    few.save(PICTURES / f"{name}.png", optimize=True)


@dataclass(frozen=True, kw_only=True)
class Studio:
    """A browser before the demo, and a folder for what people carry to it."""

    browser: Browser
    base: str
    folder: Path
    phone: str

    def staff(self, account: str, *, phone: bool = False) -> Person:
        """Somebody at work, logged in."""
        person = sit_down(self.browser, self.base, phone=phone)
        log_in_staff(person, account)
        return person

    def photo(self, words: str) -> Path:
        """A made-up photograph: a sheet on a table."""
        target = self.folder / f"{words}.png"
        picture = Image.new("RGB", (900, 640), "#8a7660")
        paper = ImageDraw.Draw(picture)
        paper.rectangle((150, 60, 750, 580), fill="#f7f5f0")
        for line in range(120, 540, 42):
            paper.line((210, line, 690, line), fill="#9a9a96", width=6)
        picture.save(target)
        return target


def _open_first(person: Person, queue: str, words: str = "") -> None:
    """The first case of a list in whose item these words stand."""
    person.visit(f"/desk/?queue={queue}")
    person.page.locator(".worklist__item", has_text=words).first.click()
    person.page.wait_for_url("**/desk/cases/**")


def first_journey(studio: Studio) -> list[str]:
    """砍树, from a phone to a verified paper: home, search, guide, form, track, verify, worklist, case."""
    return carry_one_case(studio.browser, studio.base, studio.folder, phone=studio.phone, seen=take)


def counter(studio: Studio) -> list[str]:
    """Taken in with something missing, its large print, and the correction from a phone."""
    clerk = studio.staff("clerk.jiuzhou")
    page = clerk.page
    clerk.visit("/desk/intake/")
    page.fill("[name=id_no]", "130921196205182010")
    page.press("#field-id_no", "Enter")
    expect(page.locator("[name=looked]")).not_to_have_value(
        ""
    )  # somebody known brings name and village along
    page.fill("[name=name]", "周桂兰")
    page.fill("[name=phone]", "13800000077")
    page.select_option("[name=village_code]", label=_option(page, "village_code", "东关村"))
    page.locator("[name=identity_check]").first.check(force=True)
    page.fill("#field-q", "cxjmylbxcbdj")
    page.keyboard.press("Enter")
    page.locator("[data-marks] li").first.wait_for()
    marks = page.locator("[data-marks] li")
    for at in range(marks.count() - 1):
        marks.nth(at).locator("input[value=PASS]").check(force=True)
    marks.last.locator("input[value=MISSING]").check(force=True)
    take("intake", page)
    page.locator("#intake-notice").click()
    page.wait_for_url("**/desk/intake/done/**")
    words = page.locator("main").inner_text()
    number, code = _read(r"(130921-\d{4}-100-\d{6})", words), _read(r"查询码\s+(\S+)", words)
    page.locator("[data-key=p]").wait_for()
    take("intake-done", page)
    page.goto(studio.base + str(page.locator("[data-key=l]").get_attribute("href")))
    take("large-print", page)
    return clerk.troubles + _correct(studio, number, code)


def _read(pattern: str, words: str) -> str:
    """What stands in these words where the pattern says."""
    found = re.search(pattern, words)
    if found is None:
        raise LookupError(f"{pattern} does not stand in: {words}")
    return found.group(1)


def _option(page: Page, name: str, words: str) -> str:
    found = page.locator(f"[name={name}] option").all_inner_texts()
    return next(each for each in found if words in each)


def _correct(studio: Studio, number: str, code: str) -> list[str]:
    """Who was told at the counter takes the case into their own account and corrects it from the phone."""
    resident = sit_down(studio.browser, studio.base, phone=True)
    resident.visit("/login/")
    resident.page.fill("[name=phone]", "13800000077")
    resident.press("发送验证码")
    resident.page.fill("[name=code]", _read(r"(?<!\d)(\d{6})(?!\d)", newest_message(resident, "验证码")))
    resident.press("登录")
    resident.visit("/track/")
    resident.page.fill("[name=number]", number)
    resident.page.fill("[name=check_code]", code)
    resident.press("查进度")
    if resident.page.get_by_role("button", name="收进我的账号").count():
        resident.press("收进我的账号")
    resident.page.goto(f"{studio.base}/mine/{number}/")
    take("track-correction", resident.page)
    resident.press("拍照补交材料")
    take("correct", resident.page)
    return resident.troubles


def notice(studio: Studio) -> list[str]:
    """A material that does not do, told once; and the form that stops the clocks."""
    clerk = studio.staff("clerk.jiuzhou")
    page = clerk.page
    clerk.visit("/desk/?queue=TO_ACCEPT")
    for url in [each.get_attribute("href") for each in page.locator(".worklist__item").all()]:
        page.goto(studio.base + str(url))
        if (
            page.get_by_role("button", name="一次性告知补正").count()
            and page.locator("[value=ACCEPT]").count()
        ):
            break
    page.locator("input[value=FAIL]").first.check(force=True)
    page.locator("[name^=reason-]:visible").first.fill("照片看不清，请在亮处重拍。")
    page.locator("input[value=MISSING]").last.check(force=True)
    take("notice", page)
    reviewer = studio.staff("reviewer.jiuzhou")
    _open_first(reviewer, "TO_REVIEW", FELLING)
    reviewer.visit(f"{reviewer.page.url.removeprefix(studio.base).split('?')[0]}?doing=SUSPEND")
    take("stop", reviewer.page)
    return clerk.troubles + reviewer.troubles


def copy_sheet(studio: Studio) -> list[str]:
    """The sheet for a department's own system, opened for a reason."""
    clerk = studio.staff("clerk.jiuzhou")
    _open_first(clerk, "TO_ACCEPT", PENSION)
    clerk.press("打开转办抄录单")
    clerk.page.fill("[name=reason]", "抄进社保系统")
    clerk.press("打开整张单子")
    take("copy-sheet", clerk.page)
    return clerk.troubles


def village(studio: Studio) -> list[str]:
    """A proxy's phone: its home, an intake, the mandate signed on the screen, who is due."""
    proxy = studio.staff("proxy.dongguan", phone=True)
    page = proxy.page
    take("village-home", page)
    proxy.visit("/desk/due/")
    take("due", page)
    proxy.visit("/desk/village/items/?q=养老参保")
    proxy.press(PENSION)
    page.fill("[name=name]", "孙秀英")
    page.fill("[name=id_no]", "130921195003079002")
    page.fill("[name=phone]", "13912345611")
    page.check("[name=card_seen]")
    page.locator("input[type=file][name^=photo-]").first.set_input_files(studio.photo("身份证"))
    page.locator(".village__picture").first.wait_for()
    take("village-intake", page)
    _sign(page)
    take_at("village-consent", page, "section[aria-labelledby=consent]")
    return proxy.troubles


def _sign(page: Page) -> None:
    field = page.locator("canvas")
    field.scroll_into_view_if_needed()
    box = field.bounding_box()
    if box is None:
        raise LookupError("no field to sign in")
    page.mouse.move(box["x"] + 40, box["y"] + 30)
    page.mouse.down()
    for x, y in (
        (90, 28),
        (64, 64),
        (50, 84),
        (120, 40),
        (140, 88),
        (160, 36),
        (220, 52),
        (190, 80),
        (250, 74),
    ):
        page.mouse.move(box["x"] + x, box["y"] + y, steps=6)
    page.mouse.up()


def benefit(studio: Studio) -> list[str]:
    """A visit, its sheet, the village that hangs it up; what the county reads before it confirms."""
    reviewer = studio.staff("reviewer.jiuzhou")
    page = reviewer.page
    _open_first(reviewer, "TO_VERIFY")
    page.fill("[name=second_visitor]", "示例·王敏")
    page.get_by_label("核对结果与申报一致").check()
    page.fill("[name=found]", "平房三间，没有机动车，与申报一致。")
    page.locator("[name=photos]").set_input_files(studio.photo("入户"))
    take("visit", page)
    reviewer.press("登记入户调查")
    page.fill("[name=members]", "2")
    page.fill("[name=group]", "3组")
    reviewer.press("出具公示单")
    sheet = _read(r"(\S*政示〔\d{4}〕\d+号)", page.locator("main").inner_text())
    proxy = studio.staff("proxy.dongguan", phone=True)
    proxy.visit("/desk/village/postings/")
    proxy.press(sheet)
    proxy.page.fill("[name=place]", "村委会公示栏")
    proxy.page.locator("[name=photo]").set_input_files(studio.photo("张贴"))
    take("posting", proxy.page)
    county = studio.staff("civil.cangxian")
    _open_first(county, "TO_CONFIRM")
    take("confirmation", county.page)
    return reviewer.troubles + proxy.troubles + county.troubles


def offices(studio: Studio) -> list[str]:
    """What keeper, head and county look at: seal, registers, duty, reviews of files, organs; the clock."""
    keeper = studio.staff("seal.jiuzhou")
    keeper.visit("/desk/seals/")
    take("seals", keeper.page)
    keeper.press("登记用印")
    take("seal-use", keeper.page)
    keeper.visit("/desk/registers/")
    take("registers", keeper.page)
    head = studio.staff("head.jiuzhou")
    head.page.get_by_role("button", name="中心主任").click()
    head.page.wait_for_load_state("load")
    for name, path in (("duty", "/desk/duty/"), ("reviews", "/desk/reviews/")):
        head.visit(path)
        take(name, head.page)
    officer = studio.staff("county.cangxian")
    officer.visit("/manage/organs/")
    take("organs", officer.page)
    visitor = sit_down(studio.browser, studio.base, phone=True)
    visitor.visit("/demo/clock/")
    take("clock", visitor.page)
    return keeper.troubles + head.troubles + officer.troubles + visitor.troubles


def own_account(studio: Studio) -> list[str]:
    """The second step of a log-in, an app to be bound, and where one is logged in."""
    approver = sit_down(studio.browser, studio.base, phone=False)
    approver.visit("/desk/login/")
    approver.page.fill("[name=account]", "approver.jiuzhou")
    approver.page.fill("[name=password]", "yimen-demo")
    approver.press("登录")
    take("second-step", approver.page)
    clerk = studio.staff("clerk.xingji")
    clerk.visit("/desk/account/")
    clerk.press("绑定验证器")
    take("bind", clerk.page)
    head = studio.staff("head.jiuzhou")
    head.page.get_by_role("button", name="中心主任").click()
    head.page.wait_for_load_state("load")
    head.visit("/desk/account/")
    take("account", head.page)
    return approver.troubles + clerk.troubles + head.troubles


def lists(studio: Studio) -> list[str]:
    """A foreign list row by row, what a township publishes, its sheet for the wall, the quality board."""
    officer = studio.staff("county.cangxian")
    write_faulty(studio.folder / "省里下放事项.xlsx")
    officer.visit("/manage/lists/import/")
    officer.page.set_input_files("input[type=file]", studio.folder / "省里下放事项.xlsx")
    officer.press("传上来核对")
    officer.press("核对每一行")
    officer.press("只看有错误的行")
    take_both("list-import", officer.page)
    officer.visit("/manage/lists/")
    take_both("lists", officer.page)
    officer.visit("/manage/quality/")
    take_both("quality", officer.page)
    reader = sit_down(studio.browser, studio.base, phone=False)
    reader.visit(f"{CENTER}list/")
    reader.page.locator("main summary").first.click()
    take_both("public-list", reader.page, usual=PHONE)
    reader.visit(f"{CENTER}zone/")
    reader.page.locator("main summary", has_text="种地盖房").click()
    reader.page.locator("main summary", has_text="林木采伐").click()
    take_both("zone", reader.page, usual=PHONE)
    sheet = reader.page.request.get(f"{studio.base}{CENTER}list/1/wall.pdf")
    page = pdfium.PdfDocument(sheet.body())[0]
    _keep("wall-list", page.render(scale=1200 / page.get_width()).to_pil())
    return officer.troubles + reader.troubles + _on_the_wall(studio)


def _on_the_wall(studio: Studio) -> list[str]:
    """A photo of the code on the wall, and what was read from it."""
    clerk = studio.staff("clerk.jiuzhou", phone=True)
    clerk.visit("/desk/hang/")
    segno.make(f"{studio.base}{CENTER}list/1/").save(str(studio.folder / "墙.png"), scale=12)
    clerk.page.set_input_files("[name=photo]", studio.folder / "墙.png")
    take("hang", clerk.page)
    clerk.press("读照片，登记")
    take("hang-read", clerk.page)
    return clerk.troubles


def supervising(studio: Studio) -> list[str]:
    """City and county at their desks: the map, the month of 沧县, its matrix of standards."""
    city = studio.staff("city.cangzhou")
    take("map", city.page)
    county = studio.staff("county.cangxian")
    county.visit("/manage/reports/")
    take("report-county", county.page)
    county.visit("/manage/places/")
    take("places-county", county.page)
    return city.troubles + county.troubles


WALKS: tuple[Callable[[Studio], list[str]], ...] = (
    first_journey, counter, notice, copy_sheet, village, benefit, offices, own_account, lists, supervising,
)  # fmt: skip


def main() -> int:
    """Walk all or the named walks and photograph them; exit status 1 when a page was not as it should be."""
    chosen = [walk for walk in WALKS if walk.__name__ in sys.argv[1:]] or list(WALKS)
    phone = f"139{int(time.time()) % 10**8:08d}"  # a number that has no account yet
    troubles: list[str] = []
    with tempfile.TemporaryDirectory(prefix="yimen-pictures-") as folder, chromium() as browser:
        studio = Studio(browser=browser, base=os.environ["YIMEN_URL"], folder=Path(folder), phone=phone)
        for walk in chosen:
            troubles += walk(studio)
    print(*troubles, sep="\n")
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
