"""What published adjustments have made of items: an import leaves these alone and says so, row by row."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from yimen.data.catalog.models import Item, ItemDraft, ItemVersion
from yimen.rules.adjustments import AdjustmentState
from yimen.rules.catalog import PlannedItem
from yimen.rules.errors import N_
from yimen.rules.tables import Finding, Severity

_COLUMNS: Mapping[str, str] = {
    "name": N_("名称"),
    "item_type": N_("类型"),
    "levels": N_("办理层级"),
    "basis": N_("依据"),
    "statutory_amount": N_("法定时限"),
    "statutory_unit": N_("法定时限"),
    "promised_amount": N_("承诺时限"),
    "promised_unit": N_("承诺时限"),
}
_LEFT_ALONE = N_(
    "“{item}”没有动：清单调整“{title}”公布过它，以公布的为准。文件里不一样的是{fields}；要改请再起一次调整。"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class AdjustedItems:
    """The items that adjustments have published, with the last one's title, and all names they ever bore."""

    titles: Mapping[UUID, str]
    by_name: Mapping[str, Item]

    def find(self, planned: PlannedItem) -> Item | None:
        """The item that the row means under a name that it no longer bears."""
        return self.by_name.get(planned.name)


def read_adjusted() -> AdjustedItems:
    """What adjustments made of the items that hold everywhere; two statements."""
    drafts = ItemDraft.objects.filter(
        adjustment__state=AdjustmentState.PUBLISHED.value, item__owner_code=""
    ).order_by("adjustment__published_at", "id")
    titles = dict(drafts.values_list("item_id", "adjustment__title"))
    versions = ItemVersion.objects.select_related("item").filter(item__in=titles)
    return AdjustedItems(titles=titles, by_name={row.name: row.item for row in versions})


def left_alone(
    planned: PlannedItem, held: ItemVersion, values: Mapping[str, object], title: str
) -> Finding | None:
    """What the row says otherwise than the published version, as a notice; None where both agree."""
    differing = [label for name, label in _COLUMNS.items() if getattr(held, name) != values[name]]
    if held.item.department != planned.department[:60]:
        differing.append(N_("部门"))
    if [each.name for each in held.materials.all()] != [name[:200] for name in planned.materials]:
        differing.append(N_("材料"))
    if not differing:
        return None
    return Finding(
        line=planned.line,
        severity=Severity.NOTICE,
        code="catalog.left_to_adjustment",
        template=_LEFT_ALONE,
        values={
            "item": planned.short_name,
            "title": title,
            "fields": "、".join(dict.fromkeys(differing)),
        },
    )
