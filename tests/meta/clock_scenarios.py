"""The acts on the clocks of a case, made ready to be done twice at once."""

from datetime import timedelta
from typing import Any

from tests.meta.scenario import LATER, SYSTEM, Scenario, Twice, both
from tests.usecases.cases import journey, renewing, stopping
from tests.world import APPROVER, CLERK, REVIEWER, SECOND_APPROVER, SECOND_REVIEWER
from yimen.data.cases.models import Case, CaseInterval, CaseStep
from yimen.rules.access import Actor
from yimen.rules.calendar import beijing_date

_NEXT_DAY = LATER + timedelta(days=1)


def _two(first: Actor, second: Actor, **told: Any) -> Twice:
    return {"actor": first, "now": _NEXT_DAY, **told}, {"actor": second, "now": _NEXT_DAY, **told}


def _suspend(_: Any) -> Twice:
    told = {"ground": "EXPERT_REVIEW", "days_needed": 10, "approver": "李镇长"}
    return _two(REVIEWER, SECOND_REVIEWER, case_id=journey.accepted(), **told)


def _resume(_: Any) -> Twice:
    return _two(REVIEWER, SECOND_REVIEWER, case_id=stopping.suspended(), result="专家评审通过。")


def _extend(_: Any) -> Twice:
    told = {"days": 10, "approver": "李镇长", "reason": "林权核查尚未完成。"}
    return _two(APPROVER, SECOND_APPROVER, case_id=journey.accepted(), **told)


def _terminate(_: Any) -> Twice:
    return _two(APPROVER, SECOND_APPROVER, case_id=journey.accepted(), reason="申请人已去世。")


def _forward(_: Any) -> Twice:
    told = {"receiving_organ": "沧州市林业主管部门"}
    return both(actor=CLERK, now=_NEXT_DAY, case_id=journey.received(), **told)


def _notify_hearing(_: Any) -> Twice:
    # told again is told again: the same page pressed twice carries one key, two people tell twice
    case_id, reason = journey.accepted(), "采伐涉及相邻林地的通行。"
    return _two(REVIEWER, SECOND_REVIEWER, case_id=case_id, reason=reason)


def _schedule_hearing(_: Any) -> Twice:
    told = {"asked_on": beijing_date(LATER), "hearing_at": LATER + timedelta(days=14)}
    where = {"place": "旧州镇会议室", "host": "孙主持"}
    return _two(REVIEWER, SECOND_REVIEWER, case_id=stopping.told_of_hearing(), **told, **where)


def _deem_renewed(_: Any) -> Twice:
    case_id, ended = renewing.unanswered()
    return both(actor=SYSTEM, now=ended, case_id=case_id, county_code=CLERK.county_code)


SCENARIOS = {
    # a job that comes again finds it renewed and is refused
    "cases.deem_renewed": Scenario(
        prepare=_deem_renewed, only_one=lambda: CaseStep.objects.filter(act="DEEM_RENEWED").count()
    ),
    "cases.notify_hearing": Scenario(
        prepare=_notify_hearing, only_one=Case.objects.count, winners=2, entries=2
    ),
    "cases.schedule_hearing": Scenario(
        prepare=_schedule_hearing, only_one=Case.objects.count, winners=2, entries=2
    ),
    "cases.suspend": Scenario(
        prepare=_suspend, only_one=lambda: CaseInterval.objects.filter(kind="STOP").count()
    ),
    "cases.resume": Scenario(prepare=_resume, only_one=lambda: CaseStep.objects.filter(act="RESUME").count()),
    "cases.extend": Scenario(
        prepare=_extend, only_one=lambda: CaseInterval.objects.filter(kind="EXTENSION").count()
    ),
    "cases.terminate": Scenario(
        prepare=_terminate, only_one=lambda: CaseStep.objects.filter(act="TERMINATE").count()
    ),
    "cases.forward": Scenario(
        prepare=_forward, only_one=lambda: CaseStep.objects.filter(act="FORWARD").count()
    ),
}
