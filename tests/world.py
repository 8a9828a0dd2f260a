"""The shared world: a small 沧县 with its people, and a neighbor county whose people must always fail.

Rows are written directly, so that tests of one noun do not stand on the actions of another.
Every id is fixed by its name: `ID("clerk")` is the same in each clone of the template.
"""

from datetime import UTC, date, datetime
from uuid import UUID, uuid5

from yimen.rules.access import Actor, Party

_NAMESPACE = UUID("5f1c6a52-0d5e-4b53-8a0e-1a5a1f0c7e11")
COUNTY = "130921"
OTHER_COUNTY = "130922"
TOWNSHIP = "130921100000"
SECOND_TOWNSHIP = "130921101000"
VILLAGE = "130921100201"
OTHER_TOWNSHIP = "130922100000"
OTHER_VILLAGE = "130922100200"
PASSWORD = "world-Passw0rd"
RESIDENT_PHONE = "13800000001"
OTHER_RESIDENT_PHONE = "13800000002"
ID_NUMBER = "11010519491231002X"
# Monday, an ordinary working day, in Beijing 10:00.
NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)


def ID(name: str) -> UUID:  # noqa: N802 - reads as a constant
    """The fixed id of a thing in the world."""
    return uuid5(_NAMESPACE, name)


def _staff(name: str, party: Party, *, organ: str, organ_name: str, scope: str, county: str) -> Actor:
    return Actor(
        party=party,
        name=name,
        account_id=ID(f"account:{name}"),
        post_id=ID(f"post:{name}"),
        organ_id=ID(organ),
        organ_name=organ_name,
        scope_code=scope,
        county_code=county,
    )


def _jiuzhou(name: str, party: Party, scope: str = TOWNSHIP) -> Actor:
    return _staff(
        name, party, organ="organ:jiuzhou", organ_name="沧县旧州镇人民政府", scope=scope, county=COUNTY
    )


