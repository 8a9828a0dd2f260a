"""Visits of the counter's pages."""

from collections.abc import Mapping

from django.urls import reverse

from tests.meta.crowd import Crowd
from tests.meta.visit import Visit
from tests.world import CLERK, COUNTY, ID_NUMBER, ITEM_CODE
from yimen.data.cases.models import CasePaper


def _felling(_: Crowd) -> Mapping[str, str]:
    """The counter with an item chosen, for somebody whose case for it is open."""
    return {"act": f"ITEM:{ITEM_CODE}", "id_no": ID_NUMBER, "looked": ID_NUMBER}


def _large(crowd: Crowd) -> str:
    papers = CasePaper.objects.filter(county_code=COUNTY, case=crowd.his.case, paper__kind="RECEIPT")
    found = papers.order_by("paper__serial")
    return reverse("desk:large_print", args=[crowd.his.case.pk, found[0].paper_id])


VISITS = {
    "desk:intake": (
        Visit(url=lambda _: reverse("desk:intake"), who=CLERK, grows=True),
        Visit(url=lambda _: reverse("desk:intake"), who=CLERK, posted=_felling, grows=True),
    ),
    "desk:intake_items": (
        Visit(url=lambda _: reverse("desk:intake_items") + "?q=林木", who=CLERK, grows=True),
    ),
    "desk:intake_done": (
        Visit(url=lambda crowd: reverse("desk:intake_done", args=[crowd.his.case.pk]), who=CLERK, grows=True),
    ),
    "desk:large_print": (Visit(url=_large, who=CLERK),),
}
