"""The versions of an item, each readable for good, and what changed between two of them."""

from dataclasses import dataclass
from datetime import datetime

from yimen.data.catalog.models import ItemVersion, Material
from yimen.rules.access import NotFound
from yimen.rules.adjustments import ITEM_CHANGE_LABELS, ItemChange
from yimen.rules.item_contents import Difference, differences
from yimen.usecases.catalog.contents import content_of


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionRow:
    """One version in the list: since when it held, until when, and why it came."""

    number: int
    name: str
    published_at: datetime
    superseded_at: datetime | None
    change_label: str
    reason: str
    basis: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemHistory:
    """The versions of an item, the newest first, and what the chosen newer one changed in the older."""

    code: str
    name: str
    rows: tuple[VersionRow, ...]
    older: int
    newer: int
    differences: tuple[Difference, ...]


def get_history(item_code: str, *, older: int | None = None, newer: int | None = None) -> ItemHistory:
    """The history of an item, with the difference between two of its versions; two statements.

    Without numbers the last change is shown. Refuses an unknown item or version (`NotFound`).
    """
    rows = list(ItemVersion.objects.select_related("item").filter(item__code=item_code).order_by("-number"))
    if not rows:
        raise NotFound(field="item_code")
    by_number = {row.number: row for row in rows}
    after = by_number.get(newer if newer is not None else rows[0].number)
    before = by_number.get(older) if older is not None else _before(rows, after)
    if after is None or (older is not None and before is None):
        raise NotFound(field="number")
    return ItemHistory(
        code=item_code,
        name=rows[0].short_name,
        rows=tuple(_row(row) for row in rows),
        older=before.number if before is not None else 0,
        newer=after.number,
        differences=_differences(before, after) if before is not None and before is not after else (),
    )


def _before(rows: list[ItemVersion], after: ItemVersion | None) -> ItemVersion | None:
    if after is None:
        return None
    return next((row for row in rows if row.number < after.number), None)


def _differences(before: ItemVersion, after: ItemVersion) -> tuple[Difference, ...]:
    materials: dict[object, list[Material]] = {before.pk: [], after.pk: []}
    for each in Material.objects.filter(version__in=[before, after]).order_by("order"):
        materials[each.version_id].append(each)
    return differences(
        content_of(before, tuple(materials[before.pk])), content_of(after, tuple(materials[after.pk]))
    )


def _row(row: ItemVersion) -> VersionRow:
    return VersionRow(
        number=row.number,
        name=row.short_name,
        published_at=row.published_at,
        superseded_at=row.superseded_at,
        change_label=ITEM_CHANGE_LABELS[ItemChange(row.change)],
        reason=row.change_reason,
        basis=row.change_basis,
    )
