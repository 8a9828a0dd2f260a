"""An adjustment of 沧县's lists brought as far as a test needs it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.world import COUNTY_OFFICER, ITEM_CODE, NOW, SECOND_COUNTY_OFFICER, TOWNSHIP
from yimen.data.catalog.models import ListEdition
from yimen.rules.adjustments import ItemChange
from yimen.rules.catalog import ItemType
from yimen.rules.delegations import OpenCases, Way
from yimen.rules.item_contents import ItemContent, MaterialContent
from yimen.usecases.catalog.adjusting.beginning import begin_adjustment
from yimen.usecases.catalog.adjusting.delegating import draft_delegations, draft_withdrawal
from yimen.usecases.catalog.adjusting.item_drafts import DraftedItem, draft_items
from yimen.usecases.catalog.adjusting.planning import Order
from yimen.usecases.catalog.adjusting.reviewing import publish_adjustment, submit_adjustment

# The felling permit, entrusted to 旧州镇 with a promise of five workdays instead of seven.
ENTRUSTED = Order(
    items=(ITEM_CODE,),
    units=(TOWNSHIP,),
    way=Way.ENTRUSTED,
    basis="森林法第五十七条",
    notice="沧县林业主管部门公告〔2026〕1号",
    promised="5",
)
SNACKS = ItemContent(
    name="小餐饮登记",
    department="市场监督管理",
    item_type=ItemType.PERMIT,
    levels="乡镇",
    basis="河北省食品小作坊小餐饮小摊点管理条例",
    statutory="20",
    promised="5",
    materials=(MaterialContent(name="小餐饮登记申请书"), MaterialContent(name="经营者身份证明")),
)


def begun(**more: Any) -> UUID:
    """An empty adjustment of the county."""
    told = {"actor": COUNTY_OFFICER, "now": NOW, "title": "2026年第一批赋权", "reason": "省里下放"} | more
    return begin_adjustment(**told)


def drafted(order: Order = ENTRUSTED, **more: Any) -> UUID:
    """An adjustment with these lines."""
    adjustment = begun(**more)
    draft_delegations(actor=COUNTY_OFFICER, now=NOW, adjustment_id=adjustment, order=order)
    return adjustment


def with_item(
    content: ItemContent | None = SNACKS,
    *,
    change: ItemChange = ItemChange.ADD,
    code: str = "",
    actor: Any = COUNTY_OFFICER,
    from_codes: Sequence[str] = (),
) -> UUID:
    """An adjustment with one drafted item."""
    adjustment = begun(actor=actor)
    draft = DraftedItem(change=change, content=content, item_code=code, from_codes=tuple(from_codes))
    draft_items(actor=actor, now=NOW, adjustment_id=adjustment, drafts=[draft])
    return adjustment


def in_review(adjustment: UUID, *, actor: Any = COUNTY_OFFICER) -> UUID:
    """Handed in by its author."""
    submit_adjustment(actor=actor, now=NOW, adjustment_id=adjustment)
    return adjustment


def publish(adjustment: UUID, *, now: datetime = NOW) -> UUID:
    """Reviewed and published by the second officer."""
    publish_adjustment(actor=SECOND_COUNTY_OFFICER, now=now, adjustment_id=adjustment)
    return adjustment


def published(order: Order = ENTRUSTED, *, now: datetime = NOW) -> UUID:
    """Lines in force."""
    return publish(in_review(drafted(order)), now=now)


def listed_twice() -> None:
    """旧州镇 with two editions of its list, of a day ago and of now; once, however often it is asked."""
    if not ListEdition.objects.filter(unit_code=TOWNSHIP).exists():
        published(now=NOW - timedelta(days=1))
        publish(in_review(drafted(order(promised="4"))), now=NOW)


def published_item(content: ItemContent = SNACKS, *, now: datetime = NOW) -> UUID:
    """A new item of the county in force."""
    return publish(in_review(with_item(content)), now=now)


def taken_back(open_cases: OpenCases, *, now: datetime = NOW) -> UUID:
    """What `ENTRUSTED` gave taken back again."""
    adjustment = begun(title="收回")
    draft_withdrawal(
        actor=COUNTY_OFFICER,
        now=now,
        adjustment_id=adjustment,
        items=ENTRUSTED.items,
        units=ENTRUSTED.units,
        open_cases=open_cases,
        reason="机构改革",
    )
    return publish(in_review(adjustment), now=now)


def order(**changes: Any) -> Order:
    """`ENTRUSTED` with something else in it."""
    return replace(ENTRUSTED, **changes)


TOMORROW = date(2026, 11, 17)
