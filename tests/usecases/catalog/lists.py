"""Small lists of items, and the real one with its tables."""

from datetime import UTC, date, datetime
from pathlib import Path

from yimen.rules.access import system_actor
from yimen.rules.catalog import ITEM_COLUMNS, ItemRow, read_items
from yimen.rules.search import parse_synonyms
from yimen.usecases.catalog.actions import ItemsImported, import_items
from yimen.usecases.catalog.authorities import KnownAuthority, read_authorities
from yimen.usecases.catalog.known_details import KnownDetails
from yimen.usecases.catalog.procedures import KnownProcedure, read_procedures

SEED = Path(__file__).parents[3] / "src/yimen/data/catalog/seed"
SYSTEM = system_actor("test")
NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 16)


def whole_list() -> tuple[ItemRow, ...]:
    """The 117 items that the project carries."""
    return read_items((SEED / "items.tsv").read_text(encoding="utf-8"))


def known_authorities() -> dict[str, KnownAuthority]:
    """The table of rights that the project carries."""
    return read_authorities((SEED / "authority.tsv").read_text(encoding="utf-8"))


def known_procedures() -> dict[str, KnownProcedure]:
    """The table of ways that the project carries."""
    return read_procedures((SEED / "procedures.tsv").read_text(encoding="utf-8"))


def rows_of(**cells: str) -> tuple[ItemRow, ...]:
    """One item of the market's department, with these cells."""
    row = {
        "name": "食品摊贩备案",
        "type": "行政备案",
        "department": "市场监管",
        "level": "乡镇",
        **cells,
    }
    header = "\t".join(ITEM_COLUMNS)
    return read_items(header + "\n" + "\t".join(row.get(column, "") for column in ITEM_COLUMNS))


def take_in(
    rows: tuple[ItemRow, ...],
    *,
    partial: bool = False,
    synonyms: dict[str, tuple[str, ...]] | None = None,
    details: dict[str, KnownDetails] | None = None,
    now: datetime = NOW,
    request_key: str | None = None,
) -> ItemsImported:
    """Import as the system does, with the tables of the project."""
    words = parse_synonyms((SEED / "synonyms.tsv").read_text(encoding="utf-8"))
    return import_items(
        actor=SYSTEM,
        now=now,
        rows=rows,
        synonyms=words if synonyms is None else synonyms,
        authorities=known_authorities(),
        procedures=known_procedures(),
        details=details,
        partial=partial,
        request_key=request_key,
    )
