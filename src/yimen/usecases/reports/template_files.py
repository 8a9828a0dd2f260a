"""A county's own forms as its pages show them, and one handed back filled for a month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, QuerySet

from yimen.data.reports.models import ReportTemplate
from yimen.gateways.installed import installed
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.report_cells import ReportCell
from yimen.rules.report_columns import COLUMN_BY_KEY, COLUMNS
from yimen.rules.report_templates import SUM, UNIT, rows_for
from yimen.rules.reports import first_of_month
from yimen.rules.sheets import column_number
from yimen.usecases.catalog.sheets.reports import XLSX, FileOut
from yimen.usecases.reports.reading import get_report_page
from yimen.usecases.shared.rows import only_row

_MOST_TEMPLATES = 50


class MonthAfterForm(RuleViolation):
    """A month that was not over when the form was withdrawn."""

    code = "reports.month_after_form"
    template = N_("“{title}”{ended} 停用，只能取停用以前已经过完的月份。")
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class TemplateView:
    """A form: its headings by letters, which of ours each is, and how many of our columns it asks."""

    template_id: UUID
    title: str
    sheet: str
    head_row: int
    headings: Mapping[str, str]
    mapping: Mapping[str, str]
    revision: int
    at: datetime
    who: str
    ended_at: datetime | None = None

    @property
    def mapped(self) -> int:
        """How many of its columns are filled."""
        return len([key for key in self.mapping.values() if key != UNIT])

    @property
    def percent(self) -> int:
        """Of its columns beside the unit's, how many are filled, in whole percent."""
        asked = len([letters for letters in self.headings if self.mapping.get(letters) != UNIT])
        return self.mapped * 100 // asked if asked else 0


def list_templates(*, actor: Actor) -> tuple[TemplateView, ...]:
    """The forms of the actor's own county, those in use first, the newest first."""
    require(actor, "reports.keep_template")
    rows = own_templates(actor).defer("content").order_by(F("ended_at").desc(nulls_first=True), "-at", "-id")
    return tuple(_view(row) for row in rows[:_MOST_TEMPLATES])


def get_template(*, actor: Actor, template_id: UUID) -> TemplateView:
    """A form of the actor's own county; refuses another's (`NotFound`)."""
    require(actor, "reports.keep_template")
    return _view(found_template(own_templates(actor).defer("content"), template_id))


def own_templates(actor: Actor) -> QuerySet[ReportTemplate]:
    """The forms of the actor's own unit, those that were withdrawn too."""
    return ReportTemplate.objects.filter(county_code=actor.county_code, unit_code=actor.scope_code)


def found_template(rows: QuerySet[ReportTemplate], template_id: UUID) -> ReportTemplate:
    """One of these forms; refuses any other (`NotFound`)."""
    found = only_row(rows.filter(pk=template_id))
    if found is None:
        raise NotFound(field="template_id")
    return found


def _view(row: ReportTemplate) -> TemplateView:
    return TemplateView(
        template_id=row.pk,
        title=row.title,
        sheet=row.sheet,
        head_row=row.head_row,
        headings=row.headings,
        mapping=row.mapping,
        revision=row.revision,
        at=row.at,
        who=row.who,
        ended_at=row.ended_at,
    )


def fill_template(*, actor: Actor, now: datetime, template_id: UUID, month: date) -> FileOut:
    """The form with the month in it: each township's line and the sum, its looks and formulas untouched.

    A line goes where the unit's name stands, else into the next free row. Refuses another county's form, one
    without a row for a township, a month that was not over when the form was withdrawn (`MonthAfterForm`),
    and what the month's page refuses.
    """
    require(actor, "reports.keep_template")
    row = found_template(own_templates(actor), template_id)
    if row.ended_at is not None and month >= first_of_month(beijing_date(row.ended_at)):
        raise MonthAfterForm(field="month", title=row.title, ended=beijing_date(row.ended_at))
    page = get_report_page(actor=actor, unit_code=actor.scope_code, month=month, now=now)
    content = bytes(row.content)
    book = installed().spreadsheets.read(content, true_size=len(content))
    sheet = next(each for each in book.sheets if each.name[:60] == row.sheet)
    lines = {each.unit_name: each.cells for each in page.below} | {SUM: page.total}
    letters = next((each for each, key in row.mapping.items() if key == UNIT), "A")
    unit_column = column_number(letters)
    places = rows_for(sheet, row.head_row, unit_column, lines)
    cells: dict[tuple[int, int], str] = {}
    for name, at in places.items():
        if sheet.at(at, unit_column).is_empty:
            cells[at, unit_column] = name
        words = _words(lines[name])
        for each, key in row.mapping.items():
            if key in words:
                cells[at, column_number(each)] = words[key]
    filled = installed().spreadsheets.fill(content, sheet.name, cells)
    stem = row.title.removesuffix(".xlsx")
    return FileOut(name=f"{stem}-{month:%Y-%m}.xlsx", media_type=XLSX, content=filled)


def _words(cells: tuple[ReportCell, ...]) -> dict[str, str]:
    return {
        cell.key: f"{cell.words}%" if cell.column.unit == "%" and not cell.is_unknown else cell.words
        for cell in cells
    }


def target_options() -> tuple[tuple[str, str], ...]:
    """What a column of a form may hold: (key, words), the unit's name first."""
    return ((UNIT, N_("单位名称")), *((column.key, COLUMN_BY_KEY[column.key].heading) for column in COLUMNS))
