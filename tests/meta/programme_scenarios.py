"""Two who load, publish, take apart, name and answer for one programme at once."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests.meta.scenario import LATER, SYSTEM, Scenario, Twice, both
from tests.usecases.programme.programmes import (
    CITY,
    CONTACT,
    TERMS,
    YEAR,
    contact_written,
    loaded,
    member_added,
    part_added,
    published,
    seed,
)
from tests.world import CENTER_HEAD, CITY_OFFICER, COUNTY, COUNTY_OFFICER, TOWNSHIP
from yimen.data.programme.models import GroupMember, ProgrammeVersion, Subtask, UnitContact
from yimen.usecases.programme.samples import SampleSubtask


def _load(_: Any) -> Twice:
    return both(actor=CITY_OFFICER, now=LATER, text=seed())


def _publish(_: Any) -> Twice:
    loaded()
    return both(actor=CITY_OFFICER, now=LATER, city_code=CITY, year=YEAR)


def _part(_: Any) -> Twice:
    published()
    return both(actor=COUNTY_OFFICER, now=LATER, year=YEAR, number=1, terms=TERMS)


def _part_changed(_: Any) -> Twice:
    terms = replace(TERMS, due_on=date(2020, 5, 10))
    return both(actor=COUNTY_OFFICER, now=LATER, subtask_id=part_added(), terms=terms, revision=1)


def _part_ended(_: Any) -> Twice:
    return both(actor=COUNTY_OFFICER, now=LATER, subtask_id=part_added(), reason="不再需要")


def _contact(_: Any) -> Twice:
    return both(actor=CENTER_HEAD, now=LATER, unit_code=TOWNSHIP, typed=CONTACT, revision=0)


def _reveal(_: Any) -> Twice:
    contact_written()
    return both(actor=COUNTY_OFFICER, now=LATER, unit_code=TOWNSHIP, key="contact_mobile", reason="催报表")


_SEAT = {"role": "LEADER", "office": "县政务办主要领导"}


def _member(_: Any) -> Twice:
    published()
    return both(actor=COUNTY_OFFICER, now=LATER, year=YEAR, name="示例·孙磊", **_SEAT)


def _member_changed(_: Any) -> Twice:
    member = member_added()
    return both(actor=COUNTY_OFFICER, now=LATER, member_id=member, name="示例·郭涛", revision=1, **_SEAT)


def _member_ended(_: Any) -> Twice:
    return both(actor=COUNTY_OFFICER, now=LATER, member_id=member_added())


def _samples(_: Any) -> Twice:
    published()
    parts = [SampleSubtask(county_code=COUNTY, number=1, terms=TERMS)]
    return both(
        actor=SYSTEM, now=LATER, city_code=CITY, year=YEAR, contacts={TOWNSHIP: CONTACT}, subtasks=parts
    )


def _named(name: str) -> int:
    return GroupMember.objects.filter(name=name, ended_at=None).count()


SCENARIOS = {
    # the second finds the same file waiting, the same samples written
    "programme.load": Scenario(prepare=_load, only_one=ProgrammeVersion.objects.count, winners=2),
    "programme.record_samples": Scenario(prepare=_samples, only_one=Subtask.objects.count, winners=2),
    "programme.publish": Scenario(
        prepare=_publish, only_one=ProgrammeVersion.objects.exclude(published_at=None).count
    ),
    "programme.add_subtask": Scenario(prepare=_part, only_one=Subtask.objects.count),
    "programme.change_subtask": Scenario(
        prepare=_part_changed, only_one=Subtask.objects.filter(revision=2).count
    ),
    "programme.end_subtask": Scenario(
        prepare=_part_ended, only_one=Subtask.objects.exclude(ended_at=None).count
    ),
    "programme.write_contact": Scenario(prepare=_contact, only_one=UnitContact.objects.count),
    "programme.reveal_contact": Scenario(
        prepare=_reveal, only_one=UnitContact.objects.count, winners=2, entries=2
    ),
    "programme.add_member": Scenario(prepare=_member, only_one=lambda: _named("示例·孙磊")),
    "programme.change_member": Scenario(prepare=_member_changed, only_one=lambda: _named("示例·郭涛")),
    "programme.end_member": Scenario(
        prepare=_member_ended, only_one=GroupMember.objects.exclude(ended_at=None).count
    ),
}
