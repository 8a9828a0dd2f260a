"""Visits of the page of the words of search."""

from django.urls import reverse

from tests.meta.crowd import Crowd
from tests.meta.visit import Visit
from tests.world import COUNTY, COUNTY_OFFICER, ID, ITEM_CODE, NOW
from yimen.data.catalog.models import Item, SearchMiss, SearchWord


def _all(crowd: Crowd) -> str:
    """As many words, and as many misses, as there are rows of everything."""
    item = Item.objects.get(code=ITEM_CODE)
    for number in range(SearchWord.objects.count(), crowd.rows + 1):
        SearchWord.objects.create(
            id=ID(f"word:{number}"),
            county_code=COUNTY,
            word=f"放倒树{number}",
            item=item,
            added_at=NOW,
            added_by="县政务办",
        )
        SearchMiss.objects.create(
            id=ID(f"miss:{number}"), county_code=COUNTY, words=f"修电视{number}", count=1, last_day=NOW.date()
        )
    return reverse("manage:words")


VISITS = {"manage:words": (Visit(url=_all, who=COUNTY_OFFICER, grows=True),)}
