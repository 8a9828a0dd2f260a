"""Strangers ask a program's door whether a paper is real: the same verdicts, the same silence."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.api.calling import Caller
from tests.uploads import JPEG
from tests.usecases.documents.papers import issue, make_file
from yimen.data.documents.models import Paper
from yimen.gateways.installed import Gateways

pytestmark = pytest.mark.django_db


def _issued(*, sensitive: bool = False) -> Paper:
    paper = issue(sensitive=sensitive)
    make_file(paper.pk)
    paper.refresh_from_db()
    return paper


def _by_number(paper_no: str, check_code: str) -> Any:
    return Caller().post("/verification", {"paper_no": paper_no, "check_code": check_code})


def _by_file(content: bytes, **printed: str) -> Any:
    given = {"file": SimpleUploadedFile("文书.pdf", content), **printed}
    return Client().post("/api/v1/verification/file", given)


def test_number_and_code_tell_who_signed_what_and_when() -> None:
    paper = _issued()
    answer = _by_number(paper.paper_no.replace("〔", "[").replace("〕", "]"), paper.check_code.lower())
    told = answer.json()
    assert (answer.status_code, told["verdict"], told["genuine"]) == (200, "GENUINE", True)
    assert (told["paper"]["holder_masked"], told["paper"]["sha256"]) == ("赵*国", paper.file_sha256)
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_unknown_number_and_a_wrong_code_get_the_same_answer_until_it_is_too_much() -> None:
    paper = _issued()
    wrong = "CCCCCCCC" if paper.check_code != "CCCCCCCC" else "DDDDDDDD"
    first = _by_number(paper.paper_no, wrong)
    assert first.json()["verdict"] == "UNKNOWN"
    assert first.json() == _by_number("没有这个号", wrong).json()
    for _ in range(4):
        assert _by_number(paper.paper_no, wrong).status_code == 200
    locked = _by_number(paper.paper_no, wrong)
    assert (locked.status_code, locked.json()["code"]) == (429, "people.too_many_attempts")


def test_what_is_no_code_is_refused_at_its_field() -> None:
    answer = _by_number("沧县旧许准〔2026〕1号", "1")
    assert (answer.status_code, answer.json()["field"]) == (400, "check_code")
    assert Caller().post("/verification", {"paper_no": "1", "code": "1"}).status_code == 422


def test_a_sensitive_paper_tells_its_verdict_and_nothing_else() -> None:
    paper = _issued(sensitive=True)
    told = _by_number(paper.paper_no, paper.check_code).json()
    assert (told["verdict"], told["paper"], told["copy_of"]) == ("GENUINE", None, None)


def test_the_file_alone_is_enough(gateways: Gateways) -> None:
    paper = _issued()
    content = gateways.files.read(paper.file_sha256)
    told = _by_file(content).json()
    assert (told["verdict"], told["paper"]["paper_no"]) == ("GENUINE", paper.paper_no)
    changed = _by_file(content + b"more\n").json()
    assert (changed["verdict"], changed["paper"]) == ("ALTERED", None)
    assert changed["copy_of"]["paper_no"] == paper.paper_no
    assert _by_file(b"%PDF-1.7 nothing of ours").json()["verdict"] == "UNSIGNED"
    assert _by_file(JPEG).json()["verdict"] == "PICTURE"


def test_a_file_beside_number_and_code_is_compared_byte_by_byte(gateways: Gateways) -> None:
    paper = _issued()
    content = gateways.files.read(paper.file_sha256)
    printed = {"paper_no": paper.paper_no, "check_code": paper.check_code}
    assert _by_file(content, **printed).json()["verdict"] == "GENUINE"
    assert _by_file(b"%PDF-1.7 another", **printed).json()["verdict"] == "ALTERED"
    picture = _by_file(JPEG, **printed)
    assert (picture.status_code, picture.json()["code"]) == (400, "verification.not_pdf")


def test_a_file_that_cannot_be_one_is_refused_in_words() -> None:
    empty = _by_file(b"")
    assert (empty.status_code, empty.json()["code"]) == (400, "verification.empty_file")
    huge = _by_file(b"%PDF-1.7" + bytes(20 * 1024 * 1024))
    assert (huge.status_code, huge.json()["code"]) == (413, "verification.file_too_large")
    missing = Client().post("/api/v1/verification/file", {})
    assert (missing.status_code, missing.json()["field"]) == (422, "file")
