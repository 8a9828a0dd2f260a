"""Scratch folders for clusters that tests start and stop themselves."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.quick_folders import quick_parent
from yimen.gateways.postgres import Cluster


@pytest.fixture
def scratch() -> Iterator[Path]:
    """A folder that every user may enter; a cluster that root keeps elsewhere is removed as well."""
    folder = Path(tempfile.mkdtemp(prefix="yimen-scratch-", dir=quick_parent()))
    folder.chmod(0o755)
    yield folder
    for link in folder.rglob("postgres"):
        if link.is_symlink():
            shutil.rmtree(link.readlink(), ignore_errors=True)
    shutil.rmtree(folder)


@pytest.fixture
def cluster(scratch: Path) -> Iterator[Cluster]:
    """A cluster that is not started yet; whatever the test leaves running is stopped."""
    found = Cluster(scratch / "data", durable=False)
    yield found
    found.stop("immediate")
