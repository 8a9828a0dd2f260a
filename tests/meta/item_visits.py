"""How the pages are visited on which items and their guides are written."""

from uuid import UUID

from django.urls import reverse

from tests.meta.crowd import Crowd
from tests.meta.guide_visits import grown_versions
from tests.meta.visit import Visit
from tests.world import CITY_OFFICER, ID, ITEM_CODE, NOW
from yimen.usecases.catalog.adjusting.beginning import begin_adjustment


def _adjustment() -> UUID:
    return begin_adjustment(actor=CITY_OFFICER, now=NOW, title="看一看", request_key="visit.begin")


def _edit(_: object) -> str:
    return reverse("manage:item_edit", args=[_adjustment(), ITEM_CODE])


def _draft(_: object) -> str:
    return reverse("manage:item_draft", args=[_adjustment(), ID("draft:visit")])


def _versions(crowd: Crowd) -> str:
    grown_versions(crowd)
    return reverse("manage:item_versions", args=[ITEM_CODE])


def _new(_: object) -> str:
    return reverse("manage:item_new", args=[_adjustment()])


VISITS = {
    "manage:items": (Visit(url=lambda _: "/manage/items/", who=CITY_OFFICER, grows=True),),
    "manage:item": (Visit(url=lambda _: f"/manage/items/{ITEM_CODE}/", who=CITY_OFFICER, grows=True),),
    "manage:item_versions": (Visit(url=_versions, who=CITY_OFFICER, grows=True),),
    "manage:item_edit": (Visit(url=_edit, who=CITY_OFFICER, grows=True),),
    "manage:item_draft": (Visit(url=_draft, who=CITY_OFFICER),),
    "manage:item_new": (Visit(url=_new, who=CITY_OFFICER, status=302),),
}
