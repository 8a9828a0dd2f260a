"""Visits of the programme: by the city, a county and a township; parts, contacts, seats, the draft."""

from collections.abc import Callable

from django.urls import reverse

from tests.meta.crowd import Crowd
from tests.meta.visit import Visit
from tests.usecases.programme.programmes import YEAR, contact_written, member_added, part_added
from tests.world import CENTER_HEAD, CITY_OFFICER, COUNTY_OFFICER, TOWNSHIP
from yimen.data.programme.models import GroupMember, Subtask, UnitContact


def _known() -> None:
    if not Subtask.objects.exists():
        part_added()
    if not UnitContact.objects.exists():
        contact_written()
    if not GroupMember.objects.filter(unit_code=COUNTY_OFFICER.scope_code).exists():
        member_added()


def _at(name: str, *args: object) -> Callable[[Crowd], str]:
    def url(_: Crowd) -> str:
        _known()
        return reverse(name, args=args)

    return url


def _part(_: Crowd) -> str:
    _known()
    return reverse("manage:programme_part", args=[Subtask.objects.get().pk])


def _seat(_: Crowd) -> str:
    _known()
    row = GroupMember.objects.filter(unit_code=COUNTY_OFFICER.scope_code)[:1].get()
    return reverse("manage:programme_member", args=[row.pk])


VISITS = {
    "manage:programme": (
        Visit(url=_at("manage:programme"), who=COUNTY_OFFICER),
        Visit(url=_at("manage:programme"), who=CITY_OFFICER),
        Visit(url=_at("manage:programme"), who=CENTER_HEAD),
    ),
    "manage:programme_task": (
        Visit(url=_at("manage:programme_task", YEAR, 1), who=COUNTY_OFFICER, grows=True),
        Visit(url=_at("manage:programme_task", YEAR, 1), who=CITY_OFFICER),
    ),
    "manage:programme_part": (Visit(url=_part, who=COUNTY_OFFICER, grows=True),),
    "manage:programme_contacts": (
        Visit(url=_at("manage:programme_contacts"), who=COUNTY_OFFICER, grows=True),
    ),
    "manage:programme_contact": (Visit(url=_at("manage:programme_contact", TOWNSHIP), who=CENTER_HEAD),),
    "manage:programme_group": (Visit(url=_at("manage:programme_group", YEAR), who=COUNTY_OFFICER),),
    "manage:programme_member": (Visit(url=_seat, who=COUNTY_OFFICER),),
    "manage:programme_file": (Visit(url=_at("manage:programme_file"), who=CITY_OFFICER),),
    "manage:programme_draft": (Visit(url=_at("manage:programme_draft"), who=CITY_OFFICER),),
}
