"""The list of all actions: what meta tests, the grant page and the docs go through."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

ACTIONS: dict[str, Callable[..., object]] = {}


def action(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Enter a function as the one action of this name, e.g. `cases.accept`."""

    def enter(function: Callable[P, R]) -> Callable[P, R]:
        if name in ACTIONS and ACTIONS[name].__module__ != function.__module__:
            raise RuntimeError(f"two actions are called {name}")
        ACTIONS[name] = function
        return function

    return enter
