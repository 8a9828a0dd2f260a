"""The acts at the door, made ready to be done twice at once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.meta.scenario import LATER, SYSTEM, Call, Scenario, Twice, both
from tests.usecases.cases import door_journey, journey
from tests.world import CENTER_HEAD, CLERK, COUNTY, FILING_VERSION, NOW, RESIDENT, REVIEWER
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


def _once(prepare: Callable[[], object], actor: Actor, **told: Any) -> Callable[[Any], Twice]:
    return lambda _: both(**_now(actor, case_id=prepare(), **told))


def _deem(_: Any) -> Twice:
    told = {"case_id": journey.received(), "county_code": COUNTY}
    return both(actor=SYSTEM, now=NOW + timedelta(days=10), **told)


def _closed() -> object:
    return door_journey.case_of(FILING_VERSION, "CLOSED")


def _undo(_: Any) -> Twice:
    case_id = journey.reviewed()
    step = CaseStep.objects.filter(case=case_id).latest("order").order
    return both(**_now(REVIEWER, case_id=case_id, step=step))


_WHY = {"reason": "登记错了。"}
_REASONS = {"reasons": "不归本机关管。"}

SCENARIOS = {
    "cases.return": Scenario(
        prepare=_once(lambda: journey.submitted().case_id, CLERK, **_WHY), only_one=lambda: _steps("RETURN")
    ),
    "cases.decline": Scenario(
        prepare=_once(journey.received, CLERK, competent_organ="沧县林业主管部门", **_REASONS),
        only_one=lambda: _papers("DECLINE"),
    ),
    "cases.find_not_needed": Scenario(
        prepare=_once(journey.received, CLERK, **_REASONS), only_one=lambda: _papers("DECLINE")
    ),
    "cases.void": Scenario(
        prepare=_once(journey.received, CENTER_HEAD, **_WHY), only_one=lambda: _steps("VOID")
    ),
    "cases.reopen": Scenario(prepare=_once(_closed, CENTER_HEAD, **_WHY), only_one=lambda: _steps("REOPEN")),
    "cases.deem_accepted": Scenario(prepare=_deem, only_one=lambda: _papers("ACCEPTANCE")),
    "cases.undo": Scenario(prepare=_undo, only_one=lambda: CaseStep.objects.exclude(undone_at=None).count()),
    "cases.supplement": Scenario(prepare=_supplement, only_one=lambda: _steps("SUPPLEMENT")),
    "cases.withdraw": Scenario(prepare=_withdraw, only_one=lambda: _steps("WITHDRAW")),
    "cases.issue_one_time_notice": Scenario(prepare=_notice, only_one=lambda: _papers("ONE_TIME_NOTICE")),
}
