"""What an upload really is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.rules.documents import (
    UPLOAD_LIMITS,
    MediaType,
    check_upload,
    check_upload_count,
    clean_file_name,
    sniff,
)
from yimen.rules.errors import Refusal, RuleViolation
from yimen.rules.uploads import TooManyUploads, UploadEmpty, UploadIsHeic, UploadTooLarge, UploadWrongType

PDF, JPEG, PNG = b"%PDF-1.7\n", b"\xff\xd8\xff\xe0\x00\x10JFIF", b"\x89PNG\r\n\x1a\n\x00"
MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("head", "kind"), [(PDF, MediaType.PDF), (JPEG, MediaType.JPEG), (PNG, MediaType.PNG)]
)
def test_the_first_bytes_tell_the_kind_whatever_the_name(head: bytes, kind: MediaType) -> None:
    assert check_upload(name="身份证.exe", head=head, size=1000) is sniff(head) is kind


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"MZ\x90\x00", "一个程序(exe)"),
        (b"PK\x03\x04", "Word、Excel"),
        (b"\xd0\xcf\x11\xe0\xa1", "旧版 Word"),
        (b"<html><script>", "一个网页"),
        (b"\xef\xbb\xbf \n<svg", "一个网页"),
        (b"\x00\x00\x00\x18ftypavif", "AVIF"),
        (b"\x00\x00\x00\x18ftypmp42", "视频"),
        (b"#!/bin/sh", "脚本"),
        (b"GIF89a", "GIF"),
        (b"hello", "认不出"),
        (b"\x89PNG", "认不出"),
    ],
)
def test_a_renamed_file_is_told_what_it_really_is(head: bytes, words: str) -> None:
    with pytest.raises(UploadWrongType) as refused:
        check_upload(name="林权证.pdf", head=head, size=1000)
    assert "“林权证.pdf”实际上是" in refused.value.sentence()
    assert words in refused.value.sentence()


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1", b"hevc", b"msf1"])
def test_a_heic_photo_is_told_how_to_become_a_jpg(brand: bytes) -> None:
    with pytest.raises(UploadIsHeic) as refused:
        check_upload(name="IMG_0001.HEIC", head=b"\x00\x00\x00\x18ftyp" + brand, size=1000)
    assert "“IMG_0001.HEIC”是 HEIC 照片" in refused.value.sentence()
    assert "兼容性最佳" in refused.value.sentence()


@pytest.mark.parametrize("name", ["CON.pdf", "nul", "Lpt1.pdf", "aux.tar.pdf"])
def test_the_name_of_a_device_is_no_name_of_a_file(name: str) -> None:
    assert clean_file_name(name, MediaType.PDF).startswith("_")
    assert clean_file_name("CONTRACT.pdf", MediaType.PDF) == "CONTRACT.pdf"


def test_an_empty_file_is_refused_with_a_way_on() -> None:
    for head, size in ((b"", 0), (PDF, 0), (b"", 9), (PDF, -1)):
        with pytest.raises(UploadEmpty) as refused:
            check_upload(name="a.pdf", head=head, size=size)
        assert "0 字节" in refused.value.sentence()
    assert check_upload(name="a.pdf", head=PDF, size=1) is MediaType.PDF


def test_sixty_megabytes_are_too_many_and_twenty_are_not() -> None:
    assert check_upload(name="a.pdf", head=PDF, size=20 * MEGABYTE) is MediaType.PDF
    for size, told in ((60 * MEGABYTE, "60 MB"), (20 * MEGABYTE + 1, "21 MB")):
        with pytest.raises(UploadTooLarge) as refused:
            check_upload(name="a.pdf", head=PDF, size=size)
        assert told in refused.value.sentence()
        assert "超过了 20 MB" in refused.value.sentence()
        assert refused.value.refusal is Refusal.TOO_LARGE


def test_one_case_has_so_many_files_and_no_more() -> None:
    check_upload_count(UPLOAD_LIMITS.max_files - 1)
    with pytest.raises(TooManyUploads):
        check_upload_count(UPLOAD_LIMITS.max_files)


@pytest.mark.parametrize(
    ("name", "kind", "clean"),
    [
        ("../../etc/passwd", None, "passwd"),
        ("C:\\用户\\照片.JPG", MediaType.JPEG, "照片.JPG"),
        ("身份证.exe", MediaType.PDF, "身份证.exe.pdf"),
        ("gpj\u202e照片.exe", MediaType.PDF, "gpj照片.exe.pdf"),
        ("", MediaType.PDF, "材料.pdf"),
        (".pdf", MediaType.PDF, "pdf.pdf"),
        ("a\0b\r\n.png", MediaType.PNG, "ab.png"),
        ('x"<y>|z?.png', MediaType.PNG, "x__y__z_.png"),
        ("照片", None, "照片"),
    ],
)
def test_file_names_are_made_safe_and_true(name: str, kind: MediaType | None, clean: str) -> None:
    assert clean_file_name(name, kind) == clean


@given(st.text(max_size=300), st.sampled_from([None, *MediaType]))
def test_no_file_name_is_dangerous(name: str, kind: MediaType | None) -> None:
    clean = clean_file_name(name, kind)
    assert 0 < len(clean) <= 100
    assert clean.isprintable()
    assert not set(clean) & set('/\\<>:"|?*\0\r\n')
    assert clean not in {".", ".."}
    assert clean_file_name(clean, kind) == clean


@given(st.text(max_size=40), st.binary(max_size=64), st.integers(min_value=-1, max_value=10**9))
def test_any_upload_is_one_of_ours_or_refused(name: str, head: bytes, size: int) -> None:
    try:
        kind = check_upload(name=name, head=head, size=size)
    except RuleViolation:
        return
    assert kind is sniff(head)
