"""Visits of the pages on which lists come in as files."""

from collections.abc import Callable
from uuid import UUID

from django.urls import reverse

from tests.meta.crowd import Crowd
from tests.meta.visit import Visit
from tests.usecases.catalog.adjusting.walks import listed_twice
from tests.usecases.catalog.sheets.walks import BROKEN, SNACKS, brought, content_of, planned
from tests.world import COUNTY_OFFICER, TOWNSHIP
from yimen.data.catalog.models import SheetImport


def _many_rows(crowd: Crowd) -> bytes:
    """A list with as many rows, some of them faulty, as there are rows of everything."""
    lines = [(f"{name}{at}", *rest) for at in range(crowd.rows + 1) for name, *rest in (SNACKS, BROKEN)]
    return content_of(*lines)


def _all(crowd: Crowd) -> str:
    while SheetImport.objects.count() <= crowd.rows:
        brought(content_of(SNACKS))
    return reverse("manage:list_imports")


def _planned(crowd: Crowd) -> UUID:
    return planned(_many_rows(crowd))


def _unit(_: Crowd) -> str:
    listed_twice()
    return reverse("manage:export_unit", args=[TOWNSHIP, "csv"])


def _at(name: str, *args: str) -> Callable[[Crowd], str]:
    return lambda _: reverse(name, args=args)


VISITS = {
    "manage:export_items": (Visit(url=_at("manage:export_items", "csv"), who=COUNTY_OFFICER, grows=True),),
    "manage:export_register": (Visit(url=_at("manage:export_register", "xlsx"), who=COUNTY_OFFICER),),
    "manage:export_unit": (Visit(url=_unit, who=COUNTY_OFFICER),),
    "manage:export_platform": (Visit(url=_at("manage:export_platform"), who=COUNTY_OFFICER, grows=True),),
    "manage:list_imports": (Visit(url=_all, who=COUNTY_OFFICER, grows=True),),
    "manage:list_columns": (
        Visit(
            url=lambda crowd: reverse("manage:list_columns", args=[brought(_many_rows(crowd))]),
            who=COUNTY_OFFICER,
            grows=True,
        ),
    ),
    "manage:list_plan": (
        Visit(
            url=lambda crowd: reverse("manage:list_plan", args=[_planned(crowd)]),
            who=COUNTY_OFFICER,
            grows=True,
        ),
    ),
    "manage:list_report": (
        Visit(
            url=lambda crowd: reverse("manage:list_report", args=[_planned(crowd)]),
            who=COUNTY_OFFICER,
            grows=True,
        ),
    ),
}
