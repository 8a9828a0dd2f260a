"""Gives a case back: whoever has it says why, and it waits for anybody of the role again."""

from datetime import datetime

from yimen.rules.access import Actor, require
from yimen.rules.assignments import REASON_LENGTH, NotYourCase
from yimen.rules.errors import N_
from yimen.rules.text import clean_line
from yimen.usecases.cases.handing import move_cases
from yimen.usecases.cases.scope import CaseKey, lock_case
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.registry import action

_NOTE = N_("退回指派：{reason}")


@action("cases.unassign")
def unassign(
    *, actor: Actor, now: datetime, case_id: CaseKey, reason: str, request_key: str | None = None
) -> None:
    """Take a case off one's own desk, with a reason that colleagues and the head read.

    The clocks run on. Refuses an empty reason, a case out of scope, and one that another post has.
    """
    require(actor, "cases.unassign")
    why = clean_line(reason, field="reason", max_length=REASON_LENGTH)

    def core() -> Outcome:
        case = lock_case(actor, case_id, actor.county_code)
        if case.assignee_id is None or case.assignee_id != actor.post_id:
            raise NotYourCase
        [record] = move_cases(
            [case],
            None,
            actor,
            now,
            act="cases.unassign",
            note=_NOTE.format(reason=why),
            facts={},
            reason=why,
        )
        return Outcome(answer={"case_id": str(case.pk)}, record=record)

    perform(
        action="cases.unassign",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"case_id": str(case_id), "reason": why},
        core=core,
    )
