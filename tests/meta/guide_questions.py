"""What the office asks about its items, their drafts, and forms that no guide names yet."""

from collections.abc import Mapping
from typing import Any

from tests.meta.question import LATER, Belongings, Question
from tests.usecases.documents.item_forms import kept_form
from tests.world import COUNTY_OFFICER, ITEM_CODE
from yimen.data.catalog.models import Adjustment, ItemVersion
from yimen.rules.adjustments import ItemChange
from yimen.rules.catalog import ItemType
from yimen.rules.item_contents import ItemContent
from yimen.usecases.catalog.adjusting.beginning import begin_adjustment
from yimen.usecases.catalog.adjusting.item_drafts import DraftedItem, draft_items
from yimen.usecases.catalog.adjusting.publishing import apply_adjustment


def _draft_form(_: Belongings) -> Mapping[str, Any]:
    return {"item_code": ITEM_CODE, "file_id": kept_form(now=LATER)}


def _own_item() -> str:
    """An item of the county's own, drafted, reviewed and published."""
    begun = begin_adjustment(actor=COUNTY_OFFICER, now=LATER, title="新增一项")
    content = ItemContent(
        name="村级文化活动室预约",
        department="文化",
        item_type=ItemType.PUBLIC_SERVICE,
        levels="村",
    )
    draft = DraftedItem(change=ItemChange.ADD, content=content)
    draft_items(actor=COUNTY_OFFICER, now=LATER, adjustment_id=begun, drafts=[draft])
    apply_adjustment(Adjustment.objects.get(pk=begun), LATER)
    return str(ItemVersion.objects.get(name=content.name).item.code)


def _item(_: Belongings) -> Mapping[str, Any]:
    return {"item_code": _own_item()}


def _by_name(_: Belongings) -> Mapping[str, Any]:
    _own_item()
    return {"query": "文化活动室"}


def _adjustment(_: Belongings) -> Mapping[str, Any]:
    begun = begin_adjustment(actor=COUNTY_OFFICER, now=LATER, title="改一项")
    return {"adjustment_id": begun, "item_code": ITEM_CODE}


QUESTIONS: dict[str, Question] = {
    "catalog.list_office_items": Question(
        rightful=COUNTY_OFFICER, ask=_by_name, is_nothing=lambda page: not page.rows
    ),
    "catalog.get_item_page": Question(rightful=COUNTY_OFFICER, ask=_item),
    "catalog.get_editing": Question(rightful=COUNTY_OFFICER, ask=_adjustment),
    "documents.open_item_file": Question(rightful=COUNTY_OFFICER, ask=_draft_form),
}
