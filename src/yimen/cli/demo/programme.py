"""Cangzhou's programme of 2020 as it is, and sample contacts and parts of tasks in 沧县 only."""

import hashlib
from datetime import date, datetime

from yimen.cli.demo.people import CITY, COUNTY, SECOND_TOWNSHIP, TOWNSHIP
from yimen.cli.reading import read_seed
from yimen.rules.access import system_actor
from yimen.rules.errors import N_
from yimen.rules.programme import SubtaskTerms
from yimen.usecases.orgs.queries import list_townships
from yimen.usecases.programme.loading import load_programme
from yimen.usecases.programme.publishing import publish_programme
from yimen.usecases.programme.samples import SampleSubtask, record_samples

_YEAR = 2020
_ACTOR = system_actor("demo")
_OFFICE = N_("沧县政务服务管理办公室(示例)")
_PARTS = (
    (
        1,
        N_("县城周边乡镇先建成中心"),
        date(2020, 5, 15),
        N_("综合科"),
        N_("示例·孙磊"),
        (TOWNSHIP, SECOND_TOWNSHIP),
    ),
    (1, N_("其余乡镇和各村服务站建成"), date(2020, 5, 25), N_("综合科"), N_("示例·孙磊"), ()),
    (5, N_("统一采购高拍仪，配到中心"), date(2020, 7, 10), N_("综合科"), N_("示例·郭涛"), ()),
    (9, N_("刻制、备案审批服务专用章"), date(2020, 7, 31), N_("审批科"), N_("示例·郭涛"), ()),
    (12, N_("上半年业务培训"), date(2020, 6, 30), N_("审批科"), "", ()),
)


def seed_programme(now: datetime) -> int:
    """Load and publish the fourteen tasks, then the samples; the number of tasks.

    By its request key a file is taken in once: a version that somebody published since is left alone. The
    city's office must be there.
    """
    text = read_seed("programme", "cangzhou-2020.tsv")
    key = f"demo.programme.{hashlib.sha256(text.encode()).hexdigest()[:16]}"
    done = load_programme(actor=_ACTOR, now=now, text=text, request_key=key)
    if not done.is_published:
        publish_programme(actor=_ACTOR, now=now, city_code=CITY, year=_YEAR, request_key=f"{key}.published")
    record_samples(
        actor=_ACTOR,
        now=now,
        city_code=CITY,
        year=_YEAR,
        contacts=_contacts(),
        subtasks=[
            SampleSubtask(
                county_code=COUNTY[:6],
                number=number,
                terms=SubtaskTerms(
                    title=title, due_on=due_on, section=section, person=person, townships=townships
                ),
            )
            for number, title, due_on, section, person, townships in _PARTS
        ],
    )
    return done.tasks


def _contacts() -> dict[str, dict[str, str]]:
    """The city's, the county's and those of all but two townships; the numbers are nobody's."""
    found = {
        CITY: _contact(N_("沧州市政务服务管理办公室(示例)"), N_("示例·马超"), 1),
        COUNTY: _contact(_OFFICE, N_("示例·孙磊"), 2)
        | {"leader_name": N_("示例·郭涛"), "leader_duty": N_("主任")},
    }
    townships = list_townships(COUNTY)
    for at, township in enumerate(townships[:-2], start=3):
        found[township.code] = _contact(
            N_("{name}行政综合服务中心(示例)").format(name=township.short_name),
            N_("示例联系人{at}").format(at=at),
            at,
        )
    return found


def _contact(department: str, name: str, at: int) -> dict[str, str]:
    return {
        "department": department,
        "section": N_("综合科"),
        "contact_name": name,
        "contact_duty": N_("联络员"),
        "contact_phone": f"0317-00001{at:02d}",
        "contact_mobile": f"138000010{at:02d}",
    }
