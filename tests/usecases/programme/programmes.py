"""Programmes of the world's city, ready for tests: the fourteen tasks, published."""

from datetime import date
from typing import Any
from uuid import UUID

from tests.world import CENTER_HEAD, CITY_OFFICER, COUNTY_OFFICER, NOW, TOWNSHIP
from yimen.cli.reading import read_seed
from yimen.data.programme.models import GroupMember, Programme
from yimen.rules.programme import SubtaskTerms
from yimen.usecases.programme.contacts import write_contact
from yimen.usecases.programme.loading import ProgrammeLoaded, load_programme
from yimen.usecases.programme.members import add_member
from yimen.usecases.programme.publishing import publish_programme
from yimen.usecases.programme.subtasks import add_subtask

CITY = "130900000000"
YEAR = 2020
TERMS = SubtaskTerms(title="先建中心", due_on=date(2020, 5, 20), section="政务办", person="示例·孙磊")
CONTACT = {
    "department": "沧县政务办",
    "contact_name": "示例·李四",
    "contact_phone": "0317-0000021",
    "contact_mobile": "13800000021",
}


def seed() -> str:
    """The file of Cangzhou."""
    return read_seed("programme", "cangzhou-2020.tsv")


def loaded(**more: Any) -> ProgrammeLoaded:
    """The city has loaded the file."""
    return load_programme(**({"actor": CITY_OFFICER, "now": NOW, "text": seed()} | more))


def published() -> None:
    """The fourteen tasks are in force."""
    if not Programme.objects.exists():
        loaded()
        publish_programme(actor=CITY_OFFICER, now=NOW, city_code=CITY, year=YEAR)


def part_added(**more: Any) -> UUID:
    """沧县 has added a part to the first task."""
    published()
    told = {"actor": COUNTY_OFFICER, "now": NOW, "year": YEAR, "number": 1, "terms": TERMS} | more
    return add_subtask(**told)


def contact_written(**more: Any) -> int:
    """旧州镇 has named its contact."""
    told = {"actor": CENTER_HEAD, "now": NOW, "unit_code": TOWNSHIP, "typed": CONTACT, "revision": 0} | more
    return write_contact(**told)


def member_added(**more: Any) -> UUID:
    """沧县 has a leading group of its own."""
    published()
    told = {
        "actor": COUNTY_OFFICER,
        "now": NOW,
        "year": YEAR,
        "role": "LEADER",
        "office": "县政务办主要领导",
        "name": "示例·孙磊",
    }
    return add_member(**(told | more))


def seats() -> list[tuple[str, str, str]]:
    """Who sits in the groups now."""
    rows = GroupMember.objects.filter(ended_at=None).order_by("unit_code", "id")
    return [(row.role, row.office, row.name) for row in rows]
