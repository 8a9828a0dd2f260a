"""Files that an operator names on the command line: found, read and refused in plain words."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import ClassVar

from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.tables import decode_table

_MOST_BYTES = 100 * 1024 * 1024
_ENCODING_NAMES = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8(带 BOM)", "utf-16": "UTF-16", "gb18030": "GBK"}


class CannotOpenFile(RuleViolation):
    """There is no such file, or it cannot be read."""

    code: ClassVar[str] = "cli.cannot_open_file"
    template: ClassVar[str] = N_("读不了 {path}:{why}。")


class FileTooLarge(RuleViolation):
    """A file far larger than any list of places or items."""

    code: ClassVar[str] = "cli.file_too_large"
    template: ClassVar[str] = N_("{path} 超过 {most} MB，不像是要导入的表格，没有读它。")
    refusal: ClassVar[Refusal] = Refusal.TOO_LARGE


@dataclass(frozen=True, kw_only=True, slots=True)
class TableFile:
    """The text of a file, and in which encoding it was written."""

    name: str
    text: str
    encoding: str


def read_table_file(path: Path) -> TableFile:
    """Read a file of rows in any encoding that spreadsheets write; refuses what is none, in a sentence."""
    if not path.exists():
        raise CannotOpenFile(field="file", path=path, why=N_("没有这个文件，请核对路径"))
    if path.is_dir():
        raise CannotOpenFile(field="file", path=path, why=N_("它是一个文件夹，请写到具体的文件"))
    if not path.is_file():
        raise CannotOpenFile(field="file", path=path, why=N_("它不是普通文件"))
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise FileTooLarge(field="file", path=path, most=_MOST_BYTES // 1024 // 1024)
        data = path.read_bytes()
    except OSError as fault:
        why = N_("没有读取权限") if isinstance(fault, PermissionError) else fault.strerror
        raise CannotOpenFile(field="file", path=path, why=why) from None
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise CannotOpenFile(field="file", path=path, why=N_("文件是空的"))
    text, encoding = decode_table(data)
    return TableFile(name=path.name, text=text, encoding=_ENCODING_NAMES.get(encoding, encoding))


def read_seed(noun: str, name: str) -> str:
    """The text of a file that this version brings along."""
    return files("yimen").joinpath("data", noun, "seed", name).read_text(encoding="utf-8")
