"""The sample cases that no approver of a permit sees: done at once, with a department, filed, taken back.

Each is taken in at a counter of 沧县's two townships and walked on through the real acts. Every act
has a fixed request key, so a second run on the same day changes nothing; on a later day what was
done stays as it was done.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time
from random import Random
from uuid import UUID

from yimen.cli.demo.applicants import Applicant, make_applicant, make_picture
from yimen.cli.demo.plans import JIUZHOU, XINGJI
from yimen.rules.access import Actor, Party, system_actor
from yimen.rules.calendar import BEIJING, WorkCalendar, beijing_date
from yimen.rules.cases import OutOfTurn
from yimen.rules.errors import N_
from yimen.usecases.cases import actions
from yimen.usecases.cases.evidence import Upload
from yimen.usecases.cases.intake import Intake
from yimen.usecases.catalog.queries import search_items
from yimen.usecases.catalog.versions import VersionFacts, find_current_version
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.orgs.queries import list_villages
from yimen.usecases.people.queries import list_sample_actors
from yimen.usecases.shared.acting import KeyUsedOtherwise

PENSION = N_("城乡居民养老保险参保登记")
PROOF = N_("个人参保证明查询打印")
COMMITTEE = N_("业主委员会备案")
OPENNESS = N_("政府信息公开申请受理")
COUNTY = "130921"
_SEED = 20200424  # the day of the policy
_WISH = N_("本人到窗口申请办理(示例)")
_WISHES = {OPENNESS: N_("想看本村2025年道路养护的合同和验收记录，要纸质复印件，自己来取(示例)")}
_FIRST = 70  # these applicants begin where those of the benefits end
_DEPARTMENT = N_("人力资源社会保障部门的业务系统")


@dataclass(frozen=True, kw_only=True, slots=True)
class FamilyPlan:
    """One case: where, which item, taken in so many workdays ago, and the acts that follow, day by day."""

    township: str
    item: str
    days_ago: int
    acts: tuple[str, ...] = ()
    opening: str = "take_in"


def _plan(township: str, item: str, days_ago: int, *acts: str, opening: str = "take_in") -> FamilyPlan:
    return FamilyPlan(township=township, item=item, days_ago=days_ago, acts=acts, opening=opening)


FAMILY_PLANS: tuple[FamilyPlan, ...] = (
    _plan(JIUZHOU, PROOF, 9, opening="settle"),
    _plan(XINGJI, PROOF, 4, opening="settle"),
    _plan(JIUZHOU, PROOF, 1, opening="settle"),
    _plan(JIUZHOU, PENSION, 12, "pass_on", "answer"),
    _plan(JIUZHOU, PENSION, 11, "pass_on"),
    _plan(JIUZHOU, PENSION, 3, "pass_on", "ask"),
    _plan(XINGJI, PENSION, 2, "pass_on"),
    _plan(JIUZHOU, PENSION, 1),
    _plan(JIUZHOU, PENSION, 2, opening="take_in_lacking"),
    _plan(JIUZHOU, PENSION, 5, "withdraw"),
    _plan(JIUZHOU, COMMITTEE, 8, "accept", "review", "conclude"),
    _plan(JIUZHOU, COMMITTEE, 4, "accept", "review"),
    _plan(JIUZHOU, COMMITTEE, 2, "accept"),
    _plan(JIUZHOU, OPENNESS, 3),
)


def seed_families(now: datetime, plans: Sequence[FamilyPlan] = FAMILY_PLANS) -> int:
    """Bring every sample case to where it should stand, relative to today; how many there are.

    The sample places, items and people must be there. Business times lie on past workdays. Who has
    been silent for long comes on its list, as by the morning's job.
    """
    people = list_sample_actors(beijing_date(now))
    if not any(each.party is Party.CLERK for each in people):
        return 0
    versions = {name: _find_version(name) for name in {plan.item for plan in plans}}
    chance = Random(_SEED)  # noqa: S311 - sample data, not secrets
    calendar = current_calendar()
    for at, plan in enumerate(plans):
        walk = FamilyWalk(
            at=at,
            plan=plan,
            applicant=make_applicant(_FIRST + at, chance),
            version=versions[plan.item],
            people=people,
            times=_times(plan, now, calendar),
        )
        walk.go()
    actions.remind_silent(actor=system_actor("demo"), now=now, county_code=COUNTY)
    return len(plans)


def _find_version(name: str) -> VersionFacts:
    found = find_current_version(search_items(name, limit=1)[0].code)
    if found is None:
        raise LookupError(f"no version of {name} is in force: import the items first")
    return found


def _times(plan: FamilyPlan, now: datetime, calendar: WorkCalendar) -> tuple[datetime, ...]:
    """When the case was taken in and each act done, the next workday each; never today."""
    day = beijing_date(now)
    for _ in range(plan.days_ago):
        day = calendar.previous_workday(day)
    found = [datetime.combine(day, time(9, 10 + plan.days_ago), tzinfo=BEIJING)]
    for hour, _act in enumerate(plan.acts, start=10):
        found.append(datetime.combine(day, time(hour, 5), tzinfo=BEIJING))
        following = calendar.add_workdays(day, 1).date
        day = following if following < beijing_date(now) else day
    return tuple(found)


@dataclass(frozen=True, kw_only=True, slots=True)
class FamilyWalk:
    """One sample case on its way."""

    at: int
    plan: FamilyPlan
    applicant: Applicant
    version: VersionFacts
    people: tuple[Actor, ...]
    times: tuple[datetime, ...]

    def go(self) -> None:
        """Open the case, then do the acts of the plan; what was done before stays."""
        openings: dict[str, Callable[[], UUID]] = {
            "settle": self._settle,
            "take_in": self._take_in,
            "take_in_lacking": self._take_in_lacking,
        }
        steps: dict[str, Callable[[UUID, datetime], object]] = {
            "pass_on": self._pass_on,
            "ask": self._ask,
            "answer": self._answer,
            "withdraw": self._withdraw,
            "accept": self._accept,
            "review": self._review,
            "conclude": self._conclude,
        }
        try:
            case_id = openings[self.plan.opening]()
        except KeyUsedOtherwise:
            return  # an older version has opened it with other words
        for act, now in zip(self.plan.acts, self.times[1:], strict=True):
            with suppress(KeyUsedOtherwise, OutOfTurn):
                steps[act](case_id, now)

    def _who(self, party: Party) -> Actor:
        return next(
            each for each in self.people if each.party is party and each.scope_code == self.plan.township
        )

    def _key(self, part: str) -> str:
        return f"demo.families.{self.at:02d}.{part}"

    @property
    def _village_code(self) -> str:
        villages = list_villages(self.plan.township)
        return villages[self.at % len(villages)].code

    @property
    def _seen(self) -> dict[str, str]:
        return {str(each.material_id): "PASS" for each in self.version.materials}

    @property
    def _told(self) -> dict[str, str]:
        applicant = self.applicant
        return {"name": applicant.name, "id_no": applicant.id_no, "phone": applicant.phone}

    def _intake(self, verdicts: dict[str, str]) -> Intake:
        return Intake(
            item_code=self.version.item_code,
            village_code=self._village_code,
            told={**self._told, "request": _WISHES.get(self.plan.item, _WISH)},
            identity_check="IN_PERSON",
            verdicts=verdicts,
        )

    def _take_in(self) -> UUID:
        done = actions.take_in(
            actor=self._who(Party.CLERK),
            now=self.times[0],
            intake=self._intake(self._seen),
            request_key=self._key("take_in"),
        )
        return done.case_id

    def _take_in_lacking(self) -> UUID:
        last = str(self.version.materials[-1].material_id)
        done = actions.take_in_lacking(
            actor=self._who(Party.CLERK),
            now=self.times[0],
            intake=self._intake({**self._seen, last: "MISSING"}),
            request_key=self._key("take_in_lacking"),
        )
        return done.case_id

    def _settle(self) -> UUID:
        done = actions.settle(
            actor=self._who(Party.CLERK),
            now=self.times[0],
            item_code=self.version.item_code,
            village_code=self._village_code,
            fields=self._told,
            identity_check="IN_PERSON",
            result=N_("已打印参保证明 1 份，当场交给本人(示例)"),
            verdicts=self._seen,
            request_key=self._key("settle"),
        )
        return done.case_id

    def _pass_on(self, case_id: UUID, now: datetime) -> None:
        actions.pass_on(
            actor=self._who(Party.CLERK),
            now=now,
            case_id=case_id,
            verdicts=self._seen,
            external_system=_DEPARTMENT,
            external_no="" if self.at % 2 else N_("示例-{at:04d}").format(at=self.at),
            request_key=self._key("pass_on"),
        )

    def _ask(self, case_id: UUID, now: datetime) -> None:
        actions.record_progress(
            actor=self._who(Party.CLERK),
            now=now,
            case_id=case_id,
            external_state=N_("县经办机构审核中(示例)"),
            external_no=N_("示例-{at:04d}").format(at=self.at),
            request_key=self._key("ask"),
        )

    def _answer(self, case_id: UUID, now: datetime) -> None:
        actions.record_result(
            actor=self._who(Party.CLERK),
            now=now,
            case_id=case_id,
            result="DONE",
            text=N_("已经参保，下个月起可以缴费(示例)"),
            external_no=N_("示例-{at:04d}").format(at=self.at),
            request_key=self._key("answer"),
        )

    def _withdraw(self, case_id: UUID, now: datetime) -> None:
        content = make_picture(220)
        actions.withdraw(
            actor=self._who(Party.CLERK),
            now=now,
            case_id=case_id,
            written=Upload(name=N_("撤回申请书(示例).png"), content=content, true_size=len(content)),
            reason=N_("已在外地参保，不再办理(示例)"),
            request_key=self._key("withdraw"),
        )

    def _accept(self, case_id: UUID, now: datetime) -> None:
        actions.accept(
            actor=self._who(Party.CLERK),
            now=now,
            case_id=case_id,
            verdicts=self._seen,
            request_key=self._key("accept"),
        )

    def _review(self, case_id: UUID, now: datetime) -> None:
        actions.review(
            actor=self._who(Party.REVIEWER),
            now=now,
            case_id=case_id,
            opinion=N_("材料齐全，选举程序合规(示例)"),
            passed_points=tuple(range(len(self.version.review_points))),
            advice="GRANT",
            request_key=self._key("review"),
        )

    def _conclude(self, case_id: UUID, now: datetime) -> None:
        actions.conclude(
            actor=self._who(Party.APPROVER),
            now=now,
            case_id=case_id,
            result=N_("已备案（示例）。"),
            request_key=self._key("conclude"),
        )
