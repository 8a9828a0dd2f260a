"""Visits of the pages of the quality board."""

from collections.abc import Callable

from django.urls import reverse

from tests.meta.crowd import Crowd
from tests.meta.visit import Visit
from tests.usecases.catalog.adjusting.walks import listed_twice
from tests.world import CENTER_HEAD, COUNTY_OFFICER, ID, NOW, TOWNSHIP
from yimen.data.catalog.models import Delegation, Item


def _grown() -> None:
    """A list of 旧州镇 with a line for each item of the crowd."""
    listed_twice()
    held = set(Delegation.objects.filter(unit_code=TOWNSHIP, ended_at=None).values_list("item_id", flat=True))
    for item in Item.objects.filter(code__startswith="CZ2").exclude(pk__in=held):
        Delegation.objects.create(
            id=ID(f"quality:{item.code}"),
            county_code="130921",
            item=item,
            unit_code=TOWNSHIP,
            level="TOWNSHIP",
            way="ASSISTED",
            published_at=NOW,
        )


def _at(name: str, *args: str, query: str = "") -> Callable[[Crowd], str]:
    def url(_: Crowd) -> str:
        _grown()
        return reverse(name, args=args) + query

    return url


VISITS = {
    "manage:quality": (
        Visit(url=_at("manage:quality"), who=COUNTY_OFFICER, grows=True),
        Visit(url=_at("manage:quality"), who=CENTER_HEAD, grows=True),
    ),
    "manage:quality_file": (Visit(url=_at("manage:quality_file"), who=COUNTY_OFFICER, grows=True),),
    "manage:quality_lines": (
        Visit(
            url=_at("manage:quality_lines", TOWNSHIP, query="?show=OFFERED"), who=COUNTY_OFFICER, grows=True
        ),
    ),
}
