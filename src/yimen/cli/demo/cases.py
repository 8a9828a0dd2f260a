"""The sample cases of two townships of 沧县, walked to where they stand through the real acts.

Each case begins under a fixed request key and goes on from the state in which it is found, so a
second run changes nothing and an interrupted one is finished.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from yimen.cli.demo.applicants import make_applicant
from yimen.cli.demo.plans import PLANS, RESIDENTS, CasePlan
from yimen.cli.demo.walks import Crew, Walk
from yimen.rules.access import Actor, Party, system_actor
from yimen.rules.calendar import BEIJING, WorkCalendar, beijing_date
from yimen.rules.errors import N_
from yimen.usecases.catalog.queries import search_items
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.people.accounts import AccountExists, open_account
from yimen.usecases.people.queries import list_sample_actors

_ACTOR = system_actor("demo")
_SEED = 20200424  # the day of the policy
_THIRD_PHONE = "13800000003"
_REQUESTS = (
    N_("村北承包地，杨树 {count} 株，约 {volume} 立方米，皆伐，采伐后当年补种(示例)"),
    N_("村东自留山，刺槐 {count} 株，约 {volume} 立方米，择伐，更新栽植(示例)"),
)
_HOMESTEAD_REQUEST = N_("村西老宅基地翻建，占地 {area} 平方米，两层，东邻道路、西邻空地(示例)")


def seed_cases(now: datetime, plans: Sequence[CasePlan] = PLANS) -> int:
    """Bring every sample case to where it should stand, relative to today; how many there are.

    The sample places, items and people must be there. Business times lie on past workdays.
    """
    _open_third_resident(now)
    people = list_sample_actors(beijing_date(now))
    if not any(each.party is Party.RESIDENT for each in people):
        return 0
    items = {plan.item: search_items(plan.item, limit=1)[0].code for plan in plans}
    calendar = current_calendar()
    chance = Random(_SEED)  # noqa: S311 - sample data, not secrets
    for at, plan in enumerate(plans):
        applicant = make_applicant(at, chance)
        crew = _crew(plan, people)
        times = list(_times(plan, now, calendar, chance))
        Walk(at=at, plan=plan, crew=crew, applicant=applicant, item_code=items[plan.item], times=times).go(
            request=_request(plan, chance)
        )
    return len(plans)


def _open_third_resident(now: datetime) -> None:
    try:
        open_account(
            actor=_ACTOR,
            now=now - timedelta(days=90),
            phone=_THIRD_PHONE,
            name=RESIDENTS[2],
            sample=True,
            request_key=f"demo.people.resident.{_THIRD_PHONE}",
        )
    except AccountExists:
        return


def _crew(plan: CasePlan, people: tuple[Actor, ...]) -> Crew:
    def at_desk(party: Party) -> Actor:
        return next(each for each in people if each.party is party and each.scope_code == plan.township)

    return Crew(
        resident=_resident(people, RESIDENTS[plan.filed_by]),
        clerk=at_desk(Party.CLERK),
        reviewer=at_desk(Party.REVIEWER),
        approver=at_desk(Party.APPROVER),
    )


def _resident(people: tuple[Actor, ...], name: str) -> Actor:
    """The resident of this name; where a visitor has taken their telephone, another sample resident."""
    residents = [each for each in people if each.party is Party.RESIDENT]
    return next((each for each in residents if each.name == name), residents[-1])


def _times(plan: CasePlan, now: datetime, calendar: WorkCalendar, chance: Random) -> Iterator[datetime]:
    """When the case was filed and when each act was done: workdays in working hours, never after now."""
    day = beijing_date(now)
    for _ in range(plan.days_ago):
        day = calendar.previous_workday(day)
    minute = chance.randrange(35)
    yield _moment(day, 8, 30 + minute % 30)
    for step, days in enumerate(plan.steps, start=1):
        day = calendar.add_workdays(day, days).date
        yield _moment(day, 9 + step, minute)


def _moment(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=BEIJING)


def _request(plan: CasePlan, chance: Random) -> str:
    count, volume, area = chance.randrange(8, 60), chance.randrange(2, 9), chance.randrange(120, 200)
    if plan.item.startswith("农村村民宅基地"):
        return _HOMESTEAD_REQUEST.format(area=area)
    return _REQUESTS[count % 2].format(count=count, volume=volume)
