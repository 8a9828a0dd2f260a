"""A file that comes before its act: kept under a key, once a request, for its bringer only."""

from datetime import timedelta

import pytest

from tests.uploads import PNG
from tests.world import APPROVER, CLERK, COUNTY, NOW, OUTSIDER, SECOND_CLERK
from yimen.data.documents.models import StoredFile
from yimen.data.journal.models import Entry
from yimen.rules.access import Actor, NotAllowed
from yimen.rules.uploads import UploadWrongType
from yimen.usecases.documents.keeping import KEPT_FOR, FileKeyUnknown, KeptUpload, keep_upload, take_kept

pytestmark = pytest.mark.usefixtures("db")


def _keep(actor: Actor = CLERK, **more: str) -> KeptUpload:
    return keep_upload(actor=actor, now=NOW, name="照片", content=PNG, true_size=len(PNG), **more)


def test_a_file_is_kept_with_what_it_is_and_until_when() -> None:
    kept = _keep()
    row = StoredFile.objects.get(pk=kept.file_id)
    assert (kept.name, kept.media_type, kept.size) == ("照片.png", "image/png", len(PNG))
    assert (row.county_code, row.owner_id) == (COUNTY, CLERK.account_id)
    assert kept.until == NOW + KEPT_FOR
    assert Entry.objects.get(act="documents.keep_upload").subject_id == row.pk


def test_the_same_request_keeps_it_once() -> None:
    assert _keep(request_key="once") == _keep(request_key="once")
    assert StoredFile.objects.count() == 1


def test_its_bringer_takes_a_fresh_row_over_the_same_bytes() -> None:
    kept = _keep()
    row = take_kept(kept.file_id, actor=CLERK, now=NOW + timedelta(hours=1), county_code=COUNTY)
    assert row.pk != kept.file_id
    assert (row.sha256, row.name) == (kept.sha256, kept.name)


@pytest.mark.parametrize("actor", [SECOND_CLERK, OUTSIDER])
def test_nobody_else_takes_it(actor: Actor) -> None:
    kept = _keep()
    with pytest.raises(FileKeyUnknown):
        take_kept(kept.file_id, actor=actor, now=NOW, county_code=COUNTY)


def test_it_is_gone_for_acts_well_before_it_is_swept() -> None:
    kept = _keep()
    with pytest.raises(FileKeyUnknown) as refused:
        take_kept(kept.file_id, actor=CLERK, now=NOW + KEPT_FOR, county_code=COUNTY)
    assert "20 小时" in refused.value.sentence()
    assert timedelta(days=1) > KEPT_FOR


def test_what_no_upload_may_be_is_not_kept() -> None:
    with pytest.raises(UploadWrongType):
        keep_upload(actor=CLERK, now=NOW, name="a.png", content=b"MZ\x90", true_size=3)
    with pytest.raises(NotAllowed):
        _keep(APPROVER)
