"""Questions about imports of lists: which there are, what their columns seem to be, what rows would do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Subquery, Sum

from yimen.data.catalog.models import Adjustment, SheetImport, SheetRow
from yimen.gateways.installed import installed
from yimen.rules.access import Actor, require
from yimen.rules.adjustments import OPEN_STATES
from yimen.rules.list_columns import ColumnGuess, find_heading_row, guess_columns
from yimen.rules.list_fields import ListField
from yimen.rules.list_findings import CellFinding
from yimen.rules.list_imports import IMPORT_STATE_LABELS, ImportState
from yimen.rules.list_sheets import FieldChange, RowFate
from yimen.rules.sheets import SHEET_FORMAT_LABELS, Cell, CellKind, Sheet, SheetFormat, shortened
from yimen.rules.tables import Severity
from yimen.usecases.catalog.adjusting.shell import county_of
from yimen.usecases.catalog.sheets.planning import columns_of, read_finding, remembered, sheet_named
from yimen.usecases.catalog.sheets.shell import find_import, upload_of

PAGE = 30
_PREVIEW_ROWS, _PREVIEW_COLUMNS = 12, 30


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportHead:
    """One import as lists and pages show it; `adjustment_id` once it was confirmed."""

    import_id: UUID
    name: str
    state: ImportState
    state_label: str
    author: str
    round: int
    touched_at: datetime
    taken: int
    adjustment_id: UUID | None
    adjustment_title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportList:
    """The imports of a county, the latest first; `next_key` is the last of a full page."""

    rows: tuple[ImportHead, ...]
    next_key: UUID | None


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetChoice:
    """A sheet of the file to choose from."""

    name: str
    rows: int
    is_hidden: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnsView:
    """The mapping page: the sheets, the one looked at from its first rows, what each column seems to be."""

    head: ImportHead
    format_label: str
    encoding: str
    is_linked: bool
    sheets: tuple[SheetChoice, ...]
    sheet: str
    heading_row: int
    last_row: int
    preview: tuple[tuple[int, tuple[str, ...]], ...]
    guesses: tuple[ColumnGuess, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RowView:
    """One planned row with its findings and what it changes."""

    row: int
    fate: RowFate
    item_code: str
    name: str
    changes: tuple[FieldChange, ...]
    findings: tuple[CellFinding, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """How many rows have which fate, and how many findings there are of each gravity."""

    fates: Mapping[RowFate, int]
    errors: int
    warnings: int

    @property
    def rows(self) -> int:
        """All rows that hold anything."""
        return sum(self.fates.values())

    @property
    def takeable(self) -> int:
        """Rows that would make a draft."""
        return self.fates.get(RowFate.NEW, 0) + self.fates.get(RowFate.ALTERED, 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Mending:
    """What a mended file made of the errors of the round before."""

    before: int
    gone: tuple[CellFinding, ...]
    fresh: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanView:
    """A page of the plan; `next_row` is the last row of a full page, `mending` None in the first round."""

    head: ImportHead
    sheet: str
    heading_row: int
    counts: Counts
    rows: tuple[RowView, ...]
    next_row: int | None
    mending: Mending | None
    adjustments: tuple[tuple[UUID, str], ...]


def list_imports(*, actor: Actor, after: UUID | None = None) -> ImportList:
    """The imports of the actor's county, the latest first, a page that begins after a key; one statement."""
    require(actor, "catalog.read_list_imports")
    rows = SheetImport.objects.filter(county_code=county_of(actor))
    if after is not None:
        touched = Subquery(rows.filter(pk=after).values("touched_at")[:1])
        rows = rows.filter(Q(touched_at__lt=touched) | Q(touched_at=touched, id__lt=after))
    chosen = rows.select_related("author", "adjustment").order_by("-touched_at", "-id")
    found = list(chosen[: PAGE + 1])
    return ImportList(
        rows=tuple(_head(each) for each in found[:PAGE]),
        next_key=found[PAGE - 1].pk if len(found) > PAGE else None,
    )


def get_import(*, actor: Actor, import_id: UUID) -> ImportHead:
    """One import of the actor's county; `NotFound` elsewhere. One statement."""
    require(actor, "catalog.read_list_imports")
    return _head(find_import(actor, import_id))


def get_columns(*, actor: Actor, import_id: UUID, sheet: str = "", heading_row: int = 0) -> ColumnsView:
    """The mapping page of an import, for the sheet and row asked for, else as they were guessed or saved.

    Reads the file anew; three statements. Refuses a sheet that is not there, and an import elsewhere.
    """
    require(actor, "catalog.read_list_imports")
    row = find_import(actor, import_id)
    upload = upload_of(row)
    book = installed().spreadsheets.read(bytes(upload.content), true_size=upload.size)
    page = sheet_named(book, sheet or row.sheet)
    at = heading_row or (row.heading_row if page.name == row.sheet else find_heading_row(page))
    at = min(max(at, 0), len(page.rows))
    guesses = guess_columns(page, at, remembered(actor, page, at)) if at else ()
    if row.columns and page.name == row.sheet and at == row.heading_row:
        guesses = _as_saved(guesses, columns_of(row))
    return ColumnsView(
        head=_head(row),
        format_label=SHEET_FORMAT_LABELS[SheetFormat(upload.format)],
        encoding=upload.encoding,
        is_linked=upload.linked,
        sheets=tuple(
            SheetChoice(name=each.name, rows=len(each.rows), is_hidden=each.is_hidden) for each in book.sheets
        ),
        sheet=page.name,
        heading_row=at,
        last_row=len(page.rows),
        preview=_preview(page),
        guesses=guesses,
    )


