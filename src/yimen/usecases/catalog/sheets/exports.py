"""Lists out as .xlsx and .csv: the items, a unit's list, the register of delegations; they come in again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from yimen.data.catalog.models import Delegation
from yimen.data.orgs.models import Region
from yimen.gateways.installed import installed
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.calendar import beijing_date
from yimen.rules.delegations import WAY_LABELS, Way
from yimen.rules.errors import N_
from yimen.rules.list_cells import limit_words
from yimen.rules.list_contents import texts_of
from yimen.rules.list_fields import FIELD_SPECS, FieldSpec
from yimen.rules.orgs import LEVEL_LABELS, Level
from yimen.rules.register_sheets import REGISTER_HEADINGS, RegisterField
from yimen.rules.sheets import BookOut, ColumnOut, SheetOut
from yimen.usecases.catalog.adjusting.shell import county_of
from yimen.usecases.catalog.lines import IN_FORCE
from yimen.usecases.catalog.sheets.known import KnownContent, contents_in_force
from yimen.usecases.catalog.sheets.reports import CSV, XLSX, FileOut
from yimen.usecases.catalog.unit_lists import get_unit_list
from yimen.usecases.catalog.versions import read_limit

KINDS = ("xlsx", "csv")
# Headings that no list uses for a field of an item: reading passes over these columns.
_UNIT_COLUMNS = (
    ColumnOut(heading=N_("承接"), width=16),
    ColumnOut(heading=N_("落款"), width=20),
    ColumnOut(heading=N_("此处承诺"), width=12),
    ColumnOut(heading=N_("此处材料"), width=36),
)
_REGISTER_WIDTHS: dict[RegisterField, int] = {
    RegisterField.ITEM_CODE: 12,
    RegisterField.ITEM_NAME: 34,
    RegisterField.UNIT_CODE: 14,
    RegisterField.UNIT_NAME: 20,
    RegisterField.LEVEL: 10,
    RegisterField.WAY: 18,
    RegisterField.ORGAN: 20,
    RegisterField.BASIS: 36,
    RegisterField.PROOF: 24,
    RegisterField.NOTICE: 24,
    RegisterField.VALID_FROM: 12,
    RegisterField.VALID_TO: 12,
    RegisterField.PROMISED: 12,
    RegisterField.WAIVED: 30,
    RegisterField.PUBLISHED: 12,
}
_REGISTER_COLUMNS = tuple(
    ColumnOut(
        heading=heading,
        width=_REGISTER_WIDTHS[each],
        is_code=each in {RegisterField.ITEM_CODE, RegisterField.UNIT_CODE},
        choices=tuple(WAY_LABELS.values()) if each is RegisterField.WAY else (),
    )
    for each, heading in REGISTER_HEADINGS.items()
)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Table:
    """A sheet to hand out, and what its file is called."""

    title: str
    columns: tuple[ColumnOut, ...]
    rows: tuple[tuple[str, ...], ...]


def item_columns() -> tuple[ColumnOut, ...]:
    """The columns of every list of items that we write, in the order of the fields."""
    return tuple(_column(spec) for spec in FIELD_SPECS if not spec.field.value.endswith("_UNIT"))


def _column(spec: FieldSpec) -> ColumnOut:
    return ColumnOut(heading=spec.label, width=spec.width, is_code=spec.is_code, choices=spec.choices)


def item_line(known: KnownContent) -> tuple[str, ...]:
    """One item under `item_columns`."""
    texts = texts_of(known.content, code=known.code)
    return tuple(texts[spec.field] for spec in FIELD_SPECS if not spec.field.value.endswith("_UNIT"))


def export_items(*, actor: Actor, now: datetime, kind: str) -> FileOut:
    """All items that hold in the actor's county, its own and those from above; two statements."""
    require(actor, "catalog.export_lists")
    lines = tuple(item_line(each) for each in contents_in_force(actor))
    return _out(_Table(title=N_("事项清单"), columns=item_columns(), rows=lines), kind, now)


def export_unit_list(*, actor: Actor, now: datetime, unit_code: str, kind: str) -> FileOut:
    """The 办理目录清单 of a unit as it holds: its items, and how, in whose name, with what terms there.

    Refuses a unit of another county and one without a published list (`NotFound`).
    """
    require(actor, "catalog.export_lists")
    if unit_code[:6] != county_of(actor):
        raise NotFound(field="unit_code")
    listed = get_unit_list(unit_code)
    known = {each.code: each for each in contents_in_force(actor)}
    rows = tuple(
        (
            *item_line(known[line.item_code]),
            line.way_label,
            line.in_name_of,
            limit_words(line.promised),
            "；".join(line.materials),
        )
        for line in listed.lines
        if line.item_code in known
    )
    region = Region.objects.filter(code=unit_code, valid_to=None).first()
    title = N_("{place}办理目录清单").format(place=region.name if region else unit_code)
    return _out(_Table(title=title, columns=(*item_columns(), *_UNIT_COLUMNS), rows=rows), kind, now)


def export_register(*, actor: Actor, now: datetime, kind: str) -> FileOut:
    """The register of delegations in force in the actor's county, by item and unit; two statements."""
    require(actor, "catalog.export_lists")
    rows = list(
        Delegation.objects.select_related("item", "entrusting_organ")
        .filter(IN_FORCE, county_code=county_of(actor))
        .order_by("item__code", "unit_code")
    )
    units = Region.objects.filter(code__in={row.unit_code for row in rows}, valid_to=None)
    names = dict(units.values_list("code", "name"))
    lines = tuple(_register_line(row, names.get(row.unit_code, "")) for row in rows)
    return _out(_Table(title=N_("授权登记"), columns=_REGISTER_COLUMNS, rows=lines), kind, now)


def _register_line(row: Delegation, unit: str) -> tuple[str, ...]:
    days = (row.valid_from, row.valid_to)
    return (
        row.item.code,
        row.item.source_name,
        row.unit_code,
        unit,
        LEVEL_LABELS[Level(row.level)],
        WAY_LABELS[Way(row.way)],
        row.entrusting_organ.name if row.entrusting_organ else "",
        row.basis,
        row.proof,
        row.notice,
        *(day.isoformat() if day else "" for day in days),
        limit_words(read_limit(row.promised_amount, row.promised_unit)),
        "；".join(row.waived),
        beijing_date(row.published_at).isoformat() if row.published_at else "",
    )


def _out(table: _Table, kind: str, now: datetime) -> FileOut:
    """The table as a file; its bytes say nothing of the day, only its name does."""
    if kind not in KINDS:
        raise NotFound(field="kind")
    sheet = SheetOut(name=table.title, columns=table.columns, rows=table.rows)
    writer = installed().spreadsheets
    content = (
        writer.write_csv(sheet)
        if kind == "csv"
        else writer.write(BookOut(title=table.title, sheets=(sheet,)))
    )
    return FileOut(
        name=f"{table.title}-{beijing_date(now).strftime('%Y%m%d')}.{kind}",
        media_type=CSV if kind == "csv" else XLSX,
        content=content,
    )


def book_file(book: BookOut, now: datetime) -> FileOut:
    """A workbook of several sheets as a file."""
    name = f"{book.title}-{beijing_date(now).strftime('%Y%m%d')}.xlsx"
    return FileOut(name=name, media_type=XLSX, content=installed().spreadsheets.write(book))


def plain_columns(headings: Sequence[str]) -> tuple[ColumnOut, ...]:
    """Columns whose headings are names of fields; all of them may hold codes."""
    return tuple(ColumnOut(heading=heading, width=18, is_code=True) for heading in headings)
