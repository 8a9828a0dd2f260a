"""The first journey in a real browser, with JavaScript and without."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.journey import carry_one_case

pytestmark = pytest.mark.xdist_group("browser")


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_resident_gets_a_verified_paper(
    browser: Browser, base_url: str, tmp_path: Path, scripts: bool
) -> None:
    phone = "13912345601" if scripts else "13912345602"
    assert carry_one_case(browser, base_url, tmp_path, phone=phone, scripts=scripts) == []
