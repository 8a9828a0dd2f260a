"""Files that an operator names on the command line: found, read and refused in plain words."""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO, ClassVar, cast

from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.tables import find_encoding

_MOST_BYTES = 100 * 1024 * 1024
_PIECE = 1024 * 1024
_GZIP = b"\x1f\x8b"
_BLANK = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
_ENCODING_NAMES = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8(带 BOM)", "utf-16": "UTF-16", "gb18030": "GBK"}


class CannotOpenFile(RuleViolation):
    """There is no such file, or it cannot be read."""

    code: ClassVar[str] = "cli.cannot_open_file"
    template: ClassVar[str] = N_("读不了 {path}:{why}。")


class FileTooLarge(RuleViolation):
    """A file far larger than any list of places or items, unpacked if it is packed."""

    code: ClassVar[str] = "cli.file_too_large"
    template: ClassVar[str] = N_("{path} 超过 {most} MB，不像是要导入的表格，没有读它。")
    refusal: ClassVar[Refusal] = Refusal.TOO_LARGE


@dataclass(frozen=True, kw_only=True, slots=True)
class TableFile:
    """A file of rows that was looked through once: its encoding is known, and about how many lines it has."""

    path: Path
    codec: str
    line_count: int

    @property
    def name(self) -> str:
        """The name of the file without its folder."""
        return self.path.name

    @property
    def encoding(self) -> str:
        """The encoding in words."""
        return _ENCODING_NAMES.get(self.codec, self.codec)

    @property
    def text(self) -> str:
        """The whole text, for lists that are small by nature."""
        return "".join(self.lines())

    def lines(self) -> Iterator[str]:
        """The lines with their ends, one at a time, unpacked on the way."""
        with _opened(self.path) as raw:
            yield from io.TextIOWrapper(raw, encoding=self.codec, newline="")


def read_table_file(path: Path) -> TableFile:
    """Look through a file of rows in any encoding that spreadsheets write, gzip-packed or not.

    Holds one megabyte at a time. Refuses in a sentence what is no such file, is empty, or is larger
    than 100 MB unpacked.
    """
    if not path.exists():
        raise CannotOpenFile(field="file", path=path, why=N_("没有这个文件，请核对路径"))
    if path.is_dir():
        raise CannotOpenFile(field="file", path=path, why=N_("它是一个文件夹，请写到具体的文件"))
    if not path.is_file():
        raise CannotOpenFile(field="file", path=path, why=N_("它不是普通文件"))
    line_count, is_blank = 0, True
    for piece in _pieces(path):
        line_count += piece.count(b"\n")
        is_blank = is_blank and not piece.strip(_BLANK)
    if is_blank:
        raise CannotOpenFile(field="file", path=path, why=N_("文件是空的"))
    return TableFile(path=path, codec=find_encoding(lambda: _pieces(path)), line_count=line_count)


def _pieces(path: Path) -> Iterator[bytes]:
    taken = 0
    with _opened(path) as raw:
        while piece := raw.read(_PIECE):
            taken += len(piece)
            if taken > _MOST_BYTES:
                raise FileTooLarge(field="file", path=path, most=_MOST_BYTES // 1024 // 1024)
            yield piece


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """The bytes of the file, unpacked where it begins as gzip does, whatever it is called."""
    try:
        with path.open("rb") as file:
            if file.peek(2)[:2] != _GZIP:
                yield file
            else:
                with gzip.GzipFile(fileobj=file) as unpacked:
                    yield cast("BinaryIO", unpacked)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise CannotOpenFile(field="file", path=path, why=N_("压缩文件不完整或者已损坏")) from None
    except OSError as fault:
        why = N_("没有读取权限") if isinstance(fault, PermissionError) else fault.strerror
        raise CannotOpenFile(field="file", path=path, why=why) from None


def read_seed(noun: str, name: str) -> str:
    """The text of a file that this version brings along."""
    return files("yimen").joinpath("data", noun, "seed", name).read_text(encoding="utf-8")
