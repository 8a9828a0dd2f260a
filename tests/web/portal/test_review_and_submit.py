"""The last step: read once more, declare, submit once and only once."""

import pytest
from django.test import Client

from tests.usecases.cases import journey
from tests.usecases.cases.journey import ANSWERS, BRING_SECOND
from tests.web.portal.visits import APPLY, hidden, post, text_of
from tests.web.sessions import as_actor
from tests.world import RESIDENT
from yimen.data.cases.models import Case, Draft
from yimen.data.catalog.models import ItemVersion
from yimen.data.journal.models import Entry, Outbox
from yimen.web.shared.actors import SESSION_ACCOUNT, SESSION_LOG_IN, SESSION_POST, SESSION_STAMP

pytestmark = pytest.mark.django_db


def _review(draft_id: object) -> str:
    return f"/drafts/{draft_id}/review/"


def _submit(client: Client, draft_id: object, key: str = "s" * 20) -> str:
    return str(client.post(_review(draft_id), {"truthful": "1", "request_key": key})["Location"])


def test_the_review_shows_all_answers_materials_and_the_office() -> None:
    draft_id = journey.draft()
    answer = as_actor(RESIDENT).get(_review(draft_id))
    page = text_of(answer)
    for part in (*ANSWERS.values(), "东关村", "1 个文件", "带到窗口", "提交给：沧县旧州镇人民政府"):
        assert part in page
    assert "有 " not in page.partition("error-summary")[1]
    assert hidden(answer, "form_owner")
    assert "no-store" in answer["Cache-Control"]


def test_submitting_leads_to_number_and_check_code() -> None:
    draft_id = journey.draft()
    client = as_actor(RESIDENT)
    leads = _submit(client, draft_id)
    case = Case.objects.get()
    assert leads == f"/mine/{case.case_no}/submitted/"
    answer = client.get(leads)
    page = text_of(answer)
    assert case.case_no in page
    assert case.check_code in page
    assert "已经发短信" in page
    assert "旧州镇行政综合服务中心" in page
    assert "no-store" in answer["Cache-Control"]
    assert Outbox.objects.count() == 1


def test_without_the_declaration_nothing_is_submitted() -> None:
    draft_id = journey.draft()
    client = as_actor(RESIDENT)
    answer = post(client, _review(draft_id), {})
    assert (answer.status_code, answer["Location"]) == (302, f"{_review(draft_id)}?check=0")
    page = text_of(client.get(answer["Location"]))
    assert 'href="#field-truthful"' in page
    assert 'id="error-truthful"' in page
    assert not Case.objects.exists()


def test_what_is_missing_is_told_all_at_once_with_its_name() -> None:
    draft_id = journey.draft(answers={"name": "赵建国"}, village=None, with_file=False)
    client = as_actor(RESIDENT)
    refused = post(client, _review(draft_id), {"truthful": "1"})
    for url in (_review(draft_id), refused["Location"]):
        page = text_of(client.get(url))
        for label in ("身份证号：", "手机号：", "村（社区）：", "申请内容：", "采伐申请"):
            assert label in page
        assert "没有交" in page
    assert not Case.objects.exists()


def test_a_double_click_makes_one_case() -> None:
    draft_id = journey.draft()
    client = as_actor(RESIDENT)
    assert _submit(client, draft_id) == _submit(client, draft_id)
    assert Case.objects.count() == 1
    assert Entry.objects.filter(act="cases.submit").count() == 1
    assert Outbox.objects.count() == 1


def test_a_form_sent_again_with_a_new_key_leads_to_the_case() -> None:
    draft_id = journey.draft()
    client = as_actor(RESIDENT)
    _submit(client, draft_id)
    case_no = Case.objects.get().case_no
    assert _submit(client, draft_id, key="t" * 20) == f"/mine/{case_no}/"
    assert Case.objects.count() == 1


def test_going_back_after_the_submission_leads_to_the_case_from_every_step() -> None:
    draft_id = journey.draft()
    client = as_actor(RESIDENT)
    _submit(client, draft_id)
    case_no = Case.objects.get().case_no
    for step in ("again", "materials", "review"):
        answer = client.get(f"/drafts/{draft_id}/{step}/")
        assert (answer.status_code, answer["Location"]) == (302, f"/mine/{case_no}/")
    assert client.get(APPLY).status_code == 200
    assert not Draft.objects.exists()


def test_a_version_that_changed_meanwhile_sends_back_to_the_form() -> None:
    draft_id = journey.draft()
    ItemVersion.objects.filter(item__code="CZ0010").update(superseded_at="2026-11-17T00:00:00Z")
    answer = post(as_actor(RESIDENT), _review(draft_id), {"truthful": "1"})
    assert answer.status_code == 409
    assert "办理要求刚刚更新过" in text_of(answer)
    assert not Case.objects.exists()


def test_an_open_case_of_the_same_person_is_warned_of_and_no_ground_to_refuse() -> None:
    first = journey.submitted()
    draft_id = journey.draft()
    client = as_actor(RESIDENT)
    page = text_of(client.get(_review(draft_id)))
    assert f"编号 {first.case_no}" in page
    _submit(client, draft_id)
    assert Case.objects.count() == 2


def test_the_declaration_returns_after_a_session_that_ended(client: Client) -> None:
    draft_id = journey.draft(answers={**ANSWERS, **BRING_SECOND})
    own = as_actor(RESIDENT)
    owner = hidden(own.get(_review(draft_id)), "form_owner")
    parts = (SESSION_ACCOUNT, SESSION_POST, SESSION_STAMP, SESSION_LOG_IN)
    stamps = {name: own.session[name] for name in parts}
    session = own.session
    for name in stamps:
        del session[name]
    session.save()
    answer = post(own, _review(draft_id), {"truthful": "1", "form_owner": owner})
    assert "kept=1" in answer["Location"]
    assert not Case.objects.exists()
    session = own.session
    session.update(stamps)
    session.save()
    assert 'name="truthful" value="1" checked' in own.get(_review(draft_id)).content.decode()


def test_what_is_done_in_the_demo_is_a_sample_and_its_papers_say_so() -> None:
    draft_id = journey.draft()
    _submit(as_actor(RESIDENT), draft_id)
    assert Case.objects.get(pk=draft_id).sample
