"""Accepts a permit by law, because nobody told within five workdays what was missing."""

from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.cases import Act
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.usecases.cases.accepting import begin_handling
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.door import deemed_day
from yimen.usecases.shared.registry import action


class StillInTime(RuleViolation):
    """The five workdays to tell are not over."""

    code = "cases.still_in_time"
    template = N_("五个工作日的告知时间还没有过，不能视为受理。")
    refusal = Refusal.CONFLICT


@action("cases.deem_accepted")
def deem_accepted(
    *, actor: Actor, now: datetime, case_id: UUID, county_code: str, request_key: str | None = None
) -> CaseDone:
    """SUBMITTED or RECEIVED → REVIEWING, of permits only, as of the day of receipt (行政许可法 32 (1) 4).

    Both clocks start on the day of receipt, or on the day on which a correction was complete; the
    notice of acceptance cites the article, the journal says `deemed`. The verdicts stay as they are: what
    is missing must now be found by the review. Refuses before the five workdays are over, and an
    organ in whose name nothing can be accepted: such a case stays, red, where it is.
    """

    def core(case: Case) -> Done:
        if deemed_day(case, now) is None:
            raise StillInTime
        return begin_handling(case, actor, now, {})

    return act_on_case(
        act=Act.DEEM_ACCEPTED,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"county_code": county_code},
        core=core,
        county_code=county_code,
    )
