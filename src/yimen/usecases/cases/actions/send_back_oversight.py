"""Sends a decision back that was handed to the wrong department."""

from datetime import datetime
from uuid import UUID

from yimen.rules.access import Actor, require
from yimen.rules.errors import N_
from yimen.rules.oversight import REASON_LENGTH, OversightAct, OversightState, check_state
from yimen.rules.text import clean_line
from yimen.usecases.cases.oversight import lock_referrals, record_of, write_step
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import write_back

_ACT = N_("退回")


@action("cases.send_back_oversight")
def send_back_oversight(
    *, actor: Actor, now: datetime, referral_id: UUID, reason: str, request_key: str | None = None
) -> None:
    """HANDED_OVER → UNNAMED: not this department's; the county's office names another one.

    The limit of the hand-over goes on: nobody supervises meanwhile. Refuses an empty reason, and what was
    confirmed or sent back already (`OversightMovedOn`); another department's is not found.
    """
    require(actor, "cases.send_back_oversight")
    why = clean_line(reason, field="reason", max_length=REASON_LENGTH)

    def core() -> Outcome:
        (row,) = lock_referrals(actor, [referral_id])
        check_state(OversightState(row.state), OversightState.HANDED_OVER, _ACT, number=row.case.case_no)
        left = row.organ_id
        row.state, row.organ = OversightState.UNNAMED.value, None
        write_back(row, ["state", "organ"], county_code=row.county_code)
        write_step(row, OversightAct.SENT_BACK, actor, now, text=why, organ_id=left)
        record = record_of(row, "cases.send_back_oversight", organ=actor.organ_name, reason=why)
        return Outcome(answer={}, record=record)

    perform(
        action="cases.send_back_oversight",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"referral_id": str(referral_id), "reason": why},
        core=core,
    )
