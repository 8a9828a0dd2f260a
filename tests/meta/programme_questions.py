"""What people ask about the programme of their unit: strangers may not ask for another's."""

from collections.abc import Mapping
from typing import Any

from tests.meta.question import TODAY, Belongings, Question
from tests.usecases.programme.programmes import (
    CITY,
    YEAR,
    contact_written,
    loaded,
    member_added,
    part_added,
    published,
)
from tests.world import CITY_OFFICER, COUNTY_OFFICER, TOWNSHIP
from yimen.data.programme.models import GroupMember, Subtask, UnitContact


def _part() -> Subtask:
    if not Subtask.objects.exists():
        part_added()
    return Subtask.objects.get()


def _board(_: Belongings) -> Mapping[str, Any]:
    _part()
    return {"unit_code": TOWNSHIP, "today": TODAY}


def _task(his: Belongings) -> Mapping[str, Any]:
    return {**_board(his), "year": YEAR, "number": 1}


def _subtask(_: Belongings) -> Mapping[str, Any]:
    return {"subtask_id": _part().pk, "today": TODAY}


def _contact(_: Belongings) -> Mapping[str, Any]:
    if not UnitContact.objects.exists():
        contact_written()
    return {"unit_code": TOWNSHIP}


def _member(_: Belongings) -> Mapping[str, Any]:
    row = GroupMember.objects.filter(unit_code=COUNTY_OFFICER.scope_code).first()
    return {"member_id": row.pk if row else member_added()}


def _draft(_: Belongings) -> Mapping[str, Any]:
    loaded()
    return {"city_code": CITY, "today": TODAY}


def _city(_: Belongings) -> Mapping[str, Any]:
    published()
    return {"city_code": CITY}


# The city's office sees all of its counties: it asks by right.
QUESTIONS: dict[str, Question] = {
    "programme.get_board": Question(rightful=CITY_OFFICER, ask=_board),
    "programme.get_task": Question(rightful=CITY_OFFICER, ask=_task),
    "programme.get_subtask": Question(rightful=COUNTY_OFFICER, ask=_subtask),
    "programme.list_contacts": Question(rightful=CITY_OFFICER, ask=_contact),
    "programme.get_contact": Question(rightful=CITY_OFFICER, ask=_contact),
    "programme.get_member": Question(rightful=COUNTY_OFFICER, ask=_member),
    "programme.make_programme_file": Question(rightful=CITY_OFFICER, ask=_city),
    "programme.get_draft": Question(rightful=CITY_OFFICER, ask=_draft),
}
