"""One page for a leader: a unit's month in a dozen figures, who is first and last, what is late."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from yimen.data.orgs.models import Region
from yimen.gateways.installed import installed
from yimen.gateways.word_tables import write_docx
from yimen.rules.access import Actor, require
from yimen.rules.calendar import BEIJING
from yimen.rules.errors import N_
from yimen.rules.indicators import (
    INDICATORS,
    Indicator,
    month_label,
    months_before,
    read_month,
    this_month,
)
from yimen.rules.map_marks import Reading, Value, change_text, figure_text, ranked, reading_of
from yimen.rules.orgs import Level, level_of
from yimen.rules.report_papers import TablePaper
from yimen.usecases.indicators.figures import Figures, figures_of
from yimen.usecases.programme.units import home_of, unit_in_scope
from yimen.usecases.showcase.board import get_showcase_board
from yimen.usecases.supervision.board import regions_below
from yimen.usecases.supervision.late import LateReports, LateTasks, LateTaskUnit, LateUnit, late_work

# What a leader is asked about first; the rest is on the map.
BRIEF_KEYS = (
    "coverage",
    "area_rate",
    "plaque_rate",
    "equipment_rate",
    "zone_rate",
    "institutions_rate",
    "list_coverage",
    "seal_coverage",
    "cases_received",
    "in_time_rate",
    "good_rate",
    "cases_late",
)
_LATE = "cases_late"
_MOST_NAMES = 5
_HEADINGS = (N_("指标"), N_("本月"), N_("比上月"), N_("靠前"), N_("靠后"), N_("未采集"))
_WIDTHS = (22, 12, 10, 26, 26, 10)
_NO_UNITS = "—"


@dataclass(frozen=True, kw_only=True, slots=True)
class Brief:
    """The page in words; `rows` are in the order of `_HEADINGS`."""

    unit_code: str
    unit: str
    period: str
    told: str
    rows: tuple[tuple[str, ...], ...]
    late: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def title(self) -> str:
        """What stands above."""
        return N_("{unit}乡镇和街道政务服务一页").format(unit=self.unit)


@dataclass(frozen=True, kw_only=True, slots=True)
class BriefFile:
    """The page under the name by which it is saved."""

    name: str
    content: bytes


def get_brief(*, actor: Actor, now: datetime, unit_code: str = "", month: str = "") -> Brief:
    """The page of a unit and a month; the same number of statements at any size.

    Refuses a unit outside the scope (`NotFound`) and a month that is none or lies ahead.
    """
    require(actor, "supervision.read")
    region = unit_in_scope(actor, unit_code or home_of(actor))
    asked = read_month(month, now=now)
    level = level_of(region.code)
    below = regions_below(region.code, level)
    running = this_month(now)
    months = sorted({months_before(asked, 1), asked, running})
    figures = figures_of([region.code, *(each.code for each in below)], BRIEF_KEYS, months, now=now)
    reports, tasks = late_work([region] if level is Level.TOWNSHIP else below, now=now)
    names = {each.code: each.short_name for each in below}
    at = now.astimezone(BEIJING)
    return Brief(
        unit_code=region.code,
        unit=region.short_name,
        period=month_label(asked),
        told=N_("数据截至 {at:%Y-%m-%d %H:%M}").format(at=at)
        if asked == running
        else N_("月末数，打印于 {at:%Y-%m-%d %H:%M}").format(at=at),
        rows=tuple(_row(INDICATORS[key], region.code, names, asked, figures) for key in BRIEF_KEYS),
        late=(
            _late_cases(below, figures, running, region.code),
            _late_tasks(tasks),
            _late_reports(reports),
            _showcase(actor, region.code),
        ),
        notes=(
            N_("“未采集”是没有人看过，不当作 0，也不参加排名。"),
            N_("数字由系统从档案、清单、办件里算出，不是填报的；口径在指标页上。"),
        ),
    )


def _row(
    indicator: Indicator, unit: str, names: Mapping[str, str], month: date, figures: Figures
) -> tuple[str, ...]:
    now, before = figures[unit, indicator.key, month], figures[unit, indicator.key, months_before(month, 1)]
    values = {code: figures[code, indicator.key, month].value for code in names}
    first, last = _ends(values, names, reading_of(indicator))
    return (
        indicator.name,
        figure_text(now, indicator),
        change_text(now.value, before.value) or _NO_UNITS,
        first,
        last,
        str(now.unknown) if now.unknown else "0",
    )


def _ends(values: Mapping[str, Value], names: Mapping[str, str], reading: Reading) -> tuple[str, str]:
    """The first three and the last three that are known; of few units nobody is last."""
    known = [each for each in ranked(values, reading) if each.rank is not None]
    if not known:
        return _NO_UNITS, _NO_UNITS
    share = min(3, (len(known) + 1) // 2)
    first, last = known[:share], known[share:][-share:]
    said = (N_("、").join(names[each.unit] for each in part) for part in (first, last))
    top, bottom = said
    return top, bottom or _NO_UNITS


def _late_cases(below: Sequence[Region], figures: Figures, running: date, unit: str) -> str:
    total = figures[unit, _LATE, running]
    if total.value is None:
        return N_("超期的办件：未采集")
    held = [
        LateUnit(
            code=each.code, name=each.short_name, count=int(figures[each.code, _LATE, running].value or 0)
        )
        for each in below
    ]
    late = sorted((each for each in held if each.count), key=lambda each: (-each.count, each.code))
    return N_("今天超期没有作出决定的办件 {total} 件{names}").format(
        total=total.value, names=_names(late, with_counts=True)
    )


def _late_tasks(found: LateTasks | None) -> str:
    if found is None:
        return N_("任务：今年没有公布的方案")
    return N_("过了市里的时限、没有销号的任务 {total} 项次{names}").format(
        total=found.total, names=_names(found.units, with_counts=True)
    )


def _late_reports(found: LateReports | None) -> str:
    if found is None:
        return N_("月报：没有要报的")
    if not found.is_past:
        return N_("{month}的月报 {due} 到期，还没有到").format(
            month=month_label(found.month), due=found.due_on
        )
    return N_("{month}的月报没有报的 {count} 个{names}").format(
        month=month_label(found.month),
        count=len(found.missing),
        names=_names(found.missing, with_counts=False),
    )


def _names(units: Sequence[LateUnit | LateTaskUnit], *, with_counts: bool) -> str:
    """（沧县 2、青县 1 等）, or nothing."""
    if not units:
        return ""
    told = [f"{each.name} {each.count}" if with_counts else each.name for each in units[:_MOST_NAMES]]
    more = N_("等") if len(units) > _MOST_NAMES else ""
    return N_("（{names}{more}）").format(names=N_("、").join(told), more=more)


def _showcase(actor: Actor, unit: str) -> str:
    total = get_showcase_board(actor=actor, unit_code=unit).total
    return N_(
        "示范点：乡镇（街道）{centers} 个（目标 {of_centers}），村（社区）{stations} 个（目标 {of_stations}）"
    ).format(
        centers=total.centers.designated,
        of_centers=total.centers.target.words(),
        stations=total.stations.designated,
        of_stations=total.stations.target.words(),
    )


def make_brief_pdf(
    *, actor: Actor, now: datetime, public_url: str, sample: bool, unit_code: str = "", month: str = ""
) -> BriefFile:
    """The page as PDF, A4, with the code of the map; refused like `get_brief`."""
    brief = get_brief(actor=actor, now=now, unit_code=unit_code, month=month)
    keys = ("name", "value", "change", "first", "last", "unknown")
    facts = {
        "title": brief.title,
        "unit": brief.unit,
        "period": brief.period,
        "told": brief.told,
        "headings": list(_HEADINGS),
        "rows": [dict(zip(keys, row, strict=True)) for row in brief.rows],
        "late": list(brief.late),
        "notes": list(brief.notes),
        "url": f"{public_url}/supervise/?unit={brief.unit_code}",
        "sample": sample,
    }
    content = installed().typesetter.typeset_sheet("leader_brief", facts, now)
    return BriefFile(name=f"{brief.title} {brief.period}.pdf", content=content)


def make_brief_docx(
    *, actor: Actor, now: datetime, sample: bool, unit_code: str = "", month: str = ""
) -> BriefFile:
    """The same as a table that Word and WPS open and one may write in; refused like `get_brief`."""
    brief = get_brief(actor=actor, now=now, unit_code=unit_code, month=month)
    paper = TablePaper(
        title=brief.title,
        unit=brief.unit,
        period=f"{brief.period}　{brief.told}",
        headings=_HEADINGS,
        widths=_WIDTHS,
        rows=brief.rows,
        notes=(*brief.late, *brief.notes),
        signs=(),
        sample=sample,
    )
    return BriefFile(name=f"{brief.title} {brief.period}.docx", content=write_docx(paper))
