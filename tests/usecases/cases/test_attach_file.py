"""Uploads: what they really are decides, not their name; and each lies under its digest."""

import hashlib
from uuid import UUID

import pytest

from tests.uploads import PDF, PNG
from tests.usecases.cases.journey import draft
from tests.world import ID, MATERIALS, NOW, OTHER_RESIDENT, RESIDENT
from yimen.data.cases.models import DraftFile
from yimen.data.documents.models import StoredFile
from yimen.gateways.installed import installed
from yimen.rules.access import NotFound
from yimen.rules.errors import RuleViolation
from yimen.rules.uploads import TooManyUploads, UploadEmpty, UploadTooLarge, UploadWrongType
from yimen.usecases.cases.actions import attach_file
from yimen.usecases.cases.queries import get_draft, open_draft_file
from yimen.usecases.shared.acting import KeyUsedOtherwise


def _attach(draft_id: UUID, *, name: str = "林权证.pdf", content: bytes = PDF, **more: object) -> UUID:
    given = {"actor": RESIDENT, "true_size": len(content), "material_id": MATERIALS[1], **more}
    return attach_file(now=NOW, draft_id=draft_id, name=name, content=content, **given).file_id


def test_a_file_lies_beside_its_material_under_its_digest(db: None) -> None:
    draft_id = draft(with_file=False)
    file_id = _attach(draft_id)
    row = StoredFile.objects.get(pk=file_id)
    assert row.sha256 == hashlib.sha256(PDF).hexdigest()
    assert installed().files.read(row.sha256) == PDF
    view = get_draft(actor=RESIDENT, draft_id=draft_id, today=NOW.date())
    assert [[each.name for each in material.files] for material in view.materials] == [[], ["林权证.pdf"]]
    assert open_draft_file(actor=RESIDENT, draft_id=draft_id, file_id=file_id).content == PDF


def test_a_renamed_program_is_refused_with_what_it_is(db: None) -> None:
    with pytest.raises(UploadWrongType) as refused:
        _attach(draft(), name="林权证.jpg", content=b"MZ\x90\x00" + b"\0" * 200)
    assert "程序" in refused.value.sentence()
    assert "林权证.jpg" in refused.value.sentence()


def test_an_empty_file_is_refused(db: None) -> None:
    with pytest.raises(UploadEmpty):
        _attach(draft(), content=b"")


def test_sixty_megabytes_are_refused_though_only_the_beginning_arrived(db: None) -> None:
    with pytest.raises(UploadTooLarge) as refused:
        _attach(draft(), content=PNG, name="大照片.png", true_size=60 * 1024 * 1024)
    assert "60 MB" in refused.value.sentence()


def test_a_refused_file_leaves_no_row(db: None) -> None:
    draft_id = draft(with_file=False)
    with pytest.raises(UploadEmpty):
        _attach(draft_id, content=b"")
    assert not StoredFile.objects.exists()


def test_the_forty_first_file_is_one_too_many(db: None) -> None:
    draft_id = draft(with_file=False)
    for _ in range(40):
        _attach(draft_id)
    with pytest.raises(TooManyUploads):
        _attach(draft_id)
    assert DraftFile.objects.count() == 40


def test_a_file_sent_twice_with_one_key_lies_there_once(db: None) -> None:
    draft_id = draft(with_file=False)
    first = _attach(draft_id, request_key="up-1")
    assert _attach(draft_id, request_key="up-1") == first
    assert DraftFile.objects.count() == 1


def test_another_file_under_the_same_key_is_refused(db: None) -> None:
    draft_id = draft(with_file=False)
    _attach(draft_id, request_key="up-1")
    with pytest.raises(KeyUsedOtherwise):
        _attach(draft_id, content=PNG, request_key="up-1")


def test_a_strangers_draft_takes_no_file(db: None) -> None:
    draft_id = draft()
    with pytest.raises(NotFound):
        _attach(draft_id, actor=OTHER_RESIDENT)


def test_a_material_of_another_item_is_not_found(db: None) -> None:
    with pytest.raises(NotFound):
        _attach(draft(), material_id=ID("material:homestead:1"))


def test_a_strangers_file_is_not_opened(db: None) -> None:
    draft_id = draft(with_file=False)
    file_id = _attach(draft_id)
    with pytest.raises(NotFound):
        open_draft_file(actor=OTHER_RESIDENT, draft_id=draft_id, file_id=file_id)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (PNG[: len(PNG) // 2], "没有传完或者已经损坏"),
        (PDF[:-6], "不完整或者已经损坏"),
        (PDF + b"trailer << /Encrypt 1 0 R >>\n%%EOF", "加了密码"),
    ],
    ids=["cut off picture", "cut off pdf", "locked pdf"],
)
def test_what_nobody_could_look_at_later_is_refused_at_once(db: None, content: bytes, words: str) -> None:
    with pytest.raises(RuleViolation, match=words):
        _attach(draft(with_file=False), content=content)
    assert not DraftFile.objects.exists()
