"""The people of the journey in their browsers, and what is asked of every page that they see."""

import re
from dataclasses import dataclass, field

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Page

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
# Violations are told whole; what passes need not be told node by node, which takes longer than to find it.
_AXE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
_VIOLATIONS = "options => axe.run(options).then(found => found.violations)"


@dataclass(kw_only=True)
class Person:
    """Somebody in front of a browser; collects what must not happen on any page."""

    page: Page
    base: str
    scripts: bool = True
    troubles: list[str] = field(default_factory=list)

    def visit(self, path: str, *, refused: int | None = None) -> None:
        """Open a page of the installation and look at it; `refused` is the status that it must answer."""
        answer = self.page.goto(self.base + path)
        assert answer is not None
        assert answer.status == (refused or 200), f"{path}: {answer.status}"
        self.forget(refused)
        self.look()

    def press(self, name: str, *, refused: int | None = None) -> None:
        """Press the button or link of this name, wait for the next page, look at it.

        With `refused` the answer must be an ordinary refusal of this status.
        """
        words = re.compile(re.escape(name))
        button = self.page.locator("main").get_by_role("button", name=words)
        target = button if button.count() else self.page.locator("main").get_by_role("link", name=words)
        target.first.click()
        self.page.wait_for_load_state("load")
        self.forget(refused)
        self.look()

    def forget(self, refused: int | None) -> None:
        """A refusal on purpose stands in Chromium's console as a failed load; it must stand there once."""
        if refused is None:
            return
        start, end = f"{self.page.url}: console: Failed to load resource", f"with a status of {refused} "
        found: list[str] = []
        for _ in range(40):
            found = [line for line in self.troubles if line.startswith(start) and end in line]
            if found:
                break
            self.page.wait_for_timeout(50)  # the console speaks a little after the page
        assert len(found) == 1, self.troubles
        self.troubles.remove(found[0])

    def look(self) -> None:
        """No violation of WCAG A and AA, and nothing wider than the screen."""
        if not self.scripts:
            return
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        self.troubles += [
            f"{self.page.url}: {violation['id']} {[node['html'][:120] for node in violation['nodes']]}"
            for violation in self.page.evaluate(_VIOLATIONS, _AXE)
        ]
        wide = self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        if wide:
            self.troubles.append(f"{self.page.url}: wider than the screen")

    def reads(self, words: str) -> bool:
        """Whether the words stand on the page."""
        return words in self.page.locator("body").inner_text()


def sit_down(browser: Browser, base: str, *, phone: bool, scripts: bool = True) -> Person:
    """A person with a fresh browser: a phone of 390 px or a desk of 1440 px."""
    context = browser.new_context(
        viewport=PHONE if phone else DESK, locale="zh-CN", java_script_enabled=scripts, accept_downloads=True
    )
    person = Person(page=context.new_page(), base=base, scripts=scripts)

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            person.troubles.append(f"{person.page.url}: console: {message.text}")

    person.page.on("console", note)
    person.page.on("pageerror", lambda error: person.troubles.append(f"{person.page.url}: {error}"))
    return person


def log_in_staff(person: Person, account: str) -> None:
    """Log in at the desk with the demo's password, and with the code that the demo shows where one is due."""
    person.visit("/desk/login/")
    person.page.fill("[name=account]", account)
    person.page.fill("[name=password]", "yimen-demo")
    person.press("登录")
    if "/desk/second-step/" in person.page.url:
        person.page.fill("[name=code]", shown_code(person))
        person.press("登录")


def shown_code(person: Person) -> str:
    """The six digits that the demo shows on this page; each counts once, so others may have used them up."""
    for _ in range(45):
        found = re.search(r"现在的验证码是 (\d{6})", person.page.locator("main").inner_text())
        if found is not None:
            return found.group(1)
        person.page.wait_for_timeout(1000)
        person.page.reload()
    raise AssertionError("the demo shows no code")


def newest_message(person: Person, about: str = "") -> str:
    """The newest text that the demo would have sent, or the newest with these words; read in a second tab.

    Texts about the sample cases go out while the first visitor comes: theirs need not be the first.
    """
    tab = person.page.context.new_page()
    tab.goto(person.base + "/demo/messages/")
    words = tab.locator("ol.sms-list > li", has_text=about).first.inner_text()
    tab.close()
    return words
