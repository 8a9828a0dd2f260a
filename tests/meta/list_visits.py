"""Visits of the pages of the lists."""

from dataclasses import replace
from uuid import UUID

from django.urls import reverse

from tests.meta.crowd import Crowd
from tests.meta.visit import Visit
from tests.usecases.catalog.adjusting.walks import (
    SNACKS,
    begun,
    drafted,
    listed_twice,
    published_item,
    with_item,
)
from tests.world import COUNTY, COUNTY_OFFICER, ID, TOWNSHIP
from yimen.data.catalog.models import Adjustment, Delegation, Item, ItemDraft


def _all(crowd: Crowd) -> str:
    while (known := Adjustment.objects.count()) <= crowd.rows:
        begun(title=f"第 {known} 次")
    return reverse("manage:lists")


def _grown(crowd: Crowd) -> UUID:
    """An adjustment with as many drafted items and lines as there are rows of everything."""
    drafts = ItemDraft.objects.filter(item=None, county_code="130921", adjustment__state="DRAFT")
    draft = drafts.order_by("saved_at", "id").first()
    adjustment = draft.adjustment_id if draft else with_item()
    draft = draft or ItemDraft.objects.get(adjustment_id=adjustment)
    while (known := ItemDraft.objects.filter(adjustment_id=adjustment).count()) <= crowd.rows:
        again = ItemDraft.objects.get(pk=draft.pk)
        again.pk = ID(f"draft:{known}")
        again.save(force_insert=True)
    for item in Item.objects.order_by("code")[: crowd.rows]:
        Delegation.objects.get_or_create(
            adjustment_id=adjustment,
            item=item,
            unit_code=TOWNSHIP,
            published_at=None,
            defaults={
                "id": ID(f"line:{item.code}"),
                "county_code": "130921",
                "level": "TOWNSHIP",
                "way": "ASSISTED",
            },
        )
    return adjustment


def _one(crowd: Crowd) -> str:
    return reverse("manage:adjustment", args=[_grown(crowd)])


def _form(name: str) -> Visit:
    return Visit(url=lambda _: reverse(name, args=[_open()]), who=COUNTY_OFFICER)


def _rearrange(crowd: Crowd) -> str:
    """As many items of the county's own as there are rows."""
    for at in range(crowd.rows):
        if not Item.objects.filter(source_name=f"自有事项{at}").exists():
            published_item(replace(SNACKS, name=f"自有事项{at}"))
    return reverse("manage:rearrange", args=[_open()])


def _open() -> UUID:
    row = Adjustment.objects.filter(state="DRAFT", county_code=COUNTY).first()
    return row.pk if row else drafted()


def _unit(_: Crowd) -> str:
    listed_twice()
    return reverse("manage:unit_list", args=[TOWNSHIP])


VISITS = {
    "manage:rearrange": (
        Visit(url=_rearrange, who=COUNTY_OFFICER, grows=True),
        # nothing is chosen: said at its field, below all the items once more
        Visit(
            url=_rearrange,
            who=COUNTY_OFFICER,
            posted=lambda _: {"change": "SPLIT"},
            status=400,
            grows=True,
        ),
    ),
    "manage:register": (_form("manage:register"),),
    "manage:lists": (Visit(url=_all, who=COUNTY_OFFICER, grows=True),),
    "manage:adjustment": (Visit(url=_one, who=COUNTY_OFFICER, grows=True),),
    "manage:delegate": (_form("manage:delegate"),),
    "manage:withdraw": (_form("manage:withdraw"),),
    "manage:unit_list": (Visit(url=_unit, who=COUNTY_OFFICER),),
}
