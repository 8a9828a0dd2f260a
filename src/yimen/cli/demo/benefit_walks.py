"""The sample benefits of 旧州镇, each walked to where it stands through the real acts of its people.

Every act has a fixed request key, so a second run on the same day changes nothing; on a later day
what was done stays as it was done.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from yimen.cli.demo.applicants import Applicant, make_applicant, make_picture
from yimen.rules.access import Actor, Party
from yimen.rules.calendar import BEIJING, WorkCalendar, beijing_date
from yimen.rules.cases import OutOfTurn
from yimen.rules.errors import N_
from yimen.rules.publicity import last_day_of
from yimen.usecases.cases import actions
from yimen.usecases.cases.evidence import Upload
from yimen.usecases.cases.intake import Intake
from yimen.usecases.catalog.queries import search_items
from yimen.usecases.catalog.versions import VersionFacts, find_current_version
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.people.queries import list_sample_actors
from yimen.usecases.shared.acting import KeyUsedOtherwise

TOWNSHIP = "130921100000"
VILLAGE = "130921100201"
SUBSISTENCE = N_("最低生活保障对象认定")
_SEED = 20200424  # the day of the policy
_FIRST = 60  # these applicants begin where those of the permits end
_DAYS = 7
_DAYS_SOURCE = N_("民发〔2021〕57号（公示 7 天，示例）")


@dataclass(frozen=True, kw_only=True, slots=True)
class BenefitPlan:
    """One case: taken in so many workdays ago, with so many of the ways' acts done."""

    days_ago: int
    acts: int
    is_relative: bool = False


# Acts: accept, review, visit, sheet, posting, removal, end of the posting, confirmation.
BENEFIT_PLANS: tuple[BenefitPlan, ...] = (
    BenefitPlan(days_ago=2, acts=2),
    BenefitPlan(days_ago=4, acts=5),
    BenefitPlan(days_ago=13, acts=7, is_relative=True),
    BenefitPlan(days_ago=16, acts=8),
)


def seed_benefits(now: datetime, plans: Sequence[BenefitPlan] = BENEFIT_PLANS) -> int:
    """Bring every sample benefit to where it should stand, relative to today; how many there are.

    The sample places, items and people must be there. Business times lie on past workdays.
    """
    people = list_sample_actors(beijing_date(now))
    version = _find_version()
    if version is None or not any(each.party is Party.COUNTY_APPROVER for each in people):
        return 0
    chance = Random(_SEED)  # noqa: S311 - sample data, not secrets
    calendar = current_calendar()
    for at, plan in enumerate(plans):
        applicant = make_applicant(_FIRST + at, chance)
        walk = BenefitWalk(
            at=at,
            plan=plan,
            applicant=applicant,
            version=version,
            people=people,
            times=tuple(_times(plan, now, calendar)),
        )
        walk.go()
    return len(plans)


def _find_version() -> VersionFacts | None:
    found = search_items(SUBSISTENCE, limit=1)
    return find_current_version(found[0].code) if found else None


def _times(plan: BenefitPlan, now: datetime, calendar: WorkCalendar) -> Iterator[datetime]:
    """When the case was taken in and each act done: workdays in working hours, the posting over its days."""
    day = beijing_date(now)
    for _ in range(plan.days_ago):
        day = calendar.previous_workday(day)
    yield _moment(day, 9)
    yield _moment(day, 10)
    posted_on = calendar.add_workdays(day, 1).date
    for hour in (9, 10, 14, 15):
        yield _moment(posted_on, hour)
    down = last_day_of(posted_on, _DAYS, calendar) + timedelta(days=1)
    while not calendar.is_workday(down):
        down += timedelta(days=1)
    yield _moment(down, 9)
    yield _moment(down, 10)
    yield _moment(calendar.add_workdays(down, 1).date, 10)


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour, 20), tzinfo=BEIJING)


