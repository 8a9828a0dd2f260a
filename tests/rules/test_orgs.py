"""A file of divisions, planned row by row."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tests.rules.seeds import seed_bytes
from yimen.rules.orgs import (
    DivisionPlan,
    DivisionRow,
    Level,
    RegionKind,
    Severity,
    decode_table,
    place_name,
    plan_divisions,
    read_divisions,
)

HEADER = "code,parent_code,name,level\r\n"
COUNTY = "130921000000,130900000000,沧县,3\r\n"
TOWN = "130921100000,130921000000,旧州镇,4\r\n"
VILLAGE = "130921100201,130921100000,东关村村民委员会,5\r\n"
KNOWN = {"130900000000": "沧州市"}


def plan(*lines: str, known: dict[str, str] | None = None) -> DivisionPlan:
    return plan_divisions(read_divisions(HEADER + "".join(lines)), KNOWN if known is None else known)


def errors(found: DivisionPlan) -> list[tuple[int, str, str]]:
    return [(f.line, f.code, f.column) for f in found.findings if f.severity is Severity.ERROR]


def test_the_real_list_gives_its_exact_counts_and_no_error() -> None:
    text, encoding = decode_table(seed_bytes("orgs/seed/divisions-cangzhou-2023.csv"))
    found = plan_divisions(read_divisions(text), {})
    levels = Counter(row.level for row in found.rows)
    kinds = Counter(row.kind for row in found.rows)
    assert encoding.startswith("utf-8")
    assert not found.has_errors
    assert (levels[Level.COUNTY], levels[Level.TOWNSHIP], levels[Level.VILLAGE]) == (19, 209, 6094)
    assert (kinds[RegionKind.TOWN], kinds[RegionKind.RURAL_TOWNSHIP], kinds[RegionKind.SUBDISTRICT]) == (
        117,
        48,
        26,
    )
    assert (kinds[RegionKind.TOWNSHIP_LIKE], kinds[RegionKind.FUNCTIONAL_ZONE]) == (18, 3)
    assert (kinds[RegionKind.VILLAGE], kinds[RegionKind.NEIGHBORHOOD]) == (5646, 428)
    assert len({row.code for row in found.rows}) == 6324
    notices = Counter(finding.code for finding in found.findings)
    assert notices == {
        "orgs.name_ending": 33,
        "orgs.name_virtual": 7,
        "orgs.name_has_path": 1,
        "orgs.name_kind": 1,
    }


def test_no_two_places_of_one_township_get_the_same_name() -> None:
    text, _ = decode_table(seed_bytes("orgs/seed/divisions-cangzhou-2023.csv"))
    rows = plan_divisions(read_divisions(text), {}).rows
    villages = [row for row in rows if row.level is Level.VILLAGE]
    assert len({(row.parent_code, place_name(row.name, row.code)) for row in villages}) == len(villages)


def test_a_sound_file_is_planned_parents_first_whatever_its_order() -> None:
    found = plan(VILLAGE, TOWN, COUNTY)
    assert [row.code[:9] for row in found.rows] == ["130921000", "130921100", "130921100"]
    assert found.findings == ()


def test_each_fault_names_its_line_and_column() -> None:
    found = plan(
        COUNTY,
        TOWN,
        "130921100202,130921100000,北关村委会\r\n",
        "13092110020X,130921100000,南关村委会,5\r\n",
        "130921100203,130921100000,,5\r\n",
        "130921100204,130921100000,西关村委会,4\r\n",
        "130921100205,130921101000,中关村委会,5\r\n",
        VILLAGE,
        VILLAGE,
        "130921102201,130921102000,杜庄村委会,5\r\n",
        "130921,130900000000,沧县,3\r\n",
    )
    assert errors(found) == [
        (4, "orgs.broken_row", ""),
        (5, "orgs.bad_code", "code"),
        (6, "orgs.bad_name", "name"),
        (7, "orgs.level_mismatch", "level"),
        (8, "orgs.parent_mismatch", "parent_code"),
        (10, "orgs.duplicate_code", "code"),
        (11, "orgs.unknown_parent", "parent_code"),
        (12, "orgs.bad_code", "code"),
    ]
    assert [row.code for row in found.rows] == ["130921000000", "130921100000", "130921100201"]
    assert all(finding.sentence().startswith(f"第 {finding.line} 行：") for finding in found.findings)
    assert all("{" not in finding.sentence() for finding in found.findings)


def test_children_of_an_unknown_parent_fall_with_it() -> None:
    found = plan(TOWN, VILLAGE)
    assert [line for line, _, _ in errors(found)] == [2, 3]
    assert found.rows == ()


def test_a_parent_that_the_system_knows_is_enough() -> None:
    assert len(plan(TOWN, VILLAGE, known={"130921000000": "沧县"}).rows) == 2


def test_odd_names_are_notices_and_block_nothing() -> None:
    found = plan(COUNTY, TOWN, "130921100299,130921100000,东关大队,5\r\n")
    assert not found.has_errors
    assert len(found.rows) == 3
    assert [finding.severity for finding in found.findings] == [Severity.NOTICE]


CELLS = st.text(max_size=14)


@given(
    st.lists(
        st.builds(
            DivisionRow, line=st.integers(2, 99), code=CELLS, parent_code=CELLS, name=CELLS, level=CELLS
        )
    )
)
def test_no_row_however_broken_is_a_crash(rows: list[DivisionRow]) -> None:
    found = plan_divisions(rows, {})
    assert len(found.rows) + len([f for f in found.findings if f.severity is Severity.ERROR]) == len(rows)
