"""A full disk and a database that is away are told in words, and nothing of the step stays."""

import errno
from collections.abc import Iterable
from dataclasses import replace

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from tests.uploads import PNG
from tests.usecases.cases.counter import CARD, HOUSEHOLD, PERSON
from tests.web.sessions import as_actor
from tests.world import CLERK, PENSION_ITEM_CODE, VILLAGE
from yimen.data.cases.models import Case
from yimen.data.documents.models import StoredFile
from yimen.data.journal.models import AnsweredRequest, Entry
from yimen.gateways.files import MemoryFileStore, StoredBlob
from yimen.gateways.installed import Gateways, install
from yimen.web.shared.refusals import server_error

pytestmark = pytest.mark.usefixtures("real_db")


class FullStore(MemoryFileStore):
    """A disk without room."""

    def put(self, chunks: Iterable[bytes]) -> StoredBlob:  # noqa: ARG002 - the contract's shape
        raise OSError(errno.ENOSPC, "No space left on device")


def clerk() -> Client:
    client = as_actor(CLERK)
    client.raise_request_exception = False
    return client


def taken_in(client: Client) -> int:
    from django.core.files.uploadedfile import SimpleUploadedFile

    form = {
        **PERSON,
        "looked": PERSON["id_no"],
        "item": PENSION_ITEM_CODE,
        "village_code": VILLAGE,
        "identity_check": "IN_PERSON",
        f"verdict-{CARD}": "PASS",
        f"verdict-{HOUSEHOLD}": "PASS",
        f"scan-{CARD}": SimpleUploadedFile("身份证.png", PNG, "image/png"),
        "request_key": "one form",
        "act": "TAKE_IN",
    }
    answer = client.post("/desk/intake/", form)
    if answer.status_code == 507:
        assert "服务器的磁盘满了" in answer.content.decode()
        assert answer.headers["Retry-After"] == "10"
    return answer.status_code


def test_a_full_disk_is_told_and_the_same_form_goes_through_once_there_is_room(gateways: Gateways) -> None:
    client, entries = clerk(), Entry.objects.count()
    install(replace(gateways, files=FullStore()))
    assert taken_in(client) == 507
    assert (Case.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert (Entry.objects.count(), AnsweredRequest.objects.count()) == (entries, 0)
    install(gateways)
    assert taken_in(client) == 302
    assert Case.objects.count() == 1
    assert taken_in(client) == 302
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        (OperationalError("connection refused"), 503, "系统正在维护"),
        (OSError(errno.ENOSPC, "No space left on device"), 507, "暂时存不下新内容"),
        (ValueError("a bug"), 500, "系统出错了"),
    ],
)
def test_each_fault_has_its_page_and_its_problem(fault: Exception, status: int, words: str) -> None:
    for path, kind in (("/", "text/html"), ("/api/v1/cases", "application/problem+json")):
        try:
            raise fault
        except (OSError, OperationalError, ValueError):
            answer = server_error(RequestFactory().get(path))
        assert answer.status_code == status
        assert answer.headers["Content-Type"].startswith(kind)
        assert ("Retry-After" in answer.headers) is (status != 500)
        if kind == "text/html":
            assert words in answer.content.decode()
