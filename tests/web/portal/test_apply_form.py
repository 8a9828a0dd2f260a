"""The first step of a pre-filing: answers, village, saving, and a session that ended in between."""

from typing import Any

import pytest
from django.test import Client

from tests.usecases.cases import journey
from tests.usecases.cases.journey import ANSWERS
from tests.web.portal.visits import APPLY, FORM, hidden, post, text_of
from tests.web.sessions import as_actor
from tests.world import (
    CLERK,
    ITEM_CODE,
    OTHER_RESIDENT,
    RESIDENT,
    RESIDENT_PHONE,
    SECOND_TOWNSHIP,
    TOWNSHIP,
    VILLAGE,
)
from yimen.data.cases.models import Case, Draft
from yimen.data.people.models import Post
from yimen.web.portal.village import VILLAGE_COOKIE
from yimen.web.shared.actors import SESSION_ACCOUNT, SESSION_LOG_IN, SESSION_POST, SESSION_STAMP

pytestmark = pytest.mark.django_db


def _draft() -> Draft:
    return Draft.objects.get(account_id=RESIDENT.account_id)


def test_a_visitor_is_led_to_log_in_and_back(client: Client) -> None:
    answer = client.get(APPLY)
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/login/?next=%2Fitems%2F{ITEM_CODE}%2Fapply%2F",
    )


def test_staff_are_told_that_this_is_not_their_form() -> None:
    assert as_actor(CLERK).get(APPLY).status_code == 403


def test_the_form_knows_name_phone_and_chosen_village() -> None:
    client = as_actor(RESIDENT)
    client.cookies[VILLAGE_COOKIE] = VILLAGE
    answer = client.get(APPLY)
    page = text_of(answer)
    assert 'value="赵建国"' in page
    assert f'value="{RESIDENT_PHONE}"' in page
    assert f'<option value="{VILLAGE}" selected>东关村</option>' in page
    assert "西关村" in page
    assert "北关村" not in page
    assert "no-store" in answer["Cache-Control"]
    assert hidden(answer, "request_key")
    assert hidden(answer, "form_owner")
    assert not Draft.objects.exists()


def test_without_a_village_the_form_leads_to_the_choice_and_keeps_what_was_typed() -> None:
    client = as_actor(RESIDENT)
    assert "选乡镇和村" in text_of(client.get(APPLY))
    answer = post(client, APPLY, {**ANSWERS, "change_place": "1"})
    assert answer.status_code == 302
    assert answer["Location"] == f"/places/?next=%2Fitems%2F{ITEM_CODE}%2Fapply%2F%3Fplace%3Dchosen"
    assert _draft().fields["request"] == ANSWERS["request"]
    back = client.post("/places/", {"code": VILLAGE, "next": f"{APPLY}?place=chosen"})
    page = text_of(client.get(back["Location"]))
    assert f'<option value="{VILLAGE}" selected>' in page
    assert ANSWERS["request"] in page


def test_a_newly_chosen_village_stands_above_the_one_in_the_draft() -> None:
    journey.draft()
    client = as_actor(RESIDENT)
    client.cookies[VILLAGE_COOKIE] = "130921101200"
    assert f'<option value="{VILLAGE}" selected>' in text_of(client.get(APPLY))
    assert '<option value="130921101200" selected>' in text_of(client.get(f"{APPLY}?place=chosen"))


def test_a_whole_form_leads_to_the_materials() -> None:
    answer = post(as_actor(RESIDENT), APPLY, FORM)
    draft = _draft()
    assert (answer.status_code, answer["Location"]) == (302, f"/drafts/{draft.pk}/materials/")
    assert draft.village is not None
    assert draft.village.code == VILLAGE
    assert draft.county_code == "130921"


def test_saving_for_later_needs_nothing_whole_and_leads_to_ones_list() -> None:
    client = as_actor(RESIDENT)
    answer = post(client, APPLY, {"name": "赵", "save": "1"})
    assert (answer.status_code, answer["Location"]) == (302, "/mine/?saved=1")
    page = text_of(client.get("/mine/?saved=1"))
    assert "存好了" in page
    assert "接着填" in page
    assert 'value="赵"' in text_of(client.get(APPLY))


def test_everything_that_is_wrong_stands_at_its_field_at_once() -> None:
    client = as_actor(RESIDENT)
    answer = post(
        as_actor(RESIDENT), APPLY, {"name": "", "id_no": "110105194912310021", "phone": "1", "request": ""}
    )
    assert (answer.status_code, answer["Location"]) == (302, f"{APPLY}?check=1")
    shown = client.get(answer["Location"])
    assert shown.status_code == 200
    page = text_of(shown)
    assert "姓名：这一项要填写。" in page
    for field in ("name", "id_no", "phone", "village_code", "request"):
        assert f'href="#field-{field}"' in page
        assert f'id="error-field-{field}"' in page or f'id="error-{field}"' in page
    assert 'value="110105194912310021"' in page


def test_a_wrong_check_digit_is_told_in_words() -> None:
    client = as_actor(RESIDENT)
    page = text_of(client.get(post(client, APPLY, {**FORM, "id_no": "110105194912310021"})["Location"]))
    assert 'id="error-id_no"' in page
    assert "最后一位" in page or "校验" in page


