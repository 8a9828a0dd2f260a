"""Uploads are told by their bytes, stored by content, and swept when nothing names them."""

from datetime import timedelta

import pytest

from tests.uploads import JPEG
from tests.usecases.documents.papers import CLOCK, issue, make_file
from tests.world import CLERK, COUNTY, NOW, RESIDENT
from yimen.data.documents.models import StoredFile
from yimen.gateways.installed import Gateways
from yimen.rules.access import NotAllowed
from yimen.rules.uploads import UploadEmpty, UploadTooLarge, UploadWrongType
from yimen.usecases.documents.files import opened, store_upload
from yimen.usecases.documents.sweeping import sweep_files

pytestmark = pytest.mark.django_db
PHOTO = JPEG
LATER = NOW + timedelta(days=2)


def _upload(name: str = "照片.jpg", content: bytes = PHOTO, true_size: int | None = None) -> StoredFile:
    return store_upload(
        now=NOW,
        county_code=COUNTY,
        owner_id=RESIDENT.account_id,
        name=name,
        content=content,
        true_size=len(content) if true_size is None else true_size,
    )


def test_an_upload_is_stored_before_its_row_is_saved(gateways: Gateways) -> None:
    row = _upload()
    assert gateways.files.read(row.sha256) == PHOTO
    assert not StoredFile.objects.exists()
    row.save(force_insert=True)
    file = opened(StoredFile.objects.get())
    assert (file.content, file.media_type, file.name) == (PHOTO, "image/jpeg", "照片.jpg")


@pytest.mark.parametrize(
    ("name", "content", "true_size", "refusal"),
    [
        ("权属证明.pdf", b"MZ\x90\x00program", None, UploadWrongType),
        ("空.pdf", b"", None, UploadEmpty),
        ("大照片.jpg", PHOTO, 60 * 1024 * 1024, UploadTooLarge),
    ],
    ids=["renamed exe", "0 bytes", "60 MB"],
)
def test_what_is_no_fit_file_is_refused_by_name_and_not_stored(
    gateways: Gateways,
    name: str,
    content: bytes,
    true_size: int | None,
    refusal: type[Exception],
) -> None:
    with pytest.raises(refusal, match=name):
        _upload(name, content, true_size)
    assert list(gateways.files.list_all()) == []


def test_the_sweep_removes_an_old_blob_without_a_row(gateways: Gateways) -> None:
    row = _upload()
    gateways.files.put_at[row.sha256] = NOW
    swept = sweep_files(actor=CLOCK, now=LATER)
    assert (swept.rows, swept.blobs) == (0, 1)
    assert list(gateways.files.list_all()) == []


def test_the_sweep_removes_an_old_row_that_nothing_names_with_its_blob(gateways: Gateways) -> None:
    row = _upload()
    row.save(force_insert=True)
    gateways.files.put_at[row.sha256] = NOW
    swept = sweep_files(actor=CLOCK, now=LATER)
    assert (swept.rows, swept.blobs) == (1, 1)
    assert not StoredFile.objects.exists()


def test_the_sweep_leaves_what_came_today_and_what_was_brought_again(gateways: Gateways) -> None:
    row = _upload()
    gateways.files.put_at[row.sha256] = NOW
    assert sweep_files(actor=CLOCK, now=NOW + timedelta(hours=23)).blobs == 0
    _upload()
    assert sweep_files(actor=CLOCK, now=LATER).blobs == 0


def test_the_sweep_leaves_the_files_of_papers(gateways: Gateways) -> None:
    issued = make_file(issue().pk)
    gateways.files.put_at[issued.sha256] = NOW
    swept = sweep_files(actor=CLOCK, now=LATER)
    assert (swept.rows, swept.blobs) == (0, 0)
    assert gateways.files.exists(issued.sha256)


def test_only_the_system_sweeps() -> None:
    with pytest.raises(NotAllowed):
        sweep_files(actor=CLERK, now=NOW)
