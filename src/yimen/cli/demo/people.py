"""The sample people of 沧县: offices, accounts and posts, each step idempotent by a fixed request key."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from yimen.rules.access import SECOND_FACTOR_ROLES, Party, system_actor
from yimen.rules.calendar import beijing_date
from yimen.usecases.orgs.actions import open_department
from yimen.usecases.orgs.organs import find_organ
from yimen.usecases.people.accounts import DEMO_PASSWORD, AccountExists, open_account
from yimen.usecases.people.posts import appoint
from yimen.usecases.people.queries import list_demo_accounts
from yimen.usecases.people.resetting import enrol_sample

CITY = "130900000000"
COUNTY = "130921000000"
TOWNSHIP = "130921100000"
SECOND_TOWNSHIP = "130921101000"
VILLAGE = "130921100201"
OFFICE = "政务服务管理"
CIVIL_AFFAIRS = "民政"
FORESTRY = "林业和草原"
_ACTOR = system_actor("demo")
# The centers opened by the end of May 2020 (the policy's first task): posts begin with them.
_SINCE = date(2020, 6, 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Department:
    """An office beside the governments; only 沧县 carries sample rows."""

    region_code: str
    department: str
    name: str
    paper_mark: str
    sample: bool


# The city's office issued the policy itself; the county's is named after it, and 沧县林业主管部门 and
# 沧县人民政府民政部门 by the statutes' words (森林法 57, 社会救助暂行办法 11): the real names were not found.
_DEPARTMENTS = (
    _Department(
        region_code=CITY,
        department=OFFICE,
        name="沧州市政务服务管理办公室",
        paper_mark="沧政务",
        sample=False,
    ),
    _Department(
        region_code=COUNTY,
        department=OFFICE,
        name="沧县政务服务管理办公室",
        paper_mark="沧县政务",
        sample=True,
    ),
    _Department(
        region_code=COUNTY,
        department=FORESTRY,
        name="沧县林业主管部门",
        paper_mark="沧县林",
        sample=True,
    ),
    _Department(
        region_code=COUNTY,
        department=CIVIL_AFFAIRS,
        name="沧县人民政府民政部门",
        paper_mark="沧县民",
        sample=True,
    ),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Person:
    """A sample member of staff: `posts` are (role, region); the organ is the place's, or its office."""

    login_name: str
    name: str
    posts: tuple[tuple[Party, str], ...]


_STAFF = (
    _Person(login_name="clerk.jiuzhou", name="示例·王敏", posts=((Party.CLERK, TOWNSHIP),)),
    _Person(login_name="reviewer.jiuzhou", name="示例·李强", posts=((Party.REVIEWER, TOWNSHIP),)),
    _Person(login_name="approver.jiuzhou", name="示例·张丽", posts=((Party.APPROVER, TOWNSHIP),)),
    _Person(login_name="seal.jiuzhou", name="示例·刘洋", posts=((Party.SEAL_KEEPER, TOWNSHIP),)),
    _Person(
        login_name="head.jiuzhou",
        name="示例·陈静",
        posts=((Party.CENTER_HEAD, TOWNSHIP), (Party.APPROVER, TOWNSHIP)),
    ),
    _Person(login_name="proxy.dongguan", name="示例·赵军", posts=((Party.VILLAGE_PROXY, VILLAGE),)),
    _Person(login_name="clerk.xingji", name="示例·杨帆", posts=((Party.CLERK, SECOND_TOWNSHIP),)),
    _Person(login_name="reviewer.xingji", name="示例·周杰", posts=((Party.REVIEWER, SECOND_TOWNSHIP),)),
    _Person(login_name="approver.xingji", name="示例·吴霞", posts=((Party.APPROVER, SECOND_TOWNSHIP),)),
    _Person(login_name="county.cangxian", name="示例·孙磊", posts=((Party.COUNTY_OFFICER, COUNTY),)),
    _Person(login_name="review.cangxian", name="示例·郭涛", posts=((Party.COUNTY_OFFICER, COUNTY),)),
    _Person(login_name="civil.cangxian", name="示例·何静", posts=((Party.COUNTY_APPROVER, COUNTY),)),
    _Person(login_name="forestry.cangxian", name="示例·林卫", posts=((Party.OVERSEER, COUNTY),)),
    _Person(login_name="city.cangzhou", name="示例·马超", posts=((Party.CITY_OFFICER, CITY),)),
)

# (name, telephone): nobody's, as the demo sends no real message.
RESIDENTS = (("示例·郑福", "13800000001"), ("示例·冯桂兰", "13800000002"))


def seed_people(now: datetime) -> int:
    """Open the offices, accounts and posts that are missing; the number of accounts there should be.

    The divisions must have been imported: they make the governments at which people are appointed.
    """
    for office in _DEPARTMENTS:
        open_department(
            actor=_ACTOR,
            now=now,
            region_code=office.region_code,
            department=office.department,
            name=office.name,
            paper_mark=office.paper_mark,
            sample=office.sample,
            request_key=f"demo.people.department.{office.region_code}.{office.paper_mark}",
        )
    # A password costs a quarter of a second: whoever holds all posts already is passed over.
    held = Counter(account.login_name for account in list_demo_accounts(beijing_date(now)))
    for person in _STAFF:
        if held[person.login_name] < len(person.posts):
            _seed_staff(person, now)
        if any(role in SECOND_FACTOR_ROLES for role, _ in person.posts):
            enrol_sample(
                actor=_ACTOR,
                now=now,
                login_name=person.login_name,
                request_key=f"demo.people.second_factor.{person.login_name}",
            )
    for name, phone in RESIDENTS:
        # A visitor may have logged in with the telephone before the sample people came.
        with suppress(AccountExists):
            open_account(
                actor=_ACTOR,
                now=now,
                phone=phone,
                name=name,
                sample=True,
                request_key=f"demo.people.resident.{phone}",
            )
    return len(_STAFF) + len(RESIDENTS)


def _seed_staff(person: _Person, now: datetime) -> None:
    opened = open_account(
        actor=_ACTOR,
        now=now,
        login_name=person.login_name,
        name=person.name,
        password=DEMO_PASSWORD,
        sample=True,
        request_key=f"demo.people.account.{person.login_name}",
    )
    for role, region_code in person.posts:
        appoint(
            actor=_ACTOR,
            now=now,
            account_id=opened.account_id,
            organ_id=_organ_id(role, region_code),
            region_code=region_code,
            role=role,
            valid_from=_SINCE,
            request_key=f"demo.people.post.{person.login_name}.{role.value}",
        )


def _organ_id(role: Party, region_code: str) -> str:
    """Officers sit in their office, whoever confirms benefits in 民政, whoever supervises felling in 林业;
    a proxy belongs to its township.
    """
    offices = {
        Party.COUNTY_OFFICER: OFFICE,
        Party.CITY_OFFICER: OFFICE,
        Party.COUNTY_APPROVER: CIVIL_AFFAIRS,
        Party.OVERSEER: FORESTRY,
    }
    seat = TOWNSHIP if role is Party.VILLAGE_PROXY else region_code
    organ = find_organ(region_code=seat, department=offices.get(role, ""))
    if organ is None:
        raise LookupError(f"no organ at {seat}: import the divisions first")
    return str(organ.organ_id)
