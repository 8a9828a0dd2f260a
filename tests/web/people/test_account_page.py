"""The page of one's own account at the desk, and of one's log-ins in the portal."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import world
from tests.usecases.people.ways import FAST, RECOVERY, app_code, enrolled
from tests.web.sessions import as_actor, open_log_in
from yimen.data.people.models import Account, LogIn, SecondFactor
from yimen.rules.access import PUBLIC, Actor

ACCOUNT = "/desk/account/"
NEW = "A-long-pass-phrase-8"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fast_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = FAST


def _text(client: Client, path: str = ACCOUNT) -> str:
    return client.get(path).content.decode()


def _actor(client: Client) -> Actor:
    actor: Actor = client.get("/").wsgi_request.actor
    return actor


def _elsewhere(actor: Actor, browser: str = "Firefox") -> LogIn:
    return open_log_in(Account.objects.get(pk=actor.account_id), timezone.now(), browser=browser)


def test_the_log_ins_are_shown_and_others_are_ended_from_there() -> None:
    here, other = as_actor(world.CLERK), _elsewhere(world.CLERK)
    page = _text(here)
    assert "就是这里" in page
    assert "Firefox" in page
    assert "192.0.2.*" in page
    done = here.post(f"{ACCOUNT}log-ins/end/", {"log_in_id": str(other.pk)}, follow=True)
    assert "那一处已经退出" in done.content.decode()
    assert "Firefox" not in done.content.decode()
    assert _actor(here).post_id == world.CLERK.post_id


def test_a_browser_whose_log_in_was_ended_is_asked_to_log_in() -> None:
    here, there = as_actor(world.CLERK), as_actor(world.CLERK)
    done = here.post(f"{ACCOUNT}log-ins/end-others/", follow=True).content.decode()
    assert "其他登录都已退出" in done
    assert _actor(there) is PUBLIC
    assert there.get(ACCOUNT)["Location"].startswith("/desk/login/")
    assert here.post(f"{ACCOUNT}log-ins/end-others/").status_code == 409


def test_the_log_in_of_somebody_else_is_not_found() -> None:
    other = _elsewhere(world.REVIEWER)
    answer = as_actor(world.CLERK).post(f"{ACCOUNT}log-ins/end/", {"log_in_id": str(other.pk)})
    assert answer.status_code == 404
    assert LogIn.objects.get(pk=other.pk).ended_at is None


def test_the_password_is_changed_and_this_session_goes_on() -> None:
    here, there = as_actor(world.CLERK), as_actor(world.CLERK)
    told = {"old": world.PASSWORD, "password": NEW, "again": NEW}
    done = here.post(f"{ACCOUNT}password/", told, follow=True).content.decode()
    assert "密码改好了" in done
    assert _actor(here).post_id == world.CLERK.post_id
    assert _actor(there) is PUBLIC


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"old": "wrong"}, "原来的密码不对"),
        ({"again": NEW + "x"}, "两次输入的密码不一样"),
        ({"password": "short", "again": "short"}, "至少要 10 个字符"),
    ],
)
def test_a_refused_password_is_said_beside_the_field(changes: dict[str, str], words: str) -> None:
    told = {"old": world.PASSWORD, "password": NEW, "again": NEW, **changes}
    answer = as_actor(world.CLERK).post(f"{ACCOUNT}password/", told)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert words in page
    assert NEW not in page


def test_a_clerk_binds_an_app_and_unbinds_it_again() -> None:
    client = as_actor(world.CLERK)
    assert client.get(f"{ACCOUNT}second-factor/")["Location"] == ACCOUNT
    assert client.post(f"{ACCOUNT}second-factor/begin/")["Location"] == f"{ACCOUNT}second-factor/"
    assert "<svg" in _text(client, f"{ACCOUNT}second-factor/")
    wrong = client.post(f"{ACCOUNT}second-factor/", {"code": "12345"})
    assert (wrong.status_code, "对不上" in wrong.content.decode()) == (400, True)
    code = app_code(world.CLERK, now=timezone.now())
    codes = client.post(f"{ACCOUNT}second-factor/", {"code": code}).content.decode()
    shown = re.findall(r"<li><code>([A-Z0-9-]+)</code></li>", codes)
    assert len(shown) == 10
    assert "恢复码还剩 10 个" in _text(client)
    fresh = client.post(f"{ACCOUNT}recovery-codes/", {"code": shown[0]}).content.decode()
    again = re.findall(r"<li><code>([A-Z0-9-]+)</code></li>", fresh)
    assert not set(again) & set(shown)
    assert client.post(f"{ACCOUNT}second-factor/end/", {"code": shown[1]}).status_code == 400
    done = client.post(f"{ACCOUNT}second-factor/end/", {"code": again[0]}, follow=True).content.decode()
    assert "验证器已经解除" in done
    assert not SecondFactor.objects.exists()
    assert _actor(client).post_id == world.CLERK.post_id


def test_whoever_must_have_one_is_offered_no_way_out() -> None:
    enrolled(world.APPROVER)
    client = as_actor(world.APPROVER)
    assert "解除绑定" not in _text(client)
    assert client.post(f"{ACCOUNT}second-factor/end/", {"code": RECOVERY[0]}).status_code == 403
    assert client.post(f"{ACCOUNT}second-factor/begin/").status_code == 409


def test_a_resident_sees_and_ends_log_ins_in_the_portal() -> None:
    here, there = as_actor(world.RESIDENT), as_actor(world.RESIDENT)
    assert "就是这里" in _text(here, "/log-ins/")
    assert 'href="/log-ins/"' in _text(here, "/mine/")
    assert "只剩这一处" in here.post("/log-ins/end-others/", follow=True).content.decode()
    assert _actor(there) is PUBLIC
    assert here.post("/log-ins/end-others/").status_code == 409
    other = _elsewhere(world.RESIDENT)
    done = here.post("/log-ins/end/", {"log_in_id": str(other.pk)}, follow=True).content.decode()
    assert "那一处已经退出" in done


def test_strangers_have_no_list() -> None:
    assert Client().get("/log-ins/")["Location"].startswith("/login/")
    assert Client().get(ACCOUNT)["Location"].startswith("/desk/login/")
    assert as_actor(world.RESIDENT).get(ACCOUNT).status_code == 403
