"""Each worker writes half of what pytest compiles, and reads the half that the other has written.

Pytest rewrites every assertion before it runs it, which takes longer than to import the whole house. What it
made stays beside the sources, also where the machine would keep nothing compiled.
"""

import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path

TESTS = Path(__file__).resolve().parent


def keep_what_is_compiled() -> None:
    """In this process and in all programs that it starts."""
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def begin_at_the_end() -> None:
    """Load the later half of the test modules, the last first; pytest finds them loaded.

    One that cannot be loaded is told by pytest, which tries it again.
    """
    paths = sorted(path.relative_to(TESTS.parent) for path in TESTS.rglob("test_*.py"))
    for path in reversed(paths[len(paths) // 2 :]):
        with suppress(Exception):
            import_module(".".join(path.with_suffix("").parts))
