"""One installation and one browser for all journeys of a worker."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from bench.faults.place import copy_place, throwaway_folder
from playwright.sync_api import Browser

from tests.e2e.browsers import chromium
from tests.e2e.installation import running_installation
from tests.quick_folders import quick_parent


@dataclass(frozen=True, kw_only=True)
class Installation:
    """A running installation with the demo world: its address, and its data folder for `yimen`."""

    base_url: str
    data_dir: Path


@pytest.fixture(scope="package")
def installation(prepared_place: Path) -> Iterator[Installation]:
    """One for all journeys of a worker; it does not idle beside the tests that come after them."""
    with throwaway_folder(quick_parent()) as folder:
        copy_place(prepared_place, folder / "data")
        with running_installation(folder) as base:
            yield Installation(base_url=base, data_dir=folder / "data")


@pytest.fixture(scope="package")
def base_url(installation: Installation) -> str:
    """The address of the running installation."""
    return installation.base_url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for one module only.

    Playwright keeps an event loop running in this thread, in which Django refuses to ask the
    database; it ends with the module.
    """
    with chromium() as found:
        yield found
