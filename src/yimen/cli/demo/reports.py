"""A sample programme of this year, 沧县's last month frozen and this one under way; everything says 示例."""

import hashlib
import re
from datetime import date, datetime, timedelta

from yimen.cli.demo.people import CITY, COUNTY, SECOND_TOWNSHIP, TOWNSHIP
from yimen.cli.reading import read_seed
from yimen.rules.access import system_actor
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_
from yimen.rules.report_register import RegisterTerms
from yimen.rules.reports import ReportState, month_before
from yimen.usecases.orgs.queries import list_townships
from yimen.usecases.programme.loading import load_programme
from yimen.usecases.programme.publishing import publish_programme
from yimen.usecases.reports.frames import current_month
from yimen.usecases.reports.samples import SampleClosing, SampleLine, SampleReport, record_samples

_ACTOR = system_actor("demo")
_OFFICIAL_YEAR = "2020"
_TASKS = 14
_NONE = N_("无")
_LINES = (
    (
        1,
        RegisterTerms(
            plan=N_("补建两个村的服务站"),
            progress=N_("一个村已经租好用房"),
            problem=N_("东关村没有合适用房"),
            next_step=N_("和村小学商量腾出一间"),
            person=N_("示例·孙磊"),
        ),
    ),
    (12, RegisterTerms(plan=N_("办下半年业务培训"), progress=N_("已办一次"), person=N_("示例·郭涛"))),
)


def seed_reports(now: datetime) -> int:
    """The sample programme, then the months of 沧县 that have no report yet; how many reports it wrote."""
    current = current_month(now)
    before = month_before(current)
    for year in sorted({before.year, current.year, now.year}):
        _seed_programme(now, year)
    townships = [each.code for each in list_townships(COUNTY)]
    written = _record(now, before, _frozen([*townships, COUNTY]), lines=_LINES)
    closings = _closings(townships, beijing_date(now), current.year)
    return written + _record(now, current, _under_way(townships), closings=closings)


def _seed_programme(now: datetime, year: int) -> None:
    """The official file with the months of another year, its title saying that it is a sample."""
    text = sample_programme(year)
    key = f"demo.reports.{year}.{hashlib.sha256(text.encode()).hexdigest()[:16]}"
    done = load_programme(actor=_ACTOR, now=now, text=text, request_key=key)
    if not done.is_published:
        publish_programme(actor=_ACTOR, now=now, city_code=CITY, year=year, request_key=f"{key}.published")


def sample_programme(year: int) -> str:
    """The tasks of 2020 moved into a year; neither the title nor the source can be taken for official."""
    text = read_seed("programme", "cangzhou-2020.tsv")
    replaced = (
        (r"(文件名称\t)(关于)", rf"\g<1>【示例】{year}年\g<2>"),
        (r"(发文日期\t)[^\t]*", rf"\g<1>{year}-01-01"),
        (r"(联系人报送截止\t)[^\t]*", rf"\g<1>{year}-01-15"),
        (r"(出处\t)[^\t]*", r"\g<1>" + N_("示例：照 2020 年方案的任务换了年份，不是市里的文件")),
        (r"(年度\t)2020", rf"\g<1>{year}"),
        (rf"\t{_OFFICIAL_YEAR}-(\d\d)\t", rf"\t{year}-\g<1>\t"),
    )
    for pattern, words in replaced:
        text = re.sub(pattern, words, text)
    return text


def _record(
    now: datetime,
    month: date,
    reports: list[SampleReport],
    *,
    lines: tuple[tuple[int, RegisterTerms], ...] = (),
    closings: list[SampleClosing] | None = None,
) -> int:
    return record_samples(
        actor=_ACTOR,
        now=now,
        county_code=COUNTY[:6],
        month=month,
        reports=reports,
        lines=[
            SampleLine(unit_code=unit, number=number, terms=terms)
            for unit in (COUNTY, TOWNSHIP)
            for number, terms in lines
        ],
        closings=closings or [],
    )


def _closings(townships: list[str], today: date, year: int) -> list[SampleClosing]:
    """Most tasks are struck off in most townships; what 旧州镇 still works on stays in hand there."""
    in_hand = {(TOWNSHIP, number) for number, _ in _LINES}
    found = []
    for at, unit in enumerate(townships):
        for number in range(1, _TASKS + 1):
            closed_on = date(year, 4, 1) + timedelta(days=(13 * number + at) % 90)
            if closed_on <= today and (at + 2 * number) % 7 and (unit, number) not in in_hand:
                found.append(
                    SampleClosing(
                        unit_code=unit,
                        number=number,
                        closed_on=closed_on,
                        reason=N_("示例：已按验收要求办完"),
                        who=N_("示例·中心主任"),
                    )
                )
    return found


def _frozen(units: list[str]) -> list[SampleReport]:
    return [_report(unit, at, ReportState.FROZEN) for at, unit in enumerate(units)]


def _under_way(townships: list[str]) -> list[SampleReport]:
    """旧州镇 has still to file, 兴济镇 to mend; of the others most are in, some wait, two are open."""
    others = [code for code in townships if code not in {TOWNSHIP, SECOND_TOWNSHIP}]
    states = dict.fromkeys(others, ReportState.ACCEPTED)
    states |= dict.fromkeys(others[-5:-2], ReportState.FILED)
    found = [_report(code, at, states[code]) for at, code in enumerate(others) if code not in others[-2:]]
    words = N_("培训人次和通报的对不上，请核对后再报。")
    return [*found, _report(SECOND_TOWNSHIP, 5, ReportState.RETURNED, words)]


def _report(unit: str, at: int, state: ReportState, text: str = "") -> SampleReport:
    trainings = at % 3
    answers = {
        "trainings": str(trainings),
        "trained": str(trainings * (12 + at)),
        "promotions": str(at % 2),
        "problems": _NONE if at % 4 else N_("个别村站缺高拍仪（示例）"),
    }
    who = N_("示例·县政务办") if unit == COUNTY else N_("示例·中心主任")
    return SampleReport(unit_code=unit, state=state, answers=answers, who=who, text=text)
