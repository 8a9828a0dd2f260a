"""A list comes in: brought, mapped, planned, mended, confirmed; nothing is written before."""

from datetime import timedelta

import pytest

from tests.usecases.catalog.faulty_list import (
    HEADING_ROW,
    SHEET,
    planted_faults,
    write_faulty,
    write_mended,
)
from tests.usecases.catalog.sheets.walks import (
    BROKEN,
    HEADINGS,
    LATER,
    SNACKS,
    brought,
    confirmed,
    content_of,
    in_force,
    planned,
    published,
    with_real_sheets,
    written,
)
from tests.world import CITY_OFFICER, CLERK, COUNTY_OFFICER, ITEM_CODE, NOW
from yimen.data.catalog.models import (
    Adjustment,
    ColumnMapping,
    Item,
    ItemDraft,
    ItemVersion,
    SheetImport,
    SheetRow,
    SheetUpload,
)
from yimen.data.journal.models import Entry
from yimen.gateways.spreadsheets.refusals import SheetBroken
from yimen.rules.access import NotAllowed, NotFound, system_actor
from yimen.rules.list_columns import Sureness
from yimen.rules.list_fields import ListField
from yimen.rules.list_findings import HeadingTwice, NameColumnMissing, NoRowsBelow
from yimen.rules.list_imports import (
    ImportIsOver,
    ImportState,
    NoSuchSheet,
    NothingToTake,
    NotPlannedYet,
    PlanIsStale,
    RowsHaveErrors,
)
from yimen.rules.list_sheets import RowFate
from yimen.rules.retention import Kept
from yimen.usecases.catalog.sheets.bringing import bring_list
from yimen.usecases.catalog.sheets.dropping import drop_list_import
from yimen.usecases.catalog.sheets.mapping import plan_list_import
from yimen.usecases.catalog.sheets.reading import get_columns, get_plan, list_imports
from yimen.usecases.catalog.sheets.taking import take_list
from yimen.usecases.hosting.retention import apply_retention

pytestmark = pytest.mark.usefixtures("db")


def test_the_list_of_23_faults_is_seen_mended_and_taken() -> None:
    with_real_sheets()
    import_id = brought(written(write_faulty))
    columns = get_columns(actor=COUNTY_OFFICER, import_id=import_id)
    assert (columns.sheet, columns.heading_row, columns.head.state) == (SHEET, HEADING_ROW, ImportState.READ)
    assert [sheet.name for sheet in columns.sheets] == ["封面", SHEET]

    errors = plan_list_import(
        actor=COUNTY_OFFICER,
        now=NOW,
        import_id=import_id,
        sheet=SHEET,
        heading_row=HEADING_ROW,
        columns=confirmed(columns),
    )
    shown, after = [], 0
    while True:
        page = get_plan(actor=COUNTY_OFFICER, import_id=import_id, after_row=after)
        shown += [finding for row in page.rows for finding in row.findings]
        if page.next_row is None:
            break
        after = page.next_row
    assert [(each.place, each.code) for each in shown] == [(f.cell, f.code) for f in planted_faults()]
    assert (errors, page.counts.errors, page.counts.rows) == (20, 20, 200)
    bad = get_plan(actor=COUNTY_OFFICER, import_id=import_id, only_errors=True)
    assert {row.fate for row in bad.rows} == {RowFate.REFUSED}
    assert not ItemDraft.objects.exists()

    assert brought(written(write_mended), import_id) == import_id
    mended = get_plan(actor=COUNTY_OFFICER, import_id=import_id)
    assert mended.head.state is ImportState.PLANNED
    assert (mended.counts.errors, mended.counts.fates) == (0, {RowFate.NEW: 200})
    assert mended.mending is not None
    assert (mended.mending.before, len(mended.mending.gone), mended.mending.fresh) == (20, 20, 0)

    taken = take_list(actor=COUNTY_OFFICER, now=NOW, import_id=import_id)
    assert (taken.added, taken.altered, taken.left_out) == (200, 0, 0)
    assert ItemDraft.objects.filter(adjustment=taken.adjustment_id, kind="ADD").count() == 200
    assert Item.objects.filter(owner_code="130921").count() == 0


def test_what_was_taken_holds_once_another_person_publishes() -> None:
    in_force(content_of(SNACKS))

    version = ItemVersion.objects.select_related("item").get(name=SNACKS[0])
    assert (version.item.owner_code, version.promised_amount, version.item_type) == (
        "130921",
        5,
        "PUBLIC_SERVICE",
    )
    again = get_plan(actor=COUNTY_OFFICER, import_id=planned(content_of(SNACKS)))
    assert [row.fate for row in again.rows] == [RowFate.UNCHANGED]


