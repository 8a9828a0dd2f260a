"""The pages on which a county officer brings a list, maps it, sees each fault, mends and confirms."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.usecases.catalog.faulty_list import planted_faults, write_faulty, write_mended
from tests.usecases.catalog.sheets.walks import with_real_sheets, written
from tests.web.sessions import as_actor
from tests.world import CLERK, COUNTY_OFFICER
from yimen.data.catalog.models import ItemDraft, SheetImport, SheetUpload
from yimen.rules.sheets import SHEET_LIMITS

pytestmark = pytest.mark.django_db
PAGE = "/manage/lists/import/"


def _file(content: bytes, name: str = "省里的清单.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def _selected(html: str) -> dict[str, str]:
    """The form as the browser would send it: what is chosen in each select."""
    chosen = {}
    for name, body in re.findall(r'<select[^>]* name="(column_\d+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        found = re.search(r'value="(\w*)" selected', body)
        chosen[name] = found[1] if found else ""
    return chosen


def _walk(client: Client) -> str:
    """The faulty list brought and its columns confirmed as they were guessed; the page of the plan."""
    brought = client.post(PAGE, {"file": _file(written(write_faulty)), "request_key": "a"})
    columns = client.get(brought["Location"]).content.decode()
    said = {**_selected(columns), "sheet": "附件2 下放事项", "heading_row": "5", "request_key": "b"}
    planned = client.post(brought["Location"], said)
    return str(planned["Location"])


def test_the_whole_way_of_a_list_from_elsewhere() -> None:
    with_real_sheets()
    client = as_actor(COUNTY_OFFICER)
    url = _walk(client)
    page = client.get(url, {"only": "errors"}).content.decode()
    shown = {fault.cell for fault in planted_faults() if f">{fault.cell}</span>" in page}
    assert shown == {fault.cell for fault in planted_faults() if fault.severity == "ERROR"}
    assert "只导入没有错误的 179 行" in page
    assert not ItemDraft.objects.exists()

    mended = {"act": "MEND", "file": _file(written(write_mended)), "request_key": "c"}
    assert client.post(url, mended)["Location"] == url
    page = client.get(url).content.decode()
    assert "上一份的 20 处错误，改好了 20 处" in page
    assert "导入 200 行" in page

    client.post(url, {"act": "TAKE", "adjustment": "", "request_key": "d"})
    assert ItemDraft.objects.count() == 200
    page = client.get(url).content.decode()
    assert "200 个事项已经写成草稿" in page
    assert f'href="/manage/lists/{ItemDraft.objects.values_list("adjustment_id", flat=True)[0]}/"' in page
    assert "已写入调整" in client.get(PAGE).content.decode()


def test_a_double_click_brings_one_file() -> None:
    with_real_sheets()
    client = as_actor(COUNTY_OFFICER)
    for _ in range(2):
        client.post(PAGE, {"file": _file(written(write_mended)), "request_key": "a"})

    assert SheetUpload.objects.count() == 1


def test_the_report_has_the_table_of_the_file_with_its_faulty_cells_marked() -> None:
    with_real_sheets()
    client = as_actor(COUNTY_OFFICER)
    answer = client.get(f"{_walk(client)}report/")
    content = b"".join(answer)  # type: ignore[arg-type]
    book = openpyxl.load_workbook(io.BytesIO(content))

    assert "attachment" in answer["Content-Disposition"]
    page, findings = book["逐行核对"], book["问题清单"]
    assert [cell.value for cell in page[1]][:5] == ["原表行号", "核对结果", "问题", "序号", "权力类型"]
    line = next(row for row in page.iter_rows(min_row=2) if row[0].value == "15")
    assert (line[1].value, line[4].value) == ("有错误", "行政审批")
    assert line[4].comment.text.startswith("事项类型“行政审批”不认识")
    assert line[4].fill.start_color.rgb == "FFF8D0CC"
    assert findings.max_row == 24
    assert {findings.cell(row, 1).value for row in range(2, 25)} == {f.cell for f in planted_faults()}


def test_the_report_mended_by_hand_can_come_in_again() -> None:
    with_real_sheets()
    client = as_actor(COUNTY_OFFICER)
    content = b"".join(client.get(f"{_walk(client)}report/"))  # type: ignore[arg-type]
    brought = client.post(PAGE, {"file": _file(content), "request_key": "e"})
    chosen = _selected(client.get(brought["Location"]).content.decode())

    assert [chosen[f"column_{at}"] for at in (1, 2, 3, 5, 6)] == ["", "", "", "TYPE", "NAME"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html><table></table></html>", "内容其实是网页"),
        (b"", "这个文件里没有内容"),
        (b"%PDF-1.7", "实际上是PDF 文件"),
        (b"a" * (SHEET_LIMITS.file_bytes + 1), "超过了 20 MB"),
    ],
)
def test_what_is_no_list_is_told_at_the_field(content: bytes, words: str) -> None:
    with_real_sheets()
    page = as_actor(COUNTY_OFFICER).post(PAGE, {"file": _file(content, "表.xls"), "request_key": "a"})

    assert page.status_code >= 400
    assert words in page.content.decode()
    assert not SheetImport.objects.exists()


def test_a_form_without_a_file_asks_for_one_and_clerks_may_not_come_in() -> None:
    page = as_actor(COUNTY_OFFICER).post(PAGE, {"request_key": "a"})
    assert (page.status_code, "请先选一个表格文件" in page.content.decode()) == (400, True)
    assert as_actor(CLERK).get(PAGE).status_code == 403


def test_a_mapping_without_a_name_comes_back_with_what_was_chosen() -> None:
    with_real_sheets()
    client = as_actor(COUNTY_OFFICER)
    url = client.post(PAGE, {"file": _file(written(write_mended)), "request_key": "a"})["Location"]
    said = {"column_2": "TYPE", "sheet": "附件2 下放事项", "heading_row": "5", "request_key": "b"}
    page = client.post(url, said)

    assert page.status_code == 400
    assert "请指明哪一列是事项名称" in page.content.decode()
    assert _selected(page.content.decode())["column_2"] == "TYPE"
    assert client.get(url, {"sheet": "没有"}).status_code == 400
    assert "没有认出表头" in client.get(url, {"sheet": "封面"}).content.decode()


def test_an_import_given_up_says_so() -> None:
    with_real_sheets()
    client = as_actor(COUNTY_OFFICER)
    url = _walk(client)

    assert client.post(url, {"act": "DROP", "request_key": "z"})["Location"] == PAGE
    assert "这次导入已经放弃" in client.get(url).content.decode()
    assert client.post(url, {"act": "SOMETHING"}).status_code == 404
