"""`yimen check`: is everything there, is the journal intact, are the jobs moving?"""

import argparse
import json

from yimen.rules.errors import N_

JSON = str | int | bool | None | list["JSON"] | dict[str, "JSON"]
_INTACT = "intact"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--json."""
    parser.add_argument("--json", action="store_true", help="以 JSON 输出，供程序读取")


def run(arguments: argparse.Namespace) -> int:
    """0 when all is well; 1 when something is wrong, which is then named."""
    report, problems = examine()
    if arguments.json:
        print(json.dumps({**report, "problems": [*problems]}, ensure_ascii=False, indent=2))
    else:
        _print_report(report)
        for problem in problems:
            print(N_("有问题：{problem}").format(problem=problem))
        if not problems:
            print(N_("一切正常。"))
    return 1 if problems else 0


def examine() -> tuple[dict[str, JSON], list[str]]:
    """The figures of this installation and a sentence for each thing that is wrong."""
    from django.db import DatabaseError

    from yimen.usecases.journal.queries import count_pending_migrations

    try:
        pending = count_pending_migrations()
        if pending:
            problem = N_("数据库结构还差 {n} 步没有更新，请先运行 yimen migrate").format(n=pending)
            return {"migrations": pending}, [problem]
        return _examine_tables()
    except DatabaseError as fault:
        first_line = str(fault).strip().splitlines()[:1]
        problem = N_("读不了这个数据库，它可能不是一门的数据库：{why}").format(why="".join(first_line))
        return {"migrations": None}, [problem]


def _examine_tables() -> tuple[dict[str, JSON], list[str]]:
    from yimen.usecases.cases.queries import count_by_state
    from yimen.usecases.catalog.queries import count_items
    from yimen.usecases.journal.queries import count_jobs
    from yimen.usecases.journal.verifying import verify_journal
    from yimen.usecases.orgs.queries import count_regions, count_service_points

    jobs = count_jobs()
    journal = verify_journal(most=1)
    problems = []
    report: dict[str, JSON] = {
        "regions": {level.lower(): count for level, count in count_regions().items()},
        "service_points": {kind.lower(): count for kind, count in count_service_points().items()},
        "items": count_items(),
        "cases": {state.lower(): count for state, count in count_by_state().items()},
        "journal": _INTACT,
        "jobs": {"ready": jobs.ready, "doing": jobs.doing, "failed": jobs.failed, "stalled": jobs.stalled},
        "migrations": 0,
    }
    if journal.findings:
        first = journal.findings[0]
        report["journal"] = {
            "subject": first.subject,
            "seq": first.seq,
            "entry_id": first.entry_id,
            "fault": first.fault,
        }
        name = first.entry_id or N_("第 {seq} 条").format(seq=first.seq)
        problems.append(
            N_("日志不完好：{subject} 的{name}：{fault}").format(
                subject=first.subject, name=name, fault=first.fault
            )
        )
    if jobs.stalled:
        problems.append(N_("有 {n} 个后台任务停住了，每分钟会自动重试").format(n=jobs.stalled))
    if jobs.failed:
        problems.append(
            N_("有 {n} 个后台任务多次失败，不再自动重试，请看日志 jobs.log").format(n=jobs.failed)
        )
    return report, problems


_LABELS: dict[str, str] = {
    "regions": N_("区划"),
    "service_points": N_("中心和站"),
    "items": N_("事项"),
    "cases": N_("办件"),
    "journal": N_("日志"),
    "jobs": N_("后台任务"),
    "migrations": N_("未更新的结构"),
    "province": N_("省"),
    "prefecture": N_("市"),
    "county": N_("县级"),
    "township": N_("乡级"),
    "village": N_("村级"),
    "center": N_("中心"),
    "station": N_("站"),
    "ready": N_("待做"),
    "doing": N_("在做"),
    "failed": N_("失败"),
    "stalled": N_("停住"),
    _INTACT: N_("完好"),
}


def _print_report(report: dict[str, JSON]) -> None:
    from yimen.rules.cases import STATE_LABELS

    labels = _LABELS | {state.value.lower(): label for state, label in STATE_LABELS.items()}
    for key, value in report.items():
        print(f"{labels.get(key, key)}：{_words(value, labels)}")


def _words(value: JSON, labels: dict[str, str]) -> str:
    """A value in words; of many counts only those that are not 0."""
    if isinstance(value, dict):
        told = {key: each for key, each in value.items() if each not in {0, None}}
        parts = (f"{labels.get(key, key)} {_words(each, labels)}" for key, each in told.items())
        return "，".join(parts) or N_("没有")
    return labels.get(str(value), str(value))
