"""Items of an office split, merged, suspended, resumed and cancelled in one step."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.usecases.catalog.adjusting.walks import SNACKS, begun, in_review, publish, published_item
from tests.world import COUNTY_OFFICER, ITEM_CODE, NOW, OUTSIDER
from yimen.data.catalog.models import Item, ItemDraft, ItemVersion
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.adjustments import (
    ITEM_CHANGE_LABELS,
    REARRANGING,
    ItemChange,
    TooFewItems,
    TooFewNames,
    WrongStanding,
    check_rearrangement,
)
from yimen.rules.item_contents import MaterialContent
from yimen.usecases.catalog.adjusting.item_drafts import NotYourItem
from yimen.usecases.catalog.adjusting.rearranging import list_own_items, rearrange_items

_STALLS = replace(
    SNACKS,
    name="食品小摊点登记",
    materials=(MaterialContent(name="经营者身份证明"), MaterialContent(name="摊点位置图")),
)
_LATER = NOW + timedelta(hours=2)


def _code(name: str) -> str:
    return Item.objects.get(source_name=name).code


def _rearranged(change: ItemChange, codes: Sequence[str], *names: str) -> list[ItemDraft]:
    adjustment = begun()
    rearrange_items(
        actor=COUNTY_OFFICER,
        now=NOW,
        adjustment_id=adjustment,
        change=change,
        item_codes=codes,
        names=names,
    )
    return list(ItemDraft.objects.filter(adjustment=adjustment).order_by("saved_at", "id"))


def _in_force(code: str) -> ItemVersion:
    return ItemVersion.objects.get(item__code=code, superseded_at=None)


def test_a_split_drafts_its_parts_with_the_content_of_the_whole_and_cancels_it(db: None) -> None:
    published_item()
    whole = _code("小餐饮登记")
    drafts = _rearranged(ItemChange.SPLIT, [whole], "小餐饮设立登记", "小餐饮变更登记")
    assert [each.kind for each in drafts] == ["SPLIT", "SPLIT", "CANCEL"]
    assert [each.content.get("name") for each in drafts[:2]] == ["小餐饮设立登记", "小餐饮变更登记"]
    assert all(each.from_codes == [whole] for each in drafts[:2])
    publish(in_review(drafts[0].adjustment_id), now=_LATER)
    assert _in_force(whole).standing == "CANCELLED"
    part = _in_force(_code("小餐饮变更登记"))
    assert (part.standing, part.change, part.follows) == ("ACTIVE", "SPLIT", [whole])
    assert part.materials.count() == 2


def test_a_merger_joins_the_materials_and_goes_on_under_the_code_whose_name_it_keeps(db: None) -> None:
    published_item()
    published_item(_STALLS)
    kept, gone = _code("小餐饮登记"), _code("食品小摊点登记")
    drafts = _rearranged(ItemChange.MERGE, [kept, gone], "小餐饮登记")
    assert [each.kind for each in drafts] == ["MERGE", "CANCEL"]
    publish(in_review(drafts[0].adjustment_id), now=_LATER)
    names = list(_in_force(kept).materials.order_by("order").values_list("name", flat=True))
    assert names == ["小餐饮登记申请书", "经营者身份证明", "摊点位置图"]
    assert _in_force(gone).standing == "CANCELLED"


def test_what_is_suspended_is_resumed_and_nothing_else_is(db: None) -> None:
    published_item()
    code = _code("小餐饮登记")
    with pytest.raises(WrongStanding):
        _rearranged(ItemChange.RESUME, [code])
    (draft,) = _rearranged(ItemChange.SUSPEND, [code])
    publish(in_review(draft.adjustment_id), now=_LATER)
    with pytest.raises(WrongStanding) as refused:
        _rearranged(ItemChange.SUSPEND, [code])
    assert "暂停办理" in refused.value.sentence()
    (own,) = list_own_items(actor=COUNTY_OFFICER)
    assert (own.code, own.standing_label) == (code, "暂停办理")
    (draft,) = _rearranged(ItemChange.RESUME, [code])
    publish(in_review(draft.adjustment_id), now=_LATER + timedelta(hours=1))
    assert _in_force(code).standing == "ACTIVE"


def test_a_county_rearranges_nothing_that_holds_everywhere(db: None) -> None:
    assert list_own_items(actor=COUNTY_OFFICER) == ()
    with pytest.raises(NotYourItem):
        _rearranged(ItemChange.SUSPEND, [ITEM_CODE])
    with pytest.raises(NotFound):
        _rearranged(ItemChange.SUSPEND, ["CZ9999"])
    with pytest.raises((NotAllowed, NotFound)):
        rearrange_items(
            actor=OUTSIDER,
            now=NOW,
            adjustment_id=begun(),
            change=ItemChange.SUSPEND,
            item_codes=[ITEM_CODE],
        )


@pytest.mark.parametrize(
    ("change", "codes", "names", "refusal"),
    [
        (ItemChange.SPLIT, ["A"], ["一"], TooFewNames),
        (ItemChange.SPLIT, ["A", "B"], ["一", "二"], TooFewItems),
        (ItemChange.SPLIT, ["A"], ["一", " 一 "], TooFewNames),
        (ItemChange.MERGE, ["A"], ["一"], TooFewItems),
        (ItemChange.MERGE, ["A", "A"], ["一"], TooFewItems),
        (ItemChange.MERGE, ["A", "B"], ["一", "二"], TooFewNames),
        (ItemChange.CANCEL, [" "], [], TooFewItems),
    ],
)
def test_each_change_asks_for_its_items_and_names(
    change: ItemChange, codes: list[str], names: list[str], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal) as refused:
        check_rearrangement(change, codes, names)
    assert ITEM_CHANGE_LABELS[change] in refused.value.sentence()


def test_names_are_passed_over_where_none_is_asked_for() -> None:
    assert check_rearrangement(ItemChange.SUSPEND, ["B", "A", "B"], ["一"]) == (("B", "A"), ())
    assert ItemChange.ADD not in REARRANGING
