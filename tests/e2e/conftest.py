"""One installation and one browser for all journeys of a worker."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.installation import running_installation

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running installation with the demo world."""
    folder: Path = tmp_path_factory.mktemp("installation")
    with running_installation(folder) as base:
        yield base
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; `make test` installs it where it is missing.

    For one module only: Playwright keeps an event loop running in this thread, in which Django
    refuses to ask the database.
    """
    path = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    assert path is not None, "no Chromium: run `make test`, or apt-get install chromium"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()
