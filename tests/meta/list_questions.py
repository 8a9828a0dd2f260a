"""What the office of a county asks about its lists."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from tests.meta.question import Belongings, Question
from tests.usecases.catalog.adjusting.walks import ENTRUSTED, SNACKS, drafted, in_review, published_item
from tests.usecases.catalog.sheets.walks import content_of
from tests.world import COUNTY_OFFICER, INSTANT_ITEM_CODE, NOW, SECOND_COUNTY_OFFICER, TOWNSHIP
from yimen.rules.access import system_actor
from yimen.usecases.catalog.adjusting.choosing import Choices, Reach
from yimen.usecases.catalog.adjusting.reading import AdjustmentList
from yimen.usecases.catalog.adjusting.rearranging import OwnItem
from yimen.usecases.catalog.adjusting.reviewing import publish_adjustment


def _all(_: Belongings) -> Mapping[str, Any]:
    drafted()
    return {}


def _one(_: Belongings) -> Mapping[str, Any]:
    return {"adjustment_id": drafted()}


def _order(_: Belongings) -> Mapping[str, Any]:
    return {"order": ENTRUSTED}


def _due(_: Belongings) -> Mapping[str, Any]:
    adjustment = in_review(drafted(effective_on=date(2026, 11, 18)))
    publish_adjustment(actor=SECOND_COUNTY_OFFICER, now=NOW, adjustment_id=adjustment)
    return {"now": NOW + timedelta(days=3)}


def _no_rows(answer: AdjustmentList) -> bool:
    return not answer.rows


def _sheet(_: Belongings) -> Mapping[str, Any]:
    """A line for a township of the county, which another county does not have."""
    headings = ("本系统编号", "单位代码", "承接")
    content = content_of((INSTANT_ITEM_CODE, TOWNSHIP, "直接办结"), headings=headings)
    return {"content": content, "true_size": len(content)}


def _own(_: Belongings) -> Mapping[str, Any]:
    published_item()
    return {}


def _not_the_countys(items: tuple[OwnItem, ...]) -> bool:
    """The city's office has items of its own."""
    return not any(each.name == SNACKS.name for each in items)


def _units(_: Belongings) -> Mapping[str, Any]:
    return {"townships": (TOWNSHIP,), "reach": Reach.TOWNSHIPS}


def _nothing_of_this_county(choices: Choices) -> bool:
    return not any(each.code.startswith("130921") for each in choices.townships)


QUESTIONS = {
    "catalog.get_choices": Question(
        rightful=COUNTY_OFFICER, ask=lambda _: {}, is_nothing=_nothing_of_this_county
    ),
    "catalog.list_own_items": Question(rightful=COUNTY_OFFICER, ask=_own, is_nothing=_not_the_countys),
    "catalog.resolve_units": Question(rightful=COUNTY_OFFICER, ask=_units),
    "catalog.list_adjustments": Question(rightful=COUNTY_OFFICER, ask=_all, is_nothing=_no_rows),
    "catalog.get_adjustment_title": Question(rightful=COUNTY_OFFICER, ask=_one),
    "catalog.preview_register": Question(
        rightful=COUNTY_OFFICER, ask=_sheet, is_nothing=lambda plan: not plan.taken
    ),
    "catalog.get_adjustment": Question(rightful=COUNTY_OFFICER, ask=_one),
    "catalog.preview_delegations": Question(rightful=COUNTY_OFFICER, ask=_order),
    "catalog.list_due_adjustments": Question(rightful=system_actor("put_lists_in_force"), ask=_due),
}
