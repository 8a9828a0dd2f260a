"""The keeper's pages: what waits, one use, the scan that comes back, the registers."""

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.uploads import PNG
from tests.usecases.cases import journey
from tests.web.sessions import as_actor
from tests.world import CENTER_HEAD, CLERK, OUTSIDER, SEAL_KEEPER
from yimen.data.cases.models import Case
from yimen.data.documents.models import Paper
from yimen.data.seals.models import SealUse

pytestmark = pytest.mark.django_db
WAITING = "/desk/seals/"


def _paper(case_id: UUID, kind: str = "GRANT") -> Paper:
    return Paper.objects.get(case_papers__case=case_id, kind=kind)


def _url(paper: Paper) -> str:
    return reverse("desk:seal_paper", args=[paper.pk])


def test_the_keeper_finds_what_waits_prints_it_and_enters_the_use() -> None:
    paper = _paper(journey.granted())
    keeper = as_actor(SEAL_KEEPER)
    page = keeper.get(WAITING).content.decode()
    assert paper.paper_no in page
    assert "受委托" in page
    form = keeper.get(_url(paper)).content.decode()
    assert "逐件审批" in form
    assert "approver" in form
    answer = keeper.post(_url(paper), {"copies": "2", "purpose": "送达申请人", "request_key": "k" * 20})
    use = SealUse.objects.get()
    assert answer["Location"] == reverse("desk:seal_use", args=[use.pk]) + "?done=1&scan=1"
    assert "已登记用印第 1 号" in keeper.get(answer["Location"]).content.decode()
    assert paper.paper_no not in keeper.get(WAITING).content.decode()


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays() -> None:
    paper = _paper(journey.granted())
    answer = as_actor(SEAL_KEEPER).post(_url(paper), {"copies": "0", "purpose": "送达本人"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'href="#field-copies"' in page
    assert 'value="送达本人"' in page
    assert not SealUse.objects.exists()


def test_the_scan_comes_back_later_and_is_shown() -> None:
    keeper = as_actor(SEAL_KEEPER)
    paper = _paper(journey.granted())
    keeper.post(_url(paper), {"copies": "1", "purpose": "存档"})
    url = reverse("desk:seal_use", args=[SealUse.objects.get().pk])
    assert "还没有选文件" in keeper.post(url, {}).content.decode()
    wrong = SimpleUploadedFile("章.pdf", b"<html></html>")
    assert keeper.post(url, {"scan": wrong}).status_code == 400
    assert keeper.post(url, {"scan": SimpleUploadedFile("章.png", PNG)}).status_code == 302
    page = keeper.get(url).content.decode()
    assert "看盖章扫描件" in page
    assert "不是同一个文件" in page
    scan = keeper.get(f"{url}scan/")
    assert scan["Content-Type"] == "image/png"
    assert b"".join(scan.streaming_content) == PNG  # type: ignore[attr-defined]


def test_a_paper_is_found_by_the_number_as_people_type_it() -> None:
    receipt = _paper(journey.granted(), "RECEIPT")
    keeper = as_actor(SEAL_KEEPER)
    typed = receipt.paper_no.replace("〔", "[").replace("〕", "] ")
    assert keeper.get(WAITING, {"no": typed})["Location"] == _url(receipt)
    assert "没有查到" in keeper.get(WAITING, {"no": "乱写"}).content.decode()


def test_the_head_reads_the_register_and_stamps_nothing() -> None:
    paper = _paper(journey.granted())
    as_actor(SEAL_KEEPER).post(_url(paper), {"copies": "3", "purpose": "送达申请人"})
    head = as_actor(CENTER_HEAD)
    year = SealUse.objects.get().year
    page = head.get(f"/desk/seals/register/?year={year}").content.decode()
    assert f"{year}年 用印登记簿" in page
    assert "第 1 号至第 1 号，共 1 次，号码连续。" in page
    assert "这一年还没有用印" in head.get("/desk/seals/register/?year=1999").content.decode()
    assert "已盖章，登记" not in head.get(_url(paper)).content.decode()
    assert head.post(_url(paper), {"copies": "3", "purpose": "再来"}).status_code == 403


def test_strangers_and_clerks_have_no_page_of_the_seal() -> None:
    paper = _paper(journey.granted())
    assert as_actor(CLERK).get(WAITING).status_code == 403
    assert as_actor(OUTSIDER).get(_url(paper)).status_code == 403


def test_a_sensitive_case_shows_its_number_only_and_no_link() -> None:
    case_id = journey.granted()
    Case.objects.filter(pk=case_id).update(sensitive=True, state="CLOSED", closed_at="2026-11-17T00:00Z")
    page = as_actor(CENTER_HEAD).get(WAITING).content.decode()
    assert _paper(case_id).paper_no in page
    assert "赵" not in page.split("<main", 1)[1]
    assert f"/desk/cases/{case_id}/" not in page


def test_the_register_of_papers_shows_its_span_and_prints() -> None:
    case_id = journey.granted()
    page = as_actor(CLERK).get("/desk/registers/", {"kind": "RECEIPT"}).content.decode()
    assert "第 1 号至第 1 号，共 1 件，号码连续。" in page
    assert _paper(case_id, "RECEIPT").paper_no in page
    assert "data-print" in page
    entrusted = as_actor(CLERK).get("/desk/registers/", {"kind": "GRANT"}).content.decode()
    assert "受委托经手的 1 件" in entrusted
    assert "赵*国" in entrusted


def test_a_gap_in_a_register_is_cried_out() -> None:
    journey.received()
    Paper.objects.filter(kind="RECEIPT").update(serial=4)
    page = as_actor(CLERK).get("/desk/registers/", {"kind": "RECEIPT"}).content.decode()
    assert "号码不连续" in page


def test_a_register_that_nobody_began_says_so() -> None:
    page = as_actor(CLERK).get("/desk/registers/").content.decode()
    assert "没有这样的文书" in page
    assert as_actor(CLERK).get("/desk/registers/", {"organ": "nonsense"}).status_code == 404


def test_the_page_of_the_case_shows_the_stamp_and_its_scan_beside_the_paper() -> None:
    case_id = journey.granted()
    scan = SimpleUploadedFile("章.png", PNG)
    as_actor(SEAL_KEEPER).post(_url(_paper(case_id)), {"copies": "2", "purpose": "送达申请人", "scan": scan})
    clerk = as_actor(CLERK)
    page = clerk.get(f"/desk/cases/{case_id}/").content.decode()
    assert "已盖章 2 份" in page
    url = f"/desk/cases/{case_id}/stamped/{SealUse.objects.get().pk}/"
    assert url in page
    assert clerk.get(url)["Content-Type"] == "image/png"
