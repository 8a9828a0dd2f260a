"""A guide says what is known with its source, and 未公布 where nothing is."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import world
from tests.usecases.catalog.lists import TODAY, take_in, whole_list
from yimen.data.people.models import Post
from yimen.rules.access import NotFound
from yimen.rules.catalog import ApplyWay
from yimen.usecases.catalog.guide_words import basis_lines
from yimen.usecases.catalog.guides import Guide, get_guide
from yimen.usecases.catalog.queries import search_items
from yimen.usecases.catalog.sources import source_words, unverified_parts


def _guide(code: str = world.ITEM_CODE, *, at: str | None = world.TOWNSHIP, today: date = TODAY) -> Guide:
    return get_guide(code, township_code=at, today=today)


@pytest.mark.django_db
def test_felling_at_a_township_says_all_five_things_that_are_known() -> None:
    guide = _guide()
    strip = guide.strip
    assert (strip.where, strip.where_words) == ("旧州镇行政综合服务中心", "地址未采集")
    assert (strip.bring, strip.time, strip.time_words) == ("2 样", "7 个工作日", "承诺时限；法定 20 个工作日")
    assert (strip.cost, strip.trips) == ("不收费", "")
    assert "行政许可法第五十八条" in guide.fee_words
    assert guide.takes_prefiling
    assert [step.label for step in guide.steps] == ["收件", "受理", "审查", "决定", "送达"]
    assert "森林法第五十六条" in guide.not_needed


@pytest.mark.django_db
def test_an_entrusted_decision_is_the_departments_with_its_remedies() -> None:
    guide = _guide()
    assert guide.decided_in_name_of == "沧县林业主管部门"
    assert "60 日内向沧县人民政府申请行政复议" in guide.rights_words
    assert "6 个月内向沧县人民法院提起行政诉讼" in guide.rights_words


@pytest.mark.django_db
def test_an_own_decision_is_the_townships() -> None:
    assert _guide(world.OWN_ITEM_CODE).decided_in_name_of == "沧县旧州镇人民政府"


@pytest.mark.django_db
def test_a_township_takes_prefilings_only_while_a_clerk_holds_a_post_there() -> None:
    assert not _guide(today=date(2020, 4, 30)).takes_prefiling
    Post.objects.filter(role="CLERK", region__code=world.TOWNSHIP).update(valid_to=TODAY + timedelta(days=1))
    assert _guide().takes_prefiling
    assert not _guide(today=TODAY + timedelta(days=1)).takes_prefiling
    assert _guide(at=world.VILLAGE).takes_prefiling
    assert not _guide(at=None).takes_prefiling


@pytest.mark.django_db
def test_an_item_for_the_counter_takes_no_prefiling_anywhere() -> None:
    guide = _guide("CZ0020")
    assert (guide.way, guide.takes_prefiling) == (ApplyWay.COUNTER, False)
    assert (guide.strip.cost, guide.fee_words) == ("", "")


@pytest.mark.django_db
def test_an_unknown_item_or_place_is_not_found() -> None:
    with pytest.raises(NotFound):
        _guide("CZ9999")
    with pytest.raises(NotFound):
        _guide(at="130921105000")


@pytest.mark.django_db
def test_a_guide_costs_the_same_few_statements_whatever_it_holds() -> None:
    for code in (world.ITEM_CODE, world.OWN_ITEM_CODE):
        with CaptureQueriesContext(connection) as statements:
            _guide(code)
        assert len(statements) == 6


def test_what_is_blank_in_the_list_stays_blank_in_every_guide(empty_db: None) -> None:
    take_in(whole_list())
    filing = _guide("CZ0014", at=None)
    assert filing.name == "业主委员会备案"
    strip = filing.strip
    assert (strip.bring, strip.time, strip.cost, strip.trips) == ("", "", "", "")
    assert strip.where == "乡镇(街道)中心"
    assert filing.materials == ()


def test_unverified_parts_are_named_in_the_words_of_the_source(empty_db: None) -> None:
    take_in(whole_list())
    homestead = _guide("CZ0001", at=None)
    assert homestead.unverified
    assert {material.words for material in homestead.materials} == {"未核实"}
    assert homestead.strip.bring_words == "清单未核实，以窗口为准"
    assert "清水河县 清政发〔2020〕34号 附件1" in homestead.source_words
    assert "http" not in homestead.source_words
    assert homestead.source_words.endswith("其中申请材料尚未核实，以窗口答复为准。")


def test_every_item_has_a_guide_without_english_in_it(empty_db: None) -> None:
    take_in(whole_list())
    for number in range(1, 118):
        guide = _guide(f"CZ{number:04d}", at=None)
        assert guide.steps
        assert "unverified" not in guide.source_words
        assert "knowledge" not in guide.source_words


def test_a_source_without_a_claim_is_verified() -> None:
    assert unverified_parts("森林法 | GitHub LawRefBook/Laws") == frozenset()
    assert unverified_parts("x | basis/materials: from general knowledge, unverified") == {
        "basis",
        "materials",
    }
    assert unverified_parts("from general knowledge, unverified") == {"basis", "materials", "days", "level"}
    assert source_words("") == ""


def test_laws_are_told_one_by_one_with_what_stands_in_their_parentheses() -> None:
    assert basis_lines("办法第11条;民发57号(30日;公示7天);") == ("办法第11条", "民发57号(30日;公示7天)")


_PLAIN_WORDS = (
    ("个人参保证明查询打印", "受理并办结", "材料齐全，当场办完"),
    ("城乡居民养老保险参保登记", "转办", "我们转给人力资源社会保障部门的业务系统，不用您跑；由部门作决定"),
    (
        "城乡居民养老保险参保登记",
        "登记结果",
        "部门办完，我们把结果告诉您；久不回复的，我们去问；从部门收到申请起最长 3 个工作日",
    ),
    ("最低生活保障对象认定", "收件", "村(社区)服务站或乡镇(街道)中心收下材料，给您收件凭证"),
    ("最低生活保障对象认定", "村级公示", "在村里公示 7 天，听取大家意见"),
    ("小额临时救助审批", "审批确认", "乡镇(街道)受委托审批确认，不用到县里"),
    ("农村公益性墓地建设审核", "办结", "乡镇(街道)审核后报县里主管部门，由县里办结，把结果告诉您"),
    ("业主委员会备案", "办结", "把结果告诉您"),
    (
        "乡村建设规划许可证核发",
        "决定",
        "乡镇(街道)报送，由县里主管部门决定，不用您再交一遍材料；从受理那天起最长 20 个工作日",
    ),
)


def test_each_family_says_in_plain_words_who_does_what_and_never_claims_what_is_unknown(
    empty_db: None,
) -> None:
    take_in(whole_list())

    def told(name: str) -> dict[str, str]:
        code = search_items(name, limit=1)[0].code
        return {each.label: each.words for each in get_guide(code, township_code=None, today=TODAY).steps}

    for name, step, words in _PLAIN_WORDS:
        assert told(name)[step] == words, name
    assert "由谁决定还没有核实" in told("设置大型户外广告")["决定"]
    assert "核实" not in told("林木采伐许可证核发")["决定"]
