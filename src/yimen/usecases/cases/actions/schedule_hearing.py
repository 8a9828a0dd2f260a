"""Calls a hearing that was asked for: when, where, and who presides."""

from datetime import date, datetime

from yimen.data.cases.models import Case, CaseStep
from yimen.rules.access import Actor, Party
from yimen.rules.calendar import BEIJING, beijing_date, spoken_date
from yimen.rules.cases import Act
from yimen.rules.errors import N_
from yimen.rules.hearings import Hearing, check_hearing
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.messages import tell_hearing
from yimen.usecases.cases.paper_orders import order_hearing_notice
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.shared.registry import action

_STEP = N_("{day} {at:%H:%M}，{place}，主持人{host}")
_MESSAGE = N_("{day}{at:%H:%M}在{place}举行听证")


@action("cases.schedule_hearing")
def schedule_hearing(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    asked_on: date | None,
    hearing_at: datetime | None,
    place: str,
    host: str,
    request_key: str | None = None,
) -> CaseDone:
    """The state stays; the 听证通知书 goes out at least seven workdays before (行政许可法 48).

    `asked_on` is the day of the request, within five workdays of being told; the hearing follows
    within twenty of it (47). Refuses other days, a hearing of which the right was not told, and
    whoever reviews the case as host.
    """

    def core(case: Case) -> Done:
        told_on, examiners = _former(case)
        if actor.party is Party.REVIEWER:
            examiners = [*examiners, actor.name]
        hearing = check_hearing(
            told_on=told_on,
            asked_on=asked_on,
            at=hearing_at,
            place=place,
            host=host,
            examiners=examiners,
            today=beijing_date(now),
            calendar=current_calendar(),
        )
        return Done(
            opinion=_words(_STEP, hearing),
            facts={"asked_on": hearing.asked_on.isoformat(), "hearing_at": hearing.at.isoformat()},
            personal={"place": hearing.place, "host": hearing.host},
            paper=order_hearing_notice(
                case, actor, now, hearing_at=hearing.at, place=hearing.place, host=hearing.host
            ),
            messages=(tell_hearing(case, _words(_MESSAGE, hearing)),),
        )

    return act_on_case(
        act=Act.SCHEDULE_HEARING,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={
            "asked_on": asked_on.isoformat() if asked_on else None,
            "hearing_at": hearing_at.isoformat() if hearing_at else None,
            "place": place,
            "host": host,
        },
        core=core,
    )


def _former(case: Case) -> tuple[date | None, list[str]]:
    """When the right was told last, and the names of those who have reviewed."""
    acts = (Act.NOTIFY_HEARING.value, Act.REVIEW.value)
    steps = CaseStep.objects.filter(
        county_code=case.county_code, case=case, act__in=acts, undone_at=None
    ).order_by("order")
    found = list(steps)
    told = [beijing_date(each.at) for each in found if each.act == Act.NOTIFY_HEARING.value]
    names = [each.actor_name for each in found if each.act == Act.REVIEW.value]
    return (told[-1] if told else None), names


def _words(template: str, hearing: Hearing) -> str:
    local = hearing.at.astimezone(BEIJING)
    return template.format(day=spoken_date(local.date()), at=local, place=hearing.place, host=hearing.host)
