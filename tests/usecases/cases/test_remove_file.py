"""Taking a file out of a draft again."""

import pytest

from tests.usecases.cases.journey import draft
from tests.world import NOW, OTHER_RESIDENT, RESIDENT
from yimen.data.cases.models import DraftFile
from yimen.data.documents.models import StoredFile
from yimen.rules.access import NotFound
from yimen.usecases.cases.actions import remove_file


def test_a_removed_file_is_gone_and_the_material_is_missing_again(db: None) -> None:
    draft_id = draft()
    file_id = DraftFile.objects.get().file_id
    remove_file(actor=RESIDENT, now=NOW, draft_id=draft_id, file_id=file_id)
    assert not DraftFile.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_file_that_is_gone_is_not_found(db: None) -> None:
    draft_id = draft()
    file_id = DraftFile.objects.get().file_id
    remove_file(actor=RESIDENT, now=NOW, draft_id=draft_id, file_id=file_id)
    with pytest.raises(NotFound):
        remove_file(actor=RESIDENT, now=NOW, draft_id=draft_id, file_id=file_id)


def test_a_stranger_removes_nothing(db: None) -> None:
    draft_id = draft()
    file_id = DraftFile.objects.get().file_id
    with pytest.raises(NotFound):
        remove_file(actor=OTHER_RESIDENT, now=NOW, draft_id=draft_id, file_id=file_id)
    assert DraftFile.objects.count() == 1
