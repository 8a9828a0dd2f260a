"""The page on which residents log in: plain forms, safe ways back, no scripts needed."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import world
from yimen.data.people.models import Account

LOGIN = "/login/"
PHONE = world.RESIDENT_PHONE


def _send(client: Client, phone: str = PHONE, **more: str) -> Any:
    return client.post(LOGIN, {"phone": phone, "request_key": "k1", **more})


def _code(gateways: Any) -> str:
    found = re.search(r"\d{6}", gateways.sms.recent(1)[0].text)
    assert found
    return found[0]


@pytest.mark.django_db
def test_a_resident_logs_in_by_phone_and_code(client: Client, gateways: Any) -> None:
    sent = _send(client, next="/track/")
    assert (sent.status_code, sent["Location"]) == (302, "/login/?step=code")
    asked = client.get(sent["Location"]).content.decode()
    assert "138****0001" in asked
    assert 'value="/track/"' in asked
    entered = client.post(LOGIN, {"phone": PHONE, "code": _code(gateways), "next": "/track/"})
    assert (entered.status_code, entered["Location"]) == (302, "/track/")
    assert client.session["account"] == str(world.RESIDENT.account_id)
    assert "code_sent" not in client.session


@pytest.mark.django_db
def test_the_session_gets_a_new_id_at_log_in(client: Client, gateways: Any) -> None:
    _send(client)
    before = client.session.session_key
    client.post(LOGIN, {"phone": PHONE, "code": _code(gateways)})
    assert client.session.session_key != before


@pytest.mark.django_db
@pytest.mark.parametrize(
    "evil",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "///evil.example",
        "evil",
    ],
)
def test_no_way_leads_out_of_the_site(client: Client, gateways: Any, evil: str) -> None:
    _send(client, next=evil)
    entered = client.post(LOGIN, {"phone": PHONE, "code": _code(gateways), "next": evil})
    assert entered["Location"] == reverse("portal:mine")
    assert 'name="next" value=""' in client.get(LOGIN, {"next": evil}).content.decode()


@pytest.mark.django_db
def test_a_wrong_code_is_told_at_its_field_and_the_phone_stays(client: Client, gateways: Any) -> None:
    _send(client)
    answer = client.post(LOGIN, {"phone": PHONE, "code": "x"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "验证码不对" in page
    assert f'value="{PHONE}"' in page
    assert 'href="#field-code"' in page


@pytest.mark.django_db
def test_asking_again_too_soon_says_how_long_and_still_takes_the_code(client: Client, gateways: Any) -> None:
    _send(client)
    answer = _send(client, request_key="k2")
    assert answer.status_code == 429
    assert "1 分钟后再试" in answer.content.decode()
    assert 'name="code"' in answer.content.decode()


@pytest.mark.django_db
def test_what_is_no_phone_number_comes_back_with_a_sentence(client: Client) -> None:
    answer = _send(client, "12<b>")
    assert answer.status_code == 400
    assert "不是手机号" in answer.content.decode()
    assert "<b>" not in answer.content.decode().split("main")[1]


@pytest.mark.django_db
def test_a_double_click_sends_one_message(client: Client, gateways: Any) -> None:
    _send(client)
    assert _send(client).status_code == 302
    assert len(gateways.sms.recent(9)) == 1


@pytest.mark.django_db
def test_logging_in_again_when_logged_in_is_fine(client: Client, gateways: Any) -> None:
    _send(client)
    client.post(LOGIN, {"phone": PHONE, "code": _code(gateways)})
    assert client.get(LOGIN).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "words"),
    [("?ended=1&kept=1", "您填的内容还在"), ("?ended=1", "刚才那一步没有生效"), ("", "用手机号登录")],
)
def test_the_page_says_what_became_of_an_ended_session(client: Client, query: str, words: str) -> None:
    assert words in client.get(LOGIN + query).content.decode()


@pytest.mark.django_db
def test_the_code_page_without_a_code_is_the_first_page(client: Client) -> None:
    assert "发送验证码" in client.get("/login/?step=code").content.decode()


@pytest.mark.django_db
def test_forms_without_their_token_are_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(LOGIN, {"phone": PHONE}).status_code == 403
    assert strict.post("/logout/").status_code == 403
    assert strict.post("/large-text/").status_code == 403


@pytest.mark.django_db
def test_log_out_takes_a_form_not_a_link(client: Client, gateways: Any) -> None:
    _send(client)
    client.post(LOGIN, {"phone": PHONE, "code": _code(gateways)})
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/").status_code == 302
    assert "account" not in client.session


@pytest.mark.django_db
def test_a_closed_account_is_the_public_from_the_next_request_on(client: Client, gateways: Any) -> None:
    _send(client)
    client.post(LOGIN, {"phone": PHONE, "code": _code(gateways)})
    assert client.get(LOGIN).wsgi_request.actor.account_id == world.RESIDENT.account_id
    Account.objects.filter(pk=world.RESIDENT.account_id).update(is_active=False)
    assert client.get(LOGIN).wsgi_request.actor.account_id is None


@pytest.mark.django_db
def test_large_text_is_kept_in_a_cookie_and_leads_back(client: Client) -> None:
    answer = client.post("/large-text/", {"on": "1", "next": "/login/?next=/track/"})
    assert answer["Location"] == "/login/?next=/track/"
    assert answer.cookies["yimen_large_text"].value == "1"
    assert answer.cookies["yimen_large_text"]["httponly"]
    assert "large-text" in client.get(LOGIN).content.decode().split("<head")[0]
    assert client.post("/large-text/", {"on": "0", "next": "//evil.example"})["Location"] == reverse(
        "portal:home"
    )
    assert "large-text" not in client.get(LOGIN).content.decode().split("<head")[0]
