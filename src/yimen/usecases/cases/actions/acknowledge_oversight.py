"""Confirms that a department has the decisions that were handed to it, and will supervise them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from yimen.data.cases.oversight import OversightReferral
from yimen.rules.access import Actor, require
from yimen.rules.calendar import WorkCalendar, beijing_date
from yimen.rules.errors import N_
from yimen.rules.oversight import OversightAct, OversightState, check_chosen, check_state, first_check_due
from yimen.usecases.cases.oversight import lock_referrals, record_of, write_step
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import write_back

_ACT = N_("确认接收")


@action("cases.acknowledge_oversight")
def acknowledge_oversight(
    *, actor: Actor, now: datetime, referral_ids: Sequence[UUID], request_key: str | None = None
) -> int:
    """HANDED_OVER → ACKNOWLEDGED, one or several at once; the limit of the first check starts. How many.

    Refuses all of them when one was sent back or confirmed already (`OversightMovedOn`); an empty
    choice and more than 200; another department's is not found.
    """
    require(actor, "cases.acknowledge_oversight")
    wanted = sorted(set(referral_ids))
    check_chosen(len(wanted), field="referral_ids")

    def core() -> Outcome:
        rows = lock_referrals(actor, wanted)
        calendar = current_calendar()
        for row in rows:
            _acknowledge(row, actor, now, calendar)
        first, *more = [record_of(row, "cases.acknowledge_oversight", organ=actor.organ_name) for row in rows]
        return Outcome(answer={"count": len(rows)}, record=first, more_records=tuple(more))

    answer = perform(
        action="cases.acknowledge_oversight",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"referral_ids": [str(each) for each in wanted]},
        core=core,
    )
    return int(str(answer["count"]))


def _acknowledge(row: OversightReferral, actor: Actor, now: datetime, calendar: WorkCalendar) -> None:
    check_state(OversightState(row.state), OversightState.HANDED_OVER, _ACT, number=row.case.case_no)
    row.state, row.acknowledged_at = OversightState.ACKNOWLEDGED.value, now
    if row.rule is not None:
        row.check_due = first_check_due(beijing_date(now), row.rule.check_workdays, calendar).date
    row.due_on = row.check_due
    write_back(row, ["state", "acknowledged_at", "check_due", "due_on"], county_code=row.county_code)
    write_step(row, OversightAct.ACKNOWLEDGED, actor, now, organ_id=row.organ_id)
