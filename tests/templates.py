"""Migrates once and builds the world once, into template databases that workers and races clone.

A program of its own, so that it runs while the workers of a run gather their tests.
"""

import os
import subprocess
import sys
import time
import traceback
from pathlib import Path

from tests.databases import EMPTY, WORLD, at, clone, point_django_at
from tests.quick_passwords import use_quick_hasher
from yimen.gateways.postgres import Cluster

_ROOT = Path(__file__).resolve().parents[1]
_PATIENCE_SECONDS = 600


def start_building(cluster: Cluster, told: Path) -> subprocess.Popen[bytes]:
    """Build the templates in a program beside this one; at its end `told` stands, empty if all is well.

    What went wrong stands in it otherwise, for `wait_until_built` of each worker.
    """
    cluster.create_database(EMPTY)
    admin = cluster.address("postgres").url()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "yimen.config.settings"}
    program = [sys.executable, "-m", "tests.templates", admin, str(told)]
    return subprocess.Popen(program, cwd=_ROOT, env=environment)


def wait_until_built(told: Path) -> None:
    """Return when the templates stand; raise what their building met, or that it never ended."""
    patience = time.monotonic() + _PATIENCE_SECONDS
    while not told.exists():
        if time.monotonic() > patience:
            raise RuntimeError("the templates are not there: was their building killed?")
        time.sleep(0.05)
    words = told.read_text(encoding="utf-8")
    if words:
        raise RuntimeError(f"the templates could not be built:\n{words}")


def main(admin: str, told: Path) -> None:
    """Make `yimen_empty` and `yimen_world`, and tell how that went."""
    words = ""
    try:
        _build(admin)
    except BaseException:  # noqa: BLE001 - every worker fails with it
        words = traceback.format_exc()
    draft = told.with_name(f"{told.name}.draft")
    draft.write_text(words, encoding="utf-8")
    draft.rename(told)


def _build(admin: str) -> None:
    """Migrate `yimen_empty`, clone it, and build the world in the clone."""
    import django
    from django.core.management import call_command
    from django.db import connections

    use_quick_hasher()
    django.setup()
    from tests import world
    from yimen.gateways.installed import fakes, install

    point_django_at(at(admin, EMPTY))
    call_command("migrate", verbosity=0)
    connections.close_all()
    clone(admin, template=EMPTY, name=WORLD)
    point_django_at(at(admin, WORLD))
    install(fakes())
    world.build()
    connections.close_all()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
