"""The items that a list can be about: those of the whole installation and the county's own, as texts."""

from collections.abc import Mapping
from dataclasses import dataclass

from yimen.data.catalog.models import ItemVersion, Material
from yimen.rules.access import Actor
from yimen.rules.item_contents import ItemContent
from yimen.rules.list_contents import texts_of
from yimen.rules.list_sheets import KnownItem
from yimen.usecases.catalog.adjusting.shell import county_of, writes_guidance
from yimen.usecases.catalog.contents import content_of


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownContent:
    """An item in force: its code, whether it is the county's own, its whole content."""

    code: str
    is_own: bool
    content: ItemContent


def contents_in_force(actor: Actor) -> tuple[KnownContent, ...]:
    """The items that hold in the actor's county, by code; two statements whatever their number."""
    owners = {"", county_of(actor)}
    rows = list(
        ItemVersion.objects.select_related("item")
        .filter(superseded_at=None, item__owner_code__in=owners)
        .order_by("item__code")
    )
    materials: dict[object, list[Material]] = {}
    listed = Material.objects.filter(version__superseded_at=None, version__item__owner_code__in=owners)
    for each in listed.order_by("version_id", "order"):
        materials.setdefault(each.version_id, []).append(each)
    return tuple(
        KnownContent(
            code=row.item.code,
            is_own=bool(row.item.owner_code),
            content=content_of(row, tuple(materials.get(row.pk, ()))),
        )
        for row in rows
    )


def known_items(actor: Actor, contents: tuple[KnownContent, ...]) -> tuple[KnownItem, ...]:
    """The same as texts; what stands above the actor cannot be rewritten by a list."""
    above = not writes_guidance(actor)
    return tuple(
        KnownItem(
            code=each.code,
            texts=texts_of(each.content, code=each.code),
            is_above=above and not each.is_own,
        )
        for each in contents
    )


def contents_by_code(contents: tuple[KnownContent, ...]) -> Mapping[str, ItemContent]:
    """The contents by the code of their item."""
    return {each.code: each.content for each in contents}
