"""NUL, the sign that no database stores, is told in words or finds nothing; it is no part of an address."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.sessions import as_actor
from tests.world import CLERK

pytestmark = pytest.mark.django_db


def test_a_form_with_nul_finds_nothing(client: Client) -> None:
    page = client.post("/verify/", {"number": "沧县\0许准", "check_code": "22222222"}).content.decode()
    assert "没有查到这份文书" in page


def test_a_form_with_files_and_nul_in_the_name_of_a_field_is_read(client: Client) -> None:
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    said = {"number": "a", "no\0": "\0", "check_code": "", "file": file}
    assert "请输入查验码" in client.post("/verify/", said).content.decode()


def test_a_name_of_an_account_with_nul_is_a_wrong_one(client: Client) -> None:
    answer = client.post("/desk/login/", {"account": "cle\0rk", "password": "x\0"})
    assert answer.status_code == 400
    assert "账号或密码不对" in answer.content.decode()


def test_a_query_with_nul_is_read(client: Client) -> None:
    assert client.get("/search/?q=%00%E6%9E%97%E6%9C%A8").status_code == 200


@pytest.mark.parametrize("url", ["/items/%00/", "/desk/village/file/%00/", "/consent/a%00b/", "/%00"])
def test_an_address_with_nul_is_not_found(url: str) -> None:
    answer = as_actor(CLERK).get(url)
    assert answer.status_code == 404
    assert "没有这一页" in answer.content.decode()
