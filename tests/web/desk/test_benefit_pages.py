"""Benefits on the desk: forms, the panel of the posting, photos, and the village's page on a phone."""

from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.uploads import JPEG
from tests.usecases.cases import benefit_journey as walk
from tests.usecases.cases.journey import points_of
from tests.web.sessions import as_actor
from tests.world import (
    CLERK,
    COUNTY,
    COUNTY_APPROVER,
    NEIGHBOR_CLERK,
    REVIEWER,
    SECOND_CLERK,
    VILLAGE_PROXY,
)
from yimen.data.cases.models import Case, CaseEvidence, CasePublicity, CaseStep

pytestmark = pytest.mark.django_db


def _url(case_id: UUID) -> str:
    return reverse("desk:case", args=[case_id])


def _state(case_id: UUID) -> str:
    return Case.objects.get(county_code=COUNTY, pk=case_id).state


def _post(client: Client, case_id: UUID, act: str, **fields: Any) -> Any:
    return client.post(_url(case_id), {"act": act, "request_key": "k" * 20, **fields})


def _photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("照片.jpg", JPEG, "image/jpeg")


def test_the_review_of_a_benefit_speaks_of_confirming_and_asks_about_near_relatives() -> None:
    case_id = walk.accepted()
    client = as_actor(REVIEWER)
    page = client.get(_url(case_id)).content.decode()
    assert "建议予以确认" in page
    assert "建议准予" not in page
    assert "近亲属" in page
    points = [str(each) for each in points_of(case_id)]
    given = {"points": points, "choice": "GRANT", "opinion": "符合条件。"}
    refused = _post(client, case_id, "REVIEW", **given)
    assert refused.status_code == 400
    assert "请选择申请人是不是经办人员" in refused.content.decode()
    told = {"near_relative": "YES", "relative_name": "王敏", "relative_relation": "姐弟"}
    assert _post(client, case_id, "REVIEW", **given, **told).status_code == 302
    assert _state(case_id) == "VERIFYING"


def test_a_visit_is_recorded_with_its_photos() -> None:
    case_id = walk.reviewed(now=timezone.now() - 4 * walk.HOUR)
    client = as_actor(REVIEWER)
    page = client.get(_url(case_id)).content.decode()
    assert 'enctype="multipart/form-data"' in page
    answer = _post(
        client,
        case_id,
        "RECORD_VISIT",
        visited_on=timezone.localdate().isoformat(),
        first_visitor="李强",
        second_visitor="王敏",
        household_check="AGREES",
        found="与申报一致。",
        photos=[_photo(), _photo()],
    )
    assert answer.status_code == 302
    assert CaseEvidence.objects.filter(case_id=case_id, kind="VISIT_PHOTO").count() == 2


def test_the_sheet_is_made_before_anything_can_be_hung_up() -> None:
    case_id = walk.visited()
    client = as_actor(REVIEWER)
    page = client.get(_url(case_id)).content.decode()
    assert "出具公示单" in page
    assert "doing=RECORD_POSTING" not in page
    assert _post(client, case_id, "ISSUE_PUBLICITY_SHEET", members="2", group="3组").status_code == 302
    assert CasePublicity.objects.get(case_id=case_id).days == 7
    after = client.get(_url(case_id)).content.decode()
    assert "登记张贴" in after
    assert "第 1 次公示，7 日" in after


def test_the_panel_shows_rounds_and_opens_their_photos() -> None:
    case_id = walk.removed()
    client = as_actor(REVIEWER)
    page = client.get(_url(case_id)).content.decode()
    assert "村委会公示栏" in page
    file_id = CaseEvidence.objects.get(case_id=case_id, kind="POSTING_PHOTO").file_id
    url = reverse("desk:evidence", args=[case_id, file_id])
    assert url in page
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("stranger", [SECOND_CLERK, NEIGHBOR_CLERK])
def test_a_photo_is_not_found_by_whoever_has_no_duty_in_the_case(stranger: Any) -> None:
    case_id = walk.removed()
    Case.objects.filter(pk=case_id).update(assignee_id=REVIEWER.post_id)
    file_id = CaseEvidence.objects.filter(case_id=case_id)[0].file_id
    client = Client(raise_request_exception=False)
    client.cookies = as_actor(stranger).cookies
    assert client.get(reverse("desk:evidence", args=[case_id, file_id])).status_code == 404


