"""Items are published as versions, their codes given once, and nothing is ever made up."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from tests import world
from tests.usecases.catalog.adjusting.walks import begun
from tests.usecases.catalog.lists import NOW, known_authorities, rows_of, take_in, whole_list
from yimen.data.catalog.models import Adjustment, CatalogueState, Item, ItemVersion, Material
from yimen.data.journal.models import Entry
from yimen.rules.access import NotAllowed
from yimen.rules.adjustments import AdjustmentState, ItemChange
from yimen.rules.item_contents import ItemContent
from yimen.rules.tables import Severity
from yimen.usecases.catalog.actions import import_items
from yimen.usecases.catalog.adjusting.item_drafts import DraftedItem, draft_items
from yimen.usecases.catalog.adjusting.publishing import apply_adjustment
from yimen.usecases.catalog.authorities import CannotReadAuthority, read_authorities
from yimen.usecases.catalog.contents import content_of
from yimen.usecases.catalog.queries import count_items, get_version_facts
from yimen.usecases.orgs.findings import RowsRefused


def test_the_117_items_are_taken_in_once(empty_db: None) -> None:
    rows = whole_list()
    first = take_in(rows)
    assert (first.items, first.created, first.refused, first.findings) == (117, 117, 0, ())
    assert list(Item.objects.order_by("code").values_list("code", flat=True)) == [
        f"CZ{n:04d}" for n in range(1, 118)
    ]
    assert CatalogueState.objects.get().version == 1
    second = take_in(rows, now=NOW + timedelta(days=1))
    assert (second.created, second.updated, second.unchanged) == (0, 0, 117)
    assert CatalogueState.objects.get().version == 1
    assert Entry.objects.filter(act="catalog.import_items").count() == 1
    assert count_items() == 117


def test_only_requests_and_permits_whose_authority_a_law_names_are_prefiled_here(empty_db: None) -> None:
    take_in(whole_list())
    prefiled = ItemVersion.objects.filter(apply_way="PREFILING").order_by("item__code")
    assert list(prefiled.values_list("short_name", "authority")) == [
        ("农村村民宅基地审批", "OWN"),
        ("在村庄、集镇规划区内公共场所修建临时建筑物、构筑物和其他设施审批", "OWN"),
        ("林木采伐许可证核发", "ENTRUSTED"),
        ("政府信息公开申请受理", "UNKNOWN"),
    ]
    assert not ItemVersion.objects.exclude(authority="UNKNOWN").filter(authority_source="").exists()
    assert not ItemVersion.objects.filter(apply_way="LINK").exists()
    others = ItemVersion.objects.exclude(family__in=["PERMIT", "DISCLOSURE"])
    assert not others.exclude(apply_way="COUNTER").exists()


def test_a_blank_stays_unknown_and_a_limit_keeps_its_unit(empty_db: None) -> None:
    take_in(whole_list())
    limits = {
        name: (statutory, unit, promised)
        for name, statutory, unit, promised in ItemVersion.objects.values_list(
            "short_name", "statutory_amount", "statutory_unit", "promised_amount"
        )
    }
    assert limits["林木采伐许可证核发"] == (20, "WORKDAYS", 7)
    assert limits["居住证申领"] == (15, "NATURAL_DAYS", None)
    assert limits["社会保障卡启用"] == (0, "INSTANT", 0)
    assert limits["业主委员会备案"] == (None, "", None)
    assert not Material.objects.filter(version__short_name="业主委员会备案").exists()


def test_materials_say_whether_a_published_list_asks_for_them(empty_db: None) -> None:
    take_in(whole_list())
    told = Material.objects.values_list("version__short_name", "verified").distinct()
    assert ("农村村民宅基地审批", False) in told
    assert ("林木采伐许可证核发", True) in told


@pytest.mark.django_db
def test_a_changed_row_is_a_new_version_and_the_former_keeps_its_facts() -> None:
    take_in(rows_of(promised_days="5"))
    first = ItemVersion.objects.get(item__source_name="食品摊贩备案")
    done = take_in(rows_of(promised_days="3", materials="身份证；照片"), now=NOW + timedelta(hours=1))
    assert (done.created, done.updated) == (0, 1)
    versions = ItemVersion.objects.filter(item=first.item).order_by("number")
    assert [(v.number, v.promised_amount, v.superseded_at is None) for v in versions] == [
        (1, 5, False),
        (2, 3, True),
    ]
    former = get_version_facts(first.pk)
    assert (former.in_force, former.materials) == (False, ())
    assert [m.name for m in get_version_facts(versions[1].pk).materials] == ["身份证", "照片"]


@pytest.mark.django_db
def test_what_an_adjustment_published_is_left_alone_and_its_row_says_what_differs() -> None:
    take_in(rows_of(promised_days="5"))
    held = ItemVersion.objects.get(item__source_name="食品摊贩备案")
    content = replace(content_of(held), name="食品摊贩备案(即办)", promised="2")
    _altered(held.item.code, content, title="提速一批")
    done = take_in(rows_of(promised_days="3"), now=NOW + timedelta(hours=3))
    assert (done.created, done.updated, done.unchanged) == (0, 0, 1)
    now_held = ItemVersion.objects.get(item=held.item, superseded_at=None)
    assert (now_held.name, now_held.promised_amount) == ("食品摊贩备案(即办)", 2)
    (said,) = done.findings
    assert said.severity is Severity.NOTICE
    assert "提速一批" in said.sentence()
    assert "名称、承诺时限" in said.sentence()
    assert not any(held.item.code in each for each in done.missing)
    assert take_in(rows_of(name=now_held.name, promised_days="2")).findings == ()


def _altered(code: str, content: ItemContent, *, title: str) -> None:
    """The city's office alters an item, and another of it publishes."""
    adjustment = begun(actor=world.CITY_OFFICER, title=title)
    draft = DraftedItem(change=ItemChange.ALTER, content=content, item_code=code)
    draft_items(actor=world.CITY_OFFICER, now=NOW, adjustment_id=adjustment, drafts=[draft])
    apply_adjustment(Adjustment.objects.get(pk=adjustment), NOW + timedelta(hours=1))
    Adjustment.objects.filter(pk=adjustment).update(
        state=AdjustmentState.PUBLISHED.value, published_at=NOW + timedelta(hours=1)
    )


