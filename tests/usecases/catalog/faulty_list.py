"""A foreign-looking list of 200 items with 23 planted faults, and the same list mended.

Title rows, headings of their own on two rows, a cover sheet, notes below the table: as lists arrive from
elsewhere. The items are made up for tests. `faults_23.tsv` says at which cell which fault stands; this
module plants exactly these, and `write_mended` writes the file as a person would have mended it in Excel.
"""

import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

FIRST_ROW = 6  # below title, line of the sender, an empty row and two rows of headings
HEADING_ROW = 5
ITEMS = 200
SHEET = "附件2 下放事项"
_OBJECTS = (
    "农村公共墓地",
    "村级小型水利设施",
    "集市固定摊位",
    "农家书屋",
    "村级文化广场",
    "乡村公益岗位",
    "农机具停放场",
    "村级电商网点",
    "农村幸福院",
    "村级卫生室",
    "公共晾晒场",
    "村级应急广播",
    "农田机井",
    "村级公共浴室",
    "乡镇敬老院床位",
    "村级停车场",
    "农村公厕",
    "村级快递点",
    "乡镇篮球场",
    "村史馆",
)
_VERBS = (
    "使用登记",
    "变更登记",
    "注销登记",
    "使用备案",
    "年度核验",
    "证明补发",
    "信息更正",
    "预约申请",
    "结果复核",
    "档案查询",
)
_DEPARTMENTS = ("民政", "农业农村", "水利", "文化和旅游", "卫生健康")
_TYPES = {"行政备案": "10", "公共服务": "20", "行政确认": "07", "其他行政权力": "10"}
_HEADINGS = (
    "序号",
    "权力类型",
    "事项",
    "主管部门",
    "层级",
    "法律依据",
    "法定时限",
    "承诺时限",
    "申报材料",
    "目录编码",
    "实施清单编码",
    "收费",
    "办理方式",
    "备注",
)
# The column of each heading by its letter, counted from 1.
TYPE, NAME, DEPARTMENT, LEVEL, BASIS, STATUTORY, PROMISED, MATERIALS, BASIC, LONG, CHARGED, FORMS = range(
    2, 14
)
_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_BAD_CHECK = {sign: "0" if sign != "0" else "1" for sign in _SIGNS}


@dataclass(frozen=True, kw_only=True, slots=True)
class PlantedFault:
    """A line of `faults_23.tsv`."""

    cell: str
    what: str
    severity: str
    code: str


def planted_faults() -> tuple[PlantedFault, ...]:
    """The 23 faults, in the order of the file."""
    with Path(__file__).with_name("faults_23.tsv").open(encoding="utf-8", newline="") as lines:
        return tuple(PlantedFault(**row) for row in csv.DictReader(lines, delimiter="\t"))


def write_mended(path: Path) -> None:
    """The list as it stands after a person mended every fault."""
    _write(path, faulty=False)


def write_faulty(path: Path) -> None:
    """The list as it arrives."""
    _write(path, faulty=True)


def _credit_code(head: str) -> str:
    total = sum(_SIGNS.index(sign) * pow(3, at, 31) for at, sign in enumerate(head))
    return head + _SIGNS[(31 - total % 31) % 31]


_ORGANS = {department: _credit_code(f"11130921MA00{at:05d}") for at, department in enumerate(_DEPARTMENTS)}