def test_the_county_finds_what_to_confirm_first_and_confirms_after_being_asked_once_more() -> None:
    case_id = walk.publicized()
    client = as_actor(COUNTY_APPROVER)
    worklist = client.get(reverse("desk:worklist")).content.decode()
    assert "<h1>待确认</h1>" in worklist
    assert _url(case_id) in worklist
    page = client.get(_url(case_id)).content.decode()
    assert "入户调查" in page
    assert "没有人提" in page
    asked = _post(client, case_id, "CONFIRM", opinion="同意。")
    assert asked.status_code == 200
    assert "予以确认？" in asked.content.decode()
    assert _state(case_id) == "CONFIRMING"
    assert _post(client, case_id, "CONFIRM", opinion="同意。", confirmed="1").status_code == 302
    assert _state(case_id) == "GRANTED"


def test_the_county_sees_a_near_relative_in_front_of_everything_else() -> None:
    told = {"near_relative": "YES", "relative_name": "刘会计", "relative_relation": "父女"}
    walk.without_steps("HOME_VISIT", "POST_PUBLICLY")
    case_id = walk.reviewed(**told)
    page = as_actor(COUNTY_APPROVER).get(_url(case_id)).content.decode()
    assert "近亲属备案" in page
    assert "刘会计" in page


def test_not_confirming_has_a_form_of_its_own() -> None:
    case_id = walk.publicized()
    client = as_actor(COUNTY_APPROVER)
    page = client.get(f"{_url(case_id)}?doing=NOT_CONFIRM").content.decode()
    assert 'name="facts"' in page
    given = {"facts": "有商品房两套。", "reasons": "财产超过规定。", "confirmed": "1"}
    assert _post(client, case_id, "NOT_CONFIRM", **given).status_code == 302
    assert _state(case_id) == "REFUSED"


def test_a_village_hangs_a_sheet_from_its_phone_without_reading_what_it_is_about() -> None:
    case_id = walk.sheeted(now=timezone.now() - 5 * walk.HOUR)
    client = as_actor(VILLAGE_PROXY)
    listed = client.get(reverse("desk:postings"))
    page = listed.content.decode()
    assert "救助类事项" in page
    assert "最低生活保障" not in page
    assert walk.NAME not in page
    assert "no-store" in listed["Cache-Control"]
    url = reverse("desk:posting", args=[case_id])
    assert url in page
    today = timezone.localdate()
    told = {"act": "HANG", "request_key": "a" * 20, "posted_on": today.isoformat(), "place": "村委会公示栏"}
    bare = client.post(url, told)
    assert bare.status_code == 400
    assert "请拍一张" in bare.content.decode()
    assert client.post(url, {**told, "request_key": "d" * 20, "photo": _photo()}).status_code == 302
    assert CasePublicity.objects.get(case_id=case_id).posted_on == today
    waiting = client.get(url).content.decode()
    assert "登记撤下" not in waiting
    assert "正贴着" in waiting


def test_a_village_says_that_somebody_objects_and_the_township_reads_it() -> None:
    case_id = walk.posted()
    url = reverse("desk:posting", args=[case_id])
    told = {"act": "OBJECT", "request_key": "b" * 20, "text": "他家有一辆货车。"}
    assert as_actor(VILLAGE_PROXY).post(url, told).status_code == 302
    page = as_actor(REVIEWER).get(_url(case_id)).content.decode()
    assert "他家有一辆货车。" in page
    assert "还没有处理" in page


def test_an_objection_is_handled_by_the_township_by_its_number() -> None:
    case_id = walk.posted()
    client = as_actor(REVIEWER)
    assert _post(client, case_id, "RECORD_OBJECTION", text="他家有车。").status_code == 302
    form = client.get(f"{_url(case_id)}?doing=RECORD_OBJECTION").content.decode()
    assert "第 1 条：他家有车。" in form
    answer = client.post(
        f"{_url(case_id)}?doing=RECORD_OBJECTION",
        {"act": "RECORD_OBJECTION", "request_key": "c" * 20, "number": "1", "handling": "核实无车。"},
    )
    assert answer.status_code == 302
    assert CasePublicity.objects.get(case_id=case_id).objections[0]["handling"] == "核实无车。"
    assert CaseStep.objects.filter(case_id=case_id, act="RECORD_OBJECTION").count() == 2


def test_another_village_finds_no_sheet_of_this_one() -> None:
    case_id = walk.sheeted()
    Case.objects.filter(pk=case_id).update(village_id=_other_village())
    client = as_actor(VILLAGE_PROXY)
    assert "没有要张贴" in client.get(reverse("desk:postings")).content.decode()
    assert client.get(reverse("desk:posting", args=[case_id])).status_code == 404


def _other_village() -> UUID:
    from yimen.data.orgs.models import Region

    return Region.objects.get(code="130921100202").pk


def test_a_clerk_has_no_door_to_the_village_s_sheets() -> None:
    client = as_actor(CLERK)
    assert client.get(reverse("desk:postings")).status_code == 403
