"""Months of the world's county, ready for tests: a programme of this year, reports filed and taken in."""

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from tests.usecases.programme.programmes import CITY, seed
from tests.world import CENTER_HEAD, CITY_OFFICER, COUNTY_OFFICER, NOW, TOWNSHIP
from yimen.data.programme.models import Programme
from yimen.data.reports.models import Report
from yimen.rules.access import Actor
from yimen.rules.reports import ReportState
from yimen.usecases.programme.loading import load_programme
from yimen.usecases.programme.publishing import publish_programme
from yimen.usecases.reports.answering import TypedCell, answer_cells
from yimen.usecases.reports.filing import file_report
from yimen.usecases.reports.freezing import freeze_report
from yimen.usecases.reports.register import close_task
from yimen.usecases.reports.sending import send_report
from yimen.usecases.reports.taking_in import accept_report
from yimen.usecases.reports.templates import keep_template

YEAR = 2026
MONTH = date(2026, 10, 1)
COUNTY_UNIT = "130921000000"
LATE = datetime(2026, 12, 3, 2, 0, tzinfo=UTC)
ANSWERS = {
    "trainings": TypedCell(text="1"),
    "trained": TypedCell(text="24"),
    "promotions": TypedCell(text="0"),
    "problems": TypedCell(text="无"),
}


def this_year() -> None:
    """The fourteen tasks once more, as a programme of this year."""
    if Programme.objects.filter(year=YEAR).exists():
        return
    text = seed().replace("2020-0", "2026-0").replace("2020-1", "2026-1").replace("年度\t2020", "年度\t2026")
    load_programme(actor=CITY_OFFICER, now=NOW, text=text)
    publish_programme(actor=CITY_OFFICER, now=NOW, city_code=CITY, year=YEAR)


def revision_of(unit_code: str = TOWNSHIP) -> int:
    """What a form of the unit would carry."""
    row = Report.objects.filter(unit_code=unit_code, month=MONTH).first()
    return row.revision if row else 0


def state_of(unit_code: str = TOWNSHIP) -> ReportState:
    """Where the unit's report stands."""
    return ReportState(Report.objects.get(unit_code=unit_code, month=MONTH).state)


def answered(actor: Actor = CENTER_HEAD, **more: Any) -> int:
    """The unit has answered what is asked."""
    this_year()
    told = {
        "actor": actor,
        "now": NOW,
        "unit_code": actor.scope_code,
        "month": MONTH,
        "typed": ANSWERS,
        "revision": revision_of(actor.scope_code),
    }
    return answer_cells(**(told | more))


def filed(actor: Actor = CENTER_HEAD, *, answers: bool = True, **more: Any) -> str:
    """The township has put its report on record; without `answers` it has answered before, or not at all."""
    if answers:
        answered(actor)
    return file_report(
        **(
            {
                "actor": actor,
                "now": NOW,
                "unit_code": actor.scope_code,
                "month": MONTH,
                "confirmed": True,
                "revision": revision_of(actor.scope_code),
            }
            | more
        )
    )


def accepted() -> str:
    """The county has taken the township's report in."""
    filed()
    return accept_report(actor=COUNTY_OFFICER, now=NOW, unit_code=TOWNSHIP, month=MONTH)


def sent(*, alone: bool = False, **more: Any) -> str:
    """The county has answered and sent its report, without townships that told nothing: `alone`, none did."""
    if not alone:
        accepted()
    answered(COUNTY_OFFICER)
    told = {
        "actor": COUNTY_OFFICER,
        "now": NOW,
        "unit_code": COUNTY_UNIT,
        "month": MONTH,
        "confirmed": True,
        "revision": revision_of(COUNTY_UNIT),
        "without": "兴济镇正在核对",
    }
    return send_report(**(told | more))


def frozen() -> str:
    """The city has taken the county's report in and frozen it."""
    sent()
    accept_report(actor=CITY_OFFICER, now=NOW, unit_code=COUNTY_UNIT, month=MONTH)
    return freeze_report(actor=CITY_OFFICER, now=NOW, unit_code=COUNTY_UNIT, month=MONTH)


def task_closed(**more: Any) -> date:
    """The township has struck the training task off."""
    this_year()
    told = {
        "actor": CENTER_HEAD,
        "now": NOW,
        "unit_code": TOWNSHIP,
        "month": MONTH,
        "number": 12,
        "closed_on": date(2026, 10, 20),
        "reason": "两次培训都办了",
    }
    return close_task(**(told | more))


def template_kept() -> UUID:
    """The county has uploaded a form of its own, as the fake reads one."""
    this_year()
    rows = [["进展表"], ["单位", "应建中心", "已建中心", "机构覆盖率", "联系电话"]]
    content = json.dumps({"进展表": rows}, ensure_ascii=False).encode()
    return keep_template(
        actor=COUNTY_OFFICER, now=NOW, name="汇总表.xlsx", content=content, true_size=len(content)
    )
