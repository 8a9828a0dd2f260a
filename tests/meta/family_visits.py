"""Visits of the pages of forwarded cases."""

from collections.abc import Mapping

from django.urls import reverse

from tests.meta.crowd import Crowd
from tests.meta.visit import Visit
from tests.world import CLERK


def _sheet(crowd: Crowd) -> str:
    return reverse("desk:copy_sheet", args=[crowd.filed])


def _reason(_: Crowd) -> Mapping[str, str]:
    return {"reason": "抄进部门系统"}


VISITS = {
    "desk:copy_sheet": (
        Visit(url=_sheet, who=CLERK, grows=True),
        Visit(url=_sheet, who=CLERK, posted=_reason, grows=True),
    ),
}
