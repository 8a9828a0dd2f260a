"""What is done at the counter, made ready to be done twice at once."""

from typing import Any

from tests.meta.scenario import LATER, Scenario, Twice, both
from tests.usecases.cases import journey
from tests.world import CLERK, ID_NUMBER
from yimen.data.cases.models import Case


def _look_up_person(_: Any) -> Twice:
    journey.submitted()
    return both(actor=CLERK, now=LATER, id_no=ID_NUMBER)


SCENARIOS = {
    # each look at a personal value is journaled by itself
    "cases.look_up_person": Scenario(
        prepare=_look_up_person, only_one=Case.objects.count, winners=2, entries=2
    ),
}
