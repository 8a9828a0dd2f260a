"""The real places, days and items, and sample dossiers for the centers of 沧县 only."""

import hashlib
from datetime import date, datetime, timedelta

from yimen.cli.imports import read_days
from yimen.cli.reading import read_seed
from yimen.rules.access import system_actor
from yimen.rules.catalog import read_items
from yimen.rules.errors import N_
from yimen.rules.orgs import read_divisions
from yimen.rules.search import parse_synonyms
from yimen.usecases.catalog.actions import import_items
from yimen.usecases.catalog.authorities import read_authorities
from yimen.usecases.catalog.known_details import read_details
from yimen.usecases.catalog.procedures import read_procedures
from yimen.usecases.catalog.queries import count_items
from yimen.usecases.orgs.actions import import_calendar, import_divisions, record_dossiers
from yimen.usecases.orgs.queries import RegionView, list_townships
from yimen.usecases.orgs.service_points import Dossier

COUNTY = "130921"
# The statistical codes are those of this day (domain.md §1.2).
_DIVISIONS_SINCE = date(2023, 6, 30)
# Sample cases go back some weeks: the items must have been published before the oldest of them.
_ITEMS_AGE = timedelta(days=120)
_ACTOR = system_actor("demo")
_HOURS = N_("周一至周五 8:30–12:00,14:30–17:30(示例)")


def seed_places(now: datetime) -> int:
    """Import divisions, calendar and items that this version brings, then the sample dossiers.

    A part whose file was taken in before is passed over at once, by its request key. The number
    of items that are in force at the end.
    """
    _seed_divisions(now - _ITEMS_AGE)
    _seed_calendar(now - _ITEMS_AGE)
    _seed_items(now - _ITEMS_AGE)
    townships = list_townships(COUNTY)
    # Without a key: equal dossiers change nothing, and a newer version may word them otherwise.
    record_dossiers(
        actor=_ACTOR,
        now=now - _ITEMS_AGE,
        county_code=COUNTY,
        dossiers=[_sample_dossier(at, township) for at, township in enumerate(townships, start=1)],
        sample=True,
    )
    return count_items()


def _seed_divisions(now: datetime) -> None:
    text = read_seed("orgs", "divisions-cangzhou-2023.csv")
    import_divisions(
        actor=_ACTOR,
        now=now,
        rows=tuple(read_divisions(text)),
        partial=False,
        valid_from=_DIVISIONS_SINCE,
        request_key=_key("divisions", text),
    )


def _seed_calendar(now: datetime) -> None:
    text = read_seed("orgs", "calendar-cn.csv")
    days, _ = read_days(text)
    import_calendar(
        actor=_ACTOR,
        now=now,
        days=days,
        source=N_("国务院办公厅历年放假通知(chinesecalendar 1.11.0 整理)"),
        request_key=_key("calendar", text),
    )


def _seed_items(now: datetime) -> None:
    names = ("items.tsv", "synonyms.tsv", "authority.tsv", "procedures.tsv", "details.json")
    items, synonyms, authority, procedures, details = (read_seed("catalog", name) for name in names)
    import_items(
        actor=_ACTOR,
        now=now,
        rows=read_items(items),
        synonyms=parse_synonyms(synonyms),
        authorities=read_authorities(authority),
        procedures=read_procedures(procedures),
        details=read_details(details),
        request_key=_key("items", items + synonyms + authority + procedures + details),
    )


def _key(part: str, text: str) -> str:
    """The same file has the same key; a newer version's file has another and is taken in."""
    return f"demo.{part}.{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _sample_dossier(at: int, township: RegionView) -> Dossier:
    """Plainly made up: the address says so, and the telephone number is nobody's."""
    return Dossier(
        region_code=township.code,
        address=N_("沧县{name}政府院内东侧一楼(示例)").format(name=township.name),
        phone=f"0317-00000{at:02d}",
        hours=_HOURS,
    )
