"""How each action of the registry is raced: nothing is left out, an action without a scenario fails.

Every module `*_scenarios.py` beside this one has `SCENARIOS`, by the name of the action.
"""

import importlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.meta.house import module_name, source_files
from tests.meta.scenario import Scenario
from yimen.usecases.shared.registry import ACTIONS


def _gather() -> dict[str, Scenario]:
    found: dict[str, Scenario] = {}
    for path in sorted(Path(__file__).parent.glob("*_scenarios.py")):
        found |= importlib.import_module(f"tests.meta.{path.stem}").SCENARIOS
    return found


SCENARIOS = _gather()


@cache
def all_actions() -> dict[str, Callable[..., object]]:
    """Every action of the house: all use cases are imported, so that all have entered themselves."""
    for path in source_files("usecases"):
        importlib.import_module(module_name(path))
    return ACTIONS
