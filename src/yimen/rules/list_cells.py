"""One cell of a foreign list read for its field: the text in our own words, or why it cannot be read."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar

from yimen.rules.errors import N_, RuleViolation
from yimen.rules.intervals import Limit, Unit
from yimen.rules.item_codes import check_basic_code, parse_implementation_code
from yimen.rules.item_kinds import (
    AUDIENCE_CODES,
    AUDIENCE_LABELS,
    CASE_KIND_CODES,
    CASE_KIND_LABELS,
    HANDLING_FORM_CODES,
    HANDLING_FORM_LABELS,
    NET_DEPTH_CODES,
    NET_DEPTH_LABELS,
    REACH_LABELS,
    parse_kind,
    parse_kinds,
)
from yimen.rules.items import (
    ITEM_TYPE_LABELS,
    CannotReadLimit,
    UnknownLevel,
    parse_item_type,
    parse_limit,
)
from yimen.rules.list_fields import YES_NO, ListField
from yimen.rules.orgs import Level
from yimen.rules.sheets import Cell, CellKind, shortened
from yimen.rules.text import clean_line, clean_text

_Kind = TypeVar("_Kind", bound=StrEnum)


class CellIsError(RuleViolation):
    """A cell whose formula broke."""

    code = "sheets.cell_error"
    template = N_("单元格是错误值 {value}，公式已经坏了。请改成正确的内容。")


class FormulaWithoutResult(RuleViolation):
    """A formula of which no result was saved."""

    code = "sheets.formula_without_result"
    template = N_("单元格是公式，文件里没有存它的结果。请复制这一列，“选择性粘贴”为“数值”，保存后再传。")


class LongNumberLost(RuleViolation):
    """A code that was kept as a number, of which Excel keeps fifteen digits only."""

    code = "sheets.long_number"
    template = N_(
        "编码“{value}”被表格存成了数字，第 15 位以后已经丢失，开头的 0 也会丢。"
        "请把这一列的格式设成“文本”，再从原文件重新填写编码。"
    )


class DateInsteadOfText(RuleViolation):
    """A text that Excel made a date of."""

    code = "sheets.date_instead"
    template = N_("单元格是日期 {value}，多半是表格自己改的。请把这一列的格式设成“文本”，再重新填写。")


class LimitWithoutUnit(RuleViolation):
    """A number of days of which nobody knows whether they are working days."""

    code = "sheets.limit_without_unit"
    template = N_("时限“{value}”没有写明是工作日还是自然日。请写成“{value}个工作日”或“{value}个自然日”。")


class BadLimit(RuleViolation):
    """A limit that nobody can count with."""

    code = "sheets.bad_limit"
    template = N_("时限“{value}”不认识。请写成“20个工作日”“15个自然日”或“即办”，不知道就空着。")


class NotYesOrNo(RuleViolation):
    """A word that is neither yes nor no."""

    code = "sheets.not_yes_or_no"
    template = N_("“{value}”不认识，应当是“是”或“否”。")


class NotANumberOfVisits(RuleViolation):
    """A number of visits that is none."""

    code = "sheets.not_visits"
    template = N_("到现场次数“{value}”不认识，应当是 0 到 9 的整数。")


# What people write into a cell that has nothing to say.
_NOTHING = frozenset({"无", "/", "-", "--", "—", "——", "\\", "无要求", "不涉及", "暂无"})
_MAY_BE_NOTHING = frozenset(ListField) - {
    ListField.NAME,
    ListField.TYPE,
    ListField.DEPARTMENT,
    ListField.LEVELS,
}
CODE_FIELDS = frozenset({ListField.ITEM_CODE, ListField.BASIC_CODE, ListField.IMPLEMENTATION_CODE})
_EXACT_DIGITS = 15  # of a number, so many digits are kept by every spreadsheet (IEEE 754)
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+?[0-9]{1,3}")
_TYPE_WORDS = {
    "许可": "行政许可",
    "给付": "行政给付",
    "确认": "行政确认",
    "奖励": "行政奖励",
    "裁决": "行政裁决",
    "备案": "行政备案",
    "其他权力": "其他行政权力",
    "其他类": "其他行政权力",
    "其他行政职权": "其他行政权力",
    "依申请公共服务": "公共服务",
    "公共服务类": "公共服务",
}
# Every word and code (GB/T 39046 A.2) for a level that lists use.
_LEVEL_WORDS: dict[str, Level] = {
    "省": Level.PROVINCE,
    "省级": Level.PROVINCE,
    "2": Level.PROVINCE,
    "市": Level.PREFECTURE,
    "市级": Level.PREFECTURE,
    "设区市": Level.PREFECTURE,
    "3": Level.PREFECTURE,
    "县": Level.COUNTY,
    "县级": Level.COUNTY,
    "区县": Level.COUNTY,
    "4": Level.COUNTY,
    "乡镇": Level.TOWNSHIP,
    "乡": Level.TOWNSHIP,
    "镇": Level.TOWNSHIP,
    "街道": Level.TOWNSHIP,
    "乡级": Level.TOWNSHIP,
    "镇级": Level.TOWNSHIP,
    "乡镇级": Level.TOWNSHIP,
    "乡镇街道": Level.TOWNSHIP,
    "5": Level.TOWNSHIP,
    "村": Level.VILLAGE,
    "村级": Level.VILLAGE,
    "社区": Level.VILLAGE,
    "村社区": Level.VILLAGE,
    "6": Level.VILLAGE,
}
LEVEL_NAMES: dict[Level, str] = {
    Level.PROVINCE: N_("省"),
    Level.PREFECTURE: N_("市"),
    Level.COUNTY: N_("县"),
    Level.TOWNSHIP: N_("乡镇"),
    Level.VILLAGE: N_("村"),
}
_LEVEL_ASIDE = re.compile(r"[(][^)]*[)]")
_NUMBERING = re.compile(r"^\s*(?:[(（]?[0-9]{1,2}[)）.、．]|[①-⑳])\s*(?![0-9])")
_AROUND_LIMIT = re.compile(r"^(?:自?(?:受理|收件|申请)(?:之日|之后|后)?起?)?|(?:以?内)?(?:办结|作出决定)?$")
_INSTANT_WORDS = frozenset({"即时办结", "立即办结", "当场办结", "即办", "当场", "即时"})


def limit_words(limit: Limit | None) -> str:
    """A limit as it is read back: 20个工作日, 15个自然日, 当场办结; empty when it is unknown."""
    if limit is None:
        return ""
    if limit.unit is Unit.INSTANT:
        return N_("当场办结")
    return f"{limit.amount}{'个工作日' if limit.unit is Unit.WORKDAYS else '个自然日'}"


def split_materials(text: str) -> tuple[str, ...]:
    """The materials of a cell: apart by semicolons or lines, their numbering taken off, each once."""
    parts = (_NUMBERING.sub("", part).strip(" 。；;") for part in re.split(r"[；;\n\r]+", text))
    return tuple(dict.fromkeys(part for part in parts if part))


def read_cell(field: ListField, cell: Cell, *, unit: str = "") -> str:
    """The text of a cell for its field, in our own words; empty for nothing.

    `unit` is what the heading or the column beside says of a limit: 工作日 or 自然日. Refuses broken
    cells, formulas without a result, codes kept as numbers, dates where none belong, unknown words of a
    code set, limits that cannot be read or have no unit, and text as `clean_line`.
    """
    _check_kind(field, cell)
    text = cell.text.strip()
    if field in _MAY_BE_NOTHING and text in _NOTHING:
        return ""
    if not text:
        return ""
    if field in {ListField.STATUTORY, ListField.PROMISED}:
        return _read_limit(field, text, unit)
    return _READERS[field](field, text)


def _check_kind(field: ListField, cell: Cell) -> None:
    name = field.value.lower()
    if cell.kind is CellKind.ERROR:
        raise CellIsError(field=name, value=cell.text)
    if cell.kind is CellKind.FORMULA and not cell.text.strip():
        raise FormulaWithoutResult(field=name)
    if field in CODE_FIELDS:
        digits = sum(sign.isdigit() for sign in cell.text)
        is_long = cell.kind is CellKind.NUMBER and (digits > _EXACT_DIGITS or "e" in cell.text)
        if is_long or _SCIENTIFIC.fullmatch(cell.text.strip()):
            raise LongNumberLost(field=name, value=shortened(cell.text))
    if cell.kind is CellKind.DATE and field not in {ListField.HOURS, ListField.SOURCE}:
        raise DateInsteadOfText(field=name, value=cell.text[:20])


def _read_limit(field: ListField, text: str, unit: str) -> str:
    name = field.value.lower()
    value = unicodedata.normalize("NFKC", text).replace(" ", "").replace("\n", "")
    value = _AROUND_LIMIT.sub("", value) or value
    if value in _INSTANT_WORDS or text.strip() in _INSTANT_WORDS:
        return N_("当场办结")
    if re.fullmatch(r"[0-9]{1,4}", value):
        # Zero days of whatever unit is the platform's way to say: on the spot.
        if int(value) == 0:
            return N_("当场办结")
        if not unit:
            raise LimitWithoutUnit(field=name, value=value)
        value += "个工作日" if "工作" in unit else "个自然日"
    try:
        return limit_words(parse_limit(value, field=name))
    except CannotReadLimit:
        raise BadLimit(field=name, value=shortened(text)) from None


def _read_type(_: ListField, text: str) -> str:
    value = unicodedata.normalize("NFKC", text).strip().removesuffix("事项")
    return ITEM_TYPE_LABELS[parse_item_type(_TYPE_WORDS.get(value, value))]


def _read_levels(_: ListField, text: str) -> str:
    plain = _LEVEL_ASIDE.sub("", unicodedata.normalize("NFKC", text))
    words = [word for word in re.split(r"[、,,;;/^\s]+", plain) if word]
    unknown = next((word for word in words if word not in _LEVEL_WORDS), None)
    if unknown is not None or not words:
        raise UnknownLevel(field="levels", value=(unknown or text)[:40])
    found = {_LEVEL_WORDS[word] for word in words}
    return "、".join(name for level, name in LEVEL_NAMES.items() if level in found)


def _read_basic_code(_: ListField, text: str) -> str:
    return check_basic_code(text, field="basic_code")


def _read_implementation_code(_: ListField, text: str) -> str:
    parse_implementation_code(text, field="implementation_code")
    return unicodedata.normalize("NFKC", text).strip().upper()


def _read_yes_no(field: ListField, text: str) -> str:
    value = unicodedata.normalize("NFKC", text).strip().upper()
    if value in {"是", "1", "TRUE", "Y", "收费", "有"}:
        return YES_NO[True]
    if value in {"否", "0", "FALSE", "N", "不收费", "免费", "没有"}:
        return YES_NO[False]
    raise NotYesOrNo(field=field.value.lower(), value=shortened(text))


def _read_visits(field: ListField, text: str) -> str:
    value = unicodedata.normalize("NFKC", text).strip().removesuffix("次")
    if not re.fullmatch(r"[0-9]", value):
        raise NotANumberOfVisits(field=field.value.lower(), value=shortened(text))
    return value


def _read_laws(field: ListField, text: str) -> str:
    """Several laws in one cell stand on lines of their own; as one text semicolons part them."""
    lines = (line.strip(" ;；") for line in text.splitlines())
    joined = "；".join(line for line in lines if line)
    return clean_line(joined, field=field.value.lower(), max_length=1000, required=False)


def _read_lines(field: ListField, text: str) -> str:
    return clean_text(text, field=field.value.lower(), max_length=4000, required=False)


def _read_materials(field: ListField, text: str) -> str:
    """The list as one text; each material fits the column of its name."""
    whole = clean_text(text, field=field.value.lower(), max_length=8000, required=False)
    return "；".join(clean_line(part, field=field.value.lower()) for part in split_materials(whole))


def _line(most: int) -> Callable[[ListField, str], str]:
    return lambda field, text: clean_line(text, field=field.value.lower(), max_length=most, required=False)


def _one_of(labels: Mapping[_Kind, str], codes: Mapping[_Kind, str]) -> Callable[[ListField, str], str]:
    def read(field: ListField, text: str) -> str:
        found = parse_kind(text, labels, codes, field=field.value.lower())
        return labels[found] if found is not None else ""

    return read


def _some_of(labels: Mapping[_Kind, str], codes: Mapping[_Kind, str]) -> Callable[[ListField, str], str]:
    def read(field: ListField, text: str) -> str:
        found = parse_kinds(text, labels, codes, field=field.value.lower())
        return "、".join(labels[each] for each in found)

    return read


_READERS: dict[ListField, Callable[[ListField, str], str]] = {
    ListField.ITEM_CODE: _line(12),
    ListField.NAME: _line(200),
    ListField.TYPE: _read_type,
    ListField.DEPARTMENT: _line(60),
    ListField.LEVELS: _read_levels,
    ListField.BASIC_CODE: _read_basic_code,
    ListField.IMPLEMENTATION_CODE: _read_implementation_code,
    ListField.BASIS: _read_laws,
    ListField.STATUTORY_UNIT: _line(20),
    ListField.PROMISED_UNIT: _line(20),
    ListField.MATERIALS: _read_materials,
    ListField.CONDITIONS: _read_lines,
    ListField.CASE_KIND: _one_of(CASE_KIND_LABELS, CASE_KIND_CODES),
    ListField.AUDIENCES: _some_of(AUDIENCE_LABELS, AUDIENCE_CODES),
    ListField.FORMS: _some_of(HANDLING_FORM_LABELS, HANDLING_FORM_CODES),
    ListField.NET_DEPTH: _some_of(NET_DEPTH_LABELS, NET_DEPTH_CODES),
    ListField.REACH: _one_of(REACH_LABELS, {}),
    ListField.VISITS: _read_visits,
    ListField.CHARGED: _read_yes_no,
    ListField.RESULT_NAME: _line(200),
    ListField.WHERE: _line(200),
    ListField.HOURS: _line(200),
    ListField.CONSULT: _line(200),
    ListField.COMPLAINT: _line(200),
    ListField.SOURCE: _line(1000),
}
