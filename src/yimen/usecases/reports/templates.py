"""A county's own form: uploaded, its columns mapped to ours, and handed back filled for a month."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from yimen.data.reports.models import ReportTemplate
from yimen.gateways.installed import installed
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.programme import ChangedMeanwhile, NothingToChange
from yimen.rules.report_cells import ReportCell
from yimen.rules.report_columns import COLUMN_BY_KEY, COLUMNS
from yimen.rules.report_templates import UNIT, check_mapping, find_head, propose, rows_for
from yimen.rules.sheets import SheetFormat, column_number
from yimen.rules.uploads import clean_file_name
from yimen.usecases.catalog.sheets.reports import XLSX, FileOut
from yimen.usecases.programme.units import programme_record
from yimen.usecases.reports.frames import who_words
from yimen.usecases.reports.reading import get_report_page
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON, Record
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import only_row

_TITLE_LENGTH = 120
_MOST_TEMPLATES = 50


class OnlyXlsx(RuleViolation):
    """A form in a format that cannot be filled without changing its looks."""

    code = "reports.only_xlsx"
    template = N_("自己的表要是 .xlsx。请用 Excel 或 WPS 打开，另存为“Excel 工作簿(.xlsx)”，再传。")


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

    @property
    def mapped(self) -> int:
        """How many of its columns are filled."""
        return len([key for key in self.mapping.values() if key != UNIT])

    @property
    def percent(self) -> int:
        """Of its columns beside the unit's, how many are filled, in whole percent."""
        asked = len([letters for letters in self.headings if self.mapping.get(letters) != UNIT])
        return self.mapped * 100 // asked if asked else 0


@action("reports.keep_template")
def keep_template(
    *,
    actor: Actor,
    now: datetime,
    name: str,
    content: bytes,
    true_size: int,
    request_key: str | None = None,
) -> UUID:
    """Keep the county's own form, its columns mapped by likeness of names; its id. Nothing is filled yet.

    Refuses what is no .xlsx, and a first sheet without a row that reads like the table's headings.
    """
    require(actor, "reports.keep_template")
    book = installed().spreadsheets.read(content, true_size=true_size)
    if book.format is not SheetFormat.XLSX:
        raise OnlyXlsx(field="file")
    sheet = next((each for each in book.sheets if not each.is_hidden), book.sheets[0])
    head = find_head(sheet)
    title = clean_file_name(name)[:_TITLE_LENGTH]
    digest = hashlib.sha256(content).hexdigest()

    def core() -> Outcome:
        row = ReportTemplate(
            id=new_id(now),
            county_code=actor.county_code,
            unit_code=actor.scope_code,
            title=title,
            content=content,
            digest=digest,
            sheet=sheet.name[:60],
            head_row=head.row,
            headings=dict(head.headings),
            mapping=propose(head.headings),
            at=now,
            who=who_words(actor),
        )
        row.save(force_insert=True)
        facts: dict[str, JSON] = {"title": title, "sha256": digest, "columns": len(head.headings)}
        return Outcome(
            answer={"template_id": str(row.pk)}, record=_record(row, "reports.keep_template", facts)
        )

    answer = perform(
        action="reports.keep_template",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"name": title, "sha256": digest},
        core=core,
    )
    return UUID(str(answer["template_id"]))


def _record(row: ReportTemplate, act: str, facts: dict[str, JSON]) -> Record:
    return programme_record(
        county_code=row.county_code, kind="report_template", subject_id=row.pk, act=act, facts=facts
    )


@action("reports.map_template")
def map_template(
    *,
    actor: Actor,
    now: datetime,
    template_id: UUID,
    mapping: Mapping[str, str],
    revision: int,
    request_key: str | None = None,
) -> int:
    """Say which of the form's columns holds what; the new revision.

    Refuses another county's form (`NotFound`), a column of ours twice, no change, and one changed meanwhile.
    """
    require(actor, "reports.map_template")
    checked = check_mapping(mapping)

    def core() -> Outcome:
        row = _locked(actor, template_id)
        if row.revision != revision:
            raise ChangedMeanwhile
        told = {letters: key for letters, key in checked.items() if letters in row.headings}
        if told == row.mapping:
            raise NothingToChange
        row.mapping, row.revision = told, row.revision + 1
        ReportTemplate.objects.filter(county_code=row.county_code, pk=row.pk).update(
            mapping=told, revision=row.revision
        )
        facts: dict[str, JSON] = {"mapping": dict(told)}
        return Outcome(answer={"revision": row.revision}, record=_record(row, "reports.map_template", facts))

    answer = perform(
        action="reports.map_template",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"template_id": str(template_id), "mapping": dict(checked), "revision": revision},
        core=core,
    )
    return int(str(answer["revision"]))


def _locked(actor: Actor, template_id: UUID) -> ReportTemplate:
    rows = ReportTemplate.objects.select_for_update().filter(
        county_code=actor.county_code, unit_code=actor.scope_code, pk=template_id, ended_at=None
    )
    found = only_row(rows)
    if found is None:
        raise NotFound(field="template_id")
    return found


def list_templates(*, actor: Actor) -> tuple[TemplateView, ...]:
    """The forms of the actor's own county, the newest first."""
    require(actor, "reports.keep_template")
    rows = ReportTemplate.objects.filter(
        county_code=actor.county_code, unit_code=actor.scope_code, ended_at=None
    ).defer("content")
    return tuple(_view(row) for row in rows.order_by("-at", "-id")[:_MOST_TEMPLATES])


def get_template(*, actor: Actor, template_id: UUID) -> TemplateView:
    """A form of the actor's own county; refuses another's (`NotFound`)."""
    require(actor, "reports.keep_template")
    return _view(_found(actor, template_id))


def _found(actor: Actor, template_id: UUID) -> ReportTemplate:
    rows = ReportTemplate.objects.filter(
        county_code=actor.county_code, unit_code=actor.scope_code, pk=template_id, ended_at=None
    )
    found = only_row(rows)
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
    )


def fill_template(*, actor: Actor, now: datetime, template_id: UUID, month: date) -> FileOut:
    """The form with the month in it: each township's line and the sum, its looks and formulas untouched.

    A line goes where the unit's name stands, else into the next free row. Refuses another county's form, and
    what the month's page refuses.
    """
    require(actor, "reports.keep_template")
    row = _found(actor, template_id)
    page = get_report_page(actor=actor, unit_code=actor.scope_code, month=month, now=now)
    content = bytes(row.content)
    book = installed().spreadsheets.read(content, true_size=len(content))
    sheet = next(each for each in book.sheets if each.name[:60] == row.sheet)
    lines = {each.unit_name: each.cells for each in page.below} | {N_("合计"): page.total}
    letters = next((each for each, key in row.mapping.items() if key == UNIT), "A")
    unit_column = column_number(letters)
    places = rows_for(sheet, row.head_row, unit_column, lines)
    cells: dict[tuple[int, int], str] = {}
    for name, told in lines.items():
        cells[places[name], unit_column] = name
        words = _words(told)
        for each, key in row.mapping.items():
            if key in words:
                cells[places[name], column_number(each)] = words[key]
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
