"""Takes in the file of a programme as a draft, or says of every row what is wrong with it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from yimen.data.orgs.models import Organ
from yimen.data.programme.models import Programme, ProgrammeTask, ProgrammeVersion, TaskBody
from yimen.gateways.digests import sm3_hex
from yimen.gateways.installed import installed
from yimen.rules.access import Actor, Party, covers, require
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.programme import ProgrammeContent, ProgrammeHead
from yimen.rules.programme_files import (
    COLUMNS,
    check_programme,
    city_of,
    rows_of_sheet,
    rows_of_text,
    sheet_of,
    split_programme,
)
from yimen.rules.tables import Finding, TableRow
from yimen.usecases.orgs.findings import RowsRefused
from yimen.usecases.programme.units import known_units, programme_record, version_in_force
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import fixed_id, new_id
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import only_row


class ProgrammeRefused(RowsRefused):
    """Something in the file is wrong: a programme is taken in whole or not at all."""

    code: ClassVar[str] = "programme.file_refused"
    template: ClassVar[str] = N_("有 {count} 处错误，什么也没有写入。请照逐行的提示改好文件，再导入一次。")

    def __init__(self, findings: Sequence[Finding], *, sheet: str = "") -> None:
        """Of a workbook the sheet that was read is named."""
        super().__init__(findings)
        self.sheet = sheet


class ProgrammeOfAnotherCity(RuleViolation):
    """A city loads its own programme only."""

    code = "programme.another_city"
    template = N_("文件里的城市代码 {code} 不是本市的。")
    refusal = Refusal.FORBIDDEN


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgrammeLoaded:
    """What became of the file: `is_new` is False where it holds or waits already."""

    version_id: UUID
    city_code: str
    year: int
    number: int
    tasks: int
    is_new: bool
    is_published: bool


@action("programme.load")
def load_programme(
    *,
    actor: Actor,
    now: datetime,
    text: str = "",
    content: bytes | None = None,
    request_key: str | None = None,
) -> ProgrammeLoaded:
    """Keep the programme of a file as the draft of its next version; a draft before it is replaced.

    The file is a text, or where `content` is given a whole workbook of Excel.

    The file that is in force or waits already changes nothing. Refuses another city's file
    (`ProgrammeOfAnotherCity`), a table of something else, what is no workbook
    (`gateways.spreadsheets.refusals`), and with a finding for each fault (`ProgrammeRefused`) a file that is
    not right in every row: then nothing is written.
    """
    require(actor, "programme.load")
    sheet, table, digest = _table_of(text, content)
    rows = split_programme(table)
    city_code = city_of(rows)
    if city_code and actor.party is not Party.SYSTEM and not _is_own(actor, city_code):
        raise ProgrammeOfAnotherCity(field="file", code=city_code)
    found, findings = check_programme(rows, known_units(city_code))
    if found is None:
        raise ProgrammeRefused(findings, sheet=sheet)
    answer = perform(
        action="programme.load",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=city_code[:6],
        body={"digest": digest},
        core=lambda: _apply_load(actor, now, found, digest),
    )
    return ProgrammeLoaded(
        version_id=UUID(str(answer["version_id"])),
        city_code=city_code,
        year=int(str(answer["year"])),
        number=int(str(answer["number"])),
        tasks=int(str(answer["tasks"])),
        is_new=bool(answer["is_new"]),
        is_published=bool(answer["is_published"]),
    )


def _table_of(text: str, content: bytes | None) -> tuple[str, Iterable[TableRow], str]:
    """Name of the sheet, rows, and what they weigh as a digest, whatever else stands in a workbook."""
    if content is None:
        return "", rows_of_text(text), sm3_hex(text.encode())
    sheet = sheet_of(installed().spreadsheets.read(content, true_size=len(content)))
    rows = tuple(rows_of_sheet(sheet))
    plain = json.dumps([[row.cells[name] for name in COLUMNS] for row in rows], ensure_ascii=False)
    return sheet.name, rows, sm3_hex(plain.encode())


def _is_own(actor: Actor, city_code: str) -> bool:
    """The city's office itself: neither a county below it nor whoever lies above it loads a programme."""
    return actor.scope_code == city_code and covers(actor, city_code)


def _apply_load(actor: Actor, now: datetime, content: ProgrammeContent, digest: str) -> Outcome:
    head = content.head
    programme = _programme_of(head)
    drafts = ProgrammeVersion.objects.filter(county_code=programme.county_code, programme=programme)
    draft = only_row(drafts.filter(published_at=None))
    for kept in (draft, version_in_force(programme)):
        if kept is not None and kept.digest == digest:
            return Outcome(answer=_answer(kept, content, is_new=False), record=None)
    number = drafts.exclude(published_at=None).count() + 1
    if draft is not None:
        draft.delete()
    version = _version(programme, content, number, digest, actor, now)
    version.save(force_insert=True)
    _write_tasks(version, content, now)
    record = programme_record(
        county_code=programme.county_code,
        kind="programme",
        subject_id=programme.pk,
        act="programme.load",
        facts={"year": head.year, "number": number, "digest": digest, "tasks": len(content.tasks)},
    )
    return Outcome(answer=_answer(version, content, is_new=True), record=record)


def _programme_of(head: ProgrammeHead) -> Programme:
    """The one row of a city and year, made at the first file and locked until the transaction ends."""
    county_code = head.city_code[:6]
    named = {"county_code": county_code, "year": head.year}
    row_id = fixed_id(f"programme:{head.city_code}:{head.year}")
    Programme.objects.bulk_create(
        [Programme(id=row_id, city_code=head.city_code, **named)], ignore_conflicts=True
    )
    return Programme.objects.select_for_update().get(**named)


def _answer(version: ProgrammeVersion, content: ProgrammeContent, *, is_new: bool) -> dict[str, JSON]:
    return {
        "version_id": str(version.pk),
        "year": content.head.year,
        "number": version.number,
        "tasks": len(content.tasks),
        "is_new": is_new,
        "is_published": version.published_at is not None,
    }


def _version(
    programme: Programme,
    content: ProgrammeContent,
    number: int,
    digest: str,
    actor: Actor,
    now: datetime,
) -> ProgrammeVersion:
    head = content.head
    return ProgrammeVersion(
        id=new_id(now),
        county_code=programme.county_code,
        programme=programme,
        number=number,
        title=head.title,
        paper_no=head.paper_no,
        issuer=head.issuer,
        issued_on=head.issued_on,
        report_day=head.report_day,
        contacts_by=head.contacts_by,
        source=head.source,
        group=[{"role": s.role.value, "office": s.office, "name": s.name} for s in content.group],
        digest=digest,
        loaded_at=now,
        loaded_by_id=actor.account_id,
    )


def _write_tasks(version: ProgrammeVersion, content: ProgrammeContent, now: datetime) -> None:
    organs = Organ.objects.filter(region__code=content.head.city_code, region__valid_to=None)
    leads = {row.name: row for row in organs}
    tasks = [
        ProgrammeTask(
            id=new_id(now),
            county_code=version.county_code,
            version=version,
            number=task.number,
            section=task.section,
            title=task.title,
            requirement=task.requirement,
            lead=leads[task.lead],
            bodies_text=task.bodies_text,
            due_on=task.due_on,
            acceptance=list(task.acceptance),
        )
        for task in content.tasks
    ]
    ProgrammeTask.objects.bulk_create(tasks)
    TaskBody.objects.bulk_create(
        TaskBody(id=new_id(now), county_code=version.county_code, task=row, body_code=code)
        for row, task in zip(tasks, content.tasks, strict=True)
        for code in task.bodies
    )
