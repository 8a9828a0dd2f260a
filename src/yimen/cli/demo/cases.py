"""The sample cases of two townships of 沧县, walked to where they stand through the real acts.

Each case begins under a fixed request key and goes on from the state in which it is found, so a
second run changes nothing and an interrupted one is finished.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from django.conf import settings

from yimen.cli.demo.applicants import Applicant, make_applicant, make_picture
from yimen.cli.demo.plans import PLANS, RESIDENTS, CasePlan
from yimen.rules.access import Actor, NotFound, Party, system_actor
from yimen.rules.calendar import BEIJING, WorkCalendar, beijing_date
from yimen.rules.cases import Act, CaseState
from yimen.rules.errors import N_
from yimen.usecases.cases import actions
from yimen.usecases.cases.queries import CaseView, get_case, get_draft, get_own_case
from yimen.usecases.catalog.queries import search_items
from yimen.usecases.documents.issuing import issue_file
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.orgs.queries import list_villages
from yimen.usecases.people.accounts import AccountExists, open_account
from yimen.usecases.people.queries import list_sample_actors
from yimen.usecases.shared.acting import KeyUsedOtherwise

_ACTOR = system_actor("demo")
_SEED = 20200424  # the day of the policy
_THIRD_PHONE = "13800000003"
_COUNTY = "130921"
_REQUESTS = (
    N_("村北承包地,杨树 {count} 株,约 {volume} 立方米,皆伐,采伐后当年补种(示例)"),
    N_("村东自留山,刺槐 {count} 株,约 {volume} 立方米,择伐,更新栽植(示例)"),
)
_HOMESTEAD_REQUEST = N_("村西老宅基地翻建,占地 {area} 平方米,两层,东邻道路、西邻空地(示例)")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Crew:
    """Who works on a case: its resident, and the three of its township."""

    resident: Actor
    clerk: Actor
    reviewer: Actor
    approver: Actor


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
        _Walk(at=at, plan=plan, crew=crew, applicant=applicant, item_code=items[plan.item], times=times).go(
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


def _crew(plan: CasePlan, people: tuple[Actor, ...]) -> _Crew:
    def at_desk(party: Party) -> Actor:
        return next(each for each in people if each.party is party and each.scope_code == plan.township)

    return _Crew(
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


@dataclass(frozen=True, kw_only=True, slots=True)
class _Walk:
    """One case on its way."""

    at: int
    plan: CasePlan
    crew: _Crew
    applicant: Applicant
    item_code: str
    times: list[datetime]

    def go(self, *, request: str) -> None:
        """File the case if it is not filed yet, then act until it stands where the plan says.

        A case that an older version has filed with other words stays as it is.
        """
        try:
            case_id = self._file(request)
        except KeyUsedOtherwise:
            return
        for _ in range(len(self.times) + 2):
            view = get_case(actor=self.crew.clerk, today=self.times[-1].date(), case_id=case_id)
            if view.state is self.plan.target or not self._act(view):
                return

    def _key(self, part: str) -> str:
        return f"demo.cases.{self.at:02d}.{part}"

    def _file(self, request: str) -> UUID:
        villages = list_villages(self.plan.township)
        resident, now = self.crew.resident, self.times[0]
        saved = actions.save_draft(
            actor=resident,
            now=now,
            item_code=self.item_code,
            fields={
                "name": self.applicant.name,
                "id_no": self.applicant.id_no,
                "phone": self.applicant.phone,
                "request": request,
            },
            village_code=villages[self.at % len(villages)].code,
            request_key=self._key("save"),
        )
        try:
            return get_own_case(actor=resident, case_id=saved.draft_id, today=now.date()).id
        except NotFound:
            self._attach(saved.draft_id)
        done = actions.submit(
            actor=resident,
            now=now,
            draft_id=saved.draft_id,
            declared=True,
            request_key=self._key("submit"),
        )
        return done.case_id

    def _attach(self, draft_id: UUID) -> None:
        """A picture for the first material and for every other one; the rest comes to the counter."""
        resident, now = self.crew.resident, self.times[0]
        materials = get_draft(actor=resident, draft_id=draft_id, today=now.date()).materials
        brought = {f"bring-{each.id}": "1" for each in materials[1::2]}
        actions.save_draft(
            actor=resident,
            now=now,
            item_code=self.item_code,
            fields=brought,
            request_key=self._key("bring"),
        )
        for number, material in enumerate(materials):
            if material.files or number % 2:
                continue
            picture = make_picture(200 + (self.at * 7 + number) % 50)
            actions.attach_file(
                actor=resident,
                now=now,
                draft_id=draft_id,
                material_id=material.id,
                name=N_("{name}(示例).png").format(name=material.name[:20]),
                content=picture,
                true_size=len(picture),
                request_key=self._key(f"file-{number}"),
            )

    def _act(self, view: CaseView) -> bool:
        """Do the next act of the ordinary way; False when the way ends here."""
        step = {
            CaseState.SUBMITTED: (1, self._receive),
            CaseState.RECEIVED: (2, self._accept),
            CaseState.REVIEWING: (3, self._review),
            CaseState.DECIDING: (4, self._decide),
            CaseState.GRANTED: (5, self._deliver),
            CaseState.REFUSED: (5, self._deliver),
            CaseState.DELIVERED: (5, self._close),
        }.get(view.state)
        if step is None or step[0] >= len(self.times):
            return False
        step[1](view, self.times[step[0]])
        return True

    def _receive(self, view: CaseView, now: datetime) -> None:
        actions.receive(
            actor=self.crew.clerk,
            now=now,
            case_id=view.id,
            identity_check="IN_PERSON",
            request_key=self._key(Act.RECEIVE),
        )

    def _accept(self, view: CaseView, now: datetime) -> None:
        actions.accept(
            actor=self.crew.clerk,
            now=now,
            case_id=view.id,
            verdicts={str(each.id): "PASS" for each in view.materials},
            request_key=self._key(Act.ACCEPT),
        )

    def _review(self, view: CaseView, now: datetime) -> None:
        refused = self.plan.refused
        points = [each.id for each in view.points]
        opinion = N_("现场核实,权属存在争议(示例)") if refused else N_("现场核实,与申请一致(示例)")
        actions.review(
            actor=self.crew.reviewer,
            now=now,
            case_id=view.id,
            opinion=opinion,
            passed_points=tuple(points[:-2] if refused else points),
            advice="REFUSE" if refused else "GRANT",
            request_key=self._key(Act.REVIEW),
        )

    def _decide(self, view: CaseView, now: datetime) -> None:
        if self.plan.refused:
            actions.refuse(
                actor=self.crew.approver,
                now=now,
                case_id=view.id,
                facts=N_("申请的地块权属存在争议,相邻村民已书面提出异议(示例)。"),
                reasons=N_("权属不清,不符合许可的条件(示例)。"),
                request_key=self._key(Act.REFUSE),
            )
            return
        actions.grant(
            actor=self.crew.approver,
            now=now,
            case_id=view.id,
            opinion=N_("同意(示例)。"),
            request_key=self._key(Act.GRANT),
        )

    def _deliver(self, view: CaseView, now: datetime) -> None:
        """The decision is typeset first: nothing is handed over without its file."""
        decision = view.papers[0]
        url = settings.ENV.public_url
        issue_file(actor=_ACTOR, now=now, paper_id=decision.id, public_url=url)
        by_resident = self.at % 2 == 0
        actions.deliver(
            actor=self.crew.resident if by_resident else self.crew.clerk,
            now=now + timedelta(hours=1),
            case_id=view.id,
            way="DOWNLOAD" if by_resident else "COUNTER",
            request_key=self._key(Act.DELIVER),
        )

    def _close(self, view: CaseView, now: datetime) -> None:
        actions.close(
            actor=replace(_ACTOR, name="jobs"),
            now=now + timedelta(hours=1, minutes=1),
            case_id=view.id,
            county_code=_COUNTY,
            request_key=self._key(Act.CLOSE),
        )
