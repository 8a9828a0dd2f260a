"""The list of a place with all that is public about each item; what nobody published stays empty."""

import pytest

from tests.usecases.catalog.adjusting.walks import drafted, in_review, order, publish, published
from tests.world import TOWNSHIP, VILLAGE
from yimen.rules.access import NotFound
from yimen.rules.catalog import Family
from yimen.rules.delegations import Way
from yimen.rules.item_details import Fee, ItemDetails
from yimen.usecases.catalog.zones import edition_words, fee_of, get_zone

pytestmark = pytest.mark.django_db


def test_a_place_shows_its_list_with_what_holds_there() -> None:
    published()
    zone = get_zone(TOWNSHIP)
    assert zone.point_name == "旧州镇行政综合服务中心"
    (line,) = zone.lines
    assert line.line.name.startswith("林木采伐许可证核发(")
    assert line.in_name_of == "沧县林业主管部门"
    assert (line.promised, line.statutory) == ("5 个工作日", "20 个工作日")
    assert line.materials == 2
    assert "不收费" in line.fee
    assert "行政许可法第五十八条" in line.fee_basis
    assert line.steps[0].label == "收件"
    assert line.online == "网上预申请"


def test_what_nobody_published_is_empty() -> None:
    published()
    (line,) = get_zone(TOWNSHIP).lines
    assert line.conditions == ()
    assert line.complaint_phone == ""


def test_an_item_passed_on_ends_in_the_name_of_the_department_above() -> None:
    published(order(way=Way.PASSED_ON, notice="", promised=""))
    (line,) = get_zone(TOWNSHIP).lines
    assert line.in_name_of == "上级主管部门(林业和草原)"


def test_a_granted_item_ends_in_the_name_of_the_township() -> None:
    published(order(way=Way.GRANTED))
    (line,) = get_zone(TOWNSHIP).lines
    assert line.in_name_of == "沧县旧州镇人民政府"


def test_a_village_shows_its_station_and_its_own_lines() -> None:
    published(order(units=(VILLAGE,), way=Way.ASSISTED, promised=""))
    zone = get_zone(VILLAGE)
    assert zone.point_name == "东关村综合服务站"
    assert [line.line.way for line in zone.lines] == [Way.ASSISTED]


def test_an_edition_says_its_number_and_day_and_what_replaced_it() -> None:
    published()
    publish(in_review(drafted(order(promised="4"))))
    assert edition_words(get_zone(TOWNSHIP).edition) == "第 2 版，2026年11月16日公布"
    old = edition_words(get_zone(TOWNSHIP, 1).edition)
    assert old == "第 1 版，2026年11月16日公布（已被第 2 版取代，请勿张贴）"


@pytest.mark.parametrize("code", [TOWNSHIP, "130921000000"])
def test_a_place_without_a_list_has_no_zone(code: str) -> None:
    with pytest.raises(NotFound):
        get_zone(code)


def test_what_the_list_says_about_fees_goes_before_the_law() -> None:
    assert fee_of(Family.PERMIT, ItemDetails(charged=False)) == ("不收费", "")
    fees = (Fee(name="工本费", standard="10 元/证", basis="冀价费〔2020〕1号"), Fee(name="印刷费"))
    assert fee_of(Family.OTHER, ItemDetails(charged=True, fees=fees)) == (
        "工本费 10 元/证；印刷费 标准未公布",
        "冀价费〔2020〕1号",
    )
    assert fee_of(Family.OTHER, ItemDetails(charged=True)) == ("收费，标准未公布", "")
    assert fee_of(Family.OTHER, ItemDetails()) == ("", "")