CLERK = _jiuzhou("clerk", Party.CLERK)
SECOND_CLERK = _jiuzhou("second_clerk", Party.CLERK)
REVIEWER = _jiuzhou("reviewer", Party.REVIEWER)
SECOND_REVIEWER = _jiuzhou("second_reviewer", Party.REVIEWER)
APPROVER = _jiuzhou("approver", Party.APPROVER)
SECOND_APPROVER = _jiuzhou("second_approver", Party.APPROVER)
SEAL_KEEPER = _jiuzhou("seal_keeper", Party.SEAL_KEEPER)
CENTER_HEAD = _jiuzhou("center_head", Party.CENTER_HEAD)
VILLAGE_PROXY = _jiuzhou("village_proxy", Party.VILLAGE_PROXY, VILLAGE)
SECOND_PROXY = _jiuzhou("second_proxy", Party.VILLAGE_PROXY, "130921100202")
COUNTY_OFFICER = _staff(
    "county_officer",
    Party.COUNTY_OFFICER,
    organ="organ:cangxian",
    organ_name="沧县人民政府",
    scope="130921000000",
    county=COUNTY,
)
SECOND_COUNTY_OFFICER = _staff(
    "second_county_officer",
    Party.COUNTY_OFFICER,
    organ="organ:cangxian",
    organ_name="沧县人民政府",
    scope="130921000000",
    county=COUNTY,
)
COUNTY_APPROVER = _staff(
    "county_approver",
    Party.COUNTY_APPROVER,
    organ="organ:civil_affairs",
    organ_name="沧县民政局",
    scope="130921000000",
    county=COUNTY,
)
OVERSEER = _staff(
    "overseer",
    Party.OVERSEER,
    organ="organ:forestry",
    organ_name="沧县林业主管部门",
    scope="130921000000",
    county=COUNTY,
)
SECOND_OVERSEER = _staff(
    "second_overseer",
    Party.OVERSEER,
    organ="organ:civil_affairs",
    organ_name="沧县民政局",
    scope="130921000000",
    county=COUNTY,
)
CITY_OFFICER = _staff(
    "city_officer",
    Party.CITY_OFFICER,
    organ="organ:cangzhou",
    organ_name="沧州市政务服务管理办公室",
    scope="130900000000",
    county="130900",
)
NEIGHBOR_CLERK = _staff(
    "neighbor_clerk",
    Party.CLERK,
    organ="organ:second",
    organ_name="沧县兴济镇人民政府",
    scope=SECOND_TOWNSHIP,
    county=COUNTY,
)
OUTSIDER = _staff(
    "outsider",
    Party.CLERK,
    organ="organ:qingxian_town",
    organ_name="青县清州镇人民政府",
    scope=OTHER_TOWNSHIP,
    county=OTHER_COUNTY,
)
OUTSIDE_APPROVER = _staff(
    "outside_approver",
    Party.APPROVER,
    organ="organ:qingxian_town",
    organ_name="青县清州镇人民政府",
    scope=OTHER_TOWNSHIP,
    county=OTHER_COUNTY,
)
STAFF = (
    CLERK,
    SECOND_CLERK,
    REVIEWER,
    SECOND_REVIEWER,
    APPROVER,
    SECOND_APPROVER,
    SEAL_KEEPER,
    CENTER_HEAD,
    VILLAGE_PROXY,
    SECOND_PROXY,
    COUNTY_OFFICER,
    SECOND_COUNTY_OFFICER,
    COUNTY_APPROVER,
    OVERSEER,
    SECOND_OVERSEER,
    CITY_OFFICER,
    NEIGHBOR_CLERK,
    OUTSIDER,
    OUTSIDE_APPROVER,
)
RESIDENT = Actor(party=Party.RESIDENT, name="赵建国", account_id=ID("account:resident"))
OTHER_RESIDENT = Actor(party=Party.RESIDENT, name="钱春梅", account_id=ID("account:other_resident"))
ITEM = ID("item:felling")
ITEM_CODE = "CZ0010"
VERSION = ID("version:felling")
OWN_ITEM_CODE = "CZ0001"
OWN_VERSION = ID("version:homestead")
SENSITIVE_ITEM_CODE = "CZ0020"
SENSITIVE_VERSION = ID("version:subsistence")
PENSION_ITEM_CODE = "CZ0041"
PENSION_VERSION = ID("version:pension")
INSTANT_ITEM_CODE = "CZ0051"
INSTANT_VERSION = ID("version:insured_proof")
FILING_ITEM_CODE = "CZ0014"
FILING_VERSION = ID("version:owners_committee")
OLD_AGE_ITEM_CODE = "CZ0029"
OLD_AGE_VERSION = ID("version:old_age")
MATERIALS = (ID("material:felling:1"), ID("material:felling:2"))


def build() -> None:
    """Write the world into an empty, migrated database."""
    from tests import world_items

    _build_places()
    _build_calendar()
    _build_people()
    world_items.build()


