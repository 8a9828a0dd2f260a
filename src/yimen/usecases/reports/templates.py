"""A county's own form: uploaded, its columns mapped to ours, withdrawn when it is no longer used."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from yimen.data.reports.models import ReportTemplate
from yimen.gateways.installed import installed
from yimen.rules.access import Actor, require
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.programme import ChangedMeanwhile, NothingToChange
from yimen.rules.report_templates import check_mapping, find_head, propose
from yimen.rules.sheets import SheetFormat
from yimen.rules.uploads import clean_file_name
from yimen.usecases.programme.units import programme_record
from yimen.usecases.reports.frames import who_words
from yimen.usecases.reports.template_files import found_template, own_templates
from yimen.usecases.shared.acting import Answer, Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON, Record
from yimen.usecases.shared.registry import action

_TITLE_LENGTH = 120


class OnlyXlsx(RuleViolation):
    """A form in a format that cannot be filled without changing its looks."""

    code = "reports.only_xlsx"
    template = N_("自己的表要是 .xlsx。请用 Excel 或 WPS 打开，另存为“Excel 工作簿(.xlsx)”，再传。")


class FormIsSigned(RuleViolation):
    """A form under a digital signature, which filling would break."""

    code = "reports.form_is_signed"
    template = N_(
        "这张表带着数字签名，一填数签名就失效。请用 Excel 或 WPS 打开，另存一份不带签名的空表，再传。"
    )


class TemplateWithdrawn(RuleViolation):
    """A form that is no longer used."""

    code = "reports.template_withdrawn"
    template = N_("这张表已经停用，不能再改。")
    refusal = Refusal.CONFLICT


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

    Refuses what is no .xlsx, one under a digital signature (`FormIsSigned`), and a first sheet without a row
    that reads like the table's headings.
    """
    require(actor, "reports.keep_template")
    book = installed().spreadsheets.read(content, true_size=true_size)
    if book.format is not SheetFormat.XLSX:
        raise OnlyXlsx(field="file")
    if book.is_signed:
        raise FormIsSigned(field="file")
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

    def core(row: ReportTemplate) -> Answer:
        if row.revision != revision:
            raise ChangedMeanwhile
        told = {letters: key for letters, key in checked.items() if letters in row.headings}
        if told == row.mapping:
            raise NothingToChange
        row.mapping, row.revision = told, row.revision + 1
        _update(row, mapping=told, revision=row.revision)
        return {"revision": row.revision, "mapping": dict(told)}

    body: dict[str, JSON] = {"mapping": dict(checked), "revision": revision}
    answer = _act_on("reports.map_template", actor, now, template_id, request_key, body, core)
    return int(str(answer["revision"]))


@action("reports.withdraw_template")
def withdraw_template(
    *, actor: Actor, now: datetime, template_id: UUID, request_key: str | None = None
) -> UUID:
    """Use the county's own form no longer; its id. What was over by then can still be had in it.

    Refuses another county's form (`NotFound`), and one that was withdrawn before (`TemplateWithdrawn`).
    """
    require(actor, "reports.withdraw_template")

    def core(row: ReportTemplate) -> Answer:
        _update(row, ended_at=now)
        return {"title": row.title}

    _act_on("reports.withdraw_template", actor, now, template_id, request_key, {}, core)
    return template_id


def _act_on(
    act: str,
    actor: Actor,
    now: datetime,
    template_id: UUID,
    request_key: str | None,
    body: Mapping[str, JSON],
    core: Callable[[ReportTemplate], Answer],
) -> Answer:
    """An act on a form in use: its row locked; what `core` answers stands in the journal too."""

    def run() -> Outcome:
        row = found_template(own_templates(actor).select_for_update(), template_id)
        if row.ended_at is not None:
            raise TemplateWithdrawn
        facts = core(row)
        return Outcome(answer=facts, record=_record(row, act, facts))

    return perform(
        action=act,
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"template_id": str(template_id), **body},
        core=run,
    )


def _update(row: ReportTemplate, **columns: object) -> None:
    ReportTemplate.objects.filter(county_code=row.county_code, pk=row.pk).update(**columns)
