"""The page on which officials log in and choose their post."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client, RequestFactory
from django.urls import reverse

from tests import world
from tests.web.sessions import as_actor
from yimen.config.environment import UnreadableEnvironment, load
from yimen.data.people.models import Account, Post
from yimen.http.addresses import client_address
from yimen.rules.access import Party

LOGIN = "/desk/login/"
FAST = ["django.contrib.auth.hashers.MD5PasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]


@pytest.fixture(autouse=True)
def fast_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = FAST


def _log_in(client: Client, account: str = "clerk", password: str = world.PASSWORD, **more: str) -> Any:
    return client.post(LOGIN, {"account": account, "password": password, **more})


@pytest.mark.django_db
def test_a_clerk_lands_on_the_worklist(client: Client) -> None:
    answer = _log_in(client)
    assert (answer.status_code, answer["Location"]) == (302, reverse("desk:worklist"))
    assert client.get("/manage/grants/").wsgi_request.actor.post_id == world.CLERK.post_id


@pytest.mark.django_db
def test_those_without_a_worklist_land_where_they_may_be(client: Client) -> None:
    assert _log_in(client, "village_proxy")["Location"] == reverse("desk:village")
    assert as_actor(world.CITY_OFFICER).get(reverse("manage:grants")).status_code == 200


@pytest.mark.django_db
def test_a_refusal_keeps_the_account_never_the_password(client: Client) -> None:
    answer = _log_in(client, password="not-it-at-all")
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "账号或密码不对" in page
    assert 'value="clerk"' in page
    assert "not-it-at-all" not in page


@pytest.mark.django_db
def test_the_pages_for_unknown_and_known_accounts_are_the_same(client: Client) -> None:
    pages = []
    for name in ("clerk", "klerc"):
        page = _log_in(client, name, "wrong").content.decode()
        pages.append([line for line in page.splitlines() if "csrf" not in line and "request_key" not in line])
    assert [line.replace("klerc", "clerk") for line in pages[1]] == pages[0]


@pytest.mark.django_db
def test_the_fifth_failure_says_how_long_to_wait(client: Client) -> None:
    for _ in range(4):
        assert _log_in(client, password="wrong").status_code == 400
    locked = _log_in(client, password="wrong")
    assert locked.status_code == 429
    assert "15 分钟后再试" in locked.content.decode()
    assert _log_in(client).status_code == 429


@pytest.mark.django_db
@pytest.mark.parametrize("evil", ["//evil.example", "https://evil.example/", "/\\evil.example"])
def test_no_way_leads_out_of_the_site(client: Client, evil: str) -> None:
    assert _log_in(client, next=evil)["Location"] == reverse("desk:worklist")
    assert 'name="next" value=""' in client.get(LOGIN, {"next": evil}).content.decode()


@pytest.mark.django_db
def test_a_page_for_staff_leads_to_log_in_and_back(client: Client) -> None:
    asked = client.get("/manage/grants/")
    assert asked["Location"] == "/desk/login/?next=%2Fmanage%2Fgrants%2F"
    assert _log_in(client, next="/manage/grants/")["Location"] == "/manage/grants/"


@pytest.mark.django_db
def test_a_changed_password_ends_the_session(client: Client) -> None:
    _log_in(client)
    Account.objects.filter(login_name="clerk").update(password=make_password("other"))
    assert client.get("/manage/grants/").status_code == 302


@pytest.mark.django_db
def test_an_ended_post_ends_the_session(client: Client) -> None:
    _log_in(client)
    Post.objects.filter(pk=world.CLERK.post_id).update(valid_to=date(2020, 6, 1))
    assert client.get("/manage/grants/").status_code == 302


def _second_post() -> Post:
    return Post.objects.create(
        id=world.ID("second post"),
        account_id=world.CLERK.account_id,
        organ_id=world.CLERK.organ_id,
        region_id=world.ID(f"region:{world.TOWNSHIP}"),
        role=Party.REVIEWER.value,
        valid_from=date(2020, 5, 1),
    )


@pytest.mark.django_db
def test_somebody_with_several_posts_chooses_first_and_may_change_over(client: Client) -> None:
    second = _second_post()
    chosen = _log_in(client, next="/manage/grants/")
    assert chosen["Location"] == "/desk/post/?next=%2Fmanage%2Fgrants%2F"
    assert client.get("/manage/grants/").status_code == 302
    page = client.get(chosen["Location"]).content.decode()
    assert "审查人员" in page
    assert "窗口人员" in page
    onward = client.post("/desk/post/", {"post_id": str(second.pk), "next": "/manage/grants/"})
    assert onward["Location"] == "/manage/grants/"
    assert client.get("/manage/grants/").wsgi_request.actor.party is Party.REVIEWER
    client.post("/desk/post/", {"post_id": str(world.CLERK.post_id)})
    assert client.get("/manage/grants/").wsgi_request.actor.party is Party.CLERK


@pytest.mark.django_db
def test_a_post_of_somebody_else_is_not_found(client: Client) -> None:
    _log_in(client)
    assert client.post("/desk/post/", {"post_id": str(world.APPROVER.post_id)}).status_code == 404
    assert client.get("/manage/grants/").wsgi_request.actor.post_id == world.CLERK.post_id


@pytest.mark.django_db
def test_strangers_and_residents_have_no_post_to_choose(client: Client) -> None:
    assert client.get("/desk/post/")["Location"] == LOGIN
    session = client.session
    session["account"], session["stamp"] = str(world.RESIDENT.account_id), "0" * 64
    session.save()
    assert client.get("/desk/post/")["Location"] == LOGIN


@pytest.mark.django_db
def test_log_out_takes_a_form_not_a_link(client: Client) -> None:
    _log_in(client)
    assert client.get("/desk/logout/").status_code == 405
    assert client.post("/desk/logout/")["Location"] == LOGIN
    assert "account" not in client.session


def test_a_forwarded_address_counts_only_from_a_named_proxy(settings: Any) -> None:
    from dataclasses import replace

    request = RequestFactory().get(
        "/", headers={"X-Forwarded-For": "6.6.6.6, 203.0.113.5"}, REMOTE_ADDR="10.0.0.1"
    )
    assert client_address(request) == "10.0.0.1"
    settings.ENV = replace(settings.ENV, trusted_proxies=("10.0.0.1",))
    assert client_address(request) == "203.0.113.5"
    settings.ENV = replace(settings.ENV, trusted_proxies=("10.0.0.1", "203.0.113.5"))
    assert client_address(request) == "6.6.6.6"
    nonsense = RequestFactory().get("/", headers={"X-Forwarded-For": "x"}, REMOTE_ADDR="10.0.0.1")
    assert client_address(nonsense) == "10.0.0.1"


def test_trusted_proxies_are_addresses() -> None:
    assert load({"YIMEN_TRUSTED_PROXIES": " 10.0.0.1, ::1 "}).trusted_proxies == ("10.0.0.1", "::1")
    with pytest.raises(UnreadableEnvironment, match="YIMEN_TRUSTED_PROXIES"):
        load({"YIMEN_TRUSTED_PROXIES": "proxy.example"})