def _build_places() -> None:
    from yimen.data.orgs.models import Organ, Region, ServicePoint

    since = date(2023, 6, 30)
    rows = (
        ("130000000000", None, "河北省", "河北省", "hebeisheng", "PROVINCE", ""),
        ("130900000000", "130000000000", "沧州市", "沧州市", "cangzhoushi", "PREFECTURE", ""),
        ("130921000000", "130900000000", "沧县", "沧县", "cangxian", "COUNTY", ""),
        (TOWNSHIP, "130921000000", "旧州镇", "旧州镇", "jiuzhouzhen", "TOWNSHIP", "TOWN"),
        (SECOND_TOWNSHIP, "130921000000", "兴济镇", "兴济镇", "xingjizhen", "TOWNSHIP", "TOWN"),
        (VILLAGE, TOWNSHIP, "东关村村民委员会", "东关村", "dongguancun", "VILLAGE", "VILLAGE"),
        ("130921100202", TOWNSHIP, "西关村村民委员会", "西关村", "xiguancun", "VILLAGE", "VILLAGE"),
        ("130921101200", SECOND_TOWNSHIP, "北关村村民委员会", "北关村", "beiguancun", "VILLAGE", "VILLAGE"),
        ("130922000000", "130900000000", "青县", "青县", "qingxian", "COUNTY", ""),
        (OTHER_TOWNSHIP, "130922000000", "清州镇", "清州镇", "qingzhouzhen", "TOWNSHIP", "TOWN"),
        (OTHER_VILLAGE, OTHER_TOWNSHIP, "南关村村民委员会", "南关村", "nanguancun", "VILLAGE", "VILLAGE"),
    )
    for code, parent, name, short, pinyin, level, kind in rows:
        Region.objects.create(
            id=ID(f"region:{code}"),
            code=code,
            parent_id=ID(f"region:{parent}") if parent else None,
            name=name,
            short_name=short,
            pinyin=pinyin,
            level=level,
            kind=kind,
            valid_from=since,
        )
        if level in {"TOWNSHIP", "VILLAGE"}:
            center = level == "TOWNSHIP"
            ServicePoint.objects.create(
                id=ID(f"point:{code}"),
                county_code=code[:6],
                region_id=ID(f"region:{code}"),
                kind="CENTER" if center else "STATION",
                name=f"{short}{'行政综合服务中心' if center else '综合服务站'}",
                pinyin=pinyin,
            )
    organs = (
        ("organ:cangzhou", "130900000000", "GOVERNMENT", "沧州市政务服务管理办公室", "沧政务", "", "", ""),
        ("organ:cangxian", "130921000000", "GOVERNMENT", "沧县人民政府", "沧县政", "", "", ""),
        ("organ:qingxian", "130922000000", "GOVERNMENT", "青县人民政府", "青县政", "", "", ""),
        (
            "organ:jiuzhou",
            TOWNSHIP,
            "GOVERNMENT",
            "沧县旧州镇人民政府",
            "沧县旧州镇政",
            "",
            "沧县人民政府",
            "沧县人民法院",
        ),
        (
            "organ:second",
            SECOND_TOWNSHIP,
            "GOVERNMENT",
            "沧县兴济镇人民政府",
            "沧县兴济镇政",
            "",
            "沧县人民政府",
            "沧县人民法院",
        ),
        (
            "organ:qingxian_town",
            OTHER_TOWNSHIP,
            "GOVERNMENT",
            "青县清州镇人民政府",
            "青县清州镇政",
            "",
            "青县人民政府",
            "青县人民法院",
        ),
        (
            "organ:forestry",
            "130921000000",
            "DEPARTMENT",
            "沧县林业主管部门",
            "沧县林",
            "林业和草原",
            "沧县人民政府",
            "沧县人民法院",
        ),
        (
            "organ:civil_affairs",
            "130921000000",
            "DEPARTMENT",
            "沧县民政局",
            "沧县民",
            "民政",
            "沧县人民政府",
            "沧县人民法院",
        ),
    )
    for key, region, kind, name, mark, department, reconsideration, court in organs:
        Organ.objects.create(
            id=ID(key),
            county_code=region[:6],
            region_id=ID(f"region:{region}"),
            kind=kind,
            name=name,
            paper_mark=mark,
            department=department,
            reconsideration_organ=reconsideration,
            court=court,
        )


def _build_calendar() -> None:
    import csv
    from pathlib import Path

    from yimen.data.orgs.models import CalendarDay

    seed = Path(__file__).parents[1] / "src/yimen/data/orgs/seed/calendar-cn.csv"
    with seed.open(encoding="utf-8") as file:
        CalendarDay.objects.bulk_create(
            CalendarDay(
                date=row["date"],
                kind=row["kind"].upper(),
                festival=row["festival"],
                source="国务院办公厅通知",
            )
            for row in csv.DictReader(file)
        )


def _build_people() -> None:
    from django.contrib.auth.hashers import make_password

    from yimen.data.people.models import Account, Post

    password = make_password(PASSWORD)
    for actor in STAFF:
        Account.objects.create(
            id=actor.account_id, login_name=actor.name, name=actor.name, password=password, created_at=NOW
        )
        Post.objects.create(
            id=actor.post_id,
            account_id=actor.account_id,
            organ_id=actor.organ_id,
            region_id=ID(f"region:{actor.scope_code}"),
            role=actor.party.value,
            valid_from=date(2020, 5, 1),
        )
    for actor, phone in ((RESIDENT, RESIDENT_PHONE), (OTHER_RESIDENT, OTHER_RESIDENT_PHONE)):
        Account.objects.create(
            id=actor.account_id,
            phone=phone,
            is_resident=True,
            name=actor.name,
            password="!",
            # 赵建国 has had cases in 沧县 before; 钱春梅 is new.
            county_codes=[COUNTY] if actor is RESIDENT else [],
            created_at=NOW,
        )
