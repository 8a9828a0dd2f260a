"""The workbook for the national platform: its tables under its own column names, and what is missing."""

from collections.abc import Callable, Sequence
from datetime import datetime

from yimen.data.catalog.models import ItemVersion
from yimen.rules.access import Actor, require
from yimen.rules.adjustments import STANDING_LABELS, Standing
from yimen.rules.errors import N_
from yimen.rules.items import Family
from yimen.rules.platform_tables import (
    BASIC,
    DIRECTORY,
    EXTEND,
    FEE,
    MATERIAL,
    PUBLIC_BASIC,
    QUESTIONS,
    Gap,
    TaskItem,
    Values,
    bare,
    basic_values,
    directory_values,
    extend_values,
    fee_values,
    gaps_of,
    material_values,
    question_values,
)
from yimen.rules.procedures import flow_words
from yimen.rules.sheets import BookOut, ColumnOut, SheetOut
from yimen.usecases.catalog.adjusting.shell import county_of
from yimen.usecases.catalog.sheets.exports import book_file, plain_columns
from yimen.usecases.catalog.sheets.known import contents_in_force
from yimen.usecases.catalog.sheets.reports import FileOut
from yimen.usecases.catalog.versions import read_flow

_Many = Callable[[TaskItem], Sequence[Values]]


def export_platform_tables(*, actor: Actor, now: datetime) -> FileOut:
    """The items that hold in the actor's county as up_task_* tables, with a sheet of what is missing.

    Three statements. What is unknown stays blank; each blank in a column that takes none is listed.
    """
    require(actor, "catalog.export_lists")
    items = _items(actor)
    general = [item for item in items if not item.is_public]
    public = [item for item in items if item.is_public]
    gaps: list[Gap] = []
    sheets = [
        *_family("up_task_general", general, BASIC, gaps),
        *_family("up_task_public", public, PUBLIC_BASIC, gaps),
        _sheet("up_task_directory", items, DIRECTORY, lambda item: (directory_values(item),), gaps),
    ]
    return book_file(BookOut(title=N_("上报事项数据"), sheets=(*sheets, _gaps(gaps))), now)


def _items(actor: Actor) -> list[TaskItem]:
    known = {each.code: each.content for each in contents_in_force(actor)}
    owners = {"", county_of(actor)}
    rows = ItemVersion.objects.select_related("item").filter(superseded_at=None, item__owner_code__in=owners)
    return [
        TaskItem(
            row_guid=row.pk.hex,
            version=row.number,
            state=STANDING_LABELS[Standing(row.standing)],
            flow=flow_words(Family(row.family), read_flow(row)) if row.steps else "",
            content=known[row.item.code],
        )
        for row in rows.order_by("item__code")
        if row.item.code in known
    ]


def _family(
    stem: str, items: Sequence[TaskItem], basic: Sequence[str], gaps: list[Gap]
) -> tuple[SheetOut, ...]:
    return (
        _sheet(f"{stem}_basic", items, basic, lambda item: (basic_values(item),), gaps),
        _sheet(f"{stem}_extend", items, EXTEND, lambda item: (extend_values(item),), gaps),
        _sheet(f"{stem}_material", items, MATERIAL, material_values, gaps),
        _sheet(f"{stem}_fee_project", items, FEE, fee_values, gaps),
        _sheet(f"{stem}_questions", items, QUESTIONS, question_values, gaps),
    )


def _sheet(
    name: str, items: Sequence[TaskItem], columns: Sequence[str], rows_of: _Many, gaps: list[Gap]
) -> SheetOut:
    names = bare(columns)
    lines: list[tuple[str, ...]] = []
    for item in items:
        for values in rows_of(item):
            gaps.extend(gaps_of(name, item.content.name, columns, values))
            lines.append(tuple(values.get(each, "") for each in names))
    return SheetOut(name=name, columns=plain_columns(names), rows=tuple(lines))


def _gaps(gaps: Sequence[Gap]) -> SheetOut:
    return SheetOut(
        name=N_("缺项"),
        columns=(
            ColumnOut(heading=N_("表"), width=28),
            ColumnOut(heading=N_("事项"), width=40),
            ColumnOut(heading=N_("不能空的字段"), width=22),
        ),
        rows=tuple((gap.table, gap.item, gap.column) for gap in gaps),
    )
