"""What a file of cells really is, told by its bytes and never by its name."""

import re

from yimen.gateways.spreadsheets.refusals import (
    NotASheet,
    SheetEmpty,
    SheetIsWebPage,
    SheetOfOtherKind,
    SheetTooLarge,
)
from yimen.rules.errors import N_
from yimen.rules.sheets import SHEET_LIMITS, SheetFormat
from yimen.rules.uploads import look_of, sniff

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MEGABYTE = 1024 * 1024
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|head|body|table|meta|style|div|\?xml|script|!--)", re.IGNORECASE)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# By first bytes: no text that people list items in begins like these.
_PICTURES = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"Rar!",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b",
    b"GIF8",
    b"RIFF",
    b"II*\x00",
    b"MM\x00*",
)


def check_size(content: bytes, true_size: int) -> None:
    """Refuse an empty file and one above the limit; `content` may be cut off there."""
    if true_size <= 0 or not content:
        raise SheetEmpty(field="file")
    if true_size > SHEET_LIMITS.file_bytes:
        most = SHEET_LIMITS.file_bytes // _MEGABYTE
        raise SheetTooLarge(field="file", megabytes=-(-true_size // _MEGABYTE), most=most)


def sniff_sheet(content: bytes) -> SheetFormat:
    """The format by the bytes; CSV stands for any text, whose separator is looked at later.

    Refuses pictures, PDFs, programs, archives (`NotASheet`), web pages under the name of a workbook
    (`SheetIsWebPage`) and the old Lotus or binary formats (`SheetOfOtherKind`).
    """
    if content.startswith(_ZIP):
        return SheetFormat.XLSX
    if content.startswith(_COMPOUND):
        return SheetFormat.XLS
    head = content[:4096]
    if head.startswith((b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00\x04\x00", b"\x00\x00\x02\x00")):
        raise SheetOfOtherKind(field="file", real=N_("很旧的 Excel 或 Lotus 表格"))
    opening = next((head[len(bom) :] for bom in _BOMS if head.startswith(bom)), head)
    if _MARKUP.match(opening.replace(b"\0", b"")):
        raise SheetIsWebPage(field="file")
    if sniff(head) is not None or head.startswith(_PICTURES) or head[4:8] == b"ftyp":
        real = N_("PDF 文件") if head.startswith(b"%PDF-") else N_("图片") if sniff(head) else look_of(head)
        raise NotASheet(field="file", real=real)
    return SheetFormat.CSV
