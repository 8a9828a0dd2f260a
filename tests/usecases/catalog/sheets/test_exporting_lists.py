"""Lists go out as files that come in again and change nothing; another reader sees the same."""

import io

import openpyxl
import pytest

from tests.usecases.catalog.adjusting.walks import SNACKS as SNACKS_CONTENT
from tests.usecases.catalog.adjusting.walks import published, published_item
from tests.usecases.catalog.sheets.walks import planned, with_real_sheets
from tests.usecases.catalog.sheets.walks import published as taken
from tests.world import COUNTY_OFFICER, ITEM_CODE, NOW, OTHER_TOWNSHIP, TOWNSHIP, VILLAGE
from yimen.data.catalog.models import Item, ItemVersion
from yimen.rules.access import NotFound
from yimen.rules.list_sheets import RowFate
from yimen.usecases.catalog.sheets.exports import export_items, export_register, export_unit_list
from yimen.usecases.catalog.sheets.platform import export_platform_tables
from yimen.usecases.catalog.sheets.reading import get_plan
from yimen.usecases.catalog.sheets.reports import FileOut

pytestmark = pytest.mark.usefixtures("db")


def _items(kind: str = "xlsx") -> bytes:
    return export_items(actor=COUNTY_OFFICER, now=NOW, kind=kind).content


def _book(file: FileOut) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(file.content))


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_goes_out_comes_in_unchanged(kind: str) -> None:
    with_real_sheets()
    published_item()
    plan = get_plan(actor=COUNTY_OFFICER, import_id=planned(_items(kind)))

    assert plan.counts.fates == {RowFate.UNCHANGED: Item.objects.count()}
    assert plan.counts.errors == 0


def test_an_own_item_changed_in_the_file_is_changed_and_the_next_export_is_the_same_file() -> None:
    with_real_sheets()
    published_item()
    before = openpyxl.load_workbook(io.BytesIO(_items()))
    page = before.active
    headings = {cell.value: cell.column for cell in page[1]}
    line = next(row for row in page.iter_rows(min_row=2) if row[1].value == SNACKS_CONTENT.name)
    line[headings["承诺办结时限"] - 1].value = "3个工作日"
    line[headings["是否收费"] - 1].value = "否"
    line[headings["申请材料"] - 1].value += "；经营场所证明"
    changed = io.BytesIO()
    before.save(changed)

    taken(planned(changed.getvalue()))
    version = ItemVersion.objects.get(name=SNACKS_CONTENT.name, superseded_at=None)
    assert (version.number, version.promised_amount, version.details["charged"]) == (2, 3, False)
    assert version.materials.count() == 3
    again = _items()
    assert get_plan(actor=COUNTY_OFFICER, import_id=planned(again)).counts.takeable == 0
    assert _items() == again


def test_a_units_list_says_how_and_in_whose_name_and_comes_in_as_its_items() -> None:
    with_real_sheets()
    published()
    file = export_unit_list(actor=COUNTY_OFFICER, now=NOW, unit_code=TOWNSHIP, kind="xlsx")
    page = _book(file).active
    line = dict(zip((cell.value for cell in page[1]), (cell.value for cell in page[2]), strict=True))

    assert file.name == "旧州镇办理目录清单-20261116.xlsx"
    assert (line["本系统编号"], line["承接"], line["此处承诺"]) == (ITEM_CODE, "委托", "5个工作日")
    plan = get_plan(actor=COUNTY_OFFICER, import_id=planned(file.content))
    assert [row.fate for row in plan.rows] == [RowFate.UNCHANGED]


def test_the_register_has_a_line_for_each_delegation_in_force() -> None:
    with_real_sheets()
    published()
    page = _book(export_register(actor=COUNTY_OFFICER, now=NOW, kind="xlsx")).active

    assert [cell.value for cell in page[2]][:6] == [
        ITEM_CODE,
        page["B2"].value,
        TOWNSHIP,
        "旧州镇",
        "乡级",
        "委托",
    ]
    assert page.max_row == 2


def test_the_platforms_tables_bear_its_names_and_list_what_is_missing() -> None:
    with_real_sheets()
    published_item()
    book = _book(export_platform_tables(actor=COUNTY_OFFICER, now=NOW))
    basic = book["up_task_general_basic"]
    line = next(
        dict(zip((cell.value for cell in basic[1]), (cell.value or "" for cell in row), strict=True))
        for row in basic.iter_rows(min_row=2)
        if row[4].value == SNACKS_CONTENT.name
    )

    assert (line["task_type"], line["use_level"], line["promise_day"], line["promise_type"]) == (
        "01",
        "5",
        "5",
        "工作日",
    )
    assert line["dept_code"] == ""
    missing = {tuple(cell.value for cell in row) for row in book["缺项"].iter_rows(min_row=2)}
    assert ("up_task_general_basic", SNACKS_CONTENT.name, "dept_code") in missing
    assert ("up_task_general_basic", SNACKS_CONTENT.name, "task_name") not in missing
    materials = [row[1].value for row in book["up_task_general_material"].iter_rows(min_row=2)]
    assert "小餐饮登记申请书" in materials
    assert len(book.sheetnames) == 12


def test_the_platforms_own_table_comes_in_by_its_names() -> None:
    with_real_sheets()
    published_item()
    content = export_platform_tables(actor=COUNTY_OFFICER, now=NOW).content
    plan = get_plan(actor=COUNTY_OFFICER, import_id=planned(content))

    assert plan.sheet == "up_task_general_basic"
    own = next(row for row in plan.rows if row.name == SNACKS_CONTENT.name)
    assert (own.fate, own.findings) == (RowFate.UNCHANGED, ())


def test_a_list_of_elsewhere_and_one_that_is_not_there_are_not_found() -> None:
    for unit in (OTHER_TOWNSHIP, VILLAGE):
        with pytest.raises(NotFound):
            export_unit_list(actor=COUNTY_OFFICER, now=NOW, unit_code=unit, kind="csv")
    with pytest.raises(NotFound):
        export_items(actor=COUNTY_OFFICER, now=NOW, kind="pdf")
