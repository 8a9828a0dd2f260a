"""Handing an adjustment in, returning it, and publishing it by another person than its author."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yimen.data.catalog.models import Adjustment, Delegation, ItemDraft
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.adjustments import AdjustmentState, NothingInIt, ReasonMissing, check_reviewable
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import RuleViolation
from yimen.rules.item_checks import check_item, check_publishable
from yimen.rules.item_contents import from_plain
from yimen.rules.text import clean_line
from yimen.usecases.catalog.adjusting.publishing import apply_adjustment
from yimen.usecases.catalog.adjusting.shell import Adjusted, act_on_adjustment, lock_adjustment, lock_open
from yimen.usecases.shared.registry import action


@action("catalog.submit_adjustment")
def submit_adjustment(
    *, actor: Actor, now: datetime, adjustment_id: UUID, request_key: str | None = None
) -> None:
    """DRAFT or RETURNED → IN_REVIEW; refuses an empty one, and one that is past writing.

    Also refuses an item that its own checks find wrong (`DraftFaulty`): what is only doubtful may go on.
    """

    def core() -> Adjusted:
        row = lock_open(actor, adjustment_id)
        items = _check_items(row)
        lines = Delegation.objects.filter(adjustment=row, published_at=None).count()
        if not items and not lines:
            raise NothingInIt
        row.state, row.submitted_at, row.review_note = AdjustmentState.IN_REVIEW.value, now, ""
        row.save(update_fields=["state", "submitted_at", "review_note"])
        return Adjusted(answer={}, facts={"item_drafts": items, "delegations": lines})

    act_on_adjustment(
        action="catalog.submit_adjustment",
        actor=actor,
        now=now,
        adjustment_id=adjustment_id,
        request_key=request_key,
        body={},
        core=core,
    )


def _check_items(row: Adjustment) -> int:
    """How many items were drafted; refuses the first whose checks say that it cannot be published."""
    drafts = list(ItemDraft.objects.filter(adjustment=row).order_by("saved_at", "id"))
    for draft in drafts:
        if draft.content:
            content = from_plain(draft.content)
            check_publishable(content.name, check_item(content))
    return len(drafts)


@action("catalog.return_adjustment")
def return_adjustment(
    *, actor: Actor, now: datetime, adjustment_id: UUID, note: str, request_key: str | None = None
) -> None:
    """IN_REVIEW → RETURNED with a note for the author; refuses the author and an empty note."""
    said = clean_line(note, field="note", max_length=400, required=False)
    if not said:
        raise ReasonMissing(field="note")

    def core() -> Adjusted:
        row = _lock_for_review(actor, adjustment_id)
        row.state, row.review_note = AdjustmentState.RETURNED.value, said
        _sign_review(row, actor, now)
        row.save(update_fields=["state", "review_note", "reviewer", "reviewed_at"])
        return Adjusted(answer={}, facts={"note": said})

    act_on_adjustment(
        action="catalog.return_adjustment",
        actor=actor,
        now=now,
        adjustment_id=adjustment_id,
        request_key=request_key,
        body={"note": said},
        core=core,
    )


@action("catalog.publish_adjustment")
def publish_adjustment(
    *, actor: Actor, now: datetime, adjustment_id: UUID, request_key: str | None = None
) -> AdjustmentState:
    """Approve what another wrote; everything in it holds from one moment: now, or its day.

    IN_REVIEW → PUBLISHED, or APPROVED where it shall hold on a later day. Publishing ends what held before,
    by itself; each unit whose list changes gets its next edition. Refuses the author (`OwnReview`), what
    was overtaken since it was drafted, and lines that a version published meanwhile no longer allows.
    """

    def core() -> Adjusted:
        row = _lock_for_review(actor, adjustment_id)
        _sign_review(row, actor, now)
        if row.effective_on is not None and row.effective_on > beijing_date(now):
            row.state = AdjustmentState.APPROVED.value
            row.save(update_fields=["state", "reviewer", "reviewed_at"])
            return Adjusted(answer={"state": row.state}, facts={"effective_on": row.effective_on.isoformat()})
        done = apply_adjustment(row, now)
        row.save(update_fields=["state", "reviewer", "reviewed_at", "published_at"])
        return Adjusted(answer={"state": row.state}, facts=done.facts())

    answer = act_on_adjustment(
        action="catalog.publish_adjustment",
        actor=actor,
        now=now,
        adjustment_id=adjustment_id,
        request_key=request_key,
        body={},
        core=core,
    )
    return AdjustmentState(str(answer["state"]))


def _lock_for_review(actor: Actor, adjustment_id: UUID) -> Adjustment:
    row = lock_adjustment(actor, adjustment_id)
    check_reviewable(AdjustmentState(row.state), is_own=row.author_id == actor.account_id)
    return row


def _sign_review(row: Adjustment, actor: Actor, now: datetime) -> None:
    if actor.account_id is None:
        raise NotFound
    row.reviewer_id, row.reviewed_at = actor.account_id, now


def list_due_adjustments(*, actor: Actor, now: datetime) -> tuple[tuple[UUID, str], ...]:
    """Approved adjustments whose day has come, with their county; for the nightly job."""
    require(actor, "catalog.put_in_force")
    rows = Adjustment.objects.filter(
        state=AdjustmentState.APPROVED.value, effective_on__lte=beijing_date(now)
    )
    return tuple(rows.order_by("effective_on", "id").values_list("pk", "county_code"))


@action("catalog.put_in_force")
def put_in_force(
    *, actor: Actor, now: datetime, adjustment_id: UUID, county_code: str, request_key: str | None = None
) -> None:
    """APPROVED → PUBLISHED on the day that the adjustment named, by the system; a second call does nothing.

    What was overtaken meanwhile goes back to its author (RETURNED) with the reason, and nothing of it holds.
    """

    def core() -> Adjusted:
        row = lock_adjustment(actor, adjustment_id)
        if row.state != AdjustmentState.APPROVED.value:
            return Adjusted(answer={"state": row.state})
        try:
            with transaction.atomic():
                facts = apply_adjustment(row, now).facts()
        except RuleViolation as fault:
            row.refresh_from_db()
            row.state, row.review_note = AdjustmentState.RETURNED.value, fault.sentence()[:400]
            facts = {"returned": row.review_note}
        row.save(update_fields=["state", "review_note", "published_at"])
        return Adjusted(answer={"state": row.state}, facts=facts)

    act_on_adjustment(
        action="catalog.put_in_force",
        actor=actor,
        now=now,
        adjustment_id=adjustment_id,
        request_key=request_key,
        body={},
        core=core,
        county_code=county_code,
    )
