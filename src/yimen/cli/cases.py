"""`yimen cases review`: what the rules find in the files of the cases that ended in a period."""

import argparse
import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from yimen.cli.hours import command_time
from yimen.rules.access import system_actor
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_
from yimen.rules.tables import SEVERITY_LABELS, Severity

if TYPE_CHECKING:
    from yimen.usecases.cases.queries import ReviewedFile

_ACTOR = system_actor("yimen cases review")
_SUM = N_("{county} {since} 至 {until}：评查 {files} 件案卷，{faulty} 件有问题。")
_FINDING = N_("  {severity}  {sentence}（{source}）")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """review COUNTY [--from] [--to] [--json]."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="做什么")
    review = acts.add_parser("review", help="评查一个县一段时间内办结的案卷，有问题时退出码为 1")
    review.add_argument("county", help="县级行政区划代码，6 位，如 130921")
    review.add_argument("--from", dest="since", type=date.fromisoformat, help="从哪天办结的，默认本月 1 日")
    review.add_argument("--to", dest="until", type=date.fromisoformat, help="到哪天办结的，默认今天")
    review.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(arguments: argparse.Namespace) -> int:
    """0 when nothing grave was found, 1 when something was."""
    until = arguments.until or beijing_date(command_time())
    since = arguments.since or until.replace(day=1)
    files = list(_reviewed(arguments.county, since, until))
    faulty = [each for each in files if each.findings]
    if arguments.json:
        print(json.dumps(_plain(files, faulty), ensure_ascii=False))
    else:
        for each in faulty:
            print(f"{each.number}  {each.item_name}")
            for found in each.findings:
                severity = SEVERITY_LABELS[found.severity]
                print(_FINDING.format(severity=severity, sentence=found.sentence, source=found.source))
        print(
            _SUM.format(
                county=arguments.county, since=since, until=until, files=len(files), faulty=len(faulty)
            )
        )
    grave = any(found.severity is Severity.ERROR for each in faulty for found in each.findings)
    return 1 if grave else 0


def _reviewed(county: str, since: date, until: date) -> Iterator["ReviewedFile"]:
    from yimen.usecases.cases.queries import review_case_files

    after: str | None = None
    while True:
        page = review_case_files(
            actor=_ACTOR, since=since, until=until, county_code=county, after=after, limit=200
        )
        yield from page.files
        if page.next_key is None:
            return
        after = page.next_key


def _plain(files: list["ReviewedFile"], faulty: list["ReviewedFile"]) -> dict[str, object]:
    return {
        "files": len(files),
        "faulty": [
            {
                "case_no": each.number,
                "findings": [
                    {
                        "rule": found.rule.value,
                        "severity": found.severity.value,
                        "sentence": found.sentence,
                        "source": found.source,
                    }
                    for found in each.findings
                ],
            }
            for each in faulty
        ],
    }
