"""A file of divisions, checked row by row."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tests.rules.seeds import seed_bytes
from yimen.rules.orgs import (
    DivisionRow,
    Finding,
    Level,
    PlannedDivision,
    RegionKind,
    Severity,
    check_division,
    decode_table,
    notices_of,
    orphaned_division,
    place_name,
    read_divisions,
    repeated_division,
)

HEADER = "code,parent_code,name,level\r\n"
COUNTY = "130921000000,130900000000,沧县,3\r\n"
TOWN = "130921100000,130921000000,旧州镇,4\r\n"
VILLAGE = "130921100201,130921100000,东关村村民委员会,5\r\n"


def check(*lines: str) -> tuple[list[PlannedDivision], list[Finding]]:
    checked = [check_division(row) for row in read_divisions(HEADER + "".join(lines))]
    return (
        [each for each in checked if isinstance(each, PlannedDivision)],
        [each for each in checked if isinstance(each, Finding)],
    )


def whole_list() -> list[PlannedDivision]:
    text, encoding = decode_table(seed_bytes("orgs/seed/divisions-cangzhou-2023.csv"))
    assert encoding.startswith("utf-8")
    sound, errors = check(text.partition("\n")[2])
    assert errors == []
    return sound


def test_the_real_list_gives_its_exact_counts_and_no_error() -> None:
    rows = whole_list()
    levels = Counter(row.level for row in rows)
    kinds = Counter(row.kind for row in rows)
    assert (levels[Level.COUNTY], levels[Level.TOWNSHIP], levels[Level.VILLAGE]) == (19, 209, 6094)
    assert (kinds[RegionKind.TOWN], kinds[RegionKind.RURAL_TOWNSHIP], kinds[RegionKind.SUBDISTRICT]) == (
        117,
        48,
        26,
    )
    assert (kinds[RegionKind.TOWNSHIP_LIKE], kinds[RegionKind.FUNCTIONAL_ZONE]) == (18, 3)
    assert (kinds[RegionKind.VILLAGE], kinds[RegionKind.NEIGHBORHOOD]) == (5646, 428)
    assert len({row.code for row in rows}) == 6324
    notices = Counter(finding.code for row in rows for finding in notices_of(row))
    assert notices == {
        "orgs.name_ending": 33,
        "orgs.name_virtual": 7,
        "orgs.name_has_path": 1,
        "orgs.name_kind": 1,
    }


def test_no_two_places_of_one_township_get_the_same_name() -> None:
    villages = [row for row in whole_list() if row.level is Level.VILLAGE]
    assert len({(row.parent_code, place_name(row.name, row.code)) for row in villages}) == len(villages)


def test_each_fault_names_its_line_and_column() -> None:
    sound, found = check(
        COUNTY,
        TOWN,
        "130921100202,130921100000,北关村委会\r\n",
        "13092110020X,130921100000,南关村委会,5\r\n",
        "130921100203,130921100000,,5\r\n",
        "130921100204,130921100000,西关村委会,4\r\n",
        "130921100205,130921101000,中关村委会,5\r\n",
        VILLAGE,
        "130921,130900000000,沧县,3\r\n",
    )
    assert [(f.line, f.code, f.column) for f in found] == [
        (4, "orgs.broken_row", ""),
        (5, "orgs.bad_code", "code"),
        (6, "orgs.bad_name", "name"),
        (7, "orgs.level_mismatch", "level"),
        (8, "orgs.parent_mismatch", "parent_code"),
        (10, "orgs.bad_code", "code"),
    ]
    assert [row.code for row in sound] == ["130921000000", "130921100000", "130921100201"]
    assert all(finding.sentence().startswith(f"第 {finding.line} 行：") for finding in found)
    assert all("{" not in finding.sentence() for finding in found)


def test_a_city_without_counties_has_its_townships_directly_below_it() -> None:
    sound, found = check(
        "441900003000,441900000000,东城街道,4\r\n", "441900003005,441900003000,岗贝社区,5\r\n"
    )
    assert found == []
    assert [(row.level, row.kind) for row in sound] == [
        (Level.TOWNSHIP, RegionKind.SUBDISTRICT),
        (Level.VILLAGE, RegionKind.NEIGHBORHOOD),
    ]


def test_a_repeated_code_is_an_error_only_under_another_name() -> None:
    same = repeated_division(line=9, code="441900000000", first=8, same_name=True)
    other = repeated_division(line=9, code="441900000000", first=8, same_name=False)
    assert (same.severity, other.severity) == (Severity.NOTICE, Severity.ERROR)
    assert all(
        each.sentence().startswith("第 9 行：代码 441900000000 已在第 8 行出现过") for each in (same, other)
    )


def test_a_parent_that_is_nowhere_is_named() -> None:
    assert "上级 130921000000 不在文件里" in orphaned_division(line=2, parent="130921000000").sentence()


def test_odd_names_are_notices_and_block_nothing() -> None:
    sound, found = check("130921100299,130921100000,东关大队,5\r\n")
    assert found == []
    assert [finding.severity for finding in notices_of(sound[0])] == [Severity.NOTICE]


CELLS = st.text(max_size=14)


@given(
    st.builds(DivisionRow, line=st.integers(2, 99), code=CELLS, parent_code=CELLS, name=CELLS, level=CELLS)
)
def test_no_row_however_broken_is_a_crash(row: DivisionRow) -> None:
    checked = check_division(row)
    assert isinstance(checked, PlannedDivision) or checked.severity is Severity.ERROR
