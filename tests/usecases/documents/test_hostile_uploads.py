"""What is stored of a hostile file: a harmless copy, or nothing; every refusal is a sentence."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.hostile_files import (
    PLACE,
    SCRIPT,
    bad_files,
    chunk,
    claiming_png,
    entry,
    exif,
    large_photo,
    located_jpeg,
    with_chunk,
    with_segment,
)
from tests.uploads import JPEG, PNG
from tests.world import COUNTY, NOW
from yimen.data.documents.models import StoredFile
from yimen.gateways.bare_pictures import BrokenPicture, bare_jpeg, bare_png
from yimen.gateways.installed import Gateways
from yimen.rules.errors import RuleViolation
from yimen.usecases.documents.files import store_upload

FILES = bad_files()


def _store(name: str, content: bytes) -> StoredFile:
    return store_upload(
        now=NOW, county_code=COUNTY, owner_id=None, name=name, content=content, true_size=len(content)
    )


@pytest.mark.parametrize("why", sorted(why for why, bad in FILES.items() if not bad.taken))
def test_what_may_not_be_taken_is_refused_in_words_and_leaves_nothing(why: str, gateways: Gateways) -> None:
    bad = FILES[why]
    with pytest.raises(RuleViolation) as refused:
        _store(bad.name, bad.content)
    assert "。" in refused.value.sentence()
    assert list(gateways.files.list_all()) == []


@pytest.mark.parametrize("why", sorted(why for why, bad in FILES.items() if bad.taken))
def test_what_may_be_taken_is_stored_under_a_harmless_name(why: str, gateways: Gateways) -> None:
    bad = FILES[why]
    row = _store(bad.name, bad.content)
    assert row.name.rpartition(".")[2] in {"pdf", "jpg", "png"}
    assert len(row.name) <= 101
    assert not set(row.name) & set('\0\r\n"/\\\u202e')
    assert row.name.upper() != "CON.PDF"
    stored = gateways.files.read(row.sha256)
    assert row.size == len(stored)
    if row.media_type != "application/pdf":
        assert SCRIPT not in stored
        assert PLACE not in stored
        assert b"PK\x03\x04" not in stored


def test_a_photo_loses_its_place_and_keeps_how_it_was_held() -> None:
    bare = bare_jpeg(located_jpeg(turned=6))
    assert PLACE not in bare
    assert bare_jpeg(bare) == bare
    with Image.open(BytesIO(bare)) as picture:
        assert dict(picture.getexif()) == {0x0112: 6}
        picture.load()


def test_an_upright_photo_carries_no_exif_at_all() -> None:
    assert bare_jpeg(located_jpeg(turned=1)) == JPEG
    assert bare_jpeg(JPEG) == JPEG


def test_a_picture_without_riders_stays_byte_for_byte() -> None:
    assert bare_png(PNG) == PNG
    profile = with_segment(JPEG, b"\xff\xe2\x00\x10ICC_PROFILE\0\1\1")
    assert bare_jpeg(profile) == profile
    assert bare_png(with_chunk(PNG, b"gAMA", b"\0\0\xb1\x8f")) == with_chunk(PNG, b"gAMA", b"\0\0\xb1\x8f")


@pytest.mark.parametrize("rider", [b"\xff\xfe\x00\x06hide", b"\xff\xed\x00\x06hide", b"\xff\xe1\x00\x06http"])
def test_comments_and_makers_segments_go(rider: bytes) -> None:
    assert bare_jpeg(with_segment(JPEG, rider)) == JPEG


@pytest.mark.parametrize("name", [b"eXIf", b"iTXt", b"tIME", b"juNk"])
def test_chunks_that_draw_nothing_go(name: bytes) -> None:
    assert bare_png(with_chunk(PNG, name, b"hide")) == PNG


@pytest.mark.parametrize(
    "tiff",
    [
        b"",
        b"II*\0",
        b"MM\0*\xff\xff\xff\xff",
        b"XX\0*" + b"\0" * 20,
        b"II*\0\x08\0\0\0\xff\xff",
        b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x63\0\0\0",
    ],
)
def test_an_exif_that_is_bent_says_nothing(tiff: bytes) -> None:
    body = b"Exif\0\0" + tiff
    segment = b"\xff\xe1" + (len(body) + 2).to_bytes(2) + body
    assert bare_jpeg(with_segment(JPEG, segment)) == JPEG


@pytest.mark.parametrize("cut", range(2, len(JPEG), 37))
def test_a_jpeg_that_breaks_off_anywhere_is_told(cut: int) -> None:
    with pytest.raises(BrokenPicture):
        bare_jpeg(JPEG[:cut])


@pytest.mark.parametrize("cut", range(0, len(PNG), 9))
def test_a_png_that_breaks_off_anywhere_is_told(cut: int) -> None:
    with pytest.raises(BrokenPicture):
        bare_png(PNG[:cut])


def test_a_chunk_longer_than_the_file_is_told() -> None:
    with pytest.raises(BrokenPicture):
        bare_png(PNG[:8] + b"\xff\xff\xff\xffIDAT" + b"\0" * 40)


_MEASURE = """
import resource, sys
from pathlib import Path
import PIL.JpegImagePlugin, PIL.PngImagePlugin
from yimen.gateways.images import bare_picture, probe_image
most = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
data = Path(sys.argv[1]).read_bytes()
before = most()
probe_image(bare_picture(data, sys.argv[2]))
print(most() - before)
"""


@pytest.mark.parametrize(("kind", "media_type"), [("jpg", "image/jpeg"), ("png", "image/png")])
def test_forty_megapixels_are_looked_at_in_little_memory(kind: str, media_type: str, tmp_path: Path) -> None:
    photo = tmp_path / f"large.{kind}"
    photo.write_bytes(large_photo() if kind == "jpg" else claiming_png(7000, 5000))
    command = [sys.executable, "-c", _MEASURE, str(photo), media_type]
    megabytes = int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert megabytes < 25


def test_the_helpers_make_what_they_say() -> None:
    assert chunk(b"IEND", b"") == PNG[-12:]
    assert exif(entry(1, 3, 1, b"\0\1"), 1).startswith(b"\xff\xe1")
