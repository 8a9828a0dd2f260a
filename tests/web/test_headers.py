"""What depends on who asks and how the place is reached: cookies, copies, HSTS."""

from typing import Any

import pytest
from django.test import Client

from tests.web.sessions import as_actor
from tests.world import CLERK, PASSWORD

pytestmark = pytest.mark.django_db


def test_the_cookies_of_a_session_are_out_of_reach_of_scripts_and_of_other_sites(
    client: Client, settings: Any
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    client.get("/desk/login/")
    client.post("/desk/login/", {"account": "clerk", "password": PASSWORD})
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        cookie = client.cookies[name]
        assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
        assert cookie["domain"] == ""


def test_logging_in_changes_the_session_id(client: Client) -> None:
    client.cookies["yimen_session"] = "planted-by-somebody-else-0000000"
    client.get("/desk/login/")
    client.post("/desk/login/", {"account": "clerk", "password": PASSWORD})
    assert client.cookies["yimen_session"].value != "planted-by-somebody-else-0000000"


def test_transport_security_is_told_only_where_https_is(client: Client, settings: Any) -> None:
    assert "Strict-Transport-Security" not in client.get("/verify/").headers
    settings.HSTS_SECONDS = 60
    assert client.get("/verify/").headers["Strict-Transport-Security"] == "max-age=60"


def test_what_belongs_to_somebody_is_not_kept_and_what_is_public_may_be() -> None:
    assert "no-store" in as_actor(CLERK).get("/manage/grants/").headers.get("Cache-Control", "")
    assert "no-store" not in Client().get("/").headers.get("Cache-Control", "")
