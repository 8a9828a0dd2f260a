"""Small lists of divisions, and the real one."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from yimen.rules.access import system_actor
from yimen.rules.orgs import DivisionRow, read_divisions
from yimen.usecases.orgs.actions import DivisionsImported, import_divisions

SEED = Path(__file__).parents[3] / "src/yimen/data/orgs/seed"
SYSTEM = system_actor("test")
NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
SINCE = date(2023, 6, 30)

PROVINCE = "130000000000,,河北省,1"
CITY = "130900000000,130000000000,沧州市,2"
COUNTY = "130921000000,130900000000,沧县,3"
TOWN = "130921100000,130921000000,旧州镇,4"
VILLAGE = "130921100201,130921100000,东关村村民委员会,5"
SMALL = (PROVINCE, CITY, COUNTY, TOWN, VILLAGE)


def rows_of(*lines: str) -> tuple[DivisionRow, ...]:
    """The rows of a file with these lines under its header."""
    return tuple(read_divisions("\n".join(("code,parent_code,name,level", *lines))))


def whole_list() -> tuple[DivisionRow, ...]:
    """The list of 2023 that the project carries."""
    return tuple(read_divisions((SEED / "divisions-cangzhou-2023.csv").read_text(encoding="utf-8-sig")))


def take_in(
    rows: Iterable[DivisionRow],
    *,
    partial: bool = False,
    valid_from: date = SINCE,
    now: datetime = NOW,
    request_key: str | None = None,
) -> DivisionsImported:
    """Import as the system does."""
    return import_divisions(
        actor=SYSTEM, now=now, rows=rows, partial=partial, valid_from=valid_from, request_key=request_key
    )
