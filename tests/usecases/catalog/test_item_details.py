"""What is known of an item beyond its row: taken in with its source, in the guide, at its place."""

from datetime import timedelta

import pytest

from tests import world
from tests.usecases.catalog.lists import NOW, SEED, TODAY, take_in, whole_list
from yimen.data.catalog.models import Delegation, Item, ItemVersion, ListEdition, Material
from yimen.rules.access import NotFound
from yimen.rules.catalog import plan_items
from yimen.rules.item_checks import check_item, has_errors
from yimen.rules.item_details import (
    Channel,
    Choice,
    Fee,
    ItemDetails,
    MaterialDetails,
    PublicPoint,
    Question,
    Situation,
)
from yimen.rules.item_kinds import CopyKind, Need
from yimen.rules.items import ApplyWay
from yimen.usecases.catalog.contents import content_of
from yimen.usecases.catalog.guides import Guide, get_guide
from yimen.usecases.catalog.histories import get_history
from yimen.usecases.catalog.known_details import CannotReadDetails, KnownDetails, details_of, read_details
from yimen.usecases.catalog.life_topics import find_life_topic, list_life_topics
from yimen.usecases.catalog.queries import search_items
from yimen.usecases.catalog.take_along import take_along, typeset_take_along


def known() -> dict[str, KnownDetails]:
    """The details that the project carries."""
    return read_details((SEED / "details.json").read_text(encoding="utf-8"))


def _guide(code: str, **more: object) -> Guide:
    return get_guide(code, township_code=None, today=TODAY, **more)  # type: ignore[arg-type]


def _code(words: str) -> str:
    return search_items(words, limit=1)[0].code


def test_every_entry_of_the_seed_belongs_to_an_item_and_to_its_materials() -> None:
    planned = plan_items(whole_list()).items
    used = {id(details_of(item, known())) for item in planned}
    entries = known()
    found = {
        name: next((item for item in planned if name in {item.name, item.short_name}), None)
        for name in entries
    }
    assert len(used) > 1
    assert [name for name, item in found.items() if item is None] == []
    for name, entry in entries.items():
        item = found[name]
        assert item is not None
        assert set(entry.materials) <= set(item.materials)


def test_what_the_seed_says_has_no_error(empty_db: None) -> None:
    take_in(whole_list(), details=known())
    for version in ItemVersion.objects.exclude(details={}).select_related("item"):
        findings = check_item(content_of(version))
        assert not has_errors(findings), [each.sentence() for each in findings]


def test_details_make_a_new_version_once_and_items_without_them_keep_theirs(empty_db: None) -> None:
    take_in(whole_list())
    second = take_in(whole_list(), details=known(), now=NOW + timedelta(days=1))
    assert second.updated == len(known())
    third = take_in(whole_list(), details=known(), now=NOW + timedelta(days=2))
    assert (third.updated, third.unchanged) == (0, 117)


@pytest.mark.django_db
def test_what_a_clerk_wrote_stays_when_the_row_of_the_list_changes() -> None:
    from tests.usecases.catalog.lists import rows_of

    take_in(rows_of(promised_days="5", materials="申请书"))
    version = ItemVersion.objects.get(item__source_name="食品摊贩备案")
    ItemVersion.objects.filter(pk=version.pk).update(details={"visits": 0})
    Material.objects.filter(version=version).update(details={"originals": 1})
    take_in(rows_of(promised_days="3", materials="申请书；照片"), now=NOW + timedelta(hours=1))
    newer = ItemVersion.objects.get(item=version.item, superseded_at=None)
    assert newer.details == {"visits": 0}
    assert [each.details for each in newer.materials.all()] == [{"originals": 1}, {}]


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "{}",
        '[{"details": {}}]',
        '[{"name": "x", "details": {"visits": 0}}]',
        '[{"name": "x", "details": {"source": "y", "visits": "0"}}]',
        '[{"name": "x", "details": {"source": "y"}, "materials": []}]',
    ],
)
def test_a_file_of_another_shape_or_without_its_source_is_refused(text: str) -> None:
    if text.endswith("[]}]"):
        assert read_details(text)["x"].materials == {}  # an empty list is nothing
        return
    with pytest.raises(CannotReadDetails):
        read_details(text)


