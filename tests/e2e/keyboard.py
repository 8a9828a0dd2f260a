"""A clerk without a mouse: counts what is pressed besides data, and how long the server was asked."""

import re
from dataclasses import dataclass

from playwright.sync_api import Request, expect

from tests.e2e.people import Person


@dataclass(kw_only=True)
class Keyboard:
    """The keys of one desk; `pressed` are keystrokes that are no data."""

    person: Person
    pressed: int = 0
    asked_ms: float = 0
    arrived: bool = False

    def __post_init__(self) -> None:
        self.person.page.on("requestfinished", self._note)

    def _note(self, request: Request) -> None:
        if "/desk/" in request.url and request.resource_type in {"document", "fetch", "xhr"}:
            timing = request.timing
            self.asked_ms += 0 if self.arrived else max(0.0, timing["responseStart"] - timing["requestStart"])

    def begin(self) -> None:
        """Count from here."""
        self.pressed, self.asked_ms, self.arrived = 0, 0, False

    def types(self, data: str) -> None:
        """What stands on the card or comes out of the clerk's head: data."""
        self.person.page.keyboard.type(data)

    def presses(self, key: str, times: int = 1) -> None:
        """A key that is no data."""
        for _ in range(times):
            self.person.page.keyboard.press(key)
            self.pressed += 1

    def stands_at(self, css: str) -> None:
        """Wait until the focus is here, as a person waits for the cursor."""
        expect(self.person.page.locator(css)).to_be_focused()

    def reads(self, words: str) -> None:
        """Wait until the page says this."""
        expect(self.person.page.locator("main")).to_contain_text(words)

    def arrives(self) -> str:
        """Wait for the page of what was taken in; its number."""
        self.person.page.wait_for_url("**/desk/intake/done/**")
        self.arrived = True  # what asks later is the page itself, for the file of the paper
        self.person.look()
        found = re.search(r"130921-\d{4}-100-\d{6}", self.person.page.locator("main").inner_text())
        assert found is not None
        return found.group(0)
