"""What a center and a station may have drawn, and for whom."""

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.world import CLERK, COUNTY_OFFICER, NOW, OUTSIDER, TOWNSHIP, VILLAGE, VILLAGE_PROXY
from yimen.rules.access import NotFound
from yimen.rules.artwork import Artwork
from yimen.rules.institutions import Institution
from yimen.usecases.places.artwork import make_artwork
from yimen.usecases.places.institutions import publish_institution

pytestmark = pytest.mark.django_db


def facts_of(kind: Artwork, **more: Any) -> dict[str, Any]:
    told: dict[str, Any] = {"actor": CLERK, "now": NOW, "point_code": TOWNSHIP, "sample": False}
    sheet = make_artwork(kind=kind, **(told | more))
    body = sheet.content.decode().split("%fake ", 1)[1].rsplit("\n%%EOF", 1)[0]
    return dict(json.loads(body)["facts"])


def test_a_center_gets_its_plaque_its_seal_and_its_cards(gateways: Any) -> None:
    plaque = facts_of(Artwork.PLAQUE)
    assert (plaque["first"], plaque["second"]) == ("旧州镇", "行政综合服务中心")
    seal = facts_of(Artwork.SEAL)
    assert (seal["around"], seal["below"]) == ("沧县旧州镇", "审批服务专用章")
    cards = facts_of(Artwork.CARDS)
    assert {"name": "clerk", "role": "窗口人员", "phone": "未公布"} in cards["people"]
    assert gateways is not None


def test_a_station_has_a_plaque_and_institutions_but_no_seal(gateways: Any) -> None:
    told = {"actor": VILLAGE_PROXY, "point_code": VILLAGE}
    assert facts_of(Artwork.PLAQUE, **told)["second"] == "综合服务站"
    for kind in (Artwork.SEAL, Artwork.CARDS):
        with pytest.raises(NotFound):
            facts_of(kind, **told)
    assert gateways is not None


def test_the_sheets_of_the_institutions_follow_the_county(gateways: Any) -> None:
    assert {sheet["version"] for sheet in facts_of(Artwork.INSTITUTIONS)["sheets"]} == {"示范文本"}
    later = NOW + timedelta(days=1)
    publish_institution(actor=COUNTY_OFFICER, now=later, institution=Institution.SEAL, text="专人保管。")
    last = facts_of(Artwork.INSTITUTIONS)["sheets"][-1]
    assert (last["text"], last["version"]) == ("专人保管。", "第 1 版　2026年11月17日公布")
    assert gateways is not None


def test_the_next_county_gets_nothing_and_the_drawing_is_svg(gateways: Any) -> None:
    with pytest.raises(NotFound):
        facts_of(Artwork.PLAQUE, actor=OUTSIDER)
    drawn = make_artwork(
        actor=CLERK, now=NOW, point_code=TOWNSHIP, kind=Artwork.PLAQUE, sample=True, as_drawing=True
    )
    assert (drawn.name, drawn.content[:4]) == ("旧州镇行政综合服务中心牌匾图样.svg", b"<svg")
    assert gateways is not None
