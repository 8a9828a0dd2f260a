"""`yimen import`: take in divisions, items, the work calendar or a programme; say what became of each row."""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from pathlib import Path

from yimen.cli.hours import command_time
from yimen.cli.mending import mend
from yimen.cli.progress import Progress
from yimen.cli.reading import CannotOpenFile, TableFile, read_seed, read_table_file
from yimen.rules.access import Actor, system_actor
from yimen.rules.calendar import CalendarDay, CannotReadCalendar, parse_calendar
from yimen.rules.errors import N_
from yimen.rules.tables import SEVERITY_LABELS, Finding, Severity, read_rows

# What an import of divisions says of each of its stages (`usecases.orgs.divisions.ImportStage`).
_STAGES = {
    "ROWS": N_("逐行核对"),
    "NAMES": N_("给名称注拼音"),
    "REGIONS": N_("比较并写入区划……"),
    "POINTS": N_("写入中心和服务站……"),
    "ORGANS": N_("写入机关"),
}
_CALENDAR_COLUMNS = ("date", "kind", "festival")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Report:
    """What an import did, ready to be printed."""

    rows: int
    created: int
    updated: int
    unchanged: int
    refused: int
    repeated: int = 0
    findings: Sequence[Finding]
    missing: Sequence[str] = ()
    remarks: Sequence[str] = ()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """divisions | items | calendar, each with FILE and --partial; programme with FILE and --publish."""
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="种类")
    divisions = kinds.add_parser("divisions", help="行政区划(CSV:code,parent_code,name,level)")
    divisions.add_argument(
        "--since", type=_day, metavar="日期", help="这份区划从哪天起有效(年-月-日，默认今天)"
    )
    items = kinds.add_parser("items", help="事项清单(制表符分隔的 TSV)")
    items.add_argument("--synonyms", type=Path, metavar="文件", help="俗称表，默认用自带的")
    items.add_argument("--authority", type=Path, metavar="文件", help="职权依据表，默认用自带的")
    items.add_argument("--procedures", type=Path, metavar="文件", help="流程表，默认用自带的")
    items.add_argument("--details", type=Path, metavar="文件", help="详细内容(JSON)，默认用自带的")
    calendar = kinds.add_parser("calendar", help="放假和调休(CSV:date,kind,festival)")
    calendar.add_argument("--source", default="", metavar="出处", help="通知的名称或文号，默认写文件名")
    programme = kinds.add_parser("programme", help="一个城市一个年度的方案(CSV 或者 TSV)")
    programme.add_argument("--publish", action="store_true", help="导入后就公布，不等市政务办在网页上公布")
    programme.add_argument("file", type=Path, metavar="文件")
    for each in (divisions, items, calendar):
        each.add_argument("file", type=Path, metavar="文件")
        each.add_argument("--partial", action="store_true", help="跳过有错误的行，导入其余的行")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(N_("“{text}”不是 年-月-日").format(text=text)) from None


def run(arguments: argparse.Namespace) -> int:
    """0 when every row was taken in, 1 when rows or the whole file were refused."""
    from yimen.usecases.orgs.findings import RowsRefused

    source = read_table_file(arguments.file)
    actor, now = system_actor("yimen import"), command_time()
    try:
        report = _IMPORTS[arguments.kind](source, arguments, actor, now)
    except RowsRefused as refusal:
        _print_findings(refusal.findings)
        for code, count in refusal.unlisted.items():
            print(_beyond(code, count, refusal.findings))
        print(refusal.sentence(), file=sys.stderr)
        return 1
    _print_findings(report.findings)
    _print_summary(source, report)
    return 1 if report.refused else 0


def _require_rows(rows: Sequence[object], source: TableFile) -> None:
    if not rows:
        raise CannotOpenFile(field="file", path=source.name, why=N_("只有表头，没有一行数据"))


def _import_divisions(
    source: TableFile, arguments: argparse.Namespace, actor: Actor, now: datetime
) -> _Report:
    from yimen.rules.orgs import read_divisions
    from yimen.usecases.orgs.actions import import_divisions

    rows = read_divisions(source.lines())
    first = next(rows, None)
    _require_rows(() if first is None else (first,), source)
    progress = Progress()
    try:
        done = import_divisions(
            actor=actor,
            now=now,
            rows=chain(() if first is None else (first,), rows),
            partial=arguments.partial,
            valid_from=arguments.since,
            tell=lambda stage, count: progress.say(
                _STAGES[stage], count, source.line_count if stage == "ROWS" else 0
            ),
        )
    finally:
        progress.end()
    ended = N_("有 {n} 个地方换了代码，旧代码已停用并接到新代码上。").format(n=done.ended)
    return _Report(
        rows=done.created + done.updated + done.unchanged + done.refused + done.repeated,
        created=done.created,
        updated=done.updated,
        unchanged=done.unchanged,
        refused=done.refused,
        repeated=done.repeated,
        findings=done.findings,
        missing=done.missing,
        remarks=(
            *(_beyond(code, count, done.findings) for code, count in done.unlisted.items()),
            *_missing_beyond(done.missing_count - len(done.missing)),
            *((ended,) if done.ended else ()),
        ),
    )


def _beyond(code: str, count: int, findings: Sequence[Finding]) -> str:
    """How many findings of one kind are not listed, told by one that is."""
    like = next(finding for finding in findings if finding.code == code)
    return N_("{severity} 还有 {count} 行和第 {line} 行一样，没有逐行列出。").format(
        severity=SEVERITY_LABELS[like.severity], count=count, line=like.line
    )


