"""Two of a county's office who press the same button of an adjustment at once."""

from datetime import date, timedelta
from typing import Any

from tests.meta.scenario import LATER, SYSTEM, Scenario, Twice, both
from tests.usecases.catalog.adjusting.walks import (
    ENTRUSTED,
    SNACKS,
    begun,
    drafted,
    in_review,
    published,
    published_item,
    with_item,
)
from tests.world import COUNTY_OFFICER, INSTANT_ITEM_CODE, ITEM_CODE, NOW, SECOND_COUNTY_OFFICER, TOWNSHIP
from yimen.data.catalog.models import Adjustment, Delegation, Item, ItemDraft, ListEdition
from yimen.rules.adjustments import AdjustmentState, ItemChange
from yimen.rules.delegations import OpenCases
from yimen.usecases.catalog.adjusting.item_drafts import DraftedItem
from yimen.usecases.catalog.adjusting.reviewing import publish_adjustment


def _begin(_: Any) -> Twice:
    return both(actor=COUNTY_OFFICER, now=LATER, title="同时起草")


def _drop(_: Any) -> Twice:
    return both(actor=COUNTY_OFFICER, now=LATER, adjustment_id=drafted())


def _draft_items(_: Any) -> Twice:
    drafts = [DraftedItem(change=ItemChange.ADD, content=SNACKS)]
    return both(actor=COUNTY_OFFICER, now=LATER, adjustment_id=begun(), drafts=drafts)


def _register(_: Any) -> Twice:
    row = {"ITEM_CODE": INSTANT_ITEM_CODE, "UNIT_CODE": TOWNSHIP, "WAY": "DIRECT"}
    return both(actor=COUNTY_OFFICER, now=LATER, adjustment_id=begun(), rows=[row])


def _rearrange(_: Any) -> Twice:
    published_item()
    code = Item.objects.get(owner_code="130921").code
    told = {"change": ItemChange.SUSPEND, "item_codes": [code]}
    return both(actor=COUNTY_OFFICER, now=LATER, adjustment_id=begun(), **told)


def _drop_item(_: Any) -> Twice:
    adjustment = with_item()
    draft = ItemDraft.objects.get(adjustment_id=adjustment)
    return both(actor=COUNTY_OFFICER, now=LATER, adjustment_id=adjustment, draft_id=draft.pk)


def _draft_lines(_: Any) -> Twice:
    return both(actor=COUNTY_OFFICER, now=LATER, adjustment_id=begun(), order=ENTRUSTED)


def _withdraw(_: Any) -> Twice:
    published()
    return both(
        actor=COUNTY_OFFICER,
        now=LATER,
        adjustment_id=begun(),
        items=(ITEM_CODE,),
        units=(TOWNSHIP,),
        open_cases=OpenCases.FINISH,
        reason="机构改革",
    )


def _drop_lines(_: Any) -> Twice:
    return both(actor=COUNTY_OFFICER, now=LATER, adjustment_id=drafted(), item_code=ITEM_CODE)


def _submit(_: Any) -> Twice:
    return both(actor=COUNTY_OFFICER, now=LATER, adjustment_id=drafted())


def _return(_: Any) -> Twice:
    return both(actor=SECOND_COUNTY_OFFICER, now=LATER, adjustment_id=in_review(drafted()), note="依据写错了")


def _publish(_: Any) -> Twice:
    return both(actor=SECOND_COUNTY_OFFICER, now=LATER, adjustment_id=in_review(drafted()))


def _put_in_force(_: Any) -> Twice:
    adjustment = in_review(drafted(effective_on=date(2026, 11, 18)))
    publish_adjustment(actor=SECOND_COUNTY_OFFICER, now=NOW, adjustment_id=adjustment)
    return both(actor=SYSTEM, now=NOW + timedelta(days=3), adjustment_id=adjustment, county_code="130921")


def _in_state(state: AdjustmentState) -> int:
    return Adjustment.objects.filter(state=state.value).count()


def _lines() -> int:
    return Delegation.objects.filter(published_at=None).count()


def _titles() -> int:
    return Adjustment.objects.values("title").distinct().count()


def _drafted_names() -> int:
    return ItemDraft.objects.values("content__name").distinct().count()


SCENARIOS = {
    "catalog.begin_adjustment": Scenario(
        prepare=_begin,
        only_one=lambda: Adjustment.objects.values("title").distinct().count(),
        winners=2,
        entries=2,
    ),
    "catalog.drop_adjustment": Scenario(prepare=_drop, only_one=lambda: _in_state(AdjustmentState.DROPPED)),
    # two new items of one name can lie in a draft; publishing the second is refused
    "catalog.draft_register": Scenario(
        prepare=_register,
        only_one=lambda: Delegation.objects.filter(published_at=None).count(),
        winners=2,
        entries=2,
    ),
    "catalog.rearrange_items": Scenario(
        prepare=_rearrange, only_one=ItemDraft.objects.filter(kind="SUSPEND").count, winners=2, entries=2
    ),
    "catalog.draft_items": Scenario(
        prepare=_draft_items,
        only_one=lambda: ItemDraft.objects.values("content__name").distinct().count(),
        winners=2,
        entries=2,
    ),
    "catalog.drop_item_draft": Scenario(prepare=_drop_item, only_one=lambda: 1 - ItemDraft.objects.count()),
    "catalog.draft_delegations": Scenario(prepare=_draft_lines, only_one=_lines, winners=2, entries=2),
    "catalog.draft_withdrawal": Scenario(prepare=_withdraw, only_one=_lines, winners=2, entries=2),
    "catalog.drop_line_drafts": Scenario(prepare=_drop_lines, only_one=lambda: 1 - _lines()),
    "catalog.submit_adjustment": Scenario(
        prepare=_submit, only_one=lambda: _in_state(AdjustmentState.IN_REVIEW)
    ),
    "catalog.return_adjustment": Scenario(
        prepare=_return, only_one=lambda: _in_state(AdjustmentState.RETURNED)
    ),
    "catalog.publish_adjustment": Scenario(prepare=_publish, only_one=ListEdition.objects.count),
    "catalog.put_in_force": Scenario(
        prepare=_put_in_force, only_one=ListEdition.objects.count, winners=2, entries=2
    ),
}