@dataclass(frozen=True, kw_only=True, slots=True)
class BenefitWalk:
    """One sample benefit on its way."""

    at: int
    plan: BenefitPlan
    applicant: Applicant
    version: VersionFacts
    people: tuple[Actor, ...]
    times: tuple[datetime, ...]

    def go(self) -> None:
        """Take the case in, then do as many acts as the plan says; what was done before stays."""
        try:
            case_id = self._take_in()
        except KeyUsedOtherwise:
            return  # an older version has taken it in with other words
        steps: tuple[Callable[[UUID, datetime], object], ...] = (
            self._accept, self._review, self._visit, self._sheet,
            self._hang, self._take_down, self._end, self._confirm,
        )  # fmt: skip
        for step, now in list(zip(steps, self.times[1:], strict=True))[: self.plan.acts]:
            with suppress(KeyUsedOtherwise, OutOfTurn):
                step(case_id, now)

    def _who(self, party: Party) -> Actor:
        places = {Party.VILLAGE_PROXY: VILLAGE, Party.COUNTY_APPROVER: "130921000000"}
        scope = places.get(party, TOWNSHIP)
        return next(each for each in self.people if each.party is party and each.scope_code == scope)

    def _key(self, part: str) -> str:
        return f"demo.benefits.{self.at:02d}.{part}"

    def _photo(self, name: str) -> Upload:
        content = make_picture(205 + self.at)
        return Upload(name=f"{name}(示例).png", content=content, true_size=len(content))

    def _take_in(self) -> UUID:
        intake = Intake(
            item_code=self.version.item_code,
            village_code=VILLAGE,
            told={
                "name": self.applicant.name,
                "id_no": self.applicant.id_no,
                "phone": self.applicant.phone,
                "request": N_("一家两口，年纪大了没有收入(示例)"),
            },
            identity_check="IN_PERSON",
            verdicts={str(each.material_id): "PASS" for each in self.version.materials},
        )
        clerk = self._who(Party.CLERK)
        done = actions.take_in(
            actor=clerk, now=self.times[0], intake=intake, request_key=self._key("take_in")
        )
        return done.case_id

    def _accept(self, case_id: UUID, now: datetime) -> None:
        actions.accept(
            actor=self._who(Party.CLERK),
            now=now,
            case_id=case_id,
            verdicts={str(each.material_id): "PASS" for each in self.version.materials},
            request_key=self._key("accept"),
        )

    def _review(self, case_id: UUID, now: datetime) -> None:
        related = self.plan.is_relative
        actions.review(
            actor=self._who(Party.REVIEWER),
            now=now,
            case_id=case_id,
            opinion=N_("家庭人均收入低于当地标准，财产状况符合规定(示例)"),
            passed_points=tuple(range(len(self.version.review_points))),
            advice="GRANT",
            request_key=self._key("review"),
            near_relative="YES" if related else "NO",
            relative_name=N_("示例·村会计") if related else "",
            relative_relation=N_("父女") if related else "",
        )

    def _visit(self, case_id: UUID, now: datetime) -> None:
        actions.record_visit(
            actor=self._who(Party.REVIEWER),
            now=now,
            case_id=case_id,
            visited_on=beijing_date(now),
            first_visitor=self._who(Party.REVIEWER).name,
            second_visitor=self._who(Party.CLERK).name,
            household_check="AGREES",
            found=N_("平房三间，没有机动车，与申报一致(示例)"),
            photos=(self._photo(N_("入户")),),
            request_key=self._key("visit"),
        )

    def _sheet(self, case_id: UUID, now: datetime) -> None:
        actions.issue_publicity_sheet(
            actor=self._who(Party.REVIEWER),
            now=now,
            case_id=case_id,
            members=2,
            group=N_("3组"),
            days=_DAYS,
            days_source=_DAYS_SOURCE,
            request_key=self._key("sheet"),
        )

    def _hang(self, case_id: UUID, now: datetime) -> None:
        actions.record_posting(
            actor=self._who(Party.VILLAGE_PROXY),
            now=now,
            case_id=case_id,
            posted_on=beijing_date(now),
            place=N_("村委会公示栏"),
            photo=self._photo(N_("张贴")),
            request_key=self._key("hang"),
        )

    def _take_down(self, case_id: UUID, now: datetime) -> None:
        actions.record_removal(
            actor=self._who(Party.VILLAGE_PROXY),
            now=now,
            case_id=case_id,
            removed_on=beijing_date(now),
            photo=self._photo(N_("撤下")),
            request_key=self._key("take_down"),
        )

    def _end(self, case_id: UUID, now: datetime) -> None:
        reviewer = self._who(Party.REVIEWER)
        actions.end_publicity(actor=reviewer, now=now, case_id=case_id, request_key=self._key("end"))

    def _confirm(self, case_id: UUID, now: datetime) -> None:
        actions.confirm(
            actor=self._who(Party.COUNTY_APPROVER),
            now=now,
            case_id=case_id,
            opinion=N_("同意初审意见（示例）。"),
            request_key=self._key("confirm"),
        )
