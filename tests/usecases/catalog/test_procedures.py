"""The way of each of the 117 items: a family, steps that its table knows, sources, no foreign law."""

import pytest

from tests.usecases.catalog.lists import SEED, known_authorities, known_procedures, take_in, whole_list
from yimen.data.catalog.models import ItemVersion
from yimen.rules.access import Party
from yimen.rules.case_flows import act_of, confirming_party
from yimen.rules.cases import Act, CaseState, possible_acts, table_for
from yimen.rules.catalog import Authority, Family, ending_level, plan_items
from yimen.rules.orgs import Level
from yimen.usecases.catalog.procedures import PROCEDURE_COLUMNS, CannotReadProcedure, read_procedures
from yimen.usecases.catalog.versions import read_flow

_OPENING = {Family.INSTANT: Act.SETTLE}


@pytest.fixture
def versions(empty_db: None) -> list[ItemVersion]:
    """All 117 as the project publishes them."""
    assert take_in(whole_list()).items == 117
    return list(ItemVersion.objects.select_related("item").order_by("item__code"))


def _of(versions: list[ItemVersion], family: Family) -> list[ItemVersion]:
    return [each for each in versions if each.family == family.value]


def test_every_item_can_be_taken_in_and_walked_to_an_end_by_its_own_steps(
    versions: list[ItemVersion],
) -> None:
    for version in versions:
        family, steps = Family(version.family), read_flow(version)
        acts = {line.act for line in table_for(family)}
        first = next(line for line in table_for(family) if line.act is _OPENING.get(family, Act.TAKE_IN))
        assert Party.CLERK in first.parties, version.name
        assert {act_of(step, family) for step in steps} <= acts, version.name
        assert version.apply_way in {"PREFILING", "COUNTER", "LINK"}, version.name
        assert version.levels, version.name


def test_all_six_families_are_there_and_each_item_has_one(versions: list[ItemVersion]) -> None:
    counts = {family: len(_of(versions, family)) for family in Family}
    assert sum(counts.values()) == 117
    assert counts.pop(Family.DISCLOSURE) == 1
    assert min(counts.values()) >= 8


def test_no_rule_of_permits_stands_outside_permits(versions: list[ItemVersion]) -> None:
    for version in versions:
        if version.family == Family.PERMIT.value:
            continue
        told = f"{version.steps} {version.review_points}"
        assert "许可法" not in told, version.name
        assert {"DECIDE", "ACCEPT"}.isdisjoint(step.code for step in read_flow(version)), version.name


def test_what_another_system_decides_says_in_which(versions: list[ItemVersion]) -> None:
    nameless = [each.name for each in _of(versions, Family.FORWARDED) if not each.external_system]
    assert nameless == []
    for family in set(Family) - {Family.FORWARDED}:
        assert {each.external_system for each in _of(versions, family)} == {""}
    departments = {each.item.department for each in _of(versions, Family.FORWARDED)}
    assert {"人力资源社会保障", "医疗保障", "残联", "公安", "市场监管"} <= departments
    others = {each.item.department for each in versions if each.family != Family.FORWARDED.value}
    assert {"残联", "公安", "市场监管"}.isdisjoint(others)


def test_no_child_and_nobody_without_a_source_is_posted_in_the_village(versions: list[ItemVersion]) -> None:
    posted = {
        each.short_name: each
        for each in versions
        if "POST_PUBLICLY" in {step.code for step in read_flow(each)}
    }
    assert {*posted} == {
        "最低生活保障对象认定",
        "特困人员认定",
        "临时救助对象认定",
        "小额临时救助审批",
        "医疗救助申请审核",
    }
    assert all("第" in each.procedure_source for each in posted.values())
    assert {each.publicity_days for each in posted.values()} == {7, None}


def test_what_a_county_decides_is_not_claimed_by_the_township(versions: list[ItemVersion]) -> None:
    for version in versions:
        above = ending_level(read_flow(version)) is Level.COUNTY
        if version.family == Family.PERMIT.value and above:
            assert version.authority == Authority.UNKNOWN.value, version.name
    benefits = {each.short_name: confirming_party(read_flow(each)) for each in _of(versions, Family.BENEFIT)}
    assert [name for name, party in benefits.items() if party is Party.APPROVER] == ["小额临时救助审批"]


def test_limits_extensions_and_dates_stand_only_where_a_source_says_so(versions: list[ItemVersion]) -> None:
    extended = [each for each in versions if each.extension_amount]
    assert [(each.short_name, each.statutory_amount, each.extension_amount) for each in extended] == [
        ("最低生活保障对象认定", 30, 15),
        ("政府信息公开申请受理", 20, 20),
    ]
    assert all(each.extension_source for each in extended)
    assert {each.short_name: each.due_age for each in versions if each.due_age} == {
        "80周岁以上老年人高龄津贴发放": 80
    }
    assert {each.short_name for each in versions if each.recurs_months} == {
        "养老保险定期待遇领取资格认证",
        "城乡居民医疗、养老保险费缴费协助",
    }


def test_every_row_of_the_table_names_an_item_of_the_list_and_a_source() -> None:
    names = {item.name for item in plan_items(whole_list()).items}
    known = known_procedures()
    assert set(known) <= names
    assert all(each.source for each in known.values())
    assert set(known_authorities()) <= names


def test_the_project_s_table_has_the_columns_that_are_read() -> None:
    header = (SEED / "procedures.tsv").read_text(encoding="utf-8").splitlines()[0]
    assert tuple(header.split("\t")) == PROCEDURE_COLUMNS


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"procedure_source": ""}, "procedure_source"),
        ({"family": "MAGIC"}, "family"),
        ({"publicity_days": "七"}, "publicity_days"),
        ({"due_age": "0"}, "due_age"),
        ({"extension_amount": "15"}, "extension_source"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_line(cells: dict[str, str], column: str) -> None:
    row = {"name": "甲", "procedure_source": "某法第一条", **cells}
    header = "\t".join(PROCEDURE_COLUMNS)
    line = "\t".join(row.get(each, "") for each in PROCEDURE_COLUMNS)
    with pytest.raises(CannotReadProcedure) as refused:
        read_procedures(f"{header}\n{line}\n")
    assert refused.value.field == column
    assert "第 2 行" in refused.value.sentence()


def test_a_changed_way_is_a_new_version_and_the_same_one_is_not(empty_db: None) -> None:
    take_in(whole_list())
    assert take_in(whole_list()).updated == 0


def test_each_state_of_every_table_can_be_left_by_somebody() -> None:
    for family in Family:
        for state in {line.target for line in table_for(family) if line.target}:
            parties = [party for party in Party if possible_acts(family, CaseState(state), party)]
            reached = state in {source for line in table_for(family) for source in line.source}
            assert bool(parties) is reached, (family, state)
