"""Names the department for decisions that have none: the county made no rule, or they were sent back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from yimen.data.cases.oversight import OversightReferral
from yimen.data.catalog.models import OversightRule
from yimen.data.orgs.models import Organ
from yimen.rules.access import Actor, require
from yimen.rules.calendar import WorkCalendar, beijing_date
from yimen.rules.errors import N_
from yimen.rules.oversight import OversightAct, OversightState, acknowledge_due, check_chosen, check_state
from yimen.usecases.cases.oversight import department_of_county, lock_referrals, record_of, write_step
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.shared.acting import Answer, Outcome, perform
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import write_back

_ACT = N_("指定监管部门")
_COLUMNS = ("state", "organ", "rule", "handed_over_at", "acknowledge_due", "due_on")


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """How many decisions went to which department."""

    count: int
    organ_name: str


@action("cases.name_overseer")
def name_overseer(
    *,
    actor: Actor,
    now: datetime,
    referral_ids: Sequence[UUID],
    organ_id: UUID,
    request_key: str | None = None,
) -> Named:
    """UNNAMED → HANDED_OVER for these decisions; the limit to confirm starts on this day.

    The workdays are those of the item's rule in force, or of the one that the decision had; without
    either there is no limit. Refuses all of them when one has a department by now (`OversightMovedOn`),
    an empty choice and more than 200; a department of another county is not found.
    """
    require(actor, "cases.name_overseer")
    wanted = sorted(set(referral_ids))
    check_chosen(len(wanted), field="referral_ids")

    def core() -> Outcome:
        organ = department_of_county(actor, organ_id)
        rows = lock_referrals(actor, wanted)
        in_force = {
            rule.item_id: rule
            for rule in OversightRule.objects.filter(
                Q(item_id__in=[row.item_id for row in rows]), county_code=actor.county_code, ended_at=None
            )
        }
        calendar = current_calendar()
        for row in rows:
            row.rule = in_force.get(row.item_id, row.rule)
            _name(row, organ, actor, now, calendar)
        first, *more = [record_of(row, "cases.name_overseer", organ=organ.name) for row in rows]
        answer: Answer = {"count": len(rows), "organ_name": organ.name}
        return Outcome(answer=answer, record=first, more_records=tuple(more))

    answer = perform(
        action="cases.name_overseer",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"referral_ids": [str(each) for each in wanted], "organ_id": str(organ_id)},
        core=core,
    )
    return Named(count=int(str(answer["count"])), organ_name=str(answer["organ_name"]))


def _name(row: OversightReferral, organ: Organ, actor: Actor, now: datetime, calendar: WorkCalendar) -> None:
    check_state(OversightState(row.state), OversightState.UNNAMED, _ACT, number=row.case.case_no)
    row.state, row.organ, row.handed_over_at = OversightState.HANDED_OVER.value, organ, now
    row.acknowledge_due = (
        acknowledge_due(beijing_date(now), row.rule.handover_workdays, calendar).date if row.rule else None
    )
    row.due_on = row.acknowledge_due
    write_back(row, _COLUMNS, county_code=row.county_code)
    write_step(row, OversightAct.NAMED, actor, now, organ_id=organ.pk)
