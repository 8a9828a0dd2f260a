"""The month on its pages: a township files in one form, a county takes in and sends, the city freezes."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from tests.usecases.reports.months import COUNTY_UNIT, filed, frozen, revision_of, state_of, this_year
from tests.web.portal.visits import post, text_of
from tests.web.sessions import as_actor
from tests.world import CENTER_HEAD, CITY_OFFICER, CLERK, COUNTY_OFFICER, NOW, TOWNSHIP, VILLAGE_PROXY
from yimen.data.reports.models import RegisterLine, Report, ReportAnswer, TaskClosing
from yimen.rules.report_columns import COLUMNS
from yimen.rules.reports import ReportState
from yimen.rules.sheets import address

pytestmark = pytest.mark.django_db
HOME = "/manage/reports/"
PAGE = f"{HOME}{TOWNSHIP}/2026-10/"
COUNTY_PAGE = f"{HOME}{COUNTY_UNIT}/2026-10/"
FORM = {"trainings": "1", "trained": "24", "promotions": "0", "enriched": "", "problems": "无"}


@pytest.fixture(autouse=True)
def in_november(gateways: Any) -> None:
    """October is over and not yet locked, on whatever day these tests run."""
    gateways.demo_clock.set(NOW - datetime.now(UTC))


def _filed() -> None:
    this_year()
    form = {**FORM, "act": "FILE", "confirmed": "1", "revision": "0"}
    assert post(as_actor(CENTER_HEAD), PAGE, form)["Location"] == f"{PAGE}?done=FILE"


def test_a_township_answers_confirms_and_files_in_one_form() -> None:
    assert "2026年没有公布的方案" in text_of(as_actor(CENTER_HEAD).get(HOME))
    _filed()
    assert state_of() is ReportState.FILED
    page = text_of(as_actor(CLERK).get(HOME))
    assert "已报，等上级接收" in page
    assert "签发，报县备案" not in page


def test_the_first_page_asks_few_cells_and_shows_the_rest_filled() -> None:
    this_year()
    page = text_of(as_actor(CENTER_HEAD).get(HOME))
    assert "只问 5 格" in page
    assert "原件附件未找到，本表按方案推定" in page
    for column in COLUMNS:
        assert column.heading in page


def test_each_fault_stands_at_its_field_and_what_was_typed_stays() -> None:
    this_year()
    form = {**FORM, "trainings": "一次", "other_key": "cases_received", "other_value": "7", "revision": "0"}
    answer = post(as_actor(CENTER_HEAD), PAGE, {**form, "act": "ANSWER"})
    assert answer.status_code == 400
    page = text_of(answer)
    assert "“培训次数”要填 0 到" in page
    assert "不一样的，请写明理由" in page
    assert 'value="一次"' in answer.content.decode()
    assert not ReportAnswer.objects.exists()


def test_a_county_does_its_month_from_one_page() -> None:
    _filed()
    county = as_actor(COUNTY_OFFICER)
    assert "旧州镇" in text_of(county.get(HOME))
    accept = {"act": "ACCEPT", "revision": str(revision_of()), "back": COUNTY_UNIT}
    assert post(county, PAGE, accept)["Location"] == f"{COUNTY_PAGE}?done=ACCEPT"
    send = {**FORM, "act": "SEND", "confirmed": "1", "revision": "0", "without": ""}
    refused = post(county, COUNTY_PAGE, send)
    assert refused.status_code == 400
    assert "还有 1 个乡镇的月报没有接收：兴济镇" in text_of(refused)
    assert post(county, COUNTY_PAGE, {**send, "without": "正在核对"})["Location"].endswith("done=SEND")
    post(county, COUNTY_PAGE, {"act": "WAY", "way": "FAX", "note": "0317-2175022"})
    assert "传真：0317-2175022" in text_of(county.get(COUNTY_PAGE))


def test_a_county_takes_in_all_that_it_looked_through_with_one_button() -> None:
    _filed()
    county = as_actor(COUNTY_OFFICER)
    assert "看过了，一并接收这 1 份" in text_of(county.get(COUNTY_PAGE))
    post(county, PAGE, {"act": "COMMENT", "text": "培训人次请核对"})
    page = text_of(county.get(COUNTY_PAGE))
    assert "旧州镇：报出后有说明，还没有处理" in page
    assert "看过了，一并接收" not in page
    seen = f"{TOWNSHIP}:{revision_of()}"
    refused = post(county, COUNTY_PAGE, {"act": "ACCEPT_ALL", "seen": seen})
    assert refused.status_code == 409
    post(county, PAGE, {"act": "SEND_BACK", "text": "培训人次请核对"})
    filed(answers=False, now=NOW + timedelta(hours=1))
    accept = {"act": "ACCEPT_ALL", "seen": f"{TOWNSHIP}:{revision_of()}"}
    assert post(county, COUNTY_PAGE, accept)["Location"] == f"{COUNTY_PAGE}?done=ACCEPT_ALL"
    assert state_of() is ReportState.ACCEPTED


def test_the_city_accepts_freezes_and_a_restatement_shows_its_difference() -> None:
    frozen()
    city, county = as_actor(CITY_OFFICER), as_actor(COUNTY_OFFICER)
    assert "沧县" in text_of(city.get(HOME + "?month=2026-10"))
    post(county, PAGE, {"act": "RESTATE", "reason": "培训少报一次"})
    form = {**FORM, "trainings": "2", "act": "FILE", "confirmed": "1", "revision": str(revision_of())}
    post(as_actor(CENTER_HEAD), PAGE, form)
    page = text_of(county.get(PAGE))
    assert "重报理由：培训少报一次" in page
    assert "县里也要重报、再报市里" in page
    assert "旧州镇在冻结以后重报" in text_of(county.get(COUNTY_PAGE))
    assert "第 2 版" in page


def test_a_stranger_finds_nothing_and_a_village_is_not_asked() -> None:
    this_year()
    assert as_actor(CENTER_HEAD).get(COUNTY_PAGE).status_code == 404
    assert as_actor(VILLAGE_PROXY).get(HOME).status_code == 403
    assert as_actor(CENTER_HEAD).get(f"{HOME}{TOWNSHIP}/2026-13/").status_code == 404
    assert post(as_actor(CENTER_HEAD), PAGE, {"act": "DESTROY"}).status_code == 404
    assert as_actor(CENTER_HEAD).get(f"{HOME}{TOWNSHIP}/2026-12/").status_code == 404


def test_the_register_is_written_and_a_task_struck_off() -> None:
    this_year()
    head = as_actor(CENTER_HEAD)
    url = f"{PAGE}register/12/"
    assert "加强专业队伍建设" in text_of(head.get(f"{PAGE}register/"))
    answer = post(head, url, {"act": "WRITE", "plan": "下半年培训", "person": "李四", "revision": "0"})
    assert answer["Location"] == f"{PAGE}register/?done=written"
    assert RegisterLine.objects.get().plan == "下半年培训"
    refused = post(head, url, {"act": "CLOSE", "closed_on": "2026-10-20", "reason": ""})
    assert "要销号，请写明凭什么" in text_of(refused)
    post(head, url, {"act": "CLOSE", "closed_on": "2026-10-20", "reason": "两次都办了"})
    assert TaskClosing.objects.get().reason == "两次都办了"
    post(head, url, {"act": "REOPEN", "reason": "少办一次"})
    assert TaskClosing.objects.get().reopened_at is not None
    assert "保存" not in text_of(as_actor(COUNTY_OFFICER).get(url))


def test_asked_cells_go_out_as_a_workbook_and_come_back_with_faults_at_their_cells() -> None:
    this_year()
    head = as_actor(CENTER_HEAD)
    kept = b"".join(head.get(f"{PAGE}answers.xlsx").streaming_content)  # type: ignore[attr-defined]
    url, hint = f"{PAGE}answers/", "当月办了几次业务培训；没有就填 0"
    wrong = kept.decode().replace(f'{hint}", ""', f'{hint}", "很多"')
    answer = post(head, url, {"file": SimpleUploadedFile("x.xlsx", wrong.encode()), "revision": "0"})
    assert answer.status_code == 400
    assert "<strong>E6</strong> “培训次数”要填" in text_of(answer)
    assert Report.objects.count() == 0
    right = wrong.replace('"很多"', '"2"')
    answer = post(head, url, {"file": SimpleUploadedFile("x.xlsx", right.encode()), "revision": "0"})
    assert answer["Location"] == f"{PAGE}?done=ANSWER"
    assert ReportAnswer.objects.get(key="trainings").text == "2"
    other = right.replace("2026年10月", "2026年9月")
    answer = post(head, url, {"file": SimpleUploadedFile("x.xlsx", other.encode()), "revision": "1"})
    assert "不是“旧州镇2026年10月”的" in text_of(answer)


def test_a_township_s_own_summary_is_taken_back_in_wherever_its_headings_stand() -> None:
    this_year()
    head, url = as_actor(CENTER_HEAD), f"{PAGE}answers/"
    kept = b"".join(head.get(f"{PAGE}summary.xlsx").streaming_content)  # type: ignore[attr-defined]
    book = json.loads(kept)
    rows = book["旧州镇2026年10月"]
    at = next(at for at, row in enumerate(rows) if "培训次数" in row)
    column, line = rows[at].index("培训次数"), rows[at + 1]
    line[column] = "很多"
    rows.insert(0, ["上报稿"])

    def send(revision: str) -> HttpResponse:
        content = json.dumps(book, ensure_ascii=False).encode()
        return post(head, url, {"file": SimpleUploadedFile("x.xlsx", content), "revision": revision})

    refused = send("0")
    place = address(at + 3, column + 1)
    assert f"<strong>{place}</strong> “培训次数”要填" in text_of(refused)
    line[column] = "2"
    assert send("0")["Location"] == f"{PAGE}?done=ANSWER"
    assert {row.key: row.text for row in ReportAnswer.objects.all()} == {"trainings": "2"}
    line[0] = "别的镇"
    assert "没有“旧州镇”自己的一行" in text_of(send("1"))


@pytest.mark.parametrize("what", ["summary", "register"])
def test_the_month_goes_out_as_files(what: str) -> None:
    this_year()
    county = as_actor(COUNTY_OFFICER)
    for kind in ("xlsx", "docx", "pdf"):
        answer = county.get(f"{COUNTY_PAGE}{what}.{kind}")
        assert answer.status_code == 200, kind
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert content
        if kind == "docx":
            package = zipfile.ZipFile(io.BytesIO(content))
            inside = package.read("word/document.xml").decode()
            assert "NUMPAGES" in package.read("word/footer1.xml").decode()
            assert "<w:tblHeader/>" in inside
            assert "盖章" in inside
    assert county.get(f"{COUNTY_PAGE}{what}.exe").status_code == 404


def test_a_county_uploads_its_own_form_maps_it_and_takes_it_back_filled() -> None:
    this_year()
    county, home = as_actor(COUNTY_OFFICER), "/manage/report-templates/"
    rows = '{"进展表": [["单位", "应建中心", "已建中心", "覆盖率", "联系电话"]]}'
    answer = post(county, home, {"file": SimpleUploadedFile("汇总表.xlsx", rows.encode())})
    page = answer["Location"].partition("?")[0]
    assert "3 列（75%）已经对上" in text_of(county.get(page))
    form = {"revision": "1", "to-A": "unit", "to-B": "coverage", "to-D": "coverage"}
    assert "“覆盖率”对应了两列" in text_of(post(county, page, form))
    assert post(county, page, form | {"to-D": ""}).status_code == 302
    filled = b"".join(county.get(f"{page}2026-10.xlsx").streaming_content)  # type: ignore[attr-defined]
    assert "旧州镇" in filled.decode()
    assert post(county, home, {}).status_code == 400
    assert "汇总表.xlsx" in text_of(county.get(home))
    assert post(county, page, {"act": "WITHDRAW"})["Location"] == f"{home}?month=2026-10&done=ended"
    assert "停用的表（1）" in text_of(county.get(f"{home}?done=ended"))
    assert "停用这张表" not in text_of(county.get(page))
    refused = county.get(f"{page}2026-11.xlsx")
    assert refused.status_code == 409
    assert "只能取停用以前已经过完的月份" in text_of(refused)
