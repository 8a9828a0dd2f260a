"""Splitting, merging, suspending, resuming and cancelling items of an office, as drafts of an adjustment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from yimen.data.catalog.models import ItemVersion
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.adjustments import (
    STANDING_LABELS,
    ItemChange,
    Standing,
    check_rearrangement,
    check_standing,
)
from yimen.rules.item_contents import ItemContent, MaterialContent
from yimen.usecases.catalog.adjusting.item_drafts import DraftedItem, apply_item_drafts
from yimen.usecases.catalog.adjusting.shell import (
    Adjusted,
    act_on_adjustment,
    county_of,
    lock_open,
    writes_guidance,
)
from yimen.usecases.catalog.contents import content_of
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnItem:
    """An item that this office may rearrange, and how it stands."""

    code: str
    name: str
    department: str
    standing: Standing
    standing_label: str


def list_own_items(*, actor: Actor) -> tuple[OwnItem, ...]:
    """The items that this office writes and that are not cancelled, by department and code; one statement."""
    require(actor, "catalog.rearrange_items")
    owner = "" if writes_guidance(actor) else county_of(actor)
    rows = ItemVersion.objects.select_related("item").filter(superseded_at=None, item__owner_code=owner)
    return tuple(
        OwnItem(
            code=row.item.code,
            name=row.short_name,
            department=row.item.department,
            standing=Standing(row.standing),
            standing_label=STANDING_LABELS[Standing(row.standing)],
        )
        for row in rows.exclude(standing=Standing.CANCELLED.value).order_by("item__department", "item__code")
    )


@action("catalog.rearrange_items")
def rearrange_items(
    *,
    actor: Actor,
    now: datetime,
    adjustment_id: UUID,
    change: ItemChange,
    item_codes: Sequence[str],
    names: Sequence[str] = (),
    request_key: str | None = None,
) -> int:
    """Draft what becomes of items of this office in an open adjustment; how many drafts it left.

    SPLIT makes one draft for each of `names` with the content of the one item, MERGE one with that of the
    first of several and the materials of all; their content is then written on. Whoever bears the name
    goes on under its code, the other sources are cancelled with it. SUSPEND, RESUME and CANCEL keep the
    content. Refuses too few items or names (`check_rearrangement`), a standing that the change does not
    fit (`WrongStanding`), what `draft_items` refuses, and an item of nobody (`NotFound`).
    """
    codes, wanted = check_rearrangement(change, item_codes, names)

    def core() -> Adjusted:
        adjustment = lock_open(actor, adjustment_id)
        sources = _sources(codes)
        for source in sources:
            check_standing(change, Standing(source.standing), item=source.short_name)
        drafts = [*_drafts(change, sources, wanted, now)]
        rows = apply_item_drafts(actor, adjustment, drafts, now)
        facts: dict[str, JSON] = {"change": change.value, "item_codes": [*codes], "drafts": len(rows)}
        return Adjusted(answer={"drafts": len(rows)}, facts=facts)

    answer = act_on_adjustment(
        action="catalog.rearrange_items",
        actor=actor,
        now=now,
        adjustment_id=adjustment_id,
        request_key=request_key,
        body={"change": change.value, "item_codes": [*codes], "names": [*wanted]},
        core=core,
    )
    return int(str(answer["drafts"]))


def _sources(codes: Sequence[str]) -> list[ItemVersion]:
    """The versions in force of these items, in the order of the codes."""
    rows = ItemVersion.objects.select_related("item").filter(superseded_at=None, item__code__in=codes)
    by_code = {row.item.code: row for row in rows}
    if len(by_code) != len(codes):
        raise NotFound(field="items")
    return [by_code[code] for code in codes]


def _drafts(
    change: ItemChange, sources: Sequence[ItemVersion], names: Sequence[str], now: datetime
) -> Iterator[DraftedItem]:
    if not names:
        yield from (DraftedItem(change=change, item_code=each.item.code) for each in sources)
        return
    contents = [content_of(each) for each in sources]
    whole = replace(contents[0], materials=_materials(contents))
    codes = {each.name: each.item.code for each in sources}
    kept = {name: codes[name] for name in names if name in codes}
    for name in names:
        yield DraftedItem(
            change=change,
            content=replace(whole, name=name),
            item_code=kept.get(name, ""),
            from_codes=tuple(each.item.code for each in sources),
            draft_id=None if name in kept else new_id(now),
        )
    for each in sources:
        if each.item.code not in kept.values():
            yield DraftedItem(change=ItemChange.CANCEL, item_code=each.item.code)


def _materials(contents: Sequence[ItemContent]) -> tuple[MaterialContent, ...]:
    """The materials of all, each name once."""
    found = {material.name: material for content in reversed(contents) for material in content.materials}
    order = [material.name for content in contents for material in content.materials]
    return tuple(found[name] for name in dict.fromkeys(order))
