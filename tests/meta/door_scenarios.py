"""The acts at the door, made ready to be done twice at once."""

from typing import Any

from tests.meta.scenario import LATER, Call, Scenario, Twice, both
from tests.usecases.cases import door_journey, journey
from tests.world import CLERK
from yimen.data.cases.models import CasePaper
from yimen.rules.access import Actor


def _papers(kind: str) -> int:
    return CasePaper.objects.filter(paper__kind=kind).count()


def _now(actor: Actor, **more: Any) -> Call:
    return {"actor": actor, "now": LATER, **more}


def _notice(_: Any) -> Twice:
    return both(**_now(CLERK, case_id=journey.received(), verdicts=door_journey.SECOND_LACKS))


SCENARIOS = {
    "cases.issue_one_time_notice": Scenario(prepare=_notice, only_one=lambda: _papers("ONE_TIME_NOTICE")),
}
