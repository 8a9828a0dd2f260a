"""Drafts of delegations: items by units given in one act, or taken back."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from uuid import UUID

from yimen.data.catalog.models import Adjustment, Delegation
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.adjustments import ReasonMissing
from yimen.rules.delegations import OpenCases
from yimen.rules.text import clean_line
from yimen.usecases.catalog.adjusting.planning import (
    DelegationPlan,
    NothingChosen,
    Order,
    plan_delegations,
)
from yimen.usecases.catalog.adjusting.shell import Adjusted, act_on_adjustment, county_of, lock_open
from yimen.usecases.catalog.lines import IN_FORCE
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action

_TEXT_LENGTHS = {"basis": 400, "proof": 400, "notice": 300}


@dataclass(frozen=True, kw_only=True, slots=True)
class Drafted:
    """How many lines were kept, how many say what holds already, how many cannot be."""

    kept: int
    unchanged: int
    refused: int


def preview_delegations(*, actor: Actor, order: Order) -> DelegationPlan:
    """What `draft_delegations` would keep of this order, and what it cannot: nothing is written."""
    require(actor, "catalog.draft_delegations")
    return plan_delegations(actor, _cleaned(order))


def _cleaned(order: Order) -> Order:
    def text(name: str) -> str:
        most = _TEXT_LENGTHS[name]
        return clean_line(getattr(order, name), field=name, max_length=most, required=False)

    return replace(order, basis=text("basis"), proof=text("proof"), notice=text("notice"))


@action("catalog.draft_delegations")
def draft_delegations(
    *,
    actor: Actor,
    now: datetime,
    adjustment_id: UUID,
    order: Order,
    request_key: str | None = None,
) -> Drafted:
    """Draft items × units in one act, in place of earlier drafts of the same pairs.

    What says what holds already is not drafted; a pair that cannot be is left out and counted. Refuses
    everything that `plan_delegations` refuses, an order of which nothing can be kept, and an adjustment that
    is past writing.
    """
    cleaned = _cleaned(order)

    def core() -> Adjusted:
        adjustment = lock_open(actor, adjustment_id)
        plan = plan_delegations(actor, cleaned)
        if not plan.rows and plan.refused:
            raise plan.refused[0].fault
        fresh = [row for row, line in zip(plan.rows, plan.lines, strict=True) if not line.is_same]
        keep_lines(adjustment, fresh, actor, now)
        answer: dict[str, JSON] = {
            "kept": len(fresh),
            "unchanged": len(plan.rows) - len(fresh),
            "refused": sum(each.units for each in plan.refused),
        }
        facts: dict[str, JSON] = {
            **answer,
            "items": [*cleaned.items],
            "units": len(cleaned.units),
            "way": cleaned.way.value,
        }
        return Adjusted(answer=answer, facts=facts)

    answer = act_on_adjustment(
        action="catalog.draft_delegations",
        actor=actor,
        now=now,
        adjustment_id=adjustment_id,
        request_key=request_key,
        body={"order": _plain(cleaned)},
        core=core,
    )
    return Drafted(
        kept=int(str(answer["kept"])),
        unchanged=int(str(answer["unchanged"])),
        refused=int(str(answer["refused"])),
    )


def keep_lines(adjustment: Adjustment, rows: Sequence[Delegation], actor: Actor, now: datetime) -> None:
    """Write the lines as drafts of the adjustment; an earlier draft of the same item and unit goes."""
    items = {row.item_id for row in rows}
    units = {row.unit_code for row in rows}
    Delegation.objects.filter(
        adjustment=adjustment, published_at=None, item__in=items, unit_code__in=units
    ).delete()
    for row in rows:
        row.id, row.adjustment, row.sample = new_id(now), adjustment, actor.sample
    Delegation.objects.bulk_create(rows, batch_size=1000)


def _plain(order: Order) -> dict[str, JSON]:
    plain = asdict(order)
    return {name: value if isinstance(value, str) else str(value) for name, value in plain.items()}


@action("catalog.draft_withdrawal")
def draft_withdrawal(
    *,
    actor: Actor,
    now: datetime,
    adjustment_id: UUID,
    items: Sequence[str],
    units: Sequence[str],
    open_cases: OpenCases,
    reason: str,
    request_key: str | None = None,
) -> int:
    """Draft the taking back of every line in force of these items at these units; how many.

    `open_cases` says what becomes of cases that began under them: finished here, or handed up. Refuses a
    missing reason, nothing chosen, and pairs of which none is in force (`NotFound`).
    """
    why = clean_line(reason, field="reason", max_length=400, required=False)
    if not why:
        raise ReasonMissing(field="reason")
    if not items or not units:
        raise NothingChosen(field="items", what="")

    def core() -> Adjusted:
        adjustment = lock_open(actor, adjustment_id)
        held = Delegation.objects.select_related("item").filter(
            IN_FORCE,
            county_code=county_of(actor),
            item__code__in=items,
            unit_code__in=units,
        )
        rows = [_taking_back(row, open_cases, why) for row in held]
        if not rows:
            raise NotFound(field="items")
        keep_lines(adjustment, rows, actor, now)
        return Adjusted(
            answer={"lines": len(rows)}, facts={"lines": len(rows), "open_cases": open_cases.value}
        )

    answer = act_on_adjustment(
        action="catalog.draft_withdrawal",
        actor=actor,
        now=now,
        adjustment_id=adjustment_id,
        request_key=request_key,
        body={
            "items": [*items],
            "units": [*units],
            "open_cases": open_cases.value,
            "reason": why,
        },
        core=core,
    )
    return int(str(answer["lines"]))


def _taking_back(row: Delegation, open_cases: OpenCases, reason: str) -> Delegation:
    return Delegation(
        county_code=row.county_code,
        item=row.item,
        unit_code=row.unit_code,
        level=row.level,
        way=row.way,
        takes_back=True,
        open_cases=open_cases.value,
        end_reason=reason,
    )


@action("catalog.drop_line_drafts")
def drop_line_drafts(
    *,
    actor: Actor,
    now: datetime,
    adjustment_id: UUID,
    item_code: str,
    request_key: str | None = None,
) -> int:
    """Take the drafted lines of one item out of an open adjustment; how many. `NotFound` for none."""

    def core() -> Adjusted:
        adjustment = lock_open(actor, adjustment_id)
        rows = Delegation.objects.filter(adjustment=adjustment, published_at=None, item__code=item_code)
        gone, _ = rows.delete()
        if not gone:
            raise NotFound
        return Adjusted(answer={"lines": gone}, facts={"lines": gone, "item_code": item_code})

    answer = act_on_adjustment(
        action="catalog.drop_line_drafts",
        actor=actor,
        now=now,
        adjustment_id=adjustment_id,
        request_key=request_key,
        body={"item_code": item_code},
        core=core,
    )
    return int(str(answer["lines"]))
