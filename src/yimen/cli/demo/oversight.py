"""The sample oversight of 沧县: the rule of one item, and its decisions in every state that there is.

The rule stands before the sample cases are walked, so that their decisions go out by it; what is made of
them follows from their order. Homesteads have no rule: nobody has told us who supervises them.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from yimen.cli.demo.people import COUNTY, FORESTRY
from yimen.cli.demo.plans import FELLING
from yimen.rules.access import Actor, Party
from yimen.rules.calendar import BEIJING, WorkCalendar, beijing_date
from yimen.rules.errors import N_
from yimen.rules.oversight import OversightPile, OversightState
from yimen.usecases.cases import actions
from yimen.usecases.cases.queries.oversight import list_overseen
from yimen.usecases.cases.queries.oversight_board import list_oversight
from yimen.usecases.cases.queries.oversight_rows import OversightRow
from yimen.usecases.cases.queries.oversight_rules import list_oversight_rules
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.orgs.organs import find_organ
from yimen.usecases.people.queries import list_sample_actors

_BEFORE = timedelta(days=120)
_POINTS = N_("采伐地点、树种、株数是否与许可证一致(示例)\n采伐后当年或者次年是否更新造林(示例)")
_BASIS = N_("沧县审批与监管衔接办法(示例，不是真实文件)")
_NOT_OURS = N_("宅基地不归林业主管部门监管(示例)。")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Plan:
    """What the department made of one decision: workdays until it confirmed and checked; None not yet."""

    acknowledged_after: int | None = None
    checked_after: int | None = None
    problems: str = ""
    handling: str = ""


# In the order of the decisions, oldest first; the last two wait for the department, one too long.
_PLANS = (
    _Plan(acknowledged_after=1, checked_after=9),
    _Plan(
        acknowledged_after=2,
        checked_after=12,
        problems=N_("多采伐 1 株(示例)。"),
        handling=N_("责令补种，已当场改正(示例)。"),
    ),
    _Plan(acknowledged_after=1),
    _Plan(acknowledged_after=3),
    _Plan(),
    _Plan(),
)


def seed_oversight_rules(now: datetime) -> int:
    """The rule of the felling permit, set before the first sample decision; how many rules there are."""
    officer = _sample(now, Party.COUNTY_OFFICER)
    organ = find_organ(region_code=COUNTY, department=FORESTRY)
    if officer is None or organ is None:
        return 0
    rows = list_oversight_rules(actor=officer).rows
    felling = [each.item_id for each in rows if each.name.startswith(FELLING[:4]) and not each.organ_name]
    if felling:
        actions.set_oversight_rules(
            actor=officer,
            now=now - _BEFORE,
            item_ids=felling,
            organ_id=organ.organ_id,
            handover_workdays="3",
            check_workdays="20",
            points=_POINTS,
            basis=_BASIS,
        )
    return sum(bool(each.organ_name) for each in list_oversight_rules(actor=officer).rows)


def seed_oversight(now: datetime) -> int:
    """Let the department and the county's office do their part; how many decisions they know of.

    What a visitor has done with a decision stays as it is.
    """
    overseer, officer = _sample(now, Party.OVERSEER), _sample(now, Party.COUNTY_OFFICER)
    if overseer is None or officer is None:
        return 0
    today, calendar = beijing_date(now), current_calendar()
    rows = list_overseen(actor=overseer, today=today, pile=OversightPile.ALL).rows[::-1]
    for row, plan in zip(rows, _PLANS, strict=False):
        _walk(row, plan, overseer, calendar, today)
    _send_one_back(overseer, officer, now)
    found = list_oversight(actor=officer, today=today, pile=OversightPile.ALL)
    return len(found.page.rows)


def _walk(row: OversightRow, plan: _Plan, overseer: Actor, calendar: WorkCalendar, today: date) -> None:
    """Confirm and check as the plan says, on the workdays after the decision, never after today."""
    if row.state is not OversightState.HANDED_OVER or plan.acknowledged_after is None:
        return
    day = calendar.add_workdays(row.decided_on, plan.acknowledged_after).date
    if day >= today:
        return
    actions.acknowledge_oversight(actor=overseer, now=_at(day, 9), referral_ids=[row.id])
    if plan.checked_after is None:
        return
    day = calendar.add_workdays(row.decided_on, plan.checked_after).date
    if day >= today:
        return
    actions.record_first_check(
        actor=overseer,
        now=_at(day, 16),
        referral_id=row.id,
        checked_on=day,
        checker=N_("示例·林卫"),
        second_checker=N_("示例·高岩"),
        result="CORRECTED" if plan.problems else "CLEAN",
        problems=plan.problems,
        handling=plan.handling,
    )


def _send_one_back(overseer: Actor, officer: Actor, now: datetime) -> None:
    """The office took the department for the one of a homestead, which sends it back."""
    today, calendar = beijing_date(now), current_calendar()
    page = list_oversight(actor=officer, today=today, pile=OversightPile.TO_NAME).page
    if not page.rows or any(each.sent_back for each in page.rows) or overseer.organ_id is None:
        return
    row = page.rows[0]
    day = calendar.add_workdays(row.decided_on, 1).date
    if day >= today:
        return
    actions.name_overseer(actor=officer, now=_at(day, 10), referral_ids=[row.id], organ_id=overseer.organ_id)
    actions.send_back_oversight(actor=overseer, now=_at(day, 15), referral_id=row.id, reason=_NOT_OURS)


def _sample(now: datetime, party: Party) -> Actor | None:
    actors = list_sample_actors(beijing_date(now))
    return next((each for each in actors if each.party is party and each.scope_code == COUNTY), None)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour, 20), tzinfo=BEIJING)
