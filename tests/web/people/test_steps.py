"""The pages between the right password and the desk, in one browser and in two."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import world
from tests.usecases.people.ways import FAST, RECOVERY, app_code, enrolled
from yimen.data.people.models import Account, LogIn, SecondFactor
from yimen.rules.access import PUBLIC, Actor, system_actor
from yimen.usecases.people.resetting import reset_second_factor
from yimen.web.shared.actors import SESSION_ACCOUNT, SESSION_HALF_IN

LOGIN = "/desk/login/"
STEP = "/desk/second-step/"
ENROL = "/desk/enrol/"
SET_PASSWORD = "/desk/new-password/"
GRANTS = "/manage/grants/"
NEW = "A-long-pass-phrase-8"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fast_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = FAST


def _give_password(client: Client, account: str = "approver", **more: str) -> Any:
    return client.post(LOGIN, {"account": account, "password": world.PASSWORD, **more})


def _code() -> str:
    return app_code(now=timezone.now())


def _actor(client: Client) -> Actor:
    actor: Actor = client.get("/").wsgi_request.actor
    return actor


def _lines(html: str) -> list[str]:
    return re.findall(r"<li><code>([A-Z0-9-]+)</code></li>", html)


def test_an_approver_binds_an_app_sees_ten_codes_and_only_then_is_at_the_desk(client: Client) -> None:
    answer = _give_password(client)
    assert answer["Location"] == ENROL
    assert _actor(client) is PUBLIC
    page = client.get(ENROL).content.decode()
    assert "<svg" in page
    assert "approver" in page
    assert _code() in page, "the demo shows what the telephone would"
    done = client.post(ENROL, {"code": _code()}).content.decode()
    assert len(_lines(done)) == 10
    assert f'href="{reverse("desk:worklist")}"' in done
    assert _actor(client).post_id == world.APPROVER.post_id
    assert client.get(ENROL)["Location"] == LOGIN, "going back shows nothing more"


def test_afterwards_every_log_in_asks_for_the_digits(client: Client) -> None:
    enrolled()
    assert _give_password(client)["Location"] == STEP
    assert client.get(GRANTS).status_code == 302, "the mark opens nothing but the second step"
    wrong = client.post(STEP, {"code": "12345"})
    assert wrong.status_code == 400
    assert "验证码不对，或者已经用过" in wrong.content.decode()
    assert client.post(STEP, {"code": _code()})["Location"] == reverse("desk:worklist")
    assert _actor(client).post_id == world.APPROVER.post_id
    assert SESSION_HALF_IN not in client.session


def test_the_way_that_was_wanted_is_kept_through_the_steps(client: Client) -> None:
    enrolled()
    assert _give_password(client, next=GRANTS)["Location"] == f"{STEP}?next=%2Fmanage%2Fgrants%2F"
    assert f'name="next" value="{GRANTS}"' in client.get(f"{STEP}?next={GRANTS}").content.decode()
    assert client.post(STEP, {"code": _code(), "next": GRANTS})["Location"] == GRANTS


@pytest.mark.parametrize(
    ("officer", "account"), [(world.COUNTY_OFFICER, "county_officer"), (world.CITY_OFFICER, "city_officer")]
)
def test_those_who_answer_for_a_county_or_a_city_land_on_the_map(
    client: Client, officer: Actor, account: str
) -> None:
    enrolled(officer)
    _give_password(client, account)
    code = app_code(officer, now=timezone.now())
    assert client.post(STEP, {"code": code})["Location"] == reverse("supervise:home")


def test_a_replayed_code_opens_no_second_browser() -> None:
    enrolled()
    here, there = Client(), Client()
    code = _code()
    for browser in (here, there):
        _give_password(browser)
    assert here.post(STEP, {"code": code}).status_code == 302
    assert there.post(STEP, {"code": code}).status_code == 400
    assert _actor(there) is PUBLIC


def test_two_browsers_are_two_log_ins_and_both_hold() -> None:
    enrolled()
    here, there = Client(), Client()
    for browser, code in ((here, RECOVERY[0]), (there, RECOVERY[1])):
        _give_password(browser)
        browser.post(STEP, {"code": code})
    assert _actor(here).post_id == _actor(there).post_id == world.APPROVER.post_id
    assert LogIn.objects.filter(ended_at=None).count() == 2


def test_the_mark_expires_and_says_so(client: Client) -> None:
    enrolled()
    _give_password(client)
    session = client.session
    session[SESSION_HALF_IN]["since"] -= timedelta(minutes=10, seconds=1).total_seconds()
    session.save()
    late = client.post(STEP, {"code": _code()})
    assert late.status_code == 403
    assert "10 分钟" in late.content.decode()
    assert client.get(STEP)["Location"] == LOGIN


def test_the_fifth_wrong_code_says_how_long_to_wait(client: Client) -> None:
    enrolled()
    _give_password(client)
    for _ in range(4):
        assert client.post(STEP, {"code": "nonsense"}).status_code == 400
    locked = client.post(STEP, {"code": "nonsense"})
    assert locked.status_code == 429
    assert "15 分钟后再试" in locked.content.decode()
    assert client.post(STEP, {"code": _code()}).status_code == 429


def test_a_reset_ends_every_session_and_asks_to_bind_anew(client: Client) -> None:
    enrolled()
    _give_password(client)
    client.post(STEP, {"code": _code()})
    reset_second_factor(actor=system_actor("test"), now=timezone.now(), account_id=world.APPROVER.account_id)
    assert _actor(client) is PUBLIC
    assert _give_password(client)["Location"] == ENROL


def test_nobody_comes_to_a_step_that_is_not_due(client: Client) -> None:
    for page in (STEP, ENROL, SET_PASSWORD):
        assert client.get(page)["Location"] == LOGIN
        assert client.post(page, {"code": "123456", "password": NEW, "again": NEW})["Location"] == LOGIN
    enrolled()
    _give_password(client)
    for page in (ENROL, SET_PASSWORD):
        assert client.post(page, {"code": _code(), "password": NEW, "again": NEW})["Location"] == STEP


def test_a_password_begins_anew_what_was_open_in_this_browser(client: Client) -> None:
    _give_password(client, "clerk")
    enrolled()
    _give_password(client)
    assert SESSION_ACCOUNT not in client.session
    assert client.get(GRANTS).status_code == 302
    client.post(STEP, {"code": _code()})
    assert LogIn.objects.filter(account=world.CLERK.account_id, ended_at=None).count() == 0


def test_a_given_password_is_changed_at_the_first_log_in(client: Client) -> None:
    Account.objects.filter(login_name="clerk").update(password_given=True)
    assert _give_password(client, "clerk")["Location"] == SET_PASSWORD
    assert client.get(GRANTS).status_code == 302
    for password, again, words in (
        (NEW, NEW + "x", "两次输入的密码不一样"),
        ("short", "short", "至少要 10 个字符"),
        ("Liverpool1!", "Liverpool1!", "太多人用这个密码"),
        (world.PASSWORD, world.PASSWORD, "和原来的一样"),
    ):
        refused = client.post(SET_PASSWORD, {"password": password, "again": again})
        assert refused.status_code == 400
        assert words in refused.content.decode()
        assert password not in refused.content.decode()
    done = client.post(SET_PASSWORD, {"password": NEW, "again": NEW})
    assert done["Location"] == reverse("desk:worklist")
    assert _actor(client).post_id == world.CLERK.post_id
    other = Client()
    assert other.post(LOGIN, {"account": "clerk", "password": NEW})["Location"] == reverse("desk:worklist")


def test_the_second_factor_comes_before_the_new_password(client: Client) -> None:
    Account.objects.filter(login_name="approver").update(password_given=True)
    assert _give_password(client)["Location"] == ENROL
    codes = client.post(ENROL, {"code": _code()}).content.decode()
    assert f'href="{SET_PASSWORD}"' in codes
    assert _actor(client) is PUBLIC
    assert client.post(SET_PASSWORD, {"password": NEW, "again": NEW}).status_code == 302
    assert _actor(client).post_id == world.APPROVER.post_id


def test_outside_the_demo_no_page_shows_a_code_and_no_sample_session_holds(
    client: Client, settings: Any
) -> None:
    from dataclasses import replace

    enrolled()
    _give_password(client)
    client.post(STEP, {"code": RECOVERY[0]})
    Account.objects.filter(login_name="approver").update(sample=True)
    assert _actor(client).sample
    settings.ENV = replace(settings.ENV, demo=False)
    assert _actor(client) is PUBLIC
    Account.objects.filter(login_name="approver").update(sample=False)
    other = Client()
    _give_password(other)
    page = other.get(STEP).content.decode()
    assert "演示环境" not in page
    assert _code() not in page


def test_logging_out_ends_the_row_also_before_a_post_is_chosen(client: Client) -> None:
    _give_password(client, "clerk")
    client.post("/desk/logout/")
    assert LogIn.objects.exclude(ended_at=None).count() == 1
    assert SecondFactor.objects.count() == 0


def test_a_log_in_says_browser_system_and_network_in_words(client: Client) -> None:
    agent = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36"
    client.post(
        LOGIN,
        {"account": "clerk", "password": world.PASSWORD},
        headers={"User-Agent": agent},
        REMOTE_ADDR="192.0.2.77",
    )
    row = LogIn.objects.get()
    assert (row.browser, row.system, row.network) == ("Chrome", "Windows", "192.0.2.*")


def test_a_session_is_noted_once_in_a_quarter_of_an_hour(
    client: Client, django_assert_num_queries: Any
) -> None:
    _give_password(client, "clerk")
    LogIn.objects.update(seen_at=timezone.now() - timedelta(minutes=16))
    with django_assert_num_queries(3):
        client.get(GRANTS)
    LogIn.objects.update(seen_at=timezone.now() + timedelta(minutes=16))
    with django_assert_num_queries(2):
        client.get(GRANTS)