def test_an_own_item_is_altered_field_by_field_and_a_blank_cell_takes_nothing() -> None:
    in_force(content_of(SNACKS))
    import_id = planned(content_of((*SNACKS[:4], "3个工作日"), (*SNACKS[:4], "")))

    first = get_plan(actor=COUNTY_OFFICER, import_id=import_id).rows[0]
    assert first.fate is RowFate.ALTERED
    assert [(each.label, each.before, each.after) for each in first.changes] == [
        ("承诺办结时限", "5个工作日", "3个工作日")
    ]


def test_an_item_from_above_cannot_be_rewritten_by_a_county_but_by_the_city() -> None:
    version = ItemVersion.objects.select_related("item").get(item__code=ITEM_CODE, superseded_at=None)
    line = (version.name, "行政许可", version.item.department, "乡镇", "1个工作日")

    row = get_plan(actor=COUNTY_OFFICER, import_id=planned(content_of(line))).rows[0]
    assert (row.fate, row.item_code) == (RowFate.REFUSED, ITEM_CODE)
    assert "授权登记" in row.findings[-1].sentence()
    content = content_of(line)
    mine = bring_list(actor=CITY_OFFICER, now=NOW, name="a.xlsx", content=content, true_size=len(content))
    columns = get_columns(actor=CITY_OFFICER, import_id=mine)
    plan_list_import(
        actor=CITY_OFFICER,
        now=NOW,
        import_id=mine,
        sheet="清单",
        heading_row=1,
        columns=confirmed(columns),
    )
    assert get_plan(actor=CITY_OFFICER, import_id=mine).rows[0].fate is RowFate.ALTERED


def test_an_item_of_several_levels_is_altered_and_keeps_them() -> None:
    line = ("特困供养服务登记", "公共服务", "民政", "县、乡镇", "5个工作日")
    in_force(content_of(line))
    in_force(content_of((*line[:3], "", "3个工作日")))

    version = ItemVersion.objects.get(name=line[0], superseded_at=None)
    assert (version.levels, version.promised_amount) == (["COUNTY", "TOWNSHIP"], 3)


def test_a_name_that_only_another_county_uses_is_free() -> None:
    in_force(content_of(SNACKS))
    Item.objects.filter(owner_code="130921").update(owner_code="130922")

    assert take_list(actor=COUNTY_OFFICER, now=NOW, import_id=planned(content_of(SNACKS))).added == 1


def test_rows_with_errors_are_left_out_only_when_one_says_so() -> None:
    import_id = planned(content_of(SNACKS, BROKEN))

    with pytest.raises(RowsHaveErrors):
        take_list(actor=COUNTY_OFFICER, now=NOW, import_id=import_id)
    taken = take_list(actor=COUNTY_OFFICER, now=NOW, import_id=import_id, only_good=True)
    assert (taken.added, taken.left_out) == (1, 1)


def test_the_drafts_go_into_the_open_adjustment_that_is_named() -> None:
    first = take_list(actor=COUNTY_OFFICER, now=NOW, import_id=planned(content_of(SNACKS)))
    other = ("农家书屋借阅登记", "公共服务", "文化", "村", "")
    second = take_list(
        actor=COUNTY_OFFICER,
        now=NOW,
        import_id=planned(content_of(other)),
        adjustment_id=first.adjustment_id,
    )

    assert second.adjustment_id == first.adjustment_id
    assert ItemDraft.objects.filter(adjustment=first.adjustment_id).count() == 2
    assert Adjustment.objects.get().title == "导入：省里的清单.xlsx"


def test_a_double_click_takes_once_and_a_later_try_is_told() -> None:
    import_id = planned(content_of(SNACKS))
    first = take_list(actor=COUNTY_OFFICER, now=NOW, import_id=import_id, request_key="k")
    again = take_list(actor=COUNTY_OFFICER, now=NOW, import_id=import_id, request_key="k")

    assert first == again
    with pytest.raises(ImportIsOver):
        take_list(actor=COUNTY_OFFICER, now=NOW, import_id=import_id)
    with pytest.raises(ImportIsOver):
        brought(content_of(SNACKS), import_id)


def test_a_plan_that_the_lists_have_overtaken_is_not_taken() -> None:
    one, other = planned(content_of(SNACKS)), planned(content_of(SNACKS))
    published(one)

    with pytest.raises(PlanIsStale):
        take_list(actor=COUNTY_OFFICER, now=LATER, import_id=other)


