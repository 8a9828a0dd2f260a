"""What goes to the wall: the facts of the sheet, whatever sets it."""

import json
from typing import Any

import pytest

from tests.usecases.catalog.adjusting.walks import drafted, in_review, order, publish, published
from tests.world import NOW, TOWNSHIP, VILLAGE
from yimen.data.orgs.models import ServicePoint
from yimen.rules.access import NotFound
from yimen.rules.delegations import Way
from yimen.usecases.catalog.wall_sheets import Sheet, make_poster, make_wall_list

pytestmark = pytest.mark.django_db
FELLING = "林木采伐许可证核发(农村居民自留山和个人承包集体林地,县级委托乡镇)"
SITE = "https://yimen.example"


def _told(sheet: Sheet) -> Any:
    return json.loads(sheet.content.split(b"%fake ")[1].split(b"\n%%EOF")[0])


def _wall(number: int = 1, code: str = TOWNSHIP) -> Any:
    return _told(make_wall_list(code, number, public_url=SITE, sample=False))


def _poster(code: str = TOWNSHIP) -> Any:
    return _told(make_poster(code, public_url=SITE, now=NOW, sample=True))


def _rows(told: Any) -> list[tuple[str, str]]:
    return [(each["label"], each["value"]) for each in told["facts"]["rows"]]


def test_a_wall_list_holds_each_item_and_says_what_is_unknown(gateways: Any) -> None:
    published()
    told = _wall()
    assert told["facts"]["url"] == f"{SITE}/places/{TOWNSHIP}/list/1/"
    assert [list(each.values()) for each in told["facts"]["lines"]] == [
        [
            "1", FELLING, "行政许可", "委托", "沧县林业主管部门",
            "5 个工作日", "20 个工作日", "2 样", "不收费", "未公布",
        ]
    ]  # fmt: skip
    assert told["facts"]["edition_words"] == "第 1 版，2026年11月16日公布"
    assert len(told["facts"]["headings"]) == len(told["facts"]["lines"][0])


def test_its_name_says_place_and_edition(gateways: Any) -> None:
    published()
    sheet = make_wall_list(TOWNSHIP, 1, public_url=SITE, sample=False)
    assert sheet.name == "沧县旧州镇办理目录清单第1版.pdf"


def test_an_old_edition_warns_whoever_would_hang_it(gateways: Any) -> None:
    published()
    publish(in_review(drafted(order(promised="4"))))
    assert "已被第 2 版取代，请勿张贴" in _wall(1)["facts"]["edition_words"]


def test_an_edition_that_never_was_has_no_sheet(gateways: Any) -> None:
    published()
    with pytest.raises(NotFound):
        _wall(2)


def test_a_poster_counts_its_items_and_opens_its_list(gateways: Any) -> None:
    published()
    told = _poster()
    assert told["facts"]["url"] == f"{SITE}/places/{TOWNSHIP}/list/1/"
    assert told["facts"]["notes"][0] == "这里办理 1 项：行政许可 1 项。"
    assert _rows(told) == [("地址", "未采集"), ("时间", "未采集"), ("电话", "未公布")]
    assert told["facts"]["sample"] is True


def test_a_poster_without_a_list_says_so_and_opens_the_place(gateways: Any) -> None:
    told = _poster()
    assert told["facts"]["url"] == f"{SITE}/places/{TOWNSHIP}/"
    assert told["facts"]["edition_words"] == "办理目录清单未公布"


def test_the_poster_of_a_station_names_its_center(gateways: Any) -> None:
    ServicePoint.objects.filter(region__code=TOWNSHIP).update(phone="0317-4000000")
    published(order(units=(VILLAGE,), way=Way.ASSISTED, promised=""))
    told = _poster(VILLAGE)
    assert told["facts"]["title"] == "东关村综合服务站"
    assert _rows(told)[-1] == ("中心", "旧州镇行政综合服务中心，0317-4000000")
