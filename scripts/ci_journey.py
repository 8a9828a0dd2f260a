"""Walks one real case through a running installation in a real browser: `YIMEN_URL`, demo world."""

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.e2e.browsers import chromium
from tests.e2e.journey import carry_one_case

PHONE = "13912345699"


def main() -> int:
    """0 when a resident got a verified paper and no page had a fault; else 1, with what was wrong."""
    with tempfile.TemporaryDirectory(prefix="yimen-journey-") as folder, chromium() as browser:
        troubles = carry_one_case(browser, os.environ["YIMEN_URL"], Path(folder), phone=PHONE)
    for trouble in troubles:
        print(trouble)
    print("从砍树到拿证、验真、评价，走通了。" if not troubles else "路上有问题，见上。")
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
