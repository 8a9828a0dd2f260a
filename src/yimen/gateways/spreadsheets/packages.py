"""An .xlsx as an archive, opened with bounds: only what is counted, measured and known is unpacked at all."""

import codecs
import re
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from yimen.gateways.spreadsheets.refusals import (
    NotASheet,
    SheetBroken,
    SheetEncrypted,
    SheetHasMacros,
    SheetOfOtherKind,
    SheetSuspicious,
)
from yimen.rules.errors import N_
from yimen.rules.sheets import SHEET_LIMITS

# What holds values; drawings, comments, macros and embedded objects are never unpacked.
_WANTED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/[^/]+\.xml|xl/_rels/[^/]+\.rels|xl/worksheets/[^/]+\.xml"
)
_ENCODING = re.compile(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"']*)[\"']")
_READABLE = frozenset({b"utf-8", b"us-ascii"})
_SMALL = 1024 * 1024  # below this the ratio says nothing
_OTHERS: tuple[tuple[str, str], ...] = (
    ("word/", N_("Word 文档")),
    ("ppt/", N_("演示文稿")),
    ("content.xml", N_("OpenDocument 表格或文档（.ods、.odt）")),
    ("xl/workbook.bin", N_("二进制工作簿（.xlsb）")),
    ("OFD.xml", N_("OFD 文档")),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Package:
    """The members that hold values, unpacked, and a clean archive of exactly these for the reader."""

    parts: dict[str, bytes]
    has_external_links: bool
    is_signed: bool

    def packed(self) -> BytesIO:
        """A fresh archive without compression: what a reader is given is what was measured here."""
        target = BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            for name, data in self.parts.items():
                archive.writestr(zipfile.ZipInfo(name), data)
        target.seek(0)
        return target


def open_package(content: bytes) -> Package:
    """Unpack the members of a workbook that hold values.

    Refuses more than 1,000 members, 96 MB unpacked, a member above 64 MB or pressed more than 200 to one,
    names that stand twice, a password (`SheetEncrypted`), a program (`SheetHasMacros`), other documents.
    The sizes that the archive claims are checked against what comes out. Markup is UTF-8, as Excel, WPS and
    LibreOffice write it: our parsers and the reader do not agree on what else they can read (`SheetBroken`).
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            infos = archive.infolist()
            _check_bounds(infos)
            names = [info.filename for info in infos]
            _check_kind(names)
            parts = {i.filename: archive.read(i) for i in infos if _WANTED.fullmatch(i.filename)}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError):
        raise SheetBroken(field="file") from None
    _check_types(parts.get("[Content_Types].xml", b""))
    _check_encodings(parts.values())
    return Package(
        parts=parts,
        has_external_links=any(name.startswith("xl/externalLinks/") for name in names),
        is_signed=any(name.startswith("_xmlsignatures/") for name in names),
    )


def _check_bounds(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > SHEET_LIMITS.parts:
        raise SheetSuspicious(field="file", why=N_("里面有 {count} 个文件").format(count=len(infos)))
    if any(info.flag_bits & 1 for info in infos):
        raise SheetEncrypted(field="file")
    if len({info.filename.lower() for info in infos}) < len(infos):
        raise SheetSuspicious(field="file", why=N_("里面的文件重名"))
    megabytes = sum(info.file_size for info in infos) // (1024 * 1024)
    swollen = any(
        info.file_size > SHEET_LIMITS.part_bytes
        or (info.file_size > _SMALL and info.file_size > SHEET_LIMITS.ratio * max(info.compress_size, 1))
        for info in infos
    )
    if swollen or sum(info.file_size for info in infos) > SHEET_LIMITS.unpacked_bytes:
        raise SheetSuspicious(field="file", why=N_("有 {megabytes} MB").format(megabytes=megabytes))


def _check_kind(names: list[str]) -> None:
    if any(name.lower().endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names):
        raise SheetHasMacros(field="file")
    if "xl/workbook.xml" in names:
        return
    for start, real in _OTHERS:
        if any(name.startswith(start) for name in names):
            if start in {"content.xml", "xl/workbook.bin"}:
                raise SheetOfOtherKind(field="file", real=real)
            raise NotASheet(field="file", real=real)
    raise NotASheet(field="file", real=N_("压缩包"))


def _check_types(types: bytes) -> None:
    """A workbook that calls itself one with macros is refused even when its program is hidden elsewhere."""
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise SheetHasMacros(field="file")


def _check_encodings(parts: Iterable[bytes]) -> None:
    for markup in parts:
        told = _ENCODING.match(markup.removeprefix(codecs.BOM_UTF8))
        if markup.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or (
            told and told[1].lower() not in _READABLE
        ):
            raise SheetBroken(field="file")