@pytest.mark.django_db
def test_a_new_item_gets_the_next_code_and_the_others_keep_theirs() -> None:
    done = take_in(rows_of())
    assert Item.objects.get(source_name="食品摊贩备案").code == "CZ0052"
    known = {"CZ0001", "CZ0010", "CZ0014", "CZ0020", "CZ0029", "CZ0041", "CZ0051"}
    assert {each.split()[0] for each in done.missing} == known
    assert ItemVersion.objects.filter(item__code=world.ITEM_CODE, superseded_at=None).exists()


@pytest.mark.django_db
def test_new_colloquial_words_need_no_new_version_but_every_index_hears_of_them() -> None:
    take_in(rows_of(), synonyms={})
    before = CatalogueState.objects.get().version
    done = take_in(rows_of(), synonyms={"摆摊": ("食品摊贩备案",)})
    assert (done.updated, done.unchanged) == (0, 1)
    version = ItemVersion.objects.get(item__source_name="食品摊贩备案")
    assert (version.number, version.aliases) == (1, ["摆摊"])
    assert CatalogueState.objects.get().version == before + 1


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"name": ""}, "这一项要填写"),
        ({"type": "行政什么"}, "事项类型“行政什么”不认识"),
        ({"level": "街"}, "行使层级“街”不认识"),
        ({"statutory_days": "很快"}, "时限“很快”不认识"),
        ({"statutory_days": "5", "promised_days": "9"}, "比法定时限"),
    ],
)
@pytest.mark.django_db
def test_one_broken_row_refuses_the_whole_list(cells: dict[str, str], words: str) -> None:
    before = Item.objects.count()
    with pytest.raises(RowsRefused) as refusal:
        take_in((*rows_of(name="好的事项"), *rows_of(**cells)))
    assert words in refusal.value.findings[0].sentence()
    assert Item.objects.count() == before


@pytest.mark.django_db
def test_partial_takes_in_the_rest() -> None:
    done = take_in((*rows_of(name="好的事项"), *rows_of(type="?")), partial=True)
    assert (done.created, done.refused, len(done.findings)) == (1, 1, 1)


def test_a_right_without_its_law_is_refused() -> None:
    with pytest.raises(CannotReadAuthority, match="第 2 行"):
        read_authorities("name\tauthority\tsource\n某事项\tOWN\t")


@pytest.mark.django_db
def test_a_clerk_cannot_import() -> None:
    with pytest.raises(NotAllowed):
        import_items(actor=world.CLERK, now=NOW, rows=rows_of(), synonyms={}, authorities=known_authorities())


def test_two_imports_at_once_publish_every_item_once(empty_db: None) -> None:
    done: list[int] = []
    gate = threading.Barrier(2)

    def import_it() -> None:
        try:
            gate.wait()
            done.append(take_in(rows_of()).created)
        finally:
            connection.close()

    threads = [threading.Thread(target=import_it) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [0, 1]
    assert ItemVersion.objects.count() == 1
