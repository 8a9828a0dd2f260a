"""An adjustment from its first draft to the list that hangs out."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.usecases.catalog.adjusting.walks import (
    ENTRUSTED,
    SNACKS,
    begun,
    drafted,
    in_review,
    order,
    publish,
    published,
    published_item,
    taken_back,
    with_item,
)
from tests.world import (
    COUNTY_OFFICER,
    ID,
    INSTANT_ITEM_CODE,
    ITEM_CODE,
    NOW,
    OUTSIDER,
    SECOND_COUNTY_OFFICER,
    TOWNSHIP,
    VILLAGE,
)
from yimen.data.catalog.models import Adjustment, CatalogueState, Delegation, Item, ItemVersion, ListEdition
from yimen.data.journal.models import Entry
from yimen.rules.access import NotAllowed, NotFound, system_actor
from yimen.rules.adjustments import (
    AdjustmentState,
    ItemChange,
    NothingInIt,
    NotInReview,
    NotOpen,
    OwnReview,
    ReasonMissing,
)
from yimen.rules.delegations import OpenCases, PermitToVillage, Way
from yimen.rules.item_checks import DraftFaulty
from yimen.rules.item_terms import LoosensPromise
from yimen.usecases.catalog.adjusting.beginning import EffectiveInPast, begin_adjustment, drop_adjustment
from yimen.usecases.catalog.adjusting.delegating import (
    draft_delegations,
    drop_line_drafts,
    preview_delegations,
)
from yimen.usecases.catalog.adjusting.item_drafts import (
    DraftedItem,
    NameTaken,
    NotYourItem,
    draft_items,
    drop_item_draft,
)
from yimen.usecases.catalog.adjusting.publishing import NoMoreOffered, Overtaken
from yimen.usecases.catalog.adjusting.reading import get_adjustment, list_adjustments
from yimen.usecases.catalog.adjusting.reviewing import (
    list_due_adjustments,
    publish_adjustment,
    put_in_force,
    return_adjustment,
    submit_adjustment,
)
from yimen.usecases.catalog.unit_lists import compare_editions, get_unit_list, list_units

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_draft_that_its_own_checks_find_wrong_is_not_handed_in(db: None) -> None:
    """What is only doubtful may go on; an error names the item and what is wrong with it."""
    adjustment = with_item(replace(SNACKS, details={"visits": 1}))
    with pytest.raises(DraftFaulty) as refused:
        in_review(adjustment)
    assert "小餐饮登记" in refused.value.sentence()
    assert "请改好再送审" in refused.value.sentence()
    assert "现场" in refused.value.sentence()
    assert Adjustment.objects.get(pk=adjustment).state == "DRAFT"
    draft = DraftedItem(change=ItemChange.ADD, content=SNACKS, item_code="", from_codes=())
    row = Adjustment.objects.get(pk=adjustment).item_drafts.get()
    drop_item_draft(actor=COUNTY_OFFICER, now=NOW, adjustment_id=adjustment, draft_id=row.pk)
    draft_items(actor=COUNTY_OFFICER, now=NOW, adjustment_id=adjustment, drafts=[draft])
    assert in_review(adjustment)


def _state(adjustment: object) -> str:
    return str(Adjustment.objects.values_list("state", flat=True).get(pk=adjustment))


def test_what_another_person_publishes_stands_on_the_list_of_the_unit() -> None:
    before = CatalogueState.objects.get(pk=1).version
    adjustment = published()
    found = get_unit_list(TOWNSHIP)
    assert (found.edition.number, found.edition.items) == (1, 1)
    line = found.lines[0]
    assert (line.item_code, line.way, line.in_name_of) == (ITEM_CODE, Way.ENTRUSTED, "沧县林业主管部门")
    assert (line.promised.amount, line.reduction) == (5, 75) if line.promised else False
    assert _state(adjustment) == AdjustmentState.PUBLISHED.value
    assert CatalogueState.objects.get(pk=1).version == before + 1
    acts = Entry.objects.filter(subject_type="adjustment").order_by("seq").values_list("act", flat=True)
    assert list(acts) == [
        "catalog.begin_adjustment",
        "catalog.draft_delegations",
        "catalog.submit_adjustment",
        "catalog.publish_adjustment",
    ]


def test_publishing_again_ends_what_held_by_itself() -> None:
    published()
    published(order(promised="3"), now=NOW + DAY)
    rows = Delegation.objects.filter(unit_code=TOWNSHIP).order_by("published_at")
    assert [(row.promised_amount, row.ended_at) for row in rows] == [(5, NOW + DAY), (3, None)]
    first, second = get_unit_list(TOWNSHIP, 1), get_unit_list(TOWNSHIP)
    assert first.lines[0].promised != second.lines[0].promised
    assert (first.edition.superseded_at, second.edition.number) == (NOW + DAY, 2)
    assert compare_editions(TOWNSHIP, 1, 2).altered == (f"{ITEM_CODE} 林木采伐许可证核发",)


def test_the_next_list_is_prepared_without_ending_the_one_in_force() -> None:
    published()
    in_review(drafted(order(promised="3")))
    assert [line.promised.amount for line in get_unit_list(TOWNSHIP).lines if line.promised] == [5]


def test_whoever_wrote_it_cannot_publish_it() -> None:
    adjustment = in_review(drafted())
    with pytest.raises(OwnReview):
        publish_adjustment(actor=COUNTY_OFFICER, now=NOW, adjustment_id=adjustment)
    assert not ListEdition.objects.exists()


def test_nothing_is_published_before_it_was_handed_in_or_twice() -> None:
    adjustment = drafted()
    with pytest.raises(NotInReview):
        publish(adjustment)
    publish(in_review(adjustment))
    with pytest.raises(NotInReview):
        publish(adjustment)


def test_a_returned_adjustment_is_mended_and_handed_in_again() -> None:
    adjustment = in_review(drafted())
    with pytest.raises(ReasonMissing):
        return_adjustment(actor=SECOND_COUNTY_OFFICER, now=NOW, adjustment_id=adjustment, note=" ")
    return_adjustment(actor=SECOND_COUNTY_OFFICER, now=NOW, adjustment_id=adjustment, note="承诺再短一天")
    assert get_adjustment(actor=COUNTY_OFFICER, adjustment_id=adjustment).review_note == "承诺再短一天"
    draft_delegations(actor=COUNTY_OFFICER, now=NOW, adjustment_id=adjustment, order=order(promised="4"))
    publish(in_review(adjustment))
    assert [row.promised_amount for row in Delegation.objects.all()] == [4]


def test_nothing_is_written_to_what_was_handed_in() -> None:
    adjustment = in_review(drafted())
    for act in (
        lambda: draft_delegations(actor=COUNTY_OFFICER, now=NOW, adjustment_id=adjustment, order=ENTRUSTED),
        lambda: drop_line_drafts(
            actor=COUNTY_OFFICER, now=NOW, adjustment_id=adjustment, item_code=ITEM_CODE
        ),
        lambda: drop_adjustment(actor=COUNTY_OFFICER, now=NOW, adjustment_id=adjustment),
    ):
        with pytest.raises(NotOpen):
            act()


def test_an_empty_adjustment_is_not_handed_in() -> None:
    with pytest.raises(NothingInIt):
        in_review(begun())


def test_a_later_day_waits_and_then_holds_by_itself() -> None:
    adjustment = in_review(drafted(effective_on=date(2026, 11, 18)))
    publish(adjustment)
    assert _state(adjustment) == AdjustmentState.APPROVED.value
    assert not ListEdition.objects.exists()
    system = system_actor("put_lists_in_force")
    assert list_due_adjustments(actor=system, now=NOW) == ()
    due = list_due_adjustments(actor=system, now=NOW + 2 * DAY)
    assert due == ((adjustment, "130921"),)
    put_in_force(actor=system, now=NOW + 2 * DAY, adjustment_id=adjustment, county_code="130921")
    assert get_unit_list(TOWNSHIP).edition.published_at == NOW + 2 * DAY


def test_what_was_overtaken_before_its_day_goes_back_to_its_author() -> None:
    published_item()
    code = Item.objects.get(source_name=SNACKS.name).code
    adjustment = begun(effective_on=date(2026, 11, 18))
    draft = DraftedItem(change=ItemChange.SUSPEND, item_code=code)
    draft_items(actor=COUNTY_OFFICER, now=NOW, adjustment_id=adjustment, drafts=[draft])
    publish(in_review(adjustment))
    publish(in_review(with_item(None, change=ItemChange.CANCEL, code=code)))
    put_in_force(
        actor=system_actor("put_lists_in_force"),
        now=NOW + 2 * DAY,
        adjustment_id=adjustment,
        county_code="130921",
    )
    assert _state(adjustment) == AdjustmentState.RETURNED.value
    assert ItemVersion.objects.get(item__code=code, superseded_at=None).standing == "CANCELLED"


def test_no_adjustment_begins_yesterday() -> None:
    with pytest.raises(EffectiveInPast):
        begun(effective_on=date(2026, 11, 15))


def test_another_county_finds_nothing_and_a_clerk_may_not_ask() -> None:
    adjustment = drafted()
    assert [row.adjustment_id for row in list_adjustments(actor=COUNTY_OFFICER).rows] == [adjustment]
    with pytest.raises(NotAllowed):
        begin_adjustment(actor=OUTSIDER, now=NOW, title="邻县")


def test_a_plan_shows_what_cannot_be_and_writes_nothing() -> None:
    plan = preview_delegations(
        actor=COUNTY_OFFICER, order=order(units=(TOWNSHIP, VILLAGE), items=(ITEM_CODE,))
    )
    assert [line.unit_code for line in plan.lines] == [TOWNSHIP]
    assert [(each.units, type(each.fault).__name__) for each in plan.refused] == [(1, "WayDoesNotFit")]
    assert not Delegation.objects.exists()


def test_a_permit_is_not_given_to_a_village() -> None:
    with pytest.raises(PermitToVillage):
        drafted(order(units=(VILLAGE,), way=Way.VILLAGE_RECEIVES))
    drafted(order(units=(VILLAGE,), way=Way.ASSISTED))


def test_a_township_does_not_loosen_what_the_county_promises() -> None:
    published(order(units=("130921000000",), way=Way.COUNTY_TERMS, promised="6"))
    with pytest.raises(LoosensPromise):
        drafted(order(promised="7"))
    published(order(promised="6"), now=NOW + DAY)


def test_only_what_is_new_is_drafted() -> None:
    published()
    adjustment = begun()
    done = draft_delegations(
        actor=COUNTY_OFFICER, now=NOW, adjustment_id=adjustment, order=order(units=(TOWNSHIP, "130921101000"))
    )
    assert (done.kept, done.unchanged) == (1, 1)


def test_a_unit_of_another_county_is_not_found() -> None:
    with pytest.raises(NotFound):
        drafted(order(units=("130922100000",)))


def test_taking_back_leaves_the_list_without_the_item() -> None:
    published()
    taken_back(OpenCases.HAND_UP, now=NOW + DAY)
    assert get_unit_list(TOWNSHIP).lines == ()
    assert get_unit_list(TOWNSHIP, 1).lines[0].item_code == ITEM_CODE
    ended = Delegation.objects.get(published_at=NOW)
    assert (ended.ended_at, ended.open_cases, ended.end_reason) == (NOW + DAY, "HAND_UP", "机构改革")


def test_a_county_adds_an_item_of_its_own_with_a_code_for_good() -> None:
    published_item()
    item = Item.objects.get(source_name=SNACKS.name)
    version = ItemVersion.objects.get(item=item)
    assert (item.owner_code, version.number, version.change) == ("130921", 1, "ADD")
    assert version.change_reason == "省里下放"
    assert [each.name for each in version.materials.order_by("order")] == [
        each.name for each in SNACKS.materials
    ]


def test_a_county_does_not_alter_what_holds_everywhere() -> None:
    with pytest.raises(NotYourItem):
        with_item(SNACKS, change=ItemChange.ALTER, code=ITEM_CODE)


def test_one_name_at_one_department_is_one_item() -> None:
    published_item()
    with pytest.raises(NameTaken):
        with_item()


def test_a_draft_on_an_older_version_is_overtaken() -> None:
    published_item()
    code = Item.objects.get(source_name=SNACKS.name).code
    first = in_review(with_item(None, change=ItemChange.SUSPEND, code=code))
    second = in_review(with_item(None, change=ItemChange.CANCEL, code=code))
    publish(first)
    with pytest.raises(Overtaken):
        publish(second)
    assert [v.standing for v in ItemVersion.objects.filter(item__code=code).order_by("number")] == [
        "ACTIVE",
        "SUSPENDED",
    ]


def test_a_cancelled_item_leaves_every_list() -> None:
    published_item()
    code = Item.objects.get(source_name=SNACKS.name).code
    published(order(items=(code,), way=Way.GRANTED, promised=""), now=NOW + DAY)
    waiting = in_review(drafted(order(items=(code,), way=Way.GRANTED, promised="4")))
    publish(in_review(with_item(None, change=ItemChange.CANCEL, code=code)), now=NOW + 2 * DAY)
    assert get_unit_list(TOWNSHIP).lines == ()
    with pytest.raises(NoMoreOffered):
        publish(waiting)


def test_drafts_are_taken_out_one_by_one_and_the_whole_given_up() -> None:
    adjustment = with_item()
    draft_delegations(actor=COUNTY_OFFICER, now=NOW, adjustment_id=adjustment, order=ENTRUSTED)
    page = get_adjustment(actor=COUNTY_OFFICER, adjustment_id=adjustment)
    assert (page.draft_count, page.line_count, page.groups[0].townships) == (1, 1, 1)
    assert "名称" in [each.label for each in page.drafts[0].differences]
    drop_item_draft(actor=COUNTY_OFFICER, now=NOW, adjustment_id=adjustment, draft_id=page.drafts[0].draft_id)
    drop_line_drafts(actor=COUNTY_OFFICER, now=NOW, adjustment_id=adjustment, item_code=ITEM_CODE)
    with pytest.raises(NothingInIt):
        submit_adjustment(actor=COUNTY_OFFICER, now=NOW, adjustment_id=adjustment)
    drop_adjustment(actor=COUNTY_OFFICER, now=NOW, adjustment_id=adjustment)
    assert _state(adjustment) == AdjustmentState.DROPPED.value


def test_the_units_of_a_county_are_listed_with_their_lists() -> None:
    published(
        order(items=(INSTANT_ITEM_CODE,), units=(TOWNSHIP, VILLAGE), way=Way.DIRECT, promised="", basis="")
    )
    rows = {row.unit_code: row for row in list_units("130921")}
    assert (rows[TOWNSHIP].number, rows[TOWNSHIP].items, rows[TOWNSHIP].villages_listed) == (1, 1, 1)
    assert rows["130921101000"].number is None


def test_the_entrusting_department_is_that_of_the_item() -> None:
    published()
    assert Delegation.objects.get().entrusting_organ_id == ID("organ:forestry")