def test_the_law_ends_the_matter_of_trees_by_the_house(empty_db: None) -> None:
    take_in(whole_list(), details=known())
    code = _code("林木采伐")
    asked = _guide(code)
    assert [each.question for each in asked.papers.questions] == ["要砍的树长在哪里？"]
    assert not asked.papers.is_complete
    ended = _guide(code, answers={"s1": "3"})
    assert "森林法第五十六条" in ended.papers.ended
    assert ended.papers.needed == ()
    assert ended.strip.bring == "不用办"
    own = _guide(code, answers={"s1": "1"})
    assert own.strip.bring == "2 样"
    assert own.papers.is_complete


def test_who_goes_for_an_old_person_brings_a_card_of_his_own(empty_db: None) -> None:
    take_in(whole_list(), details=known())
    code = _code("高龄津贴")
    before = _guide(code)
    assert (before.strip.bring, before.strip.bring_words) == ("3 样起", "答一问，看清单")
    assert [each.name for each in before.papers.perhaps] == ["代办人身份证(委托时)"]
    himself = _guide(code, answers={"s1": "1"})
    assert himself.papers.left_out == ("代办人身份证(委托时)",)
    assert len(_guide(code, answers={"s1": "2"}).papers.needed) == 4


@pytest.mark.django_db
def test_the_guide_shows_what_is_published_and_nothing_else() -> None:
    details = ItemDetails(
        visits=1,
        visits_reason="当面核对身份",
        charged=True,
        fees=(
            Fee(name="工本费", standard="5 元", basis="某条例第三条", reducible=True, reduction="低保户免"),
        ),
        questions=(Question(question="要几张照片？", answer="两张。"),),
        channels=(Channel(way=ApplyWay.LINK, system="河北政务服务网", url="https://example.org/x"),),
        public_points=(PublicPoint(text="树是自己的", source="森林法第二十条"),),
        consult_phone="0317-1",
        complaint_phone="0317-2",
        conditions=("本村村民",),
    )
    ItemVersion.objects.filter(pk=world.VERSION).update(details=details.to_json())
    paper = MaterialDetails(
        copy_kind=CopyKind.BOTH,
        originals=1,
        copies=2,
        hints="签字",
        need=Need.LATER,
        later_note="领证前",
        issuer="村委会",
    )
    Material.objects.filter(version=world.VERSION, order=2).update(details=paper.to_json())
    guide = _guide(world.ITEM_CODE)
    assert (guide.strip.cost, guide.strip.trips, guide.strip.trips_words) == ("5 元", "1 次", "当面核对身份")
    assert [(fee.name, fee.words) for fee in guide.fees] == [("工本费", "5 元，可以减免：低保户免")]
    assert [(each.system, each.url) for each in guide.channels] == [
        ("河北政务服务网", "https://example.org/x")
    ]
    assert [point.text for point in guide.public_points] == ["树是自己的"]
    assert guide.conditions == ("本村村民",)
    material = guide.materials[1]
    assert (material.need, material.amount) == ("容缺后补", "原件 1 份、复印件 2 份")
    assert material.notes == ("签字", "由村委会出具", "可以先办后补：领证前")
    bare = _guide(world.OWN_ITEM_CODE)
    assert (bare.fees, bare.facts.details.questions, bare.strip.trips) == ((), (), "")


@pytest.mark.django_db
def test_a_list_of_the_township_tightens_its_guide_and_no_other() -> None:
    item = Item.objects.get(code=world.ITEM_CODE)
    _list(item, promised=5, waived=["林木权属证明"])
    here = get_guide(world.ITEM_CODE, township_code=world.TOWNSHIP, today=TODAY)
    assert here.strip.time == "5 个工作日"
    assert len(here.materials) == 1
    assert "委托" in here.here
    elsewhere = get_guide(world.ITEM_CODE, township_code=world.SECOND_TOWNSHIP, today=TODAY)
    assert elsewhere.strip.time == "7 个工作日"
    assert (len(elsewhere.materials), elsewhere.here, elsewhere.not_here) == (2, "", "")


