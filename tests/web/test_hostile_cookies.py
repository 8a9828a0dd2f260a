"""A cookie is what a stranger wrote: a bent one counts as none."""

import pytest
from django.test import Client

from yimen.web.portal.village import VILLAGE_COOKIE
from yimen.web.shared.frame import LARGE_TEXT_COOKIE

pytestmark = pytest.mark.django_db
BENT = ("130921100201'", "9" * 400, "²" * 12, "%00", '"><script>alert(1)</script>', "-1", "")


@pytest.mark.parametrize("value", BENT)
@pytest.mark.parametrize("name", [VILLAGE_COOKIE, LARGE_TEXT_COOKIE, "yimen_session", "yimen_csrf"])
def test_a_bent_cookie_is_as_good_as_none(name: str, value: str) -> None:
    client = Client()
    client.cookies[name] = value
    for url in ("/", "/places/", "/desk/login/"):
        answer = client.get(url)
        assert answer.status_code == 200
        assert "<script>alert(1)" not in answer.content.decode()
    assert client.get("/mine/").status_code == 302
