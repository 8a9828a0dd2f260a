"""How an item goes its way: a table whose every row names its source, over what the item's type says."""

from collections.abc import Mapping
from dataclasses import dataclass

from yimen.rules.catalog import Family, PlannedItem, Step, parse_steps
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.tables import TableRow, read_rows
from yimen.rules.text import clean_line

PROCEDURE_COLUMNS = (
    "name",
    "family",
    "steps",
    "publicity_days",
    "extension_amount",
    "extension_source",
    "external_system",
    "recurs_months",
    "due_age",
    "procedure_source",
)
_NUMBERS = ("publicity_days", "extension_amount", "recurs_months", "due_age")


class CannotReadProcedure(RuleViolation):
    """A row of the table that says something impossible, or names no source."""

    code = "catalog.bad_procedure"
    template = N_("流程表第 {line} 行：{what}。")


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownProcedure:
    """What is known of one item's way; None and empty are unknown, or as the family has it.

    `extension_amount` is in the unit of the statutory limit, `recurs_months` how often the thing is
    due again, `due_age` at which age it becomes due.
    """

    family: Family | None = None
    steps: str = ""
    publicity_days: int | None = None
    extension_amount: int | None = None
    extension_source: str = ""
    external_system: str = ""
    recurs_months: int | None = None
    due_age: int | None = None
    source: str = ""


_BY_TYPE = KnownProcedure()


def read_procedures(text: str) -> dict[str, KnownProcedure]:
    """The tab-separated table of `PROCEDURE_COLUMNS`, by item name; a blank cell is unknown.

    Refuses a family that there is none, a number that is none, a row without its source, and an
    extension without its own.
    """
    rows = read_rows(text, columns=PROCEDURE_COLUMNS, delimiter="\t")
    return {row.cells["name"]: _read_row(row) for row in rows}


def _read_row(row: TableRow) -> KnownProcedure:
    cells = row.cells
    if not cells["procedure_source"]:
        raise _fault(row, "procedure_source", N_("没有写明出处"))
    if cells["extension_amount"] and not cells["extension_source"]:
        raise _fault(row, "extension_source", N_("延长期限没有写明出处"))
    if cells["family"] and cells["family"] not in Family.__members__:
        raise _fault(row, "family", N_("没有“{value}”这一类流程").format(value=cells["family"]))
    for name in _NUMBERS:
        if cells[name] and not (
            cells[name].isascii() and cells[name].isdigit() and 0 < int(cells[name]) <= 999
        ):
            raise _fault(row, name, N_("“{value}”不是 1 到 999 的整数").format(value=cells[name]))
    numbers = {name: int(cells[name]) if cells[name] else None for name in _NUMBERS}
    return KnownProcedure(
        family=Family(cells["family"]) if cells["family"] else None,
        steps=cells["steps"],
        extension_source=clean_line(
            cells["extension_source"], field="extension_source", max_length=300, required=False
        ),
        external_system=clean_line(
            cells["external_system"], field="external_system", max_length=80, required=False
        ),
        source=clean_line(cells["procedure_source"], field="procedure_source", max_length=300),
        **numbers,
    )


def _fault(row: TableRow, column: str, what: str) -> CannotReadProcedure:
    return CannotReadProcedure(field=column, line=row.line, what=what)


def procedure_of(item: PlannedItem, known: Mapping[str, KnownProcedure]) -> KnownProcedure:
    """What the table says of the item; nothing where it has no row."""
    return known.get(item.name) or known.get(item.short_name) or _BY_TYPE


def family_of(item: PlannedItem, procedure: KnownProcedure) -> Family:
    """The family that the item names, else the one of its type."""
    return procedure.family or item.family


def steps_of(item: PlannedItem, procedure: KnownProcedure) -> tuple[Step, ...]:
    """The item's own steps; refuses steps that its family does not have (`UnknownStep`)."""
    return parse_steps(procedure.steps, family_of(item, procedure), item.levels)
