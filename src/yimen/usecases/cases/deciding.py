"""What all decisions have in common: two people, an organ that can answer, clocks that end."""

from dataclasses import dataclass
from datetime import datetime

from yimen.data.cases.models import Case, CaseStep
from yimen.data.orgs.models import Organ
from yimen.rules.access import Actor
from yimen.rules.calendar import WorkCalendar
from yimen.rules.case_forms import SamePerson, check_two_people
from yimen.rules.cases import Act
from yimen.usecases.cases.clocks import end_clocks
from yimen.usecases.cases.papers import deciding_organ
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.shared.writing import Write


@dataclass(frozen=True, kw_only=True, slots=True)
class Deciding:
    """In whose name a decision goes out, the rows of the ended clocks, and the calendar that was asked."""

    organ: Organ
    clocks: tuple[Write, ...]
    calendar: WorkCalendar


DECISION_COLUMNS = ("decided_at", "decision_text", "delivery_due", "step_due")


def begin_decision(case: Case, actor: Actor, now: datetime) -> Deciding:
    """Check that the decision on a permit may be made, end the clocks, and say in whose name it goes out.

    The rows of the ended clocks are for `Done.writes`.

    Refuses the post or the account that reviewed the case (`SamePerson`), and an organ that cannot
    be named or has no registered remedies.
    """
    check_second_person(case, actor)
    organ, calendar = deciding_organ(case), current_calendar()
    return Deciding(organ=organ, clocks=end_clocks(case, now, calendar), calendar=calendar)


def check_second_person(case: Case, actor: Actor, *, refusal: type[SamePerson] = SamePerson) -> None:
    """Refuse whoever reviewed the case last, by post or by account, in the words of `refusal`."""
    reviews = CaseStep.objects.filter(
        county_code=case.county_code, case=case, act=Act.REVIEW.value, undone_at=None
    )
    last = reviews.select_related("post").order_by("-order").first()
    if last is None:
        return
    check_two_people(
        reviewed_by=(
            str(last.post_id) if last.post_id else None,
            str(last.post.account_id) if last.post else None,
        ),
        decides=(
            str(actor.post_id) if actor.post_id else None,
            str(actor.account_id) if actor.account_id else None,
        ),
        name=last.actor_name,
        refusal=refusal,
    )
