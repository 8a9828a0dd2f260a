"""NUL, the sign that no database stores, is left out of what was typed and leads nowhere in an address."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.sessions import as_actor
from tests.world import CLERK

pytestmark = pytest.mark.django_db


def test_a_form_with_nul_is_read_without_it(client: Client) -> None:
    page = client.post("/verify/", {"number": "沧县\0许准", "check_code": "2222\x002222"}).content.decode()
    assert 'value="沧县许准"' in page
    assert "没有查到这份文书" in page


def test_a_form_with_files_too(client: Client) -> None:
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    page = client.post("/verify/", {"number": "a\0b", "check_code": "", "file": file}).content.decode()
    assert 'value="ab"' in page


def test_a_query_with_nul_is_read_without_it(client: Client) -> None:
    assert client.get("/search/?q=%00%E6%9E%97%E6%9C%A8").status_code == 200


@pytest.mark.parametrize("url", ["/items/%00/", "/desk/village/file/%00/", "/consent/a%00b/", "/%00"])
def test_an_address_with_nul_is_not_found(url: str) -> None:
    answer = as_actor(CLERK).get(url)
    assert answer.status_code == 404
    assert "没有这一页" in answer.content.decode()


def test_names_of_fields_lose_it_as_well(client: Client) -> None:
    body = "num%00ber=7&check_code=22222222"
    answer = client.generic("POST", "/verify/", body, content_type="application/x-www-form-urlencoded")
    assert 'value="7"' in answer.content.decode()