def test_full_width_digits_are_understood() -> None:
    wide = {
        **FORM,
        "phone": "１３８００００" + "０００１",
        "id_no": "１１０１０５１９４９１２３１００２Ｘ",
    }
    answer = post(as_actor(RESIDENT), APPLY, wide)
    assert _draft().fields["phone"] == "13800000001"
    assert answer.status_code == 302


@pytest.mark.parametrize("field", ["name", "id_no", "phone", "request", "village_code"])
@pytest.mark.parametrize("value", ["\x00", "x" * 1_000_000, "\u202e反", "１" * 12, "<b>"])
def test_no_text_in_any_field_breaks_the_form(field: str, value: str) -> None:
    answer = post(as_actor(RESIDENT), APPLY, {**FORM, field: value})
    assert answer.status_code in {302, 400}
    assert answer.status_code == 302 or f"error-{field}" in answer.content.decode() or field == "village_code"


def test_a_million_chinese_characters_are_refused_in_words() -> None:
    answer = post(as_actor(RESIDENT), APPLY, {**FORM, "request": "树" * 1_000_000})
    assert answer.status_code == 413
    assert "填写的内容太长了" in text_of(answer)


def test_a_text_that_is_too_long_keeps_the_other_answers() -> None:
    page = text_of(post(as_actor(RESIDENT), APPLY, {**FORM, "request": "树" * 1001}))
    assert "最多写 1000 个字" in page
    assert f'value="{ANSWERS["id_no"]}"' in page


def test_a_township_without_a_clerk_says_so_before_anything_is_typed() -> None:
    Post.objects.filter(region__code=TOWNSHIP).delete()
    client = as_actor(RESIDENT)
    client.cookies[VILLAGE_COOKIE] = VILLAGE
    page = text_of(client.get(APPLY))
    assert "旧州镇还没有人接网上的预申请" in page
    assert "旧州镇行政综合服务中心" in page
    assert "<textarea" not in page


def test_a_village_of_a_township_without_a_clerk_is_refused_at_its_field() -> None:
    Post.objects.filter(region__code=SECOND_TOWNSHIP).delete()
    answer = post(as_actor(RESIDENT), APPLY, {**FORM, "village_code": "130921101200"})
    assert answer.status_code == 409
    assert "兴济镇还没有人接网上的预申请" in text_of(answer)


def test_a_second_case_of_the_same_person_is_asked_about_once() -> None:
    first = journey.submitted()
    client = as_actor(RESIDENT)
    answer = post(client, APPLY, FORM)
    draft = _draft()
    assert answer["Location"] == f"/drafts/{draft.pk}/again/"
    page = text_of(client.get(answer["Location"]))
    assert first.case_no in page
    assert f'href="/mine/{first.case_no}/"' in page
    assert f'href="/drafts/{draft.pk}/materials/"' in page


def test_the_question_about_a_second_case_is_skipped_when_there_is_none() -> None:
    draft_id = journey.draft()
    answer = as_actor(RESIDENT).get(f"/drafts/{draft_id}/again/")
    assert answer["Location"] == f"/drafts/{draft_id}/materials/"


def test_a_form_sent_again_after_the_submission_leads_to_the_case() -> None:
    client = as_actor(RESIDENT)
    post(client, APPLY, FORM)
    draft_id = _draft().pk
    journey.draft()
    client.post(f"/drafts/{draft_id}/review/", {"truthful": "1", "request_key": "s" * 20})
    case = Case.objects.get()
    answer = post(client, APPLY, FORM)
    assert (answer.status_code, answer["Location"]) == (302, f"/mine/{case.case_no}/")
    assert not Draft.objects.exists()


def _end_session(client: Client) -> None:
    session = client.session
    for name in (SESSION_ACCOUNT, SESSION_POST, SESSION_STAMP, SESSION_LOG_IN):
        session.pop(name, None)
    session.save()


def _log_in(client: Client, phone: str, gateways: Any) -> Any:
    import re

    client.post("/login/", {"phone": phone, "request_key": "l" * 20, "next": APPLY})
    code = re.search(r"\d{6}", gateways.sms.recent(1)[0].text)
    assert code
    return client.post("/login/", {"phone": phone, "code": code[0], "next": APPLY, "request_key": "m" * 20})


def test_a_session_that_ends_in_mid_form_gives_the_fields_back(gateways: Any) -> None:
    client = as_actor(RESIDENT)
    owner = hidden(client.get(APPLY), "form_owner")
    _end_session(client)
    answer = post(client, APPLY, {**FORM, "form_owner": owner})
    assert answer.status_code == 302
    assert "kept=1" in answer["Location"]
    assert _log_in(client, RESIDENT_PHONE, gateways)["Location"] == APPLY
    page = text_of(client.get(APPLY))
    assert "刚才填的内容还在" in page
    assert ANSWERS["request"] in page
    assert ANSWERS["id_no"] in page
    assert f'<option value="{VILLAGE}" selected>' in page
    assert "刚才填的内容还在" not in text_of(client.get(APPLY))


def test_the_parked_fields_are_given_to_nobody_else(gateways: Any) -> None:
    client = as_actor(RESIDENT)
    owner = hidden(client.get(APPLY), "form_owner")
    _end_session(client)
    post(client, APPLY, {**FORM, "form_owner": owner})
    _log_in(client, "13800000002", gateways)
    page = text_of(client.get(APPLY))
    assert ANSWERS["request"] not in page
    assert ANSWERS["id_no"] not in page
    assert as_actor(OTHER_RESIDENT).get(APPLY).status_code == 200