def _as_saved(guesses: Iterable[ColumnGuess], saved: Mapping[int, ListField]) -> tuple[ColumnGuess, ...]:
    return tuple(replace(each, field=saved.get(each.column)) for each in guesses)


def _preview(page: Sheet) -> tuple[tuple[int, tuple[str, ...]], ...]:
    width = min(page.width, _PREVIEW_COLUMNS)
    rows = range(1, min(len(page.rows), _PREVIEW_ROWS) + 1)
    return tuple((row, tuple(_shown(page.at(row, column)) for column in range(1, width + 1))) for row in rows)


def _shown(cell: Cell) -> str:
    """What the person sees in Excel: of merged cells only the first holds the words."""
    return "" if cell.kind is CellKind.MERGED else shortened(cell.text, 16)


def get_plan(*, actor: Actor, import_id: UUID, after_row: int = 0, only_errors: bool = False) -> PlanView:
    """A page of the plan of an import, from after a row on; with `only_errors` the rows that are refused.

    Seven statements at most. `NotFound` for an import elsewhere; an import without a plan has no rows.
    """
    require(actor, "catalog.read_list_imports")
    row = find_import(actor, import_id)
    rows = SheetRow.objects.filter(
        county_code=row.county_code, upload__sheet_import=row, upload__round=row.round
    )
    chosen = rows.filter(row__gt=after_row)
    if only_errors:
        chosen = chosen.filter(errors__gt=0)
    found = list(chosen.order_by("row")[: PAGE + 1])
    return PlanView(
        head=_head(row),
        sheet=row.sheet,
        heading_row=row.heading_row,
        counts=_counts(rows),
        rows=tuple(_row(each) for each in found[:PAGE]),
        next_row=found[PAGE - 1].row if len(found) > PAGE else None,
        mending=_mending(row) if row.round > 1 else None,
        adjustments=_open_adjustments(actor),
    )


def _head(row: SheetImport) -> ImportHead:
    state = ImportState(row.state)
    return ImportHead(
        import_id=row.pk,
        name=row.name,
        state=state,
        state_label=IMPORT_STATE_LABELS[state],
        author=row.author.name,
        round=row.round,
        touched_at=row.touched_at,
        taken=row.taken,
        adjustment_id=row.adjustment_id,
        adjustment_title=row.adjustment.title if row.adjustment else "",
    )


def _counts(rows: QuerySet[SheetRow]) -> Counts:
    by_fate = rows.values("fate").annotate(
        count=Count("id"), all_errors=Sum("errors"), all_warnings=Sum("warnings")
    )
    found = list(by_fate.order_by("fate"))
    return Counts(
        fates={RowFate(each["fate"]): each["count"] for each in found},
        errors=sum(each["all_errors"] for each in found),
        warnings=sum(each["all_warnings"] for each in found),
    )


def _row(each: SheetRow) -> RowView:
    return RowView(
        row=each.row,
        fate=RowFate(each.fate),
        item_code=each.item_code,
        name=each.name,
        changes=tuple(
            FieldChange(field=ListField(change["field"]), before=change["before"], after=change["after"])
            for change in each.changes
        ),
        findings=tuple(read_finding(each.row, finding) for finding in each.findings),
    )


def _mending(row: SheetImport) -> Mending | None:
    """The errors of the round before that are gone, and those that came with the mended file."""
    planned = SheetRow.objects.filter(county_code=row.county_code, upload__sheet_import=row, errors__gt=0)
    old = _errors(planned.filter(upload__round=row.round - 1))
    new = _errors(planned.filter(upload__round=row.round))
    return Mending(
        before=len(old),
        gone=tuple(finding for key, finding in old.items() if key not in new),
        fresh=sum(key not in old for key in new),
    )


def _errors(rows: QuerySet[SheetRow]) -> dict[tuple[str, int, str], CellFinding]:
    """Errors by what stays the same when rows move: the item's name, the column, the kind of error."""
    found: dict[tuple[str, int, str], CellFinding] = {}
    for each in rows.order_by("row"):
        for plain in each.findings:
            if plain["severity"] == Severity.ERROR.value:
                named = each.name or str(each.row)
                found[named, plain["column"], plain["code"]] = read_finding(each.row, plain)
    return found


def _open_adjustments(actor: Actor) -> tuple[tuple[UUID, str], ...]:
    """Adjustments of the county that can still be written to, the latest first."""
    rows = Adjustment.objects.filter(
        county_code=county_of(actor), state__in=[state.value for state in OPEN_STATES]
    )
    return tuple(rows.order_by("-created_at", "-id").values_list("pk", "title")[:PAGE])
