"""低保 in a real browser: from the village's phone to the county's confirmation."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.subsistence import carry_one_benefit

pytestmark = pytest.mark.xdist_group("browser")


def test_a_village_and_a_county_confirm_a_benefit_and_no_phone_tells_of_it(
    browser: Browser, base_url: str, tmp_path: Path
) -> None:
    assert carry_one_benefit(browser, base_url, tmp_path) == []
