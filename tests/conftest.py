"""What every test may ask for: a database with the world, one that commits for real, fakes, a client."""

import gc
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.rewriting import begin_at_the_end, keep_what_is_compiled

_stack = ExitStack()
_URL = "yimen_cluster_url"
_PLACE = "yimen_shared_folder"
_TEMPLATES = "templates-told"


def _needs_database(config: pytest.Config) -> bool:
    """Tests of the rules run without Django and without a server."""
    asked = [str(arg) for arg in config.args]
    return not asked or not all("tests/rules" in arg for arg in asked)


def pytest_configure(config: pytest.Config) -> None:
    """The first process starts the cluster and builds the templates; workers are told where."""
    keep_what_is_compiled()
    if _needs_database(config):
        from tests.quick_passwords import use_quick_hasher

        use_quick_hasher()
    if hasattr(config, "workerinput") or config.option.collectonly or not _needs_database(config):
        return
    from bench.faults.place import throwaway_folder

    from tests.quick_folders import quick_parent
    from tests.templates import start_building
    from yimen.gateways.postgres import throwaway_cluster

    cluster = _stack.enter_context(throwaway_cluster(_SETTINGS, parent=quick_parent()))
    config.stash[_ADMIN] = cluster.address("postgres").url()
    folder = _stack.enter_context(throwaway_folder(quick_parent()))
    config.stash[_FOLDER] = str(folder)
    building = start_building(cluster, folder / _TEMPLATES)
    _stack.callback(building.wait)
    if _is_whole(config):
        from tests.prepared import start_preparing

        _stack.callback(start_preparing(folder).join)


# Tests ask small tables a thousand different questions: to plan one costs more than to answer it.
_SETTINGS = {
    "max_connections": "200",
    "join_collapse_limit": "1",
    "from_collapse_limit": "1",
    "enable_mergejoin": "off",
    "enable_memoize": "off",
}
_ADMIN: pytest.StashKey[str] = pytest.StashKey()
_FOLDER: pytest.StashKey[str] = pytest.StashKey()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell an xdist worker where the cluster is, and where the one prepared place goes."""
    node.workerinput[_URL] = node.config.stash.get(_ADMIN, "")
    node.workerinput[_PLACE] = node.config.stash.get(_FOLDER, "")


def _is_whole(config: pytest.Config) -> bool:
    """Whether every test was asked for."""
    return config.args == config.getini("testpaths") and not config.option.keyword


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Of the workers of a whole run, only the first begins with the first tests."""
    workerinput = getattr(session.config, "workerinput", None)
    if workerinput is not None and workerinput["workerid"] != "gw0" and _is_whole(session.config):
        begin_at_the_end()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: those of all pages, beside which the place for the browser is made, then its own."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    if "tests/meta/" in item.nodeid:
        return 0
    return 2 if item.get_closest_marker("xdist_group") is None else 1


def pytest_collection_finish() -> None:
    """All that was loaded stays to the end: the collector of garbage need not look at it for each test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the cluster; nothing of it stays, nor of the prepared place."""
    if not hasattr(config, "workerinput"):
        _stack.close()


@pytest.fixture(scope="session")
def admin_url(request: pytest.FixtureRequest, shared_folder: Path) -> str:
    """The address of the maintenance database of the run's cluster, in which the templates stand."""
    from tests.templates import wait_until_built

    wait_until_built(shared_folder / _TEMPLATES)
    workerinput = getattr(request.config, "workerinput", None)
    url: str = workerinput[_URL] if workerinput is not None else request.config.stash[_ADMIN]
    return url


@pytest.fixture(scope="session")
def shared_folder(request: pytest.FixtureRequest) -> Path:
    """The folder in which the workers of a run leave things for each other."""
    workerinput = getattr(request.config, "workerinput", None)
    return Path(workerinput[_PLACE] if workerinput is not None else request.config.stash[_FOLDER])


@pytest.fixture(scope="session")
def prepared_place(shared_folder: Path) -> Path:
    """A data folder at rest with tables, static files, places, items and sample people, to be copied."""
    from tests.prepared import prepare_once

    return prepare_once(shared_folder)


@pytest.fixture(scope="session")
def django_db_setup(admin_url: str, django_db_blocker: Any, worker_id: str) -> Iterator[None]:
    """One clone of the world for this worker; each `db` test rolls back what it did."""
    from tests.databases import WORLD, at, clone, drop, point_django_at

    name = f"yimen_{worker_id}"
    clone(admin_url, template=WORLD, name=name)
    with django_db_blocker.unblock():
        point_django_at(at(admin_url, name))
        yield
        from django.db import connections

        connections.close_all()
    drop(admin_url, name)


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    """The name of this xdist worker, or `main`."""
    workerinput = getattr(request.config, "workerinput", None)
    return workerinput["workerid"] if workerinput is not None else "main"


@pytest.fixture
def real_db(admin_url: str, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A clone of the world that commits for real: for races with threads, jobs, late commits."""
    from tests.databases import WORLD, fresh_clone

    with django_db_blocker.unblock(), fresh_clone(admin_url, WORLD):
        yield


@pytest.fixture
def empty_db(admin_url: str, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A migrated clone without the world, committing for real: for imports."""
    from tests.databases import EMPTY, fresh_clone

    with django_db_blocker.unblock(), fresh_clone(admin_url, EMPTY):
        yield


@pytest.fixture(autouse=True)
def gateways(request: pytest.FixtureRequest) -> Iterator[Any]:
    """Fresh fakes for each test that has Django; tests of the rules get nothing."""
    if "tests/rules" in str(request.node.path):
        yield None
        return
    from yimen.gateways.installed import fakes, install

    fresh = fakes()
    install(fresh)
    yield fresh
