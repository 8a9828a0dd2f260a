"""The file of a programme: one table, each row a fact of its head, a seat of its group or a task.

Its columns are `COLUMNS`, in the words that an officer writes.
Everything that is wrong is told by row and column at once, and a file with one error gives no programme.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from yimen.rules.errors import N_, RuleViolation
from yimen.rules.programme import (
    GROUP_ROLE_LABELS,
    LINE_LENGTH,
    NAME_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    GroupSeat,
    KnownUnits,
    ProgrammeContent,
    ProgrammeHead,
    TaskContent,
    end_of_month,
)
from yimen.rules.regions import BadRegionCode, Level, parse_region_code
from yimen.rules.sheets import CellKind, Sheet, Workbook, find_headings
from yimen.rules.tables import Finding, Severity, TableRow, read_rows
from yimen.rules.text import clean_line

COLUMNS = ("类别", "号", "名称", "内容", "分项", "牵头单位", "责任单位", "完成时限", "验收")
HEAD, GROUP, TASK = "方案", "小组", "任务"
ALL_COUNTIES, ALL_ZONES = "各县(市、区)", "各功能区"
MOST_TASKS = 200
_HEAD_FACTS = (
    "城市代码",
    "年度",
    "文件名称",
    "文号",
    "发文机关",
    "发文日期",
    "每月报送日",
    "联系人报送截止",
    "出处",
)
NEEDED = ("城市代码", "年度", "文件名称", "发文机关", "发文日期", "每月报送日")
_YEARS = range(2015, 2100)
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
# Commas and semicolons part units; the 、 inside "各县(市、区)" does not.
_BETWEEN_UNITS = re.compile(r"[、，,；;](?![^(（]*[)）])")
_BETWEEN_LINES = re.compile(r"[；;\n]")


class NoProgrammeSheet(RuleViolation):
    """A workbook of something else."""

    code = "programme.no_sheet"
    template = N_("文件里没有一张工作表的表头写齐这些列：{columns}。可以先下载现行的方案，照着改。")


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgrammeRows:
    """The rows of a file by what they are, and what is wrong with those that are nothing."""

    head: dict[str, TableRow]
    group: tuple[TableRow, ...]
    tasks: tuple[TableRow, ...]
    findings: tuple[Finding, ...]


def rows_of_text(text: str) -> Iterator[TableRow]:
    """The rows of a text, commas or tabs between its cells; refuses as `read_rows` what is no such table."""
    delimiter = "\t" if "\t" in text.split("\n", 1)[0] else ","
    return read_rows(text, columns=COLUMNS, delimiter=delimiter)


def sheet_of(book: Workbook) -> Sheet:
    """The first sheet that is shown and has all columns; refuses a book without one (`NoProgrammeSheet`)."""
    for sheet in book.sheets:
        if not sheet.is_hidden and find_headings(sheet, COLUMNS) is not None:
            return sheet
    raise NoProgrammeSheet(field="file", columns="、".join(COLUMNS))


def rows_of_sheet(sheet: Sheet) -> Iterator[TableRow]:
    """The rows under the headings of a sheet, by the number that Excel shows; empty ones are passed over.

    Excel makes a day of what looks like one: a month that became its first day is read as the month.
    """
    found = find_headings(sheet, COLUMNS)
    if found is None:
        return
    heading, columns = found
    for row in range(heading + 1, len(sheet.rows) + 1):
        cells = {name: sheet.at(row, column) for name, column in columns.items()}
        if any(not cell.is_empty for cell in cells.values()):
            texts = {name: cell.text.strip() for name, cell in cells.items()}
            if cells["完成时限"].kind is CellKind.DATE:
                texts["完成时限"] = texts["完成时限"][:7]
            yield TableRow(line=row, cells=texts, surplus=0)


def split_programme(rows: Iterable[TableRow]) -> ProgrammeRows:
    """The rows of a file by what they are."""
    head: dict[str, TableRow] = {}
    group: list[TableRow] = []
    tasks: list[TableRow] = []
    findings: list[Finding] = []
    for row in rows:
        kind, name = row.cells["类别"], row.cells["名称"]
        if row.surplus > 0:
            findings.append(_error(row, "", "programme.broken_row", N_("比表头多出 {n} 格"), n=row.surplus))
        elif kind == GROUP:
            group.append(row)
        elif kind == TASK:
            tasks.append(row)
        elif kind != HEAD:
            said = N_("类别“{kind}”看不懂，只有 方案、小组、任务 三种")
            findings.append(_error(row, "类别", "programme.unknown_kind", said, kind=kind))
        elif name not in _HEAD_FACTS:
            said = N_("“{name}”不是方案的一项，只有 {known}")
            known = "、".join(_HEAD_FACTS)
            findings.append(_error(row, "名称", "programme.unknown_fact", said, name=name, known=known))
        elif name in head:
            said = N_("“{name}”在第 {line} 行已经写过")
            findings.append(_error(row, "名称", "programme.repeated", said, name=name, line=head[name].line))
        else:
            head[name] = row
    return ProgrammeRows(head=head, group=tuple(group), tasks=tuple(tasks), findings=tuple(findings))


def city_of(rows: ProgrammeRows) -> str:
    """The 12-digit code of the city whose programme this is; empty where the file does not say it soundly."""
    row = rows.head.get("城市代码")
    try:
        region = parse_region_code(row.cells["内容"]) if row else None
    except BadRegionCode:
        return ""
    return region.code if region is not None and region.level is Level.PREFECTURE else ""


def check_programme(
    rows: ProgrammeRows, known: KnownUnits
) -> tuple[ProgrammeContent | None, tuple[Finding, ...]]:
    """The programme and no error, or None and everything that is wrong, in the order of the file."""
    faults = _Faults(rows.findings)
    head = _read_head(rows, faults)
    if head is not None and not known.bodies:
        said = N_("系统里没有 {code} 这个城市的县级单位")
        faults.add(rows.head["城市代码"], "内容", "programme.unknown_city", said, code=head.city_code)
    group = [_read_seat(row, faults) for row in rows.group]
    tasks = _read_tasks(rows.tasks, head, known, faults)
    findings = tuple(sorted(faults.findings, key=lambda each: each.line))
    if findings or head is None:
        return None, findings
    seats = tuple(seat for seat in group if seat is not None)
    return ProgrammeContent(head=head, tasks=tuple(tasks), group=seats), ()


def _error(row: TableRow, column: str, code: str, said: str, /, **values: object) -> Finding:
    return Finding(
        line=row.line, severity=Severity.ERROR, code=code, template=said, values=values, column=column
    )


class _Faults:
    """What is wrong, gathered while the rest is still looked at."""

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self.findings = list(findings)

    def add(self, row: TableRow, column: str, code: str, said: str, /, **values: object) -> None:
        self.findings.append(_error(row, column, code, said, **values))

    def text(self, row: TableRow, column: str, *, length: int, required: bool = True) -> str:
        """A cell cleaned; empty with a finding where it cannot be."""
        try:
            return clean_line(row.cells[column], field=column, max_length=length, required=required)
        except RuleViolation as fault:
            self.add(row, column, fault.code, "{why}", why=fault.sentence().rstrip("。"))
            return ""


def _read_head(rows: ProgrammeRows, faults: _Faults) -> ProgrammeHead | None:
    missing = [name for name in NEEDED if name not in rows.head]
    if missing:
        nowhere = TableRow(line=1, cells={}, surplus=0)
        said = N_("文件里没有这些“方案”行：{names}")
        faults.add(nowhere, "名称", "programme.facts_missing", said, names="、".join(missing))
        return None
    before = len(faults.findings)
    texts = {
        name: faults.text(row, "内容", length=LINE_LENGTH, required=name in NEEDED)
        for name, row in rows.head.items()
    }

    def row_of(name: str) -> TableRow:
        return rows.head[name]

    if texts["城市代码"] and not city_of(rows):
        said = N_("“{value}”不是地级市的代码，例如 130900000000")
        faults.add(row_of("城市代码"), "内容", "programme.bad_city", said, value=texts["城市代码"])
    year = _whole(texts["年度"], _YEARS)
    if year is None and texts["年度"]:
        said = N_("年度“{value}”看不懂，写四位数，例如 2020")
        faults.add(row_of("年度"), "内容", "programme.bad_year", said, value=texts["年度"])
    report_day = _whole(texts["每月报送日"], range(1, 29))
    if report_day is None and texts["每月报送日"]:
        said = N_("每月报送日“{value}”应当是 1 到 28，每个月都有的日子")
        faults.add(row_of("每月报送日"), "内容", "programme.bad_report_day", said, value=texts["每月报送日"])
    issued_on = _day_in(rows, "发文日期", texts, faults)
    contacts_by = _day_in(rows, "联系人报送截止", texts, faults)
    if len(faults.findings) > before or year is None or report_day is None or issued_on is None:
        return None
    return ProgrammeHead(
        city_code=city_of(rows),
        year=year,
        title=texts["文件名称"],
        paper_no=texts.get("文号", ""),
        issuer=texts["发文机关"],
        issued_on=issued_on,
        report_day=report_day,
        contacts_by=contacts_by,
        source=texts.get("出处", ""),
    )


def _whole(text: str, allowed: range) -> int | None:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1
    return number if number in allowed else None


def _day_in(rows: ProgrammeRows, name: str, texts: dict[str, str], faults: _Faults) -> date | None:
    text = texts.get(name, "")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        said = N_("{name}“{value}”不是日期，写成 2020-04-24")
        faults.add(rows.head[name], "内容", "programme.bad_day", said, name=name, value=text)
        return None


def _read_seat(row: TableRow, faults: _Faults) -> GroupSeat | None:
    role = next((each for each, label in GROUP_ROLE_LABELS.items() if label == row.cells["名称"]), None)
    office = faults.text(row, "内容", length=TITLE_LENGTH)
    name = faults.text(row, "分项", length=NAME_LENGTH, required=False)
    if role is None:
        said = N_("小组里的职责“{value}”看不懂，只有 组长、副组长、成员")
        faults.add(row, "名称", "programme.unknown_role", said, value=row.cells["名称"])
        return None
    return GroupSeat(role=role, office=office, name=name)


def _read_tasks(
    rows: Sequence[TableRow], head: ProgrammeHead | None, known: KnownUnits, faults: _Faults
) -> list[TaskContent]:
    if not rows or len(rows) > MOST_TASKS:
        said = N_("任务有 {n} 条，应当在 1 到 {most} 条之间")
        nowhere = TableRow(line=1, cells={}, surplus=0)
        faults.add(nowhere, "类别", "programme.task_count", said, n=len(rows), most=MOST_TASKS)
        return []
    tasks, seen = [], dict[int, int]()
    for row in rows:
        number = _whole(row.cells["号"], range(1, 1000))
        if number is None:
            said = N_("任务的号“{value}”应当是从 1 起的整数")
            faults.add(row, "号", "programme.bad_number", said, value=row.cells["号"])
        elif number in seen:
            said = N_("任务 {number} 在第 {line} 行已经写过")
            faults.add(row, "号", "programme.repeated_task", said, number=number, line=seen[number])
        else:
            seen[number] = row.line
        due_on = _due_in(row, head, faults)
        bodies = _bodies_in(row, known, faults)
        task = TaskContent(
            number=number or 0,
            section=faults.text(row, "分项", length=TITLE_LENGTH, required=False),
            title=faults.text(row, "名称", length=TITLE_LENGTH),
            requirement=faults.text(row, "内容", length=TEXT_LENGTH),
            lead=_lead_in(row, known, faults),
            bodies_text=row.cells["责任单位"],
            bodies=bodies,
            due_on=due_on or date.min,
            acceptance=_lines_in(row, faults),
        )
        tasks.append(task)
    return sorted(tasks, key=lambda each: each.number)


def _due_in(row: TableRow, head: ProgrammeHead | None, faults: _Faults) -> date | None:
    """The last day of the month that the cell names; a task ends within the year, after the paper."""
    text = row.cells["完成时限"]
    found = _MONTH.fullmatch(text)
    if found is None or not 1 <= int(found[2]) <= 12 or int(found[1]) not in _YEARS:
        said = N_("完成时限“{value}”看不懂，写成年和月，例如 2020-05（就是 5 月底前）")
        faults.add(row, "完成时限", "programme.bad_month", said, value=text)
        return None
    due_on = end_of_month(int(found[1]), int(found[2]))
    if head is not None and due_on.year != head.year:
        said = N_("完成时限 {value} 不在方案的年度 {year} 里")
        faults.add(row, "完成时限", "programme.month_outside_year", said, value=text, year=head.year)
    elif head is not None and due_on < head.issued_on:
        said = N_("完成时限 {value} 在发文日期 {issued} 以前")
        faults.add(row, "完成时限", "programme.month_before_issue", said, value=text, issued=head.issued_on)
    return due_on


def _lead_in(row: TableRow, known: KnownUnits, faults: _Faults) -> str:
    lead = faults.text(row, "牵头单位", length=TITLE_LENGTH)
    if lead and lead not in known.leads:
        said = N_("牵头单位“{name}”不在系统里")
        faults.add(row, "牵头单位", "programme.unknown_lead", said, name=lead)
    return lead


def _bodies_in(row: TableRow, known: KnownUnits, faults: _Faults) -> tuple[str, ...]:
    text = faults.text(row, "责任单位", length=TEXT_LENGTH)
    found: set[str] = set()
    for word in (each.strip() for each in _BETWEEN_UNITS.split(text) if each.strip()):
        codes = _codes_of(word, known)
        if codes is None:
            said = N_("责任单位“{name}”不是本市的县级单位")
            faults.add(row, "责任单位", "programme.unknown_body", said, name=word)
        found |= codes or set()
    if text and not found and known.bodies:
        faults.add(row, "责任单位", "programme.no_body", N_("责任单位里没有本市的县级单位"))
    return tuple(sorted(found))


def _codes_of(word: str, known: KnownUnits) -> set[str] | None:
    """The units that a word names: all of a kind, be there none, or one by name or code; else None."""
    kinds: dict[str, Callable[[bool], bool]] = {
        ALL_COUNTIES: lambda zone: not zone,
        ALL_ZONES: lambda zone: zone,
    }
    plain = word.replace("（", "(").replace("）", ")")
    if plain in kinds:
        return {body.code for body in known.bodies if kinds[plain](body.is_zone)}
    named = {body.code for body in known.bodies if word in body.names or word in {body.code, body.code[:6]}}
    return named if len(named) == 1 else None


def _lines_in(row: TableRow, faults: _Faults) -> tuple[str, ...]:
    text = faults.text(row, "验收", length=TEXT_LENGTH)
    return tuple(line.strip() for line in _BETWEEN_LINES.split(text) if line.strip())