def _missing_beyond(count: int) -> tuple[str, ...]:
    return (N_("提示 文件里还没有另外 {n} 个地方，系统里仍保留。").format(n=count),) if count > 0 else ()


def _import_items(source: TableFile, arguments: argparse.Namespace, actor: Actor, now: datetime) -> _Report:
    from yimen.rules.catalog import read_items
    from yimen.rules.search import parse_synonyms
    from yimen.usecases.catalog.actions import import_items
    from yimen.usecases.catalog.authorities import read_authorities
    from yimen.usecases.catalog.known_details import read_details
    from yimen.usecases.catalog.procedures import read_procedures

    rows = read_items(source.text)
    _require_rows(rows, source)
    done = import_items(
        actor=actor,
        now=now,
        rows=rows,
        synonyms=parse_synonyms(_text_of(arguments.synonyms, "synonyms.tsv")),
        authorities=read_authorities(_text_of(arguments.authority, "authority.tsv")),
        procedures=read_procedures(_text_of(arguments.procedures, "procedures.tsv")),
        details=read_details(_text_of(arguments.details, "details.json")),
        partial=arguments.partial,
    )
    return _Report(
        rows=len(rows),
        created=done.created,
        updated=done.updated,
        unchanged=done.unchanged,
        refused=done.refused,
        findings=done.findings,
        missing=done.missing,
    )


def _text_of(path: Path | None, seed: str) -> str:
    return read_seed("catalog", seed) if path is None else read_table_file(path).text


def _import_calendar(
    source: TableFile, arguments: argparse.Namespace, actor: Actor, now: datetime
) -> _Report:
    from yimen.usecases.orgs.actions import import_calendar
    from yimen.usecases.orgs.findings import RowsRefused

    days, findings = read_days(source.text)
    _require_rows((*days, *findings), source)
    if findings and not arguments.partial:
        raise RowsRefused(findings)
    done = import_calendar(actor=actor, now=now, days=days, source=arguments.source or source.name)
    return _Report(
        rows=len(days) + len(findings),
        created=done.created,
        updated=done.updated,
        unchanged=done.unchanged,
        refused=len(findings),
        findings=findings,
    )


def read_days(text: str) -> tuple[tuple[CalendarDay, ...], tuple[Finding, ...]]:
    """The days of a calendar file and what is wrong with the other rows; refuses as `read_rows`."""
    rows = list(read_rows(text, columns=_CALENDAR_COLUMNS))
    findings: list[Finding] = []
    while True:
        try:
            return parse_calendar(row.cells for row in rows), tuple(findings)
        except CannotReadCalendar as fault:
            # The rule counts rows from line 2 on; the file may have empty lines between them.
            at = int(str(fault.values["line"])) - 2
            finding = Finding(
                line=rows.pop(at).line,
                severity=Severity.ERROR,
                code=fault.code,
                template="{why}",
                values={"why": fault.values["why"]},
            )
            findings.append(finding)


def _import_programme(
    source: TableFile, arguments: argparse.Namespace, actor: Actor, now: datetime
) -> _Report:
    """Whole or not at all: there is no --partial, a programme that lacks a task is another programme."""
    from yimen.usecases.programme.loading import load_programme
    from yimen.usecases.programme.publishing import publish_programme

    done = load_programme(actor=actor, now=now, text=source.text)
    remark = N_("方案 {year} 年第 {number} 版，任务 {tasks} 条。").format(
        year=done.year, number=done.number, tasks=done.tasks
    )
    waits = N_("现在是草稿，请市政务办在“方案和任务”里公布。")
    if arguments.publish and not done.is_published:
        publish_programme(actor=actor, now=now, city_code=done.city_code, year=done.year)
    if arguments.publish or done.is_published:
        waits = N_("已经公布。")
    return _Report(
        rows=done.tasks,
        created=done.tasks if done.is_new else 0,
        updated=0,
        unchanged=0 if done.is_new else done.tasks,
        refused=0,
        findings=(),
        remarks=(remark, waits),
    )


_IMPORTS: dict[str, Callable[[TableFile, argparse.Namespace, Actor, datetime], _Report]] = {
    "divisions": _import_divisions,
    "items": _import_items,
    "calendar": _import_calendar,
    "programme": _import_programme,
}


def _print_findings(findings: Sequence[Finding]) -> None:
    for finding in findings:
        column = N_("（列 {column}）").format(column=finding.column) if finding.column else ""
        hint = mend(finding.code)
        print(f"{SEVERITY_LABELS[finding.severity]} {finding.sentence()}{column}{hint and '。' + hint}")


def _print_summary(source: TableFile, report: _Report) -> None:
    for name in report.missing:
        print(N_("提示 文件里没有 {name}，系统里仍保留。").format(name=name))
    for remark in report.remarks:
        print(remark)
    counts = N_("新增 {created} 行，更新 {updated} 行，没有变化 {unchanged} 行，未导入 {refused} 行").format(
        created=report.created,
        updated=report.updated,
        unchanged=report.unchanged,
        refused=report.refused,
    )
    if report.repeated:
        counts += N_("，重复 {repeated} 行").format(repeated=report.repeated)
    head = N_("{name}({encoding})共 {rows} 行：").format(
        name=source.name, encoding=source.encoding, rows=report.rows
    )
    print(f"{head}{counts}。")
