"""Two who change the map of one city at once."""

from typing import Any

from tests.meta.scenario import LATER, Scenario, Twice, both
from tests.usecases.supervision.test_drawings import TOLD
from tests.world import CITY_OFFICER, NOW
from yimen.data.supervision.models import MapDrawing
from yimen.usecases.supervision.drawings import bring_drawing


def _bring(_: Any) -> Twice:
    return both(actor=CITY_OFFICER, now=LATER, **TOLD)


def _drop(_: Any) -> Twice:
    bring_drawing(actor=CITY_OFFICER, now=NOW, **TOLD)
    return both(actor=CITY_OFFICER, now=LATER)


SCENARIOS = {
    "supervision.bring_drawing": Scenario(prepare=_bring, only_one=MapDrawing.objects.count),
    "supervision.drop_drawing": Scenario(
        prepare=_drop, only_one=MapDrawing.objects.exclude(ended_at=None).count
    ),
}
