"""Takes the pictures of README.md from a running demo: `YIMEN_URL=http://127.0.0.1:8000 pictures.py`."""

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Page
from tests.e2e.browsers import chromium
from tests.e2e.journey import carry_one_case

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"


def take(name: str, page: Page) -> None:
    """One picture of what stands on the screen, the newest of its name."""
    page.evaluate("window.scrollTo(0, 0)")
    page.screenshot(path=PICTURES / f"{name}.png")


def main() -> int:
    """Walk the first journey with a new phone number (first argument) and photograph it."""
    phone = sys.argv[1] if len(sys.argv) > 1 else "13912345688"
    with tempfile.TemporaryDirectory(prefix="yimen-pictures-") as folder, chromium() as browser:
        troubles = carry_one_case(browser, os.environ["YIMEN_URL"], Path(folder), phone=phone, seen=take)
    print(*troubles, sep="\n")
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