def test_nothing_new_is_nothing_to_take_and_no_plan_is_no_plan() -> None:
    in_force(content_of(SNACKS))

    with pytest.raises(NothingToTake):
        take_list(actor=COUNTY_OFFICER, now=NOW, import_id=planned(content_of(SNACKS)))
    with pytest.raises(NotPlannedYet):
        take_list(actor=COUNTY_OFFICER, now=NOW, import_id=brought(content_of(SNACKS)))


def test_the_county_remembers_what_it_said_of_these_headings() -> None:
    foreign = ("事项", "种类", "谁办", "在哪级办")
    import_id = brought(content_of(SNACKS[:4], headings=foreign))
    said = {1: ListField.NAME, 2: ListField.TYPE, 3: ListField.DEPARTMENT, 4: ListField.LEVELS}
    plan_list_import(
        actor=COUNTY_OFFICER, now=NOW, import_id=import_id, sheet="清单", heading_row=1, columns=said
    )

    other = brought(content_of(BROKEN[:4], headings=["事项 ", "★种类", "谁办（单位）", "在哪级办"]))
    guesses = get_columns(actor=COUNTY_OFFICER, import_id=other, heading_row=1).guesses
    assert [(each.field, each.sureness) for each in guesses] == [
        (field, Sureness.REMEMBERED) for field in said.values()
    ]
    assert ColumnMapping.objects.count() == 1


def test_a_mended_file_with_other_headings_asks_again() -> None:
    import_id = planned(content_of(SNACKS))
    brought(content_of(SNACKS[:3], headings=HEADINGS[:3]), import_id)

    assert get_plan(actor=COUNTY_OFFICER, import_id=import_id).head.state is ImportState.READ


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"sheet": "没有"}, NoSuchSheet),
        ({"columns": {2: ListField.TYPE}}, NameColumnMissing),
        ({"columns": {1: ListField.NAME, 2: ListField.NAME}}, HeadingTwice),
        ({"heading_row": 2}, NoRowsBelow),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(said: dict[str, object], fault: type[Exception]) -> None:
    import_id = brought(content_of(SNACKS))
    call = {"sheet": "清单", "heading_row": 1, "columns": {1: ListField.NAME}, **said}

    with pytest.raises(fault):
        plan_list_import(actor=COUNTY_OFFICER, now=NOW, import_id=import_id, **call)  # type: ignore[arg-type]


def test_an_import_given_up_leaves_no_file_behind() -> None:
    import_id = planned(content_of(SNACKS))
    drop_list_import(actor=COUNTY_OFFICER, now=NOW, import_id=import_id)

    assert SheetImport.objects.get().state == "DROPPED"
    assert not SheetUpload.objects.exists()
    assert not SheetRow.objects.exists()


def test_what_is_no_list_leaves_nothing() -> None:
    with pytest.raises(SheetBroken):
        brought(b"no list")

    assert not SheetImport.objects.exists()


def test_others_find_nothing_and_clerks_may_not() -> None:
    import_id = planned(content_of(SNACKS))

    with pytest.raises(NotFound):
        get_plan(actor=CITY_OFFICER, import_id=import_id)
    with pytest.raises(NotFound):
        take_list(actor=CITY_OFFICER, now=NOW, import_id=import_id)
    assert list_imports(actor=CITY_OFFICER).rows == ()
    with pytest.raises(NotAllowed):
        list_imports(actor=CLERK)


def test_each_step_leaves_an_entry_with_the_digest_of_the_file_and_no_content() -> None:
    import_id = planned(content_of(SNACKS))
    take_list(actor=COUNTY_OFFICER, now=NOW, import_id=import_id)

    acts = Entry.objects.filter(subject_id=import_id).order_by("seq").values_list("act", flat=True)
    assert list(acts) == ["catalog.bring_list", "catalog.plan_list", "catalog.take_list"]


def test_files_and_plans_go_half_a_year_after_the_last_step() -> None:
    import_id = planned(content_of(SNACKS))
    clock = system_actor("retention")
    apply_retention(actor=clock, now=NOW + timedelta(days=179))
    assert SheetImport.objects.filter(pk=import_id).exists()

    removed = apply_retention(actor=clock, now=NOW + timedelta(days=181)).removed
    assert removed[Kept.SHEET_IMPORTS] == 1
    assert not SheetUpload.objects.exists()
    assert ColumnMapping.objects.count() == 1
