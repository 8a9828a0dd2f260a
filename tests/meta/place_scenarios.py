"""Imports and dossiers, made ready to come twice at once: the second finds nothing to change."""

from datetime import date
from typing import Any

from tests.meta.scenario import LATER, SYSTEM, Scenario, Twice, both
from tests.usecases.catalog.lists import known_authorities
from tests.usecases.catalog.lists import rows_of as items_of
from tests.usecases.orgs.lists import rows_of as divisions_of
from tests.world import COUNTY, TOWNSHIP
from yimen.data.catalog.models import ItemVersion
from yimen.data.orgs.models import CalendarDay, Organ, Region, ServicePoint
from yimen.rules import calendar
from yimen.usecases.orgs.service_points import Dossier

_NEW_VILLAGE = "130921100203"
_NEW_DAY = date(2031, 1, 2)
_PHONE = "0317-1234567"


def _import_divisions(_: Any) -> Twice:
    rows = divisions_of(f"{_NEW_VILLAGE},{TOWNSHIP},南关村村民委员会,5")
    return both(actor=SYSTEM, now=LATER, rows=rows, partial=False, valid_from=date(2026, 11, 1))


def _import_calendar(_: Any) -> Twice:
    day = calendar.CalendarDay(date=_NEW_DAY, kind=calendar.DayKind.HOLIDAY, festival="元旦")
    return both(actor=SYSTEM, now=LATER, days=(day,), source="国务院办公厅通知")


def _record_dossiers(_: Any) -> Twice:
    dossiers = (Dossier(region_code=TOWNSHIP, phone=_PHONE),)
    return both(actor=SYSTEM, now=LATER, county_code=COUNTY, dossiers=dossiers)


def _open_department(_: Any) -> Twice:
    facts = {"department": "水务", "name": "沧县水务局", "paper_mark": "沧县水"}
    return both(actor=SYSTEM, now=LATER, region_code="130921000000", **facts)


def _import_items(_: Any) -> Twice:
    known = known_authorities()
    return both(actor=SYSTEM, now=LATER, rows=items_of(), synonyms={}, authorities=known)


SCENARIOS = {
    "orgs.import_divisions": Scenario(
        prepare=_import_divisions, only_one=Region.objects.filter(code=_NEW_VILLAGE).count, winners=2
    ),
    "orgs.import_calendar": Scenario(
        prepare=_import_calendar, only_one=CalendarDay.objects.filter(date=_NEW_DAY).count, winners=2
    ),
    "orgs.record_dossiers": Scenario(
        prepare=_record_dossiers, only_one=ServicePoint.objects.filter(phone=_PHONE).count, winners=2
    ),
    "orgs.open_department": Scenario(
        prepare=_open_department, only_one=Organ.objects.filter(department="水务").count, winners=2
    ),
    "catalog.import_items": Scenario(
        prepare=_import_items, only_one=ItemVersion.objects.filter(name="食品摊贩备案").count, winners=2
    ),
}
