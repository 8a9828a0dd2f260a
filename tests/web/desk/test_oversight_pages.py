"""The pages of a department that supervises: confirm several, send one back, record the first check."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.uploads import PNG
from tests.usecases.cases import overseeing
from tests.web.sessions import as_actor
from tests.world import APPROVER, CLERK, COUNTY, NOW, OVERSEER, PASSWORD, SECOND_OVERSEER
from yimen.data.journal.models import Entry


def _url(row: object) -> str:
    return reverse("desk:overseen", args=[row.pk])  # type: ignore[attr-defined]


def test_ticked_decisions_are_confirmed_together(db: None) -> None:
    rows = [overseeing.handed_over(), overseeing.handed_over()]
    client = as_actor(OVERSEER)
    page = client.get(reverse("desk:oversight")).content.decode()
    assert "赵*国" in page
    assert "赵建国" not in page
    told = {"referrals": [str(each.pk) for each in rows], "request_key": "k"}
    done = client.post(reverse("desk:oversight"), told, follow=True)
    assert "已确认接收" in done.content.decode()
    assert {overseeing.referral(each.case_id).state for each in rows} == {"ACKNOWLEDGED"}


def test_nothing_ticked_and_a_colleague_who_was_faster_are_told_on_the_page(db: None) -> None:
    row = overseeing.acknowledged()
    client = as_actor(OVERSEER)
    none = client.post(reverse("desk:oversight"), {})
    assert (none.status_code, "还没有选" in none.content.decode()) == (400, True)
    late = client.post(reverse("desk:oversight"), {"referrals": [str(row.pk)]})
    assert (late.status_code, "可能有同事先办了" in late.content.decode()) == (409, True)
    assert client.post(reverse("desk:oversight"), {"referrals": ["x"]}).status_code == 404


def test_a_decision_goes_back_with_its_reason_or_stays_without_one(db: None) -> None:
    row = overseeing.handed_over()
    client = as_actor(OVERSEER)
    blank = client.post(_url(row), {"act": "SEND_BACK", "reason": ""})
    assert (blank.status_code, "这一项要填写" in blank.content.decode()) == (400, True)
    done = client.post(_url(row), {"act": "SEND_BACK", "reason": "行道树归城管。"}, follow=True)
    assert "县政务办会另行指定" in done.content.decode()
    assert overseeing.referral(row.case_id).state == "UNNAMED"
    assert client.get(_url(row)).status_code == 404


def test_the_first_check_is_recorded_with_a_photo_that_opens(db: None) -> None:
    at = timezone.now() - timedelta(days=1)
    row = overseeing.acknowledged(now=NOW, at=at)
    client = as_actor(OVERSEER)
    assert "监管要看什么" in client.get(_url(row)).content.decode()
    told = {"act": "CHECK", "checked_on": at.date().isoformat(), "checker": "示例·林卫国"}
    wrong = client.post(_url(row), told | {"result": "PENDING"}).content.decode()
    assert "示例·林卫国" in wrong
    assert "这一项要填写" in wrong
    photo = SimpleUploadedFile("现场.png", PNG, "image/png")
    done = client.post(_url(row), told | {"result": "CLEAN", "photo": photo}, follow=True).content.decode()
    assert "已登记首次检查" in done
    assert "未发现问题" in done
    link = done.split("/photos/")[1].split('"')[0]
    assert client.get(f"{_url(row)}photos/{link}").headers["Content-Type"] == "image/png"
    assert as_actor(SECOND_OVERSEER).get(f"{_url(row)}photos/{link}").status_code == 404


def test_a_value_is_shown_for_a_reason_only(db: None) -> None:
    row = overseeing.handed_over()
    url, client = reverse("desk:overseen_reveal", args=[row.pk]), as_actor(OVERSEER)
    assert "赵建国" not in client.post(url, {"field": "NAME", "reason": ""}).content.decode()
    assert "赵建国" in client.post(url, {"field": "NAME", "reason": "联系现场检查"}).content.decode()
    assert Entry.objects.filter(county_code=COUNTY, act="cases.reveal").count() == 1
    assert as_actor(SECOND_OVERSEER).post(url, {"field": "NAME", "reason": "看看"}).status_code == 404


def test_the_decision_opens_and_the_desk_of_the_township_has_no_such_page(db: None) -> None:
    row = overseeing.handed_over()
    paper = as_actor(OVERSEER).get(reverse("desk:overseen_decision", args=[row.pk]))
    assert paper.headers["Content-Type"] == "application/pdf"
    assert as_actor(CLERK).get(reverse("desk:oversight")).status_code == 403


def test_the_page_of_the_case_says_who_supervises(db: None) -> None:
    row = overseeing.checked()
    page = as_actor(APPROVER).get(reverse("desk:case", args=[row.case_id])).content.decode()
    assert "审批与监管衔接" in page
    assert "沧县林业主管部门" in page
    assert "未发现问题" in page


def test_an_overseer_comes_in_at_their_list(db: None) -> None:
    done = Client().post(reverse("desk:login"), {"account": "overseer", "password": PASSWORD})
    assert done.headers["Location"].endswith(reverse("desk:oversight"))
