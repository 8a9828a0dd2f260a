"""What a race of one action needs: a world made ready, and twice the same act."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tests.world import NOW
from yimen.rules.access import system_actor

SYSTEM = system_actor("race")
LATER = NOW + timedelta(hours=8)
Call = Mapping[str, Any]
Twice = tuple[Call, Call]


@dataclass(frozen=True, kw_only=True, slots=True)
class Scenario:
    """One action twice at once; by default one wins, the other is told so, and one entry is written.

    `prepare` makes the world ready (it is given the fakes) and answers what each side calls with.
    `winners` is 2 where an act may be done again by nature, `entries` how many of the two then
    change anything; `only_one` counts what must be there exactly once, whoever won. `refusals_kept`
    says that a refusal is itself an answer to keep, because the refused try must stay counted.
    """

    prepare: Callable[[Any], Twice]
    only_one: Callable[[], int]
    winners: int = 1
    entries: int = 1
    refusals_kept: bool = False

    @property
    def answered(self) -> int:
        """How many of two requests with different keys leave an answer behind."""
        return 2 if self.refusals_kept else self.winners


def both(**call: Any) -> Twice:
    """The same call from both sides."""
    return (call, call)