def _values(number: int) -> list[str]:
    """The cells of the item with this number, counted from 0, all in order."""
    kind = list(_TYPES)[number % len(_TYPES)]
    department = _DEPARTMENTS[number % len(_DEPARTMENTS)]
    basic = f"13{_TYPES[kind]}{90000 + number:05d}000"
    return [
        str(number + 1),
        kind,
        _OBJECTS[number % len(_OBJECTS)] + _VERBS[number // len(_OBJECTS)],
        department,
        "镇（乡、街道）" if number % 3 else "乡级、村（社区）",
        f"测试用依据第{number + 1}条",
        "20个工作日",
        "自受理之日起10个工作日内" if number % 2 else "即办",
        "1.申请表\n2.身份证复印件" if number % 2 else "申请表；户口簿",
        basic,
        f"{_ORGANS[department]}5{basic}",
        "否",
        "窗口、移动端",
        "",
    ]


def _row(number: int) -> int:
    """The row of the file, counted from 1, on which the item with this number stands."""
    return FIRST_ROW + number


def _write(path: Path, *, faulty: bool) -> None:
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    book.set_properties({"created": dt.datetime(2026, 11, 1)})
    cover = book.add_worksheet("封面")
    cover.write_string("A1", "关于印发下放事项清单的通知（测试样例）")
    page = book.add_worksheet(SHEET)
    page.merge_range("A1:N1", "某省赋予乡镇和街道服务事项清单（测试样例）", book.add_format({"bold": True}))
    page.write_string("A2", "填报单位：某省某厅")
    page.merge_range("G4:H4", "办理时限", book.add_format())
    for column, heading in enumerate(_HEADINGS):
        page.write_string(HEADING_ROW - 1, column, heading)
    for number in range(ITEMS):
        for column, value in enumerate(_values(number)):
            page.write_string(_row(number) - 1, column, value)
    page.write_string(_row(ITEMS), 0, "备注：本表由某省某厅填报，一式两份。")
    (_plant if faulty else _mend)(book, page)
    book.close()


# What stands in the cells with a text fault.
_TEXTS: Mapping[tuple[int, int], str] = {
    (4, NAME): "",
    (9, TYPE): "行政审批",
    (14, TYPE): "",
    (19, DEPARTMENT): "",
    (25, LEVEL): "村民小组",
    (41, PROMISED): "30个工作日",
    (47, STATUTORY): "20",
    (53, PROMISED): "尽快",
    (74, BASIC): "1310900740",
    (105, NAME): "农家书屋" + "预约申请" * 60,
    (118, CHARGED): "视情况",
}
_DATE = (60, STATUTORY)
_NUMBER = (66, LONG)
_CREDIT = (80, LONG)
_DIFFERENT = (86, LONG)
_PERMIT = 36
_TWICE = 131
_NEAR = 144
_FORMULA = (150, BASIS)
_BROKEN = (156, MATERIALS)
_CONTROL = (163, MATERIALS)
_HIDDEN = 170
_MERGED = (180, 182)


def _put(page: xlsxwriter.worksheet.Worksheet, number: int, column: int, value: str) -> None:
    page.write_string(_row(number) - 1, column - 1, value)


def _plant(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
    for (number, column), wrong in _TEXTS.items():
        _put(page, number, column, wrong)
    day = book.add_format({"num_format": "m月d日"})
    page.write_datetime(_row(_DATE[0]) - 1, _DATE[1] - 1, dt.datetime(2026, 3, 5), day)
    page.write_number(_row(_NUMBER[0]) - 1, _NUMBER[1] - 1, 1113092100000000000)
    right = _values(_CREDIT[0])[_CREDIT[1] - 1]
    _put(page, *_CREDIT, right[:17] + _BAD_CHECK[right[17]] + right[18:])
    other = _values(_DIFFERENT[0] + 1)[BASIC - 1]
    _put(page, *_DIFFERENT, _values(_DIFFERENT[0])[LONG - 1][:19] + other)
    _permit(page, level="乡级、村（社区）")
    _put(page, _TWICE, NAME, _values(_TWICE - 5)[NAME - 1])
    _put(page, _NEAR, NAME, _values(_NEAR - 1)[NAME - 1] + "（新）")
    cell = (_row(_FORMULA[0]) - 1, _FORMULA[1] - 1)
    page.write_formula(*cell, f'=CONCATENATE("依据",A{_row(_FORMULA[0])})', None, "")
    page.write_formula(_row(_BROKEN[0]) - 1, _BROKEN[1] - 1, "=#REF!", None, "#REF!")
    _put(page, *_CONTROL, "申请表\x07；户口簿")
    page.set_row(_row(_HIDDEN) - 1, None, None, {"hidden": True})
    first, last = _MERGED
    same = _values(first)[DEPARTMENT - 1]
    for number in range(first, last + 1):
        page.write_blank(_row(number) - 1, DEPARTMENT - 1, None)
    page.merge_range(_row(first) - 1, DEPARTMENT - 1, _row(last) - 1, DEPARTMENT - 1, same, book.add_format())


def _mend(_: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
    _permit(page, level="乡级")
    first, last = _MERGED
    for number in range(first, last + 1):
        _put(page, number, DEPARTMENT, _values(first)[DEPARTMENT - 1])


def _permit(page: xlsxwriter.worksheet.Worksheet, *, level: str) -> None:
    """One item is a permit; its codes say so as well."""
    values = _values(_PERMIT)
    basic = "1301" + values[BASIC - 1][4:]
    _put(page, _PERMIT, TYPE, "行政许可")
    _put(page, _PERMIT, LEVEL, level)
    _put(page, _PERMIT, BASIC, basic)
    _put(page, _PERMIT, LONG, values[LONG - 1][:19] + basic)
