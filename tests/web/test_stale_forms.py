"""A form whose token is gone: what was typed comes back to whoever typed it, and to nobody else."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.meta.page_forms import read_page
from tests.uploads import JPEG
from tests.web.sessions import as_actor
from tests.world import CLERK

pytestmark = pytest.mark.django_db
URL = "/desk/wordings/"
HERE = {"HTTP_ORIGIN": "http://testserver"}


def _strict(*, logged_in: bool = True) -> Client:
    strict = Client(enforce_csrf_checks=True)
    if logged_in:
        strict.cookies.update(as_actor(CLERK).cookies)
    return strict


def _text(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


@pytest.mark.parametrize("here", [HERE, {"HTTP_SEC_FETCH_SITE": "same-origin"}])
def test_what_was_typed_on_our_own_page_is_sent_again_with_one_press(here: dict[str, str]) -> None:
    strict = _strict()
    typed = {"number": "沧县旧州许准〔2026〕1号", "check_code": "22222222", "note": '引号"和<尖括号>'}
    answer = strict.post("/verify/?from=1", typed, **here)
    assert answer.status_code == 403
    page = _text(answer)
    assert "您填的内容都在" in page
    (form,), _ = read_page(page, "/verify/")
    assert form.action == "/verify/?from=1"
    assert form.base == typed
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    again = strict.post(form.action, form.base | {"csrfmiddlewaretoken": token[1]})
    assert again.status_code == 200
    assert "没有查到这份文书" in _text(again)


@pytest.mark.parametrize(
    "elsewhere",
    [
        {},
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site", "HTTP_ORIGIN": "http://evil.testserver"},
    ],
)
def test_what_comes_from_elsewhere_is_shown_to_nobody(elsewhere: dict[str, str]) -> None:
    answer = _strict().post(URL, {"text": "请拨打这个号码"}, **elsewhere)
    assert answer.status_code == 403
    assert "请拨打这个号码" not in _text(answer)
    assert "刷新以后再提交" in _text(answer)


@pytest.mark.parametrize("secret", ["password", "new_password", "code", "otp_code"])
def test_a_password_or_code_never_comes_back(secret: str) -> None:
    page = _text(
        _strict(logged_in=False).post("/desk/login/", {"account": "clerk", secret: "hunter2"}, **HERE)
    )
    assert "hunter2" not in page
    assert 'name="account"' not in page


def test_files_are_said_to_be_lost() -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    page = _text(_strict().post(URL, {"text": "x", "file": SimpleUploadedFile("a.jpg", JPEG)}, **HERE))
    assert "照片和文件带不过来" in page


def test_more_than_a_form_holds_does_not_come_back() -> None:
    page = _text(_strict().post(URL, {"text": "长" * 70_000}, **HERE))
    assert "长长" not in page
