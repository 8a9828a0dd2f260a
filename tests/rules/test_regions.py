"""Region codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.rules.regions import (
    BadRegionCode,
    Level,
    RegionKind,
    ancestors,
    county_code_of,
    is_within,
    level_of,
    parent_of,
    parse_region_code,
    subtree_prefix,
)

VILLAGE = "130921100201"
CODES = st.builds(
    lambda c, t, v: f"1309{c:02d}{t:03d}{v:03d}" if t else f"1309{c:02d}000000",
    st.integers(min_value=1, max_value=99),
    st.integers(min_value=0, max_value=599),
    st.integers(min_value=0, max_value=599),
)


@pytest.mark.parametrize(
    ("code", "level", "kind"),
    [
        ("13", Level.PROVINCE, RegionKind.PROVINCE),
        ("130900000000", Level.PREFECTURE, RegionKind.PREFECTURE),
        ("130921", Level.COUNTY, RegionKind.COUNTY),
        ("130973000000", Level.COUNTY, RegionKind.FUNCTIONAL_ZONE),
        ("130902001000", Level.TOWNSHIP, RegionKind.SUBDISTRICT),
        ("130921100000", Level.TOWNSHIP, RegionKind.TOWN),
        ("130921213000", Level.TOWNSHIP, RegionKind.RURAL_TOWNSHIP),
        ("130973402000", Level.TOWNSHIP, RegionKind.TOWNSHIP_LIKE),
        ("130984001014", Level.VILLAGE, RegionKind.NEIGHBORHOOD),
        (VILLAGE, Level.VILLAGE, RegionKind.VILLAGE),
        ("130984403402", Level.VILLAGE, RegionKind.NEIGHBORHOOD_LIKE),
        ("130973400500", Level.VILLAGE, RegionKind.VILLAGE_LIKE),
    ],
)
def test_level_and_kind_follow_from_the_code(code: str, level: Level, kind: RegionKind) -> None:
    region = parse_region_code(code)
    assert (region.code, region.level, region.kind) == (code.ljust(12, "0"), level, kind)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "1309211",
        "13092110020",
        "1309211002011",
        "13092110020x",
        "１３",
        "130921600000",
        "130921100600",
        "130921000201",
        "130000100000",
        "000921100201",
        "13 921",
    ],
)
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(BadRegionCode) as refused:
        parse_region_code(code, field="code")
    assert refused.value.field == "code"
    assert "{" not in refused.value.sentence()


@pytest.mark.parametrize(
    ("number", "township", "village"),
    [
        ("001", RegionKind.SUBDISTRICT, RegionKind.NEIGHBORHOOD),
        ("099", RegionKind.SUBDISTRICT, RegionKind.NEIGHBORHOOD),
        ("100", RegionKind.TOWN, RegionKind.NEIGHBORHOOD),
        ("199", RegionKind.TOWN, RegionKind.NEIGHBORHOOD),
        ("200", RegionKind.RURAL_TOWNSHIP, RegionKind.VILLAGE),
        ("399", RegionKind.RURAL_TOWNSHIP, RegionKind.VILLAGE),
        ("400", RegionKind.TOWNSHIP_LIKE, RegionKind.NEIGHBORHOOD_LIKE),
        ("499", RegionKind.TOWNSHIP_LIKE, RegionKind.NEIGHBORHOOD_LIKE),
        ("500", RegionKind.TOWNSHIP_LIKE, RegionKind.VILLAGE_LIKE),
        ("599", RegionKind.TOWNSHIP_LIKE, RegionKind.VILLAGE_LIKE),
    ],
)
def test_the_ranges_of_townships_and_villages_end_where_the_standard_says(
    number: str, township: RegionKind, village: RegionKind
) -> None:
    assert parse_region_code(f"130921{number}000").kind is township
    assert parse_region_code(f"130921100{number}").kind is village


def test_the_way_up_leads_to_the_province() -> None:
    assert ancestors(VILLAGE) == ("130000000000", "130900000000", "130921000000", "130921100000")
    assert parent_of(VILLAGE) == "130921100000"
    assert parent_of("130000000000") == ""
    assert county_code_of(VILLAGE) == "130921"


def test_a_township_ending_in_zeros_is_not_taken_for_a_county() -> None:
    assert level_of("130921100000") is Level.TOWNSHIP
    assert subtree_prefix("130921100000") == "130921100"
    assert subtree_prefix("130921200000") == "130921200"


def test_the_prefix_of_an_ancestor_is_cut_at_its_level() -> None:
    assert subtree_prefix(VILLAGE, Level.COUNTY) == "130921"


@given(CODES)
def test_a_unit_lies_within_all_its_ancestors_and_within_itself(code: str) -> None:
    assert is_within(code, code)
    assert all(is_within(code, above) for above in ancestors(code))
    assert not any(is_within(above, code) for above in ancestors(code))


@given(CODES, CODES)
def test_within_is_the_same_as_being_among_the_ancestors(code: str, scope: str) -> None:
    assert is_within(code, scope) is (scope == code or scope in ancestors(code))


def test_nothing_lies_within_no_scope() -> None:
    assert not is_within(VILLAGE, "")
