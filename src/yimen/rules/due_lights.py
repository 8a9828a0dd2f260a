"""The light beside a case: green, amber, red, or none where no limit is published."""

import datetime as dt
from enum import StrEnum

from yimen.rules.calendar import WorkCalendar
from yimen.rules.errors import N_


class DueLight(StrEnum):
    """How near the due date is."""

    GREEN = "GREEN"
    AMBER = "AMBER"
    RED = "RED"
    NONE = "NONE"


DUE_LIGHT_LABELS: dict[DueLight, str] = {
    DueLight.GREEN: N_("正常"),
    DueLight.AMBER: N_("即将到期"),
    DueLight.RED: N_("超期"),
    DueLight.NONE: N_("未定时限"),
}


def due_light(
    *,
    promised: dt.date | None,
    statutory: dt.date | None,
    today: dt.date,
    calendar: WorkCalendar,
    accepted_on: dt.date | None = None,
    warn_workdays: int = 1,
    warn_share: int = 20,
) -> DueLight:
    """The light of the earlier of the two due dates.

    RED from the day after it; AMBER while at most `warn_workdays` workdays are left after today,
    or, when `accepted_on` is given, at most `warn_share` per cent of all its workdays; NONE when
    neither date is known. No national norm sets these thresholds (domain.md §3.3), so they are
    parameters and a site chooses its own.
    """
    known = [each for each in (promised, statutory) if each is not None]
    if not known:
        return DueLight.NONE
    binding = min(known)
    if today > binding:
        return DueLight.RED
    left = calendar.count_workdays(today, binding)
    if left <= warn_workdays:
        return DueLight.AMBER
    if accepted_on is not None and left * 100 <= warn_share * calendar.count_workdays(accepted_on, binding):
        return DueLight.AMBER
    return DueLight.GREEN
