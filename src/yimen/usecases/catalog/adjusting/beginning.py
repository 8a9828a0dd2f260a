"""Beginning an adjustment of the lists, and giving one up."""

from datetime import date, datetime
from uuid import UUID

from yimen.data.catalog.models import Adjustment, Delegation, ItemDraft
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.adjustments import AdjustmentState
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.text import clean_line
from yimen.usecases.catalog.adjusting.shell import Adjusted, act_on_adjustment, county_of, lock_open
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action

TITLE_LENGTH, REASON_LENGTH = 80, 400


class EffectiveInPast(RuleViolation):
    """A list cannot begin to hold before today."""

    code = "catalog.effective_in_past"
    template = N_("生效日期不能早于今天。")


@action("catalog.begin_adjustment")
def begin_adjustment(
    *,
    actor: Actor,
    now: datetime,
    title: str,
    reason: str = "",
    basis: str = "",
    effective_on: date | None = None,
    request_key: str | None = None,
) -> UUID:
    """Open an adjustment as DRAFT in the actor's county; its id.

    `effective_on` is the day on which it shall hold once reviewed, at once when it is None. Refuses a
    missing title, an actor without an account, and a day that is over.
    """
    require(actor, "catalog.begin_adjustment")
    if actor.account_id is None:
        raise NotFound
    account_id = actor.account_id
    said = {
        "title": clean_line(title, field="title", max_length=TITLE_LENGTH),
        "reason": clean_line(reason, field="reason", max_length=REASON_LENGTH, required=False),
        "basis": clean_line(basis, field="basis", max_length=REASON_LENGTH, required=False),
    }
    if effective_on is not None and effective_on < beijing_date(now):
        raise EffectiveInPast(field="effective_on")

    def core() -> Outcome:
        row = Adjustment(
            id=new_id(now),
            county_code=county_of(actor),
            state=AdjustmentState.DRAFT.value,
            effective_on=effective_on,
            author_id=account_id,
            created_at=now,
            sample=actor.sample,
            **said,
        )
        row.save(force_insert=True)
        record = Record(
            county_code=row.county_code,
            subject_type="adjustment",
            subject_id=row.pk,
            act="catalog.begin_adjustment",
            facts={**said, "effective_on": effective_on.isoformat() if effective_on else None},
        )
        return Outcome(answer={"adjustment_id": str(row.pk)}, record=record)

    answer = perform(
        action="catalog.begin_adjustment",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=county_of(actor),
        body={**said, "effective_on": effective_on.isoformat() if effective_on else ""},
        core=core,
    )
    return UUID(str(answer["adjustment_id"]))


@action("catalog.drop_adjustment")
def drop_adjustment(
    *, actor: Actor, now: datetime, adjustment_id: UUID, request_key: str | None = None
) -> None:
    """Give an open adjustment up: DROPPED, its drafts gone. Refuses one that was handed in (`NotOpen`)."""

    def core() -> Adjusted:
        row = lock_open(actor, adjustment_id)
        items, _ = ItemDraft.objects.filter(adjustment=row).delete()
        lines, _ = Delegation.objects.filter(adjustment=row, published_at=None).delete()
        row.state = AdjustmentState.DROPPED.value
        row.save(update_fields=["state"])
        return Adjusted(answer={}, facts={"item_drafts": items, "delegations": lines})

    act_on_adjustment(
        action="catalog.drop_adjustment",
        actor=actor,
        now=now,
        adjustment_id=adjustment_id,
        request_key=request_key,
        body={},
        core=core,
    )
