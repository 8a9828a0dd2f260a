"""A county sets the day of the month by which it wants the reports of its townships."""

from datetime import datetime

from yimen.data.reports.models import TownshipDay
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.orgs import Level
from yimen.rules.reports import check_township_day
from yimen.usecases.programme.units import (
    city_of_unit,
    lock_programme,
    programme_record,
    unit_in_scope,
    version_in_force,
)
from yimen.usecases.reports.frames import who_words
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import only_row


class DaySetAlready(RuleViolation):
    """The day that holds already."""

    code = "reports.day_set_already"
    template = N_("备案日已经是每月 {day} 日。")
    refusal = Refusal.CONFLICT


@action("reports.set_day")
def set_township_day(
    *, actor: Actor, now: datetime, year: int, day: int | None, request_key: str | None = None
) -> int:
    """Townships of the actor's county file by this day of the month, what is filed keeps its day; the day.

    Refuses a day after the county's own, one that holds already, and a year without a programme (`NotFound`).
    """
    require(actor, "reports.set_day")
    unit = unit_in_scope(actor, actor.scope_code)
    if unit.level != Level.COUNTY.value:
        raise NotFound(field="unit_code")
    answer = perform(
        action="reports.set_day",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=unit.code[:6],
        body={"year": year, "day": day},
        core=lambda: _apply_day(actor, now, year, day),
    )
    return int(str(answer["day"]))


def _apply_day(actor: Actor, now: datetime, year: int, day: int | None) -> Outcome:
    programme = lock_programme(city_of_unit(actor.scope_code), year)
    version = version_in_force(programme)
    if version is None:
        raise NotFound(field="year")
    chosen = check_township_day(day, version.report_day)
    county = actor.scope_code[:6]
    rows = TownshipDay.objects.filter(county_code=county, programme=programme)
    row = only_row(rows)
    before = row.day if row else None
    if before == chosen:
        raise DaySetAlready(field="day", day=chosen)
    row = row or TownshipDay(id=new_id(now), county_code=county, programme=programme)
    row.day, row.changed_at, row.who = chosen, now, who_words(actor)
    TownshipDay.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["county_code", "programme"],
        update_fields=["day", "changed_at", "who"],
    )
    record = programme_record(
        county_code=county,
        kind="programme",
        subject_id=programme.pk,
        act="reports.set_day",
        facts={"year": year, "day": chosen, "before": before},
    )
    return Outcome(answer={"day": chosen}, record=record)
