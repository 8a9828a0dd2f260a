"""A list on the desk: nothing is written before every line was looked at."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.usecases.cases import counter
from tests.web.sessions import as_actor
from tests.world import CLERK, COUNTY, ID_NUMBER, ITEM_CODE, NEIGHBOR_CLERK, PENSION_ITEM_CODE, VILLAGE
from yimen.data.cases.models import Case

pytestmark = pytest.mark.django_db
URL = "/desk/intake/list/"
TEXT = f"姓名 身份证号\n赵建国 {ID_NUMBER} 13800000001\n孙秀英 130921195003079002\n李四 110105194912310021"
FORM = {
    "request_key": "k" * 32,
    "item": PENSION_ITEM_CODE,
    "village_code": VILLAGE,
    "identity_check": "AT_VILLAGE",
    "text": TEXT,
}


def _post(act: str, client: Client | None = None, **fields: Any) -> Any:
    return (client or as_actor(CLERK)).post(URL, FORM | fields | {"act": act})


def test_each_line_shows_what_is_wrong_and_nothing_is_written() -> None:
    text = _post("PREVIEW").content.decode()
    assert "读到 3 行，2 行可以收" in text
    assert 'name="row" value="2"' in text
    assert 'name="row" value="4"' not in text
    assert "最后一位对不上" in text
    assert not Case.objects.exists()


def test_who_was_taken_in_this_year_is_warned_of_and_not_ticked() -> None:
    done = counter.taken_in()
    text = _post("PREVIEW").content.decode()
    assert f"已收过：{done.case_no}" in text
    first = text.split('value="2"')[1].split(">")[0]
    assert "checked" not in first


def test_ticked_lines_are_taken_in_and_the_report_says_how_many_were_left() -> None:
    client = as_actor(CLERK)
    answer = _post("TAKE", client, row=["2", "3"], materials_seen="1")
    assert answer.status_code == 302
    assert answer["Location"].endswith("?left=1")
    assert Case.objects.filter(county_code=COUNTY).count() == 2
    report = client.get(answer["Location"]).content.decode()
    assert "1 行没有收" in report
    assert "赵*国" in report
    assert "孙*英" in report
    assert _post("TAKE", client, row=["2", "3"], materials_seen="1")["Location"] == answer["Location"]
    assert Case.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"row": []}, "没有选中"),
        ({"row": ["2"], "materials_seen": ""}, "都核过"),
        ({"row": ["2"], "village_code": ""}, "请选择您所在的村"),
        ({"row": ["2"], "identity_check": ""}, "怎样核对的身份"),
    ],
)
def test_what_is_wrong_keeps_the_list(changed: dict[str, Any], words: str) -> None:
    answer = _post("TAKE", **({"materials_seen": "1"} | changed))
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert "孙秀英" in answer.content.decode()
    assert not Case.objects.exists()


def test_a_file_of_a_spreadsheet_is_read_in_either_encoding() -> None:
    for encoding in ("utf-8-sig", "gb18030"):
        file = SimpleUploadedFile("名单.csv", f"赵建国,{ID_NUMBER}".encode(encoding), "text/csv")
        assert "读到 1 行，1 行可以收" in _post("PREVIEW", text="", list=file).content.decode()


def test_a_permit_is_not_taken_in_by_a_list() -> None:
    answer = _post(f"ITEM:{ITEM_CODE}", item="")
    assert answer.status_code == 409 or answer.status_code == 400
    assert "不能按名单收" in answer.content.decode()


def test_the_report_is_nothing_for_a_neighbor() -> None:
    answer = _post("TAKE", row=["2"], materials_seen="1")
    assert as_actor(NEIGHBOR_CLERK).get(answer["Location"]).status_code == 404