@pytest.mark.django_db
def test_a_township_whose_list_lacks_the_item_says_so() -> None:
    _edition()
    guide = get_guide(world.ITEM_CODE, township_code=world.VILLAGE, today=TODAY)
    assert "旧州镇的办理目录清单上没有这一项" in guide.not_here


def _edition() -> None:
    ListEdition.objects.create(
        id=world.ID("edition"),
        county_code=world.COUNTY,
        unit_code=world.TOWNSHIP,
        number=1,
        items=1,
        digest="0" * 64,
        published_at=NOW,
    )


def _list(item: Item, *, promised: int, waived: list[str]) -> None:
    _edition()
    Delegation.objects.create(
        id=world.ID("line"),
        county_code=world.COUNTY,
        item=item,
        unit_code=world.TOWNSHIP,
        level="TOWNSHIP",
        way="ENTRUSTED",
        promised_amount=promised,
        promised_unit="WORKDAYS",
        waived=waived,
        published_at=NOW,
    )


@pytest.mark.django_db
def test_an_older_version_stays_readable_and_says_that_it_is_old() -> None:
    from tests.usecases.catalog.lists import rows_of

    take_in(rows_of(promised_days="5"))
    code = Item.objects.get(source_name="食品摊贩备案").code
    take_in(rows_of(promised_days="3", materials="申请书"), now=NOW + timedelta(hours=1))
    old = _guide(code, number=1)
    assert (old.strip.time, old.facts.superseded_at) == ("5 个工作日", NOW + timedelta(hours=1))
    assert _guide(code).facts.superseded_at is None
    history = get_history(code)
    assert [row.number for row in history.rows] == [2, 1]
    changed = {each.label: (each.before, each.after) for each in history.differences}
    assert changed == {"承诺时限": ("5", "3"), "材料": ("", "申请书")}
    assert get_history(code, older=1, newer=1).differences == ()
    for numbers in ({"older": 9}, {"newer": 9}):
        with pytest.raises(NotFound):
            get_history(code, **numbers)
    with pytest.raises(NotFound):
        get_history("CZ9999")
    with pytest.raises(NotFound):
        _guide(code, number=9)


def test_every_item_belongs_to_some_occasion_of_life(empty_db: None) -> None:
    take_in(whole_list())
    topics = list_life_topics()
    assert len({item.code for topic in topics for item in topic.items}) == 117
    house = find_life_topic("house")
    assert house is not None
    assert "农村村民宅基地审批" in {item.short_name for item in house.items}
    death = find_life_topic("death")
    assert death is not None
    assert {"残疾人证注销", "农村公益性墓地建设审核"} <= {item.short_name for item in death.items}
    assert len(topics[-1].items) < 15
    assert find_life_topic("nothing") is None


@pytest.mark.django_db
def test_the_sheet_carries_the_answers_and_is_set_once_for_the_same_day() -> None:
    details = ItemDetails(
        situations=(
            Situation(
                question="谁去办？",
                choices=(Choice(text="本人"), Choice(text="代办", materials=("林木权属证明",))),
            ),
        )
    )
    ItemVersion.objects.filter(pk=world.VERSION).update(details=details.to_json())
    guide = get_guide(world.ITEM_CODE, township_code=world.TOWNSHIP, today=TODAY, answers={"s1": "1"})
    sheet = take_along(guide, url="http://x/", today=TODAY)
    assert sheet.answers == ("谁去办？本人",)
    assert len(sheet.materials) == 1
    assert (sheet.place, sheet.address, sheet.trips) == ("旧州镇行政综合服务中心", "", "")
    assert typeset_take_along(sheet, today=TODAY) is typeset_take_along(sheet, today=TODAY)
    open_sheet = take_along(_guide(world.ITEM_CODE), url="http://x/", today=TODAY)
    assert [each.note for each in open_sheet.materials] == ["未核实", "看情况；未核实"]
