"""Handing in what was missing, and taking an application back, from the phone."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from tests.uploads import PNG
from tests.usecases.cases.door_journey import noticed
from tests.usecases.cases.journey import granted, submitted
from tests.web.portal.visits import text_of
from tests.web.sessions import as_actor
from tests.world import COUNTY, OTHER_RESIDENT, RESIDENT
from yimen.data.cases.models import Case, CaseNotice


def _number(case_id: object) -> str:
    case: Case = Case.objects.get(county_code=COUNTY, pk=case_id)
    return case.case_no


def _asked(case_id: object) -> list[str]:
    notice: CaseNotice = CaseNotice.objects.get(county_code=COUNTY, case_id=case_id)
    return [str(each["material_id"]) for each in notice.materials]


def _post(number: str, files: dict[str, SimpleUploadedFile], key: str = "k1") -> HttpResponse:
    answer: HttpResponse = as_actor(RESIDENT).post(f"/mine/{number}/correct/", {"request_key": key, **files})
    return answer


def _picture(name: str = "补.png", content: bytes = PNG) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_the_case_leads_to_the_one_page_that_lists_all_that_is_missing(db: None) -> None:
    case_id = noticed()
    number = _number(case_id)
    shown = text_of(as_actor(RESIDENT).get(f"/mine/{number}/"))
    assert f"/mine/{number}/correct/" in shown
    page = text_of(as_actor(RESIDENT).get(f"/mine/{number}/correct/"))
    assert "一次告诉您的，全在这里" in page
    assert all(f'name="file-{each}"' in page for each in _asked(case_id))


def test_all_of_it_together_moves_the_case_on_and_twice_is_once(db: None) -> None:
    case_id = noticed()
    number = _number(case_id)
    files = {f"file-{each}": _picture() for each in _asked(case_id)}
    first = _post(number, files)
    assert first.status_code == 302
    assert first["Location"].endswith("?corrected=1")
    assert "材料补齐了" in text_of(as_actor(RESIDENT).get(first["Location"]))
    again = _post(number, {name: _picture() for name in files})
    assert again.status_code == 302
    assert Case.objects.get(county_code=COUNTY, pk=case_id).state == "RECEIVED"


def test_nothing_and_what_is_no_picture_is_answered_in_words_and_nothing_is_taken(db: None) -> None:
    case_id = noticed()
    number = _number(case_id)
    none = _post(number, {})
    assert none.status_code == 400
    assert "没有补" in text_of(none)
    program = {f"file-{each}": _picture("照片.png", b"MZ" + b"\x00" * 200) for each in _asked(case_id)}
    refused = _post(number, program, key="k2")
    assert refused.status_code == 400
    assert "程序" in text_of(refused)
    assert Case.objects.get(county_code=COUNTY, pk=case_id).state == "CORRECTING"


def test_a_stranger_finds_nothing_and_a_late_visit_leads_to_the_case(db: None) -> None:
    number = _number(noticed())
    assert as_actor(OTHER_RESIDENT).get(f"/mine/{number}/correct/").status_code == 404
    other = submitted().case_no
    assert as_actor(RESIDENT).get(f"/mine/{other}/correct/")["Location"] == f"/mine/{other}/"


def test_an_application_is_taken_back_after_one_question(db: None) -> None:
    done = submitted()
    page = text_of(as_actor(RESIDENT).get(f"/mine/{done.case_no}/withdraw/"))
    assert "这一件就结束了" in page
    answer = as_actor(RESIDENT).post(f"/mine/{done.case_no}/withdraw/", {"request_key": "k"})
    assert answer["Location"] == f"/mine/{done.case_no}/?withdrawn=1"
    assert "申请已经撤回" in text_of(as_actor(RESIDENT).get(answer["Location"]))
    assert Case.objects.get(county_code=COUNTY, pk=done.case_id).state == "WITHDRAWN"
    twice = as_actor(RESIDENT).post(f"/mine/{done.case_no}/withdraw/", {"request_key": "k2"})
    assert twice["Location"] == f"/mine/{done.case_no}/"


def test_what_is_decided_is_not_taken_back(db: None) -> None:
    number = _number(granted())
    assert "撤回申请" not in text_of(as_actor(RESIDENT).get(f"/mine/{number}/"))
    answer = as_actor(RESIDENT).post(f"/mine/{number}/withdraw/", {"request_key": "k"})
    assert answer["Location"] == f"/mine/{number}/"
    assert as_actor(OTHER_RESIDENT).get(f"/mine/{number}/withdraw/").status_code == 404
