"""What the acts at the door have in common: the five workdays to tell, after which a permit is accepted."""

from datetime import date, datetime

from yimen.data.cases.models import Case
from yimen.rules.case_notices import TellingIsOver
from yimen.rules.cases import ACT_LABELS, Act
from yimen.rules.catalog import Family
from yimen.rules.deadlines import deemed_accepted_on
from yimen.usecases.orgs.calendars import current_calendar


def deemed_day(case: Case, now: datetime) -> date | None:
    """The day on which a permit counts as accepted because nobody told in time; None before that.

    It is the day of receipt, after a correction the day on which the last of it came (行政许可法
    32 (1) 4, domain.md §3.2). None for every other family, and while a correction is awaited: then
    the applicant was told.
    """
    if case.family != Family.PERMIT.value or case.notice_due_at is None:
        return None
    return deemed_accepted_on(case.supplemented_at or case.received_at, now, current_calendar())


def check_in_time(case: Case, act: Act, now: datetime) -> None:
    """Refuse to ask for more, or to send back, what the law has accepted already (`TellingIsOver`)."""
    if deemed_day(case, now) is not None:
        raise TellingIsOver(act=ACT_LABELS[act])
