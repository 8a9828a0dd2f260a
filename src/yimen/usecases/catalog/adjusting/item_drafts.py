"""Drafts of items in an adjustment: added, altered, split, merged, suspended, cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from yimen.data.catalog.models import Adjustment, ItemDraft, ItemVersion
from yimen.rules.access import Actor, NotFound
from yimen.rules.adjustments import ItemChange
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.item_contents import ItemContent, check_content, to_plain
from yimen.usecases.catalog.adjusting.shell import (
    Adjusted,
    act_on_adjustment,
    county_of,
    lock_open,
    writes_guidance,
)
from yimen.usecases.catalog.contents import content_values
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action

MOST_AT_ONCE = 2000
_EMPTY_CHANGES = frozenset({ItemChange.SUSPEND, ItemChange.RESUME, ItemChange.CANCEL})


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftedItem:
    """One draft: what happens to which item, and its content afterwards.

    `item_code` is empty for a new item. `content` None keeps the content in force, for suspending,
    resuming and cancelling. `from_codes` names the items that this one is split off or merged from.
    `draft_id` is the id that the draft of a new item has, or gets, so that it can be saved again.
    """

    change: ItemChange
    content: ItemContent | None = None
    item_code: str = ""
    from_codes: tuple[str, ...] = ()
    draft_id: UUID | None = None

    def plain(self) -> dict[str, JSON]:
        """The draft for the digest of a request."""
        return {
            "change": self.change.value,
            "item_code": self.item_code,
            "from_codes": [*self.from_codes],
            "draft_id": str(self.draft_id or ""),
            "content": to_plain(self.content) if self.content else None,
        }


class NotYourItem(RuleViolation):
    """An item of the whole installation, or of another county."""

    code = "catalog.not_your_item"
    template = N_("“{item}”是全市统一的事项，县里不能改它本身，可以在授权登记里压减时限和材料。")
    refusal = Refusal.FORBIDDEN


class ContentMissing(RuleViolation):
    """A new or altered item without its content."""

    code = "catalog.content_missing"
    template = N_("没有写事项内容。")


class SourcesMissing(RuleViolation):
    """A split or merged item that does not say from what."""

    code = "catalog.change_sources_missing"
    template = N_("拆分、合并要写明从哪些事项来。")


class NameTaken(RuleViolation):
    """Another item bears this name at the same department."""

    code = "catalog.item_name_taken"
    template = N_("“{name}”({department})已经有了，编号 {code}。要改它请选“变更”。")
    refusal = Refusal.CONFLICT


class TooManyDrafts(RuleViolation):
    """More drafts at once than one act may carry."""

    code = "catalog.too_many_drafts"
    template = N_("一次最多 {most} 个事项，请分几次。")


@action("catalog.draft_items")
def draft_items(
    *,
    actor: Actor,
    now: datetime,
    adjustment_id: UUID,
    drafts: Sequence[DraftedItem],
    request_key: str | None = None,
) -> int:
    """Put drafts into an open adjustment, each in place of an earlier one of the same item; how many.

    A county adds items of its own and alters these; the city's office those that hold everywhere. All or
    nothing. Refuses an unknown item (`NotFound`), another's (`NotYourItem`), a name that is taken, a
    content that cannot be read (at its field), and an adjustment that is past writing.
    """

    def core() -> Adjusted:
        adjustment = lock_open(actor, adjustment_id)
        rows = apply_item_drafts(actor, adjustment, drafts, now)
        facts: dict[str, JSON] = {"drafts": len(rows), "changes": [each.change.value for each in drafts]}
        return Adjusted(answer={"drafts": len(rows)}, facts=facts)

    answer = act_on_adjustment(
        action="catalog.draft_items",
        actor=actor,
        now=now,
        adjustment_id=adjustment_id,
        request_key=request_key,
        body={"drafts": [each.plain() for each in drafts]},
        core=core,
    )
    return int(str(answer["drafts"]))


def apply_item_drafts(
    actor: Actor, adjustment: Adjustment, drafts: Sequence[DraftedItem], now: datetime
) -> list[ItemDraft]:
    """The core: for an action that does more than drafting. The adjustment is locked and open."""
    if len(drafts) > MOST_AT_ONCE:
        raise TooManyDrafts(most=MOST_AT_ONCE)
    versions = _versions_in_force(drafts)
    _check_names(actor, drafts)
    # a microsecond apart, so that they stay in the order in which they were given
    rows = [
        _draft(actor, adjustment, each, versions, now + timedelta(microseconds=at))
        for at, each in enumerate(drafts)
    ]
    named = [each.draft_id for each in drafts if each.draft_id]
    if named and ItemDraft.objects.filter(pk__in=named).exclude(adjustment=adjustment, item=None).exists():
        raise NotFound(field="draft_id")
    again = Q(item__in=[row.item_id for row in rows if row.item_id]) | Q(pk__in=named)
    ItemDraft.objects.filter(again, adjustment=adjustment).delete()
    return ItemDraft.objects.bulk_create(rows, batch_size=500)


def _versions_in_force(drafts: Sequence[DraftedItem]) -> dict[str, ItemVersion]:
    codes = {each.item_code for each in drafts if each.item_code} | {
        code for each in drafts for code in each.from_codes
    }
    rows = ItemVersion.objects.select_related("item").filter(item__code__in=codes, superseded_at=None)
    return {row.item.code: row for row in rows}


def _check_names(actor: Actor, drafts: Sequence[DraftedItem]) -> None:
    """Refuse a new name that an item of here bears already; the item itself may keep its own."""
    wanted = {(each.content.name, each.content.department): each.item_code for each in drafts if each.content}
    rows = ItemVersion.objects.select_related("item").filter(
        superseded_at=None,
        name__in=[name for name, _ in wanted],
        item__owner_code__in={"", county_of(actor)},
    )
    for row in rows:
        held = wanted.get((row.name, row.item.department))
        if held is not None and held != row.item.code:
            raise NameTaken(field="name", name=row.name, department=row.item.department, code=row.item.code)


def _draft(
    actor: Actor, adjustment: Adjustment, draft: DraftedItem, versions: dict[str, ItemVersion], now: datetime
) -> ItemDraft:
    former = _former(actor, draft, versions)
    if draft.change in {ItemChange.SPLIT, ItemChange.MERGE} and not draft.from_codes:
        raise SourcesMissing(field="from_codes")
    content: dict[str, JSON] = {}
    if draft.content is not None:
        checked = check_content(draft.content)
        content_values(checked, former, change=draft.change)  # refuses what no version could hold
        content = to_plain(checked)
    elif draft.change not in _EMPTY_CHANGES:
        raise ContentMissing(field="name")
    return ItemDraft(
        id=draft.draft_id or new_id(now),
        county_code=adjustment.county_code,
        adjustment=adjustment,
        item=former.item if former else None,
        base=former,
        kind=draft.change.value,
        content=content,
        from_codes=[*draft.from_codes],
        saved_at=now,
    )


def _former(actor: Actor, draft: DraftedItem, versions: dict[str, ItemVersion]) -> ItemVersion | None:
    unknown = [code for code in draft.from_codes if code not in versions]
    if unknown:
        raise NotFound(field="from_codes")
    if not draft.item_code:
        if draft.change in _EMPTY_CHANGES:
            raise NotFound(field="item_code")
        return None
    former = versions.get(draft.item_code)
    if former is None:
        raise NotFound(field="item_code")
    owner = former.item.owner_code
    if owner and owner != county_of(actor):
        raise NotFound(field="item_code")
    if not owner and not writes_guidance(actor):
        raise NotYourItem(item=former.short_name)
    return former


@action("catalog.drop_item_draft")
def drop_item_draft(
    *, actor: Actor, now: datetime, adjustment_id: UUID, draft_id: UUID, request_key: str | None = None
) -> None:
    """Take one draft out of an open adjustment; `NotFound` for one that is not in it."""

    def core() -> Adjusted:
        adjustment = lock_open(actor, adjustment_id)
        gone, _ = ItemDraft.objects.filter(pk=draft_id, adjustment=adjustment).delete()
        if not gone:
            raise NotFound
        return Adjusted(answer={}, facts={"draft_id": str(draft_id)})

    act_on_adjustment(
        action="catalog.drop_item_draft",
        actor=actor,
        now=now,
        adjustment_id=adjustment_id,
        request_key=request_key,
        body={"draft_id": str(draft_id)},
        core=core,
    )
