"""How the pages of a village are visited, and the one behind a consent link."""

from collections.abc import Callable, Mapping

from django.urls import reverse

from tests.meta.crowd import Crowd
from tests.meta.visit import Visit
from tests.world import CLERK, COUNTY, INSTANT_ITEM_CODE, PENSION_ITEM_CODE, VILLAGE_PROXY
from yimen.data.cases.models import CaseFile, CasePaper


def _at(name: str, *args: object, query: str = "") -> Callable[[Crowd], str]:
    return lambda _: reverse(name, args=args) + query


def _filed(name: str) -> Callable[[Crowd], str]:
    return lambda crowd: reverse(name, args=[crowd.filed])


def _known(crowd: Crowd) -> str:
    return reverse("desk:village_file", args=[PENSION_ITEM_CODE]) + f"?person={crowd.filed}"


def _paper(crowd: Crowd) -> str:
    paper = CasePaper.objects.get(county_code=COUNTY, case=crowd.filed, paper__kind="VILLAGE_RECEIPT")
    return reverse("desk:village_paper", args=[crowd.filed, paper.paper_id])


def _photo(crowd: Crowd) -> str:
    file = CaseFile.objects.filter(county_code=COUNTY, case_material__case=crowd.filed).order_by("pk")[0]
    return reverse("desk:village_photo", args=[crowd.filed, file.file_id])


def _reason(_: Crowd) -> Mapping[str, str]:
    return {"reason": "上门走访"}


def _words(_: Crowd) -> Mapping[str, str]:
    return {"q": "孙秀英"}


VISITS = {
    "desk:village": (Visit(url=_at("desk:village"), who=VILLAGE_PROXY, grows=True),),
    "desk:village_find": (
        Visit(url=_at("desk:village_find"), who=VILLAGE_PROXY),
        Visit(url=_at("desk:village_find"), who=VILLAGE_PROXY, posted=_words),
    ),
    "desk:village_items": (
        Visit(url=_at("desk:village_items"), who=VILLAGE_PROXY),
        Visit(url=_at("desk:village_items", query="?q=林木"), who=VILLAGE_PROXY, grows=True),
    ),
    "desk:village_file": (
        Visit(url=_at("desk:village_file", PENSION_ITEM_CODE), who=VILLAGE_PROXY),
        Visit(url=_known, who=VILLAGE_PROXY),
    ),
    "desk:village_ask": (Visit(url=_at("desk:village_ask", PENSION_ITEM_CODE), who=VILLAGE_PROXY),),
    "desk:village_letter": (Visit(url=_at("desk:village_letter", PENSION_ITEM_CODE), who=VILLAGE_PROXY),),
    "desk:village_settle": (Visit(url=_at("desk:village_settle", INSTANT_ITEM_CODE), who=VILLAGE_PROXY),),
    "desk:village_case": (Visit(url=_filed("desk:village_case"), who=VILLAGE_PROXY, grows=True),),
    # a case that waits for nothing leads to its own page
    "desk:village_supplement": (Visit(url=_filed("desk:village_supplement"), who=VILLAGE_PROXY, status=302),),
    "desk:village_paper": (Visit(url=_paper, who=VILLAGE_PROXY),),
    "desk:village_photo": (Visit(url=_photo, who=VILLAGE_PROXY),),
    "desk:village_hand_over": (Visit(url=_at("desk:village_hand_over"), who=VILLAGE_PROXY, grows=True),),
    "desk:due": (
        Visit(url=_at("desk:due"), who=VILLAGE_PROXY),
        Visit(url=_at("desk:due"), who=CLERK),
    ),
    "desk:due_sheet": (Visit(url=_at("desk:due_sheet"), who=VILLAGE_PROXY, posted=_reason),),
    "portal:consent": (Visit(url=lambda crowd: reverse("portal:consent", args=[crowd.consent_token])),),
}
