"""Whose report of which month it is: the unit, the city's programme of that year, the days that count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from yimen.data.orgs.models import Region
from yimen.data.programme.models import ProgrammeVersion
from yimen.data.reports.models import Report, TownshipDay
from yimen.rules.access import Actor, NotFound
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.orgs import Level
from yimen.rules.reports import (
    ReportDays,
    ReportKind,
    ReportState,
    county_days,
    first_of_month,
    kind_of,
    month_before,
    township_days,
)
from yimen.usecases.programme.units import city_of_unit, unit_in_scope
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.rows import only_row


class NoProgrammeThatYear(RuleViolation):
    """A month for which the city has no programme in force."""

    code = "reports.no_programme"
    template = N_("{year}年没有公布的方案，没有月报要报。")
    refusal = Refusal.NOT_FOUND


class MonthAhead(RuleViolation):
    """A month that has not begun."""

    code = "reports.month_ahead"
    template = N_("{year}年{month}月还没有到。")
    refusal = Refusal.NOT_FOUND


class NotYourReport(RuleViolation):
    """A report that somebody else writes, or that another level answers for."""

    code = "reports.not_yours"
    template = N_("这一步由{who}来做，您可以看，不能改。")
    refusal = Refusal.FORBIDDEN


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """A unit and a month with the programme of that year in force; a city reports nothing and has no `days`.

    `township_day` is the day that the county set for its townships, None where it set none.
    """

    unit: Region
    month: date
    version: ProgrammeVersion
    kind: ReportKind | None
    days: ReportDays | None
    township_day: int | None = None

    @property
    def county_code(self) -> str:
        """The county on whose rows the report stands."""
        return str(self.unit.code[:6])

    @property
    def programme_id(self) -> UUID:
        """The programme, whatever its version."""
        return self.version.programme_id


def frame_of(actor: Actor, unit_code: str, month: date, *, now: datetime) -> Frame:
    """The frame of a unit in the actor's scope; three statements.

    Refuses a unit out of scope (`NotFound`), a month ahead, and one of a year without a programme.
    """
    unit = unit_in_scope(actor, unit_code)
    first = first_of_month(month)
    if first > beijing_date(now):
        raise MonthAhead(field="month", year=first.year, month=first.month)
    found = frame_for(unit, first)
    if found is None:
        raise NoProgrammeThatYear(field="month", year=first.year)
    return found


def frame_for(unit: Region, month: date, *, like: Frame | None = None) -> Frame | None:
    """The frame of a unit and a month, that of a `like` neighbor of the same county costs no statement.

    None where the city has no programme for the month.
    """
    version = like.version if like else version_of_month(unit.code, month)
    if version is None or month < first_of_month(version.issued_on):
        return None
    kind, day = kind_of(unit.code), like.township_day if like else None
    if like is None and kind is not None:
        day = township_day(version.programme_id, unit.code[:6])
    days = None
    if kind is ReportKind.SUBMISSION:
        days = county_days(month, version.report_day)
    elif kind is ReportKind.FOR_RECORD:
        days = township_days(month, version.report_day, day)
    return Frame(unit=unit, month=month, version=version, kind=kind, days=days, township_day=day)


def version_of_month(unit_code: str, month: date) -> ProgrammeVersion | None:
    """The city's programme of the month's year, the version in force."""
    rows = ProgrammeVersion.objects.select_related("programme").filter(
        county_code=city_of_unit(unit_code)[:6],
        programme__city_code=city_of_unit(unit_code),
        programme__year=month.year,
        superseded_at=None,
        published_at__isnull=False,
    )
    return only_row(rows)


def township_day(programme_id: UUID, county_code: str) -> int | None:
    """The day that a county set for its townships; None where it set none."""
    rows = TownshipDay.objects.filter(county_code=county_code, programme_id=programme_id)
    row = only_row(rows)
    return row.day if row else None


def current_month(now: datetime) -> date:
    """The month whose report is due next or was due last: the one before this."""
    return month_before(first_of_month(beijing_date(now)))


def who_words(actor: Actor) -> str:
    """Who acts, as a history shows it."""
    return f"{actor.organ_name} {actor.name}".strip()[:80]


def require_own(actor: Actor, frame: Frame) -> None:
    """Refuse anybody but the unit itself."""
    if actor.scope_code != frame.unit.code:
        raise NotYourReport(who=frame.unit.short_name)


def require_above(actor: Actor, frame: Frame) -> None:
    """Refuse anybody but the level right above: the county for a township, the city for a county."""
    above = above_of(frame.unit.code)
    if actor.scope_code != above:
        raise NotYourReport(who=N_("上一级"))


def require_own_or_above(actor: Actor, frame: Frame) -> None:
    """Refuse anybody but the unit itself and the level right above."""
    if actor.scope_code != frame.unit.code:
        require_above(actor, frame)


def above_of(unit_code: str) -> str:
    """The unit that takes the report in."""
    county = f"{unit_code[:6]}000000"
    return city_of_unit(unit_code) if unit_code == county else county


def lock_report(frame: Frame, *, now: datetime) -> Report:
    """The unit's report of the month, made where there is none, locked until the transaction ends.

    Two who come at once wait for each other on its unique key. Refuses a city's (`NotFound`).
    """
    if frame.kind is None or frame.days is None:
        raise NotFound(field="unit_code")
    rows = Report.objects.select_for_update().filter(
        county_code=frame.county_code,
        programme_id=frame.programme_id,
        unit_code=frame.unit.code,
        month=frame.month,
    )
    found = only_row(rows)
    if found is None:
        Report.objects.bulk_create([new_report(frame, now=now)], ignore_conflicts=True)
        found = rows.get()
    return found


def new_report(frame: Frame, *, now: datetime, sample: bool = False) -> Report:
    """An open report, NOT yet saved."""
    if frame.kind is None or frame.days is None:
        raise NotFound(field="unit_code")
    return Report(
        id=new_id(now),
        county_code=frame.county_code,
        programme_id=frame.programme_id,
        unit_code=frame.unit.code,
        month=frame.month,
        kind=frame.kind.value,
        state=ReportState.OPEN.value,
        due_on=frame.days.due_on,
        locks_on=frame.days.locks_on,
        sample=sample,
    )


def find_reports(frame: Frame, unit_codes: Iterable[str]) -> Mapping[str, Report]:
    """The reports of the frame's month by unit; a unit that nobody touched has none. One statement."""
    codes = list(unit_codes)
    rows = Report.objects.filter(
        county_code__in={code[:6] for code in codes},
        programme_id=frame.programme_id,
        month=frame.month,
        unit_code__in=codes,
    )
    return {row.unit_code: row for row in rows}


def units_below(unit: Region) -> list[Region]:
    """The units whose reports a unit takes in: a city's counties, a county's townships, by name."""
    below = {
        Level.PREFECTURE.value: (Level.COUNTY.value, unit.code[:4]),
        Level.COUNTY.value: (Level.TOWNSHIP.value, unit.code[:6]),
    }.get(unit.level)
    if below is None:
        return []
    level, prefix = below
    rows = Region.objects.filter(level=level, valid_to=None, code__startswith=prefix)
    order = ("code",) if level == Level.COUNTY.value else ("pinyin", "code")
    return list(rows.order_by(*order))
