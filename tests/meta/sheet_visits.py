"""Visits of the pages on which lists come in as files."""

from uuid import UUID

from django.urls import reverse

from tests.meta.crowd import Crowd
from tests.meta.visit import Visit
from tests.usecases.catalog.sheets.walks import BROKEN, SNACKS, brought, content_of, planned
from tests.world import COUNTY_OFFICER
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


VISITS = {
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
