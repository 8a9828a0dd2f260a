"""How each action of the registry is raced: nothing is left out, an action without a scenario fails."""

import importlib
from collections.abc import Callable

from tests.meta import (
    case_scenarios,
    clock_scenarios,
    counter_scenarios,
    door_scenarios,
    paper_scenarios,
    people_scenarios,
    place_scenarios,
    village_scenarios,
)
from tests.meta.house import module_name, source_files
from tests.meta.scenario import Scenario
from yimen.usecases.shared.registry import ACTIONS

SCENARIOS: dict[str, Scenario] = {
    **case_scenarios.SCENARIOS,
    **clock_scenarios.SCENARIOS,
    **counter_scenarios.SCENARIOS,
    **door_scenarios.SCENARIOS,
    **paper_scenarios.SCENARIOS,
    **people_scenarios.SCENARIOS,
    **place_scenarios.SCENARIOS,
    **village_scenarios.SCENARIOS,
}


def all_actions() -> dict[str, Callable[..., object]]:
    """Every action of the house: all use cases are imported, so that all have entered themselves."""
    for path in source_files("usecases"):
        importlib.import_module(module_name(path))
    return ACTIONS
