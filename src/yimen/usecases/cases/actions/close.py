"""Closes a delivered case."""

from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.cases import Act
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.shared.registry import action


@action("cases.close")
def close(
    *, actor: Actor, now: datetime, case_id: CaseKey, county_code: str = "", request_key: str | None = None
) -> CaseDone:
    """DELIVERED → CLOSED; asks for the job that invites to rate.

    Jobs name the county; a clerk's is the post's. A job that comes again changes nothing.
    """

    def core(case: Case) -> Done:
        ids = {"case_id": str(case.pk), "county_code": case.county_code}
        return Done(job=("invite_rating", ids))

    return act_on_case(
        act=Act.CLOSE,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"county_code": county_code},
        core=core,
        county_code=county_code,
    )
