"""Two nightly runs at once: they share the rows, and only one finds any."""

from typing import Any

from tests.meta.scenario import LATER, SYSTEM, Scenario, Twice, both
from tests.world import ID, NOW
from yimen.data.people.models import Attempt


def _apply_retention(_: Any) -> Twice:
    for name in ("old", "young"):
        at = NOW if name == "old" else LATER.replace(year=LATER.year + 2)
        Attempt.objects.create(id=ID(name), way="PASSWORD", key="x", at=at, ok=False)
    return both(actor=SYSTEM, now=LATER.replace(year=LATER.year + 2))


SCENARIOS = {
    "hosting.apply_retention": Scenario(
        prepare=_apply_retention, only_one=Attempt.objects.filter(key="x").count, winners=2
    ),
}
