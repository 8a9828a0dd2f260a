"""Files of rows that people bring: their bytes decoded, and what is found in them told by line."""

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from yimen.rules.errors import N_, RuleViolation


class Severity(StrEnum):
    """Whether a finding blocks its row: only an error does; a warning wants a look."""

    ERROR = "ERROR"
    WARNING = "WARNING"
    NOTICE = "NOTICE"


SEVERITY_LABELS: dict[Severity, str] = {
    Severity.ERROR: N_("错误"),
    Severity.WARNING: N_("请核对"),
    Severity.NOTICE: N_("提示"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """Something found in one row: where, how grave, a stable code and a template with its values."""

    line: int
    severity: Severity
    code: str
    template: str
    values: Mapping[str, object]
    column: str = ""

    def sentence(self) -> str:
        """The Chinese sentence, with its line number in front."""
        return N_("第 {line} 行：").format(line=self.line) + self.template.format(**self.values)


class CannotDecode(RuleViolation):
    """The bytes are no text that we know."""

    code = "tables.cannot_decode"
    template = N_("文件不是可以读的文本。请在表格软件里另存为“CSV UTF-8”再导入。")


class ColumnsMissing(RuleViolation):
    """The first line does not name the columns that are needed."""

    code = "tables.columns_missing"
    template = N_("第 1 行（表头）缺少这些列：{columns}。")


class CannotSplit(RuleViolation):
    """A row cannot be cut into cells, such as one whose quotation mark never ends."""

    code = "tables.cannot_split"
    template = N_("第 {line} 行不能分成单元格，请检查这一行的引号和分隔符。")


def find_encoding(pieces: Callable[[], Iterable[bytes]]) -> str:
    """The encoding of a file that `pieces` goes through: UTF-8 with or without BOM, UTF-16, GB18030.

    It may go through it twice, holding one piece at a time. Spreadsheets in China save GBK; GB18030
    contains it. Refuses with `CannotDecode` everything else, and text with NUL characters in it,
    which is a spreadsheet's own format, not a text.
    """
    head = next(iter(pieces()), b"")
    if head.startswith(b"\xef\xbb\xbf"):
        candidates = ["utf-8-sig"]
    elif head.startswith((b"\xff\xfe", b"\xfe\xff")):
        candidates = ["utf-16"]
    else:
        candidates = ["utf-8", "gb18030"]
    for encoding in candidates:
        if _is_text(pieces(), encoding):
            return encoding
    raise CannotDecode(field="file")


def _is_text(pieces: Iterable[bytes], encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        if any("\0" in decoder.decode(piece) for piece in pieces):
            return False
        return "\0" not in decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False


def decode_table(data: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding; refuses as `find_encoding`."""
    encoding = find_encoding(lambda: (data,))
    return data.decode(encoding), encoding


@dataclass(frozen=True, kw_only=True, slots=True)
class TableRow:
    """One row: the line it starts on, its cells by column, and how many cells it has too many or few."""

    line: int
    cells: Mapping[str, str]
    surplus: int


def read_rows(
    source: str | Iterable[str], *, columns: tuple[str, ...], delimiter: str = ","
) -> Iterator[TableRow]:
    """The rows under a header that must name these columns; empty lines are passed over.

    `source` is the text, or its lines as a file gives them, of which one is held at a time. Cells
    are trimmed; a missing cell is empty. Refuses with `ColumnsMissing` or `CannotSplit`.
    """
    lines = io.StringIO(source, newline="") if isinstance(source, str) else source
    if delimiter == "\t":
        reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE, strict=True)
    else:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        missing = [column for column in columns if column not in header]
        if missing:
            raise ColumnsMissing(field="file", columns="、".join(missing))
        ended = reader.line_num
        for cells in reader:
            line, ended = ended + 1, reader.line_num
            if any(cell.strip() for cell in cells):
                named = dict.fromkeys(header, "") | dict(
                    zip(header, (c.strip() for c in cells), strict=False)
                )
                yield TableRow(line=line, cells=named, surplus=len(cells) - len(header))
    except csv.Error:
        raise CannotSplit(field="file", line=reader.line_num) from None
