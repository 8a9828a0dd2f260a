"""The sample lists of 沧县: every township, and the villages of 旧州镇; one writes, another publishes.

By what right each item is done follows from what is known of it; where nobody has settled the right, the
township receives and passes on. Everything here is marked as sample.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from yimen.cli.demo.people import COUNTY, TOWNSHIP
from yimen.rules.access import Actor, Party
from yimen.rules.calendar import beijing_date
from yimen.rules.catalog import Authority, Family, ItemType
from yimen.rules.delegations import Way
from yimen.rules.errors import N_
from yimen.rules.orgs import Level
from yimen.usecases.catalog.adjusting.beginning import begin_adjustment
from yimen.usecases.catalog.adjusting.delegating import draft_delegations
from yimen.usecases.catalog.adjusting.planning import Order
from yimen.usecases.catalog.adjusting.reviewing import publish_adjustment, submit_adjustment
from yimen.usecases.catalog.queries import list_items
from yimen.usecases.catalog.unit_lists import find_edition
from yimen.usecases.catalog.versions import VersionFacts, find_current_version
from yimen.usecases.orgs.queries import list_townships, list_villages
from yimen.usecases.people.queries import list_sample_actors

_MOST = 500
_AGE = timedelta(days=75)  # as old as the sample dossiers: past months have lists, too
_NOTICE = N_("示例公告（演示数据，不是真的公告）")


def seed_lists(now: datetime) -> int:
    """Publish the sample lists once; how many items stand on the list of 旧州镇."""
    found = find_edition(TOWNSHIP)
    if found is not None:
        return found.items
    officers = [
        each
        for each in list_sample_actors(beijing_date(now))
        if each.party is Party.COUNTY_OFFICER and each.scope_code == COUNTY
    ]
    if len({each.account_id for each in officers}) < 2:
        return 0
    author, reviewer = officers[:2]
    items = [
        each for hit in list_items(after_code="", limit=_MOST) if (each := find_current_version(hit.code))
    ]
    since = now - _AGE
    _publish(author, reviewer, since, _township_orders(items), "townships", N_("示例：乡镇办理目录清单"))
    _publish(author, reviewer, since, _village_orders(items), "villages", N_("示例：村级办理目录清单"))
    edition = find_edition(TOWNSHIP)
    return edition.items if edition else 0


def _publish(
    author: Actor, reviewer: Actor, at: datetime, orders: Sequence[Order], key: str, title: str
) -> None:
    if not orders:
        return
    adjustment: UUID = begin_adjustment(
        actor=author,
        now=at,
        title=title,
        reason=N_("演示数据"),
        request_key=f"demo.lists.{key}",
    )
    for number, order in enumerate(orders):
        draft_delegations(
            actor=author,
            now=at,
            adjustment_id=adjustment,
            order=order,
            request_key=f"demo.lists.{key}.{number}",
        )
    submit_adjustment(actor=author, now=at, adjustment_id=adjustment, request_key=f"demo.lists.{key}.submit")
    publish_adjustment(
        actor=reviewer, now=at, adjustment_id=adjustment, request_key=f"demo.lists.{key}.publish"
    )


def _township_orders(items: Iterable[VersionFacts]) -> list[Order]:
    units = tuple(each.code for each in list_townships(COUNTY))
    by_way: dict[tuple[Way, str], list[str]] = {}
    for item in items:
        by_way.setdefault(_township_way(item), []).append(item.item_code)
    return [
        Order(
            items=tuple(codes),
            units=units,
            way=way,
            basis=basis[:400],
            notice=_NOTICE if way is Way.ENTRUSTED else "",
        )
        for (way, basis), codes in by_way.items()
    ]


def _township_way(item: VersionFacts) -> tuple[Way, str]:
    """How a township does it, and by what: the item's own source, never one of ours."""
    right = item.authority_source or item.basis
    if item.authority is Authority.ENTRUSTED and right:
        return Way.ENTRUSTED, right
    if item.authority is Authority.OWN and right:
        return Way.GRANTED, right
    if item.item_type == ItemType.PUBLIC_SERVICE.value and item.family is Family.INSTANT:
        return Way.DIRECT, ""
    if item.family is Family.DISCLOSURE:
        return Way.DIRECT, ""
    if item.family is Family.OTHER and item.basis and not _ends_above(item):
        return Way.GRANTED, item.basis
    return Way.PASSED_ON, ""


def _ends_above(item: VersionFacts) -> bool:
    return any(step.level is Level.COUNTY for step in item.steps)


def _village_orders(items: Iterable[VersionFacts]) -> list[Order]:
    units = tuple(each.code for each in list_villages(TOWNSHIP))
    by_way: dict[Way, list[str]] = {}
    for item in items:
        if Level.VILLAGE in item.levels:
            by_way.setdefault(_village_way(item), []).append(item.item_code)
    return [Order(items=tuple(codes), units=units, way=way) for way, codes in by_way.items()]


def _village_way(item: VersionFacts) -> Way:
    if item.item_type == ItemType.PERMIT.value:
        return Way.ASSISTED
    if item.item_type == ItemType.PUBLIC_SERVICE.value and item.family is Family.INSTANT:
        return Way.DIRECT
    return Way.VILLAGE_PASSES_UP if _ends_above(item) else Way.VILLAGE_RECEIVES
