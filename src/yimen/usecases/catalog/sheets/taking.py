"""Confirming an import: its rows become drafts of an adjustment, which another person reviews."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.data.catalog.models import Adjustment, SheetImport, SheetRow
from yimen.gateways.installed import installed
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.adjustments import AdjustmentState, ItemChange
from yimen.rules.errors import N_
from yimen.rules.list_contents import with_texts
from yimen.rules.list_imports import (
    ImportState,
    NothingToTake,
    NotPlannedYet,
    PlanIsStale,
    RowsHaveErrors,
)
from yimen.rules.list_sheets import ListPlan, RowFate
from yimen.usecases.catalog.adjusting.item_drafts import DraftedItem, apply_item_drafts
from yimen.usecases.catalog.adjusting.shell import lock_open
from yimen.usecases.catalog.sheets.known import (
    KnownContent,
    contents_by_code,
    contents_in_force,
    known_items,
)
from yimen.usecases.catalog.sheets.planning import digest_of_rows, make_plan, plan_digest
from yimen.usecases.catalog.sheets.shell import act_on_import, lock_import, upload_of
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action

_COLUMNS = ("row", "fate", "item_code", "name", "changes", "findings")


@dataclass(frozen=True, kw_only=True, slots=True)
class ListTaken:
    """What a confirmed import made: how many drafts of new and of altered items, in which adjustment."""

    adjustment_id: UUID
    added: int
    altered: int
    left_out: int


@action("catalog.take_list")
def take_list(
    *,
    actor: Actor,
    now: datetime,
    import_id: UUID,
    only_good: bool = False,
    adjustment_id: UUID | None = None,
    request_key: str | None = None,
) -> ListTaken:
    """Put the new and the altered rows into an open adjustment, or into a new one: TAKEN.

    Rows with errors are left out with `only_good`, else they refuse (`RowsHaveErrors`). Nothing holds before
    the adjustment is reviewed and published. Refuses a plan that the lists have overtaken (`PlanIsStale`),
    one that would do nothing, one that was not made yet, and what `draft_items` refuses.
    """
    require(actor, "catalog.take_list")
    if actor.account_id is None:
        raise NotFound
    author_id = actor.account_id

    def core() -> tuple[UUID, dict[str, JSON], dict[str, JSON]]:
        row = lock_import(actor, import_id)
        contents = contents_in_force(actor)
        plan = _plan_as_shown(row, actor, contents)
        refused = plan.count(RowFate.REFUSED)
        if refused and not only_good:
            raise RowsHaveErrors(count=refused)
        drafts = _drafts(plan, contents)
        if not drafts:
            raise NothingToTake
        adjustment = lock_open(actor, adjustment_id) if adjustment_id else _begin(actor, author_id, row, now)
        apply_item_drafts(actor, adjustment, drafts, now)
        row.state, row.adjustment, row.taken = ImportState.TAKEN.value, adjustment, len(drafts)
        row.touched_at = now
        row.save(update_fields=["state", "adjustment", "taken", "touched_at"])
        answer: dict[str, JSON] = {
            "adjustment_id": str(adjustment.pk),
            "added": plan.count(RowFate.NEW),
            "altered": plan.count(RowFate.ALTERED),
            "left_out": refused,
        }
        return row.pk, answer, {**answer, "round": row.round}

    answer = act_on_import(
        action="catalog.take_list",
        actor=actor,
        now=now,
        request_key=request_key,
        body={
            "import_id": str(import_id),
            "only_good": only_good,
            "adjustment_id": str(adjustment_id or ""),
        },
        core=core,
    )
    return _read(answer)


def _read(answer: Mapping[str, JSON]) -> ListTaken:
    return ListTaken(
        adjustment_id=UUID(str(answer["adjustment_id"])),
        added=int(str(answer["added"])),
        altered=int(str(answer["altered"])),
        left_out=int(str(answer["left_out"])),
    )


def _plan_as_shown(row: SheetImport, actor: Actor, contents: tuple[KnownContent, ...]) -> ListPlan:
    """The plan worked out anew; refuses one that is not what the person looked at."""
    if row.state != ImportState.PLANNED.value:
        raise NotPlannedYet
    upload = upload_of(row)
    book = installed().spreadsheets.read(bytes(upload.content), true_size=upload.size)
    plan = make_plan(row, book, known_items(actor, contents))
    shown = SheetRow.objects.filter(county_code=row.county_code, upload=upload).order_by("row")
    if plan_digest(plan) != digest_of_rows(list(shown.values(*_COLUMNS))):
        raise PlanIsStale
    return plan


def _drafts(plan: ListPlan, contents: tuple[KnownContent, ...]) -> list[DraftedItem]:
    known = contents_by_code(contents)
    return [
        DraftedItem(
            change=ItemChange.ADD if each.fate is RowFate.NEW else ItemChange.ALTER,
            item_code=each.item_code,
            content=with_texts(known.get(each.item_code), each.texts),
        )
        for each in plan.rows
        if each.fate in {RowFate.NEW, RowFate.ALTERED}
    ]


def _begin(actor: Actor, author_id: UUID, row: SheetImport, now: datetime) -> Adjustment:
    """A fresh adjustment named after the file."""
    adjustment = Adjustment(
        id=new_id(now),
        county_code=row.county_code,
        title=N_("导入：{name}").format(name=row.name)[:80],
        state=AdjustmentState.DRAFT.value,
        author_id=author_id,
        created_at=now,
        sample=actor.sample,
    )
    adjustment.save(force_insert=True)
    return adjustment
