"""Uploaded pictures and PDFs are looked at before anybody else has to."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from yimen.gateways.images import CannotReadImage, CannotTakeImageKind, ImageFacts, ImageTooLarge, probe_image
from yimen.gateways.pdf_files import CannotReadPdf, CannotTakeEncryptedPdf, probe_pdf


def _picture(kind: str, width: int = 40, height: int = 30) -> bytes:
    target = BytesIO()
    Image.new("RGB", (width, height), "white").save(target, kind)
    return target.getvalue()


def _png_that_claims(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("kind", "media_type"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")]
)
def test_a_sound_picture_tells_its_kind_and_size(kind: str, media_type: str) -> None:
    assert probe_image(_picture(kind)) == ImageFacts(media_type=media_type, width=40, height=30)


@pytest.mark.parametrize("data", [b"", b"MZ\x90\x00 a program", b"\xff\xd8\xff\xe0 no more", b"%PDF-1.7"])
def test_what_is_no_picture_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(CannotReadImage, match="重新"):
        probe_image(data)


def test_a_picture_that_broke_off_is_refused() -> None:
    whole = _picture("PNG", 400, 300)
    with pytest.raises(CannotReadImage):
        probe_image(whole[: len(whole) // 2])


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "GIF"])
def test_another_kind_of_picture_is_named(kind: str) -> None:
    with pytest.raises(CannotTakeImageKind, match=kind):
        probe_image(_picture(kind))


def test_an_apple_picture_is_named() -> None:
    with pytest.raises(CannotTakeImageKind, match="HEIC"):
        probe_image(b"\x00\x00\x00\x24ftypheic" + b"\0" * 100)


@pytest.mark.parametrize("side", [9000, 60_000])
def test_a_decompression_bomb_is_refused_by_its_head(side: int) -> None:
    with pytest.raises(ImageTooLarge, match="缩小"):
        probe_image(_png_that_claims(side, side))


def test_a_sound_pdf_passes() -> None:
    probe_pdf(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7 cut off", b"PK\x03\x04 %%EOF", b"%PDF-1.7 %%EOF" + b"x" * 2000]
)
def test_a_pdf_without_head_or_end_is_refused(data: bytes) -> None:
    with pytest.raises(CannotReadPdf):
        probe_pdf(data)


@pytest.mark.parametrize("mark", [b"/Encrypt 12 0 R", b"/Encrypt << /Filter /Standard >>"])
def test_a_pdf_with_a_password_is_refused(mark: bytes) -> None:
    with pytest.raises(CannotTakeEncryptedPdf, match="密码"):
        probe_pdf(b"%PDF-1.7\ntrailer\n<< " + mark + b" >>\n%%EOF\n")
