"""Names the supervising department of many items at once; what waited for one is handed over with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.data.cases.oversight import OversightReferral, OversightStep
from yimen.data.catalog.models import Item, OversightRule
from yimen.data.orgs.models import Organ
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.oversight import (
    OversightAct,
    OversightState,
    OversightTerms,
    acknowledge_due,
    check_chosen,
    check_terms,
)
from yimen.usecases.cases.oversight import department_of_county
from yimen.usecases.cases.oversight_rules import items_of_county, lock_rules, says_the_same, waiting_for_rule
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import fixed_id, new_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action


class RulesHoldAlready(RuleViolation):
    """All of these items have this very rule, and no decision waits for it."""

    code = "oversight.rules_hold_already"
    template = N_("选中的事项已经是这样登记的，没有要改的。")
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class RulesSet:
    """How many items have a new rule, and how many waiting decisions went to the department with it."""

    items: int
    handed_over: int


@action("cases.set_oversight_rules")
def set_oversight_rules(
    *,
    actor: Actor,
    now: datetime,
    item_ids: Sequence[UUID],
    organ_id: UUID,
    handover_workdays: str,
    check_workdays: str,
    points: str,
    basis: str,
    request_key: str | None = None,
) -> RulesSet:
    """Write one rule for all of these items in the actor's county; it holds from this moment.

    Ends the rules that they had; decisions that were handed over keep theirs. Decisions that wait because
    there was no rule are handed over now, their limit counts from now; what was sent back stays with the
    county's office. Refuses what `check_terms` refuses, an empty choice, more than 200 items, and when
    all have this very rule and nothing waits; an unknown item or department is not found.
    """
    require(actor, "cases.set_oversight_rules")
    wanted = sorted(set(item_ids))
    check_chosen(len(wanted), field="item_ids")
    terms = check_terms(
        handover_workdays=handover_workdays, check_workdays=check_workdays, points=points, basis=basis
    )
    answer = perform(
        action="cases.set_oversight_rules",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={
            "item_ids": [str(each) for each in wanted],
            "organ_id": str(organ_id),
            "handover_workdays": terms.handover_workdays,
            "check_workdays": terms.check_workdays,
            "points": terms.points,
            "basis": terms.basis,
        },
        core=lambda: _apply(actor, now, wanted, organ_id, terms),
    )
    return RulesSet(items=int(str(answer["items"])), handed_over=int(str(answer["handed_over"])))


def _apply(
    actor: Actor, now: datetime, item_ids: Sequence[UUID], organ_id: UUID, terms: OversightTerms
) -> Outcome:
    organ = department_of_county(actor, organ_id)
    items = list(items_of_county(actor.county_code).filter(pk__in=item_ids).order_by("code"))
    if len(items) != len(item_ids):
        raise NotFound(field="item_ids")
    held = lock_rules(actor.county_code, item_ids)
    changing = [
        item for item in items if item.pk not in held or not says_the_same(held[item.pk], organ, terms)
    ]
    rules = {**held, **_write_rules(actor, now, changing, organ, terms)}
    handed_over = _hand_over_waiting(actor, now, rules)
    if not changing and not handed_over:
        raise RulesHoldAlready
    record = Record(
        county_code=actor.county_code,
        subject_type="oversight_rules",
        subject_id=fixed_id(f"oversight_rules:{actor.county_code}"),
        act="cases.set_oversight_rules",
        facts={
            "items": [item.code for item in changing],
            "organ": organ.name,
            "handover_workdays": terms.handover_workdays,
            "check_workdays": terms.check_workdays,
            "points": terms.points,
            "basis": terms.basis,
            "handed_over": list(handed_over),
        },
    )
    return Outcome(answer={"items": len(changing), "handed_over": len(handed_over)}, record=record)


def _write_rules(
    actor: Actor, now: datetime, items: Sequence[Item], organ: Organ, terms: OversightTerms
) -> dict[UUID, OversightRule]:
    """The new rules by item; the former ones end at the same moment."""
    former = OversightRule.objects.filter(
        county_code=actor.county_code, item__in=[item.pk for item in items], ended_at=None
    )
    former.update(ended_at=now)
    rules = [
        OversightRule(
            id=new_id(now),
            county_code=actor.county_code,
            item=item,
            organ=organ,
            handover_workdays=terms.handover_workdays,
            check_workdays=terms.check_workdays,
            points=terms.points,
            basis=terms.basis,
            starts_at=now,
            sample=actor.sample,
        )
        for item in items
    ]
    OversightRule.objects.bulk_create(rules)
    return {rule.item_id: rule for rule in rules}


def _hand_over_waiting(actor: Actor, now: datetime, rules: dict[UUID, OversightRule]) -> tuple[str, ...]:
    """Hand the decisions over that waited for a rule; their case numbers."""
    waiting = waiting_for_rule(actor.county_code, list(rules)).select_for_update(of=("self",))
    rows = list(waiting.select_related("case").order_by("id"))
    if not rows:
        return ()
    calendar, today = current_calendar(), beijing_date(now)
    for row in rows:
        row.rule = rules[row.item_id]
        row.organ_id, row.state = row.rule.organ_id, OversightState.HANDED_OVER.value
        row.handed_over_at = now
        row.acknowledge_due = acknowledge_due(today, row.rule.handover_workdays, calendar).date
        row.due_on = row.acknowledge_due
    columns = ["rule", "organ", "state", "handed_over_at", "acknowledge_due", "due_on"]
    OversightReferral.objects.filter(county_code=actor.county_code).bulk_update(rows, columns, batch_size=500)
    OversightStep.objects.bulk_create(_named(row, actor, now) for row in rows)
    return tuple(row.case.case_no for row in rows)


def _named(row: OversightReferral, actor: Actor, now: datetime) -> OversightStep:
    return OversightStep(
        id=new_id(now),
        county_code=row.county_code,
        referral=row,
        act=OversightAct.NAMED.value,
        at=now,
        organ_id=row.organ_id,
        post_id=actor.post_id,
        actor_name=actor.name,
    )
