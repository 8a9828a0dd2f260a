"""Handing decisions to whoever supervises what they permit: the row of a decision, its locks, its steps."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import Case
from yimen.data.cases.oversight import OversightReferral, OversightStep
from yimen.data.orgs.models import Organ
from yimen.rules.access import Actor, NotFound
from yimen.rules.calendar import WorkCalendar, beijing_date
from yimen.rules.oversight import OversightAct, OversightState, acknowledge_dues
from yimen.usecases.cases.oversight_scope import referrals_of
from yimen.usecases.orgs.organs import OrganKind
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON, Record
from yimen.usecases.shared.rows import write_back
from yimen.usecases.shared.writing import Counted, Fresh

# The rule in force, looked up by the statement that writes the decision: it costs none of its own.
_RULE = 'FROM "catalog_oversight_rule" WHERE "county_code" = %s AND "item_id" = %s AND "ended_at" IS NULL'


def referral_of(case: Case, now: datetime, calendar: WorkCalendar, *, always: bool) -> Fresh:
    """The row of a granting decision, for `Done.writes`; its department and limit are those of the rule.

    A permit has one `always`: without a rule nobody is named, and the county's office sees it. What is
    confirmed, filed or settled has one where the county has made a rule for the item.
    """
    item_id = case.version.item_id
    asked = (case.county_code, item_id)
    dues = list(acknowledge_dues(beijing_date(now), calendar))
    row = OversightReferral(
        id=new_id(now),
        county_code=case.county_code,
        case=case,
        item_id=item_id,
        township_code=case.township_code,
        state=OversightState.UNNAMED.value,
        decided_at=now,
    )
    due = Counted(sql=f'SELECT (%s::date[])["handover_workdays"] {_RULE}', values=(dues, *asked))
    return Fresh(
        row=row,
        counted={
            "rule_id": Counted(sql=f'SELECT "id" {_RULE}', values=asked),
            "organ_id": Counted(sql=f'SELECT "organ_id" {_RULE}', values=asked),
            "state": Counted(
                sql=f"SELECT COALESCE((SELECT %s {_RULE}), %s)",
                values=(OversightState.HANDED_OVER.value, *asked, OversightState.UNNAMED.value),
            ),
            "handed_over_at": Counted(sql=f"SELECT %s::timestamptz {_RULE}", values=(now, *asked)),
            "acknowledge_due": due,
            "due_on": due,
        },
        only_if=None if always else Counted(sql=f"SELECT 1 {_RULE}", values=asked),
    )


def end_referral(case: Case, actor: Actor, now: datetime, note: str) -> None:
    """Close the hand-over of a case whose decision is none any more, with a note that says why."""
    rows = OversightReferral.objects.select_for_update().filter(county_code=case.county_code, case=case)
    row = rows.exclude(state=OversightState.ENDED.value).first()
    if row is None:
        return
    row.state, row.ended_at, row.due_on = OversightState.ENDED.value, now, None
    write_back(row, ["state", "ended_at", "due_on"], county_code=row.county_code)
    write_step(row, OversightAct.ENDED, actor, now, text=note, organ_id=row.organ_id)


def lock_referrals(actor: Actor, referral_ids: Sequence[UUID]) -> list[OversightReferral]:
    """These decisions, locked in the order of their ids; `NotFound` when one is not the actor's."""
    rows = referrals_of(actor).filter(pk__in=referral_ids).select_for_update(of=("self",)).order_by("id")
    found = list(rows.select_related("case__version", "rule", "organ"))
    if len(found) != len(set(referral_ids)):
        raise NotFound(field="referral_ids")
    return found


def write_step(
    row: OversightReferral,
    act: OversightAct,
    actor: Actor,
    now: datetime,
    *,
    text: str = "",
    organ_id: UUID | None,
) -> None:
    """One line of what happened to the oversight of a decision."""
    OversightStep.objects.create(
        id=new_id(now),
        county_code=row.county_code,
        referral=row,
        act=act.value,
        at=now,
        organ_id=organ_id,
        post_id=actor.post_id,
        actor_name=actor.name,
        text=text,
    )


def record_of(row: OversightReferral, act: str, **facts: JSON) -> Record:
    """The entry in the chain of the case: the oversight is a part of its history."""
    return Record(
        county_code=row.county_code,
        subject_type="case",
        subject_id=row.case_id,
        act=act,
        facts={"case_no": row.case.case_no, "oversight": row.state, **facts},
    )


def department_of_county(actor: Actor, organ_id: UUID) -> Organ:
    """A department that the actor's county has registered; `NotFound` for every other organ."""
    row = Organ.objects.filter(
        pk=organ_id, county_code=actor.county_code, kind=OrganKind.DEPARTMENT.value
    ).first()
    if row is None:
        raise NotFound(field="organ_id")
    return row
