"""One installation and one browser for all journeys of a worker."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.browsers import chromium
from tests.e2e.installation import running_installation


@pytest.fixture(scope="session")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running installation with the demo world."""
    folder: Path = tmp_path_factory.mktemp("installation")
    with running_installation(folder) as base:
        yield base
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for one module only.

    Playwright keeps an event loop running in this thread, in which Django refuses to ask the
    database; it ends with the module.
    """
    with chromium() as found:
        yield found
