"""Items: types, families, limits, levels, authority, names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.rules.access import Party
from yimen.rules.catalog import (
    FAMILY_LABELS,
    ITEM_TYPE_CODES,
    ITEM_TYPE_LABELS,
    ApplyWay,
    Authority,
    CannotReadLimit,
    Family,
    ItemType,
    UnknownItemType,
    UnknownLevel,
    authority_for,
    authority_source,
    default_apply_way,
    default_steps,
    family_for,
    is_sensitive,
    neutral_name,
    parse_item_type,
    parse_levels,
    parse_limit,
    parse_materials,
    plain_name,
    review_points,
    short_name,
)
from yimen.rules.intervals import Limit, Unit
from yimen.rules.orgs import Level

FELLING = "林木采伐许可证核发(农村居民自留山和个人承包集体林地，县级委托乡镇)"
FOREST_LAW = "森林法第56、57、58条；行政许可法第42条（一般20工作日）"


def test_types_are_read_by_name_and_by_code() -> None:
    assert parse_item_type("行政许可") is parse_item_type("01") is ItemType.PERMIT
    assert [parse_item_type(label) for label in ITEM_TYPE_LABELS.values()] == list(ItemType)
    assert (ITEM_TYPE_CODES[ItemType.PUBLIC_SERVICE], ITEM_TYPE_CODES[ItemType.CONFIRMATION]) == ("20", "07")
    with pytest.raises(UnknownItemType):
        parse_item_type("行政审批")


@pytest.mark.parametrize(
    ("item_type", "instant", "family"),
    [
        (ItemType.PERMIT, False, Family.PERMIT),
        (ItemType.PERMIT, True, Family.PERMIT),
        (ItemType.BENEFIT, False, Family.BENEFIT),
        (ItemType.CONFIRMATION, False, Family.BENEFIT),
        (ItemType.REWARD, False, Family.BENEFIT),
        (ItemType.PUBLIC_SERVICE, True, Family.INSTANT),
        (ItemType.PUBLIC_SERVICE, False, Family.FORWARDED),
        (ItemType.FILING, False, Family.OTHER),
        (ItemType.ADJUDICATION, False, Family.OTHER),
        (ItemType.OTHER_POWER, False, Family.OTHER),
    ],
)
def test_the_family_follows_from_the_type(item_type: ItemType, instant: bool, family: Family) -> None:
    assert family_for(item_type, instant=instant) is family


@given(st.sampled_from(ItemType), st.booleans())
def test_what_another_system_decides_is_forwarded(item_type: ItemType, instant: bool) -> None:
    assert family_for(item_type, instant=instant, forwarded=True) is Family.FORWARDED


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("20", Limit(amount=20, unit=Unit.WORKDAYS)),
        ("20个工作日", Limit(amount=20, unit=Unit.WORKDAYS)),
        ("１５日", Limit(amount=15, unit=Unit.NATURAL_DAYS)),
        ("7天", Limit(amount=7, unit=Unit.NATURAL_DAYS)),
        ("1", Limit(amount=1, unit=Unit.WORKDAYS)),
        ("3650", Limit(amount=3650, unit=Unit.WORKDAYS)),
        ("即办", Limit(amount=0, unit=Unit.INSTANT)),
        ("当场", Limit(amount=0, unit=Unit.INSTANT)),
        ("", None),
        ("  ", None),
    ],
)
def test_limits_are_read_with_their_unit_and_blank_is_unknown(text: str, limit: Limit | None) -> None:
    assert parse_limit(text) == limit


@pytest.mark.parametrize("text", ["0", "-5", "20.5", "约20", "3个月", "3651", "9999", "20小时", "二十"])
def test_what_is_no_limit_is_refused(text: str) -> None:
    with pytest.raises(CannotReadLimit) as refused:
        parse_limit(text, field="promised_days")
    assert refused.value.field == "promised_days"


def test_a_limit_without_days_or_an_instant_with_days_is_a_bug() -> None:
    for amount, unit in ((0, Unit.WORKDAYS), (1, Unit.INSTANT), (4000, Unit.NATURAL_DAYS)):
        with pytest.raises(ValueError, match="days"):
            Limit(amount=amount, unit=unit)


def test_levels_and_materials_are_split() -> None:
    assert parse_levels("乡镇、村") == (Level.TOWNSHIP, Level.VILLAGE)
    assert parse_levels("村，村") == (Level.VILLAGE,)
    assert parse_materials("申请书；身份证、户口簿； ；申请书；照片") == ("申请书", "身份证、户口簿", "照片")
    assert parse_materials("") == ()
    for text in ("", "街区"):
        with pytest.raises(UnknownLevel):
            parse_levels(text)


def test_authority_is_entrusted_by_the_list_own_by_the_table_and_else_unknown() -> None:
    assert authority_for(FELLING, FOREST_LAW) is Authority.ENTRUSTED
    assert authority_for("小额临时救助审批(县级民政委托乡镇)", "") is Authority.ENTRUSTED
    assert authority_for("农村村民宅基地审批", "土地管理法第62条") is Authority.OWN
    assert authority_for("烟花爆竹经营(零售)许可证核发", "(县级事项，乡镇为受理或委托)") is Authority.UNKNOWN
    assert "六十二条" in authority_source("农村村民宅基地审批", "")
    assert FELLING in authority_source(FELLING, FOREST_LAW)
    assert authority_source("小餐饮登记", "") == ""


def test_the_way_to_apply_is_the_platform_where_it_has_a_link() -> None:
    assert default_apply_way(Family.PERMIT, link="https://example.invalid/") is ApplyWay.LINK
    assert default_apply_way(Family.PERMIT) is ApplyWay.PREFILING
    assert default_apply_way(Family.FORWARDED) is ApplyWay.COUNTER


def test_names_are_shortened_and_plain() -> None:
    assert short_name(FELLING) == "林木采伐许可证核发"
    assert short_name("社会救助申请代办(村(居)民委员会代为提出)") == "社会救助申请代办"
    assert short_name("村(居)民委员会出具证明") == "村(居)民委员会出具证明"
    assert short_name("(试行)") == "(试行)"
    assert plain_name("村(居)民委员会出具证明") == "村民委员会出具证明"
    assert plain_name("乡（镇）村公共设施") == "乡村公共设施"
    assert plain_name("甲)乙(丙)丁") == "甲)乙丁"
    assert short_name("甲(乙") == "甲(乙"
    assert short_name("甲(乙)") == "甲"


@given(st.text(alphabet="林木()（）采伐", max_size=12))
def test_no_name_is_shortened_to_nothing(name: str) -> None:
    assert bool(short_name(name)) is bool(plain_name(name)) is bool(name)


@pytest.mark.parametrize(
    "name",
    [
        "最低生活保障对象认定",
        "特困人员认定",
        "临时救助对象认定",
        "残疾人证新办",
        "孤儿救助资格认定及基本生活费发放",
        "困境儿童信息登记与帮扶申请",
        "计划生育家庭特别扶助金给付(申请受理)",
        "法律援助申请受理",
        "退役军人、其他优抚对象优待证申领(乡镇服务站受理)",
    ],
)
def test_sensitive_items_have_a_neutral_name(name: str) -> None:
    assert is_sensitive(name)
    assert neutral_name(name) == "政务服务事项"


def test_ordinary_items_keep_their_name() -> None:
    assert not is_sensitive(FELLING)
    assert neutral_name(FELLING) == "林木采伐许可证核发"


def test_a_village_never_accepts_or_decides_a_permit() -> None:
    assert {step.level for step in default_steps(Family.PERMIT)} == {Level.TOWNSHIP}
    assert [step.code for step in default_steps(Family.PERMIT)] == [
        "RECEIVE",
        "ACCEPT",
        "REVIEW",
        "DECIDE",
        "DELIVER",
    ]


def test_an_instant_item_has_one_step_and_no_approver() -> None:
    (step,) = default_steps(Family.INSTANT)
    assert step.role is Party.CLERK


def test_every_family_has_steps_and_a_label_and_a_forwarded_item_no_decision() -> None:
    assert all(default_steps(family) and family.label == FAMILY_LABELS[family] for family in Family)
    assert all("DECI" not in step.code for step in default_steps(Family.FORWARDED))


def test_a_permit_is_checked_for_jurisdiction_need_each_material_and_truth() -> None:
    points = review_points(Family.PERMIT, ["申请书", "林木权属证明"], FOREST_LAW)
    texts = "\n".join(point.text for point in points)
    assert "零星林木" in texts
    assert all(f"“{name}”" in texts for name in ("申请书", "林木权属证明"))
    assert all(point.source for point in points)
    assert {"森林法第五十六条", "行政许可法第三十一条"} <= {point.source for point in points}


def test_no_point_of_the_permit_law_reaches_another_family() -> None:
    for family in set(Family) - {Family.PERMIT, Family.DISCLOSURE}:
        points = review_points(family, ["申请书"], "社会救助暂行办法第11条")
        assert [point.source for point in points] == ["社会救助暂行办法第11条"]
