"""Visits of the counter's pages."""

from collections.abc import Mapping

from django.urls import reverse

from tests.meta.crowd import Crowd
from tests.meta.visit import Visit
from tests.world import CLERK, COUNTY, ID, ID_NUMBER, ITEM_CODE, PENSION_ITEM_CODE
from yimen.data.cases.models import Case, CasePaper


def _felling(_: Crowd) -> Mapping[str, str]:
    """The counter with an item chosen, for somebody whose case for it is open."""
    return {"act": f"ITEM:{ITEM_CODE}", "id_no": ID_NUMBER, "looked": ID_NUMBER}


def _large(crowd: Crowd) -> str:
    papers = CasePaper.objects.filter(county_code=COUNTY, case=crowd.his.case, paper__kind="RECEIPT")
    found = papers.order_by("paper__serial")
    return reverse("desk:large_print", args=[crowd.his.case.pk, found[0].paper_id])


def _list(_: Crowd) -> Mapping[str, str]:
    """A list of one, read and not yet taken in."""
    return {"act": "PREVIEW", "item": PENSION_ITEM_CODE, "text": f"赵建国 {ID_NUMBER}"}


def _visit(crowd: Crowd) -> str:
    Case.objects.filter(county_code=COUNTY, pk=crowd.his.open_case.pk).update(visit_id=ID("visit"))
    return reverse("desk:visit", args=[ID("visit")])


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
    "desk:intake_list": (
        Visit(url=lambda _: reverse("desk:intake_list"), who=CLERK),
        Visit(url=lambda _: reverse("desk:intake_list"), who=CLERK, posted=_list, grows=True),
    ),
    "desk:visit": (Visit(url=_visit, who=CLERK),),
    "desk:large_print": (Visit(url=_large, who=CLERK),),
}
