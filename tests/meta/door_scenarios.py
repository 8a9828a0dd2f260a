"""The acts at the door, made ready to be done twice at once."""

from typing import Any

from tests.meta.scenario import LATER, Call, Scenario, Twice, both
from tests.usecases.cases import door_journey, journey
from tests.world import CLERK, RESIDENT
from yimen.data.cases.models import CasePaper, CaseStep
from yimen.rules.access import Actor


def _papers(kind: str) -> int:
    return CasePaper.objects.filter(paper__kind=kind).count()


def _steps(act: str) -> int:
    return CaseStep.objects.filter(act=act).count()


def _now(actor: Actor, **more: Any) -> Call:
    return {"actor": actor, "now": LATER, **more}


def _notice(_: Any) -> Twice:
    return both(**_now(CLERK, case_id=journey.received(), verdicts=door_journey.SECOND_LACKS))


def _supplement(_: Any) -> Twice:
    files = {door_journey.TITLE: [door_journey.upload()]}
    told = {"case_id": door_journey.noticed(), "files": files}
    return _now(RESIDENT, **told), _now(CLERK, **told)


def _withdraw(_: Any) -> Twice:
    told = {"case_id": journey.received(), "confirmed": True, "written": door_journey.upload()}
    return _now(RESIDENT, **told), _now(CLERK, **told)


SCENARIOS = {
    "cases.supplement": Scenario(prepare=_supplement, only_one=lambda: _steps("SUPPLEMENT")),
    "cases.withdraw": Scenario(prepare=_withdraw, only_one=lambda: _steps("WITHDRAW")),
    "cases.issue_one_time_notice": Scenario(prepare=_notice, only_one=lambda: _papers("ONE_TIME_NOTICE")),
}
