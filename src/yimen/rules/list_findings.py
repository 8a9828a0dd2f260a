"""What is found in a foreign list, each at its cell, and the words for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from yimen.rules.errors import N_, RuleViolation
from yimen.rules.sheets import address, shortened
from yimen.rules.tables import Severity


@dataclass(frozen=True, kw_only=True, slots=True)
class CellFinding:
    """Something found at a cell; column 0 means the whole row.

    `template` with its `values` is the sentence, `shown` what stands in the cell, shortened.
    """

    row: int
    column: int
    severity: Severity
    code: str
    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    shown: str = ""

    @property
    def place(self) -> str:
        """C17, or the row where the finding is about all of it."""
        if self.column:
            return address(self.row, self.column)
        return N_("第 {row} 行").format(row=self.row)

    def sentence(self) -> str:
        """The sentence, without its place."""
        return self.template.format(**self.values)


def fault_at(row: int, column: int, fault: RuleViolation, shown: str = "") -> CellFinding:
    """An ordinary refusal as an error at its cell."""
    return CellFinding(
        row=row,
        column=column,
        severity=Severity.ERROR,
        code=fault.code,
        template=fault.template,
        values=fault.values,
        shown=shortened(shown),
    )


def remark_at(row: int, column: int, remark: "Remark", shown: str = "", **values: object) -> CellFinding:
    """A remark at its cell."""
    return CellFinding(
        row=row,
        column=column,
        severity=remark.severity,
        code=remark.code,
        template=remark.template,
        values=values,
        shown=shortened(shown),
    )


@dataclass(frozen=True, slots=True)
class Remark:
    """A kind of finding that is no refusal of a value: a stable code, how grave, its sentence."""

    code: str
    severity: Severity
    template: str


FIELD_MISSING = Remark(
    "sheets.field_missing",
    Severity.ERROR,
    N_("{label}空着。清单里还没有这个事项，新增要写明。"),
)
COLUMN_MISSING = Remark(
    "sheets.column_missing",
    Severity.ERROR,
    N_("清单里还没有这个事项，新增要有“{label}”，这张表没有这一列。"),
)
CODE_UNKNOWN = Remark(
    "sheets.code_unknown", Severity.ERROR, N_("本系统没有编号为“{value}”的事项。新事项请把这一格空着。")
)
TWICE_IN_FILE = Remark("sheets.twice_in_file", Severity.ERROR, N_("和{first}重复：{what}“{value}”。"))
SAME_BASIC_CODE = Remark(
    "sheets.same_basic_code",
    Severity.WARNING,
    N_("基本编码“{value}”在{first}已经用过，名称却不同，请核对。"),
)
NEAR_IN_FILE = Remark(
    "sheets.near_in_file", Severity.NOTICE, N_("名称和{first}的“{name}”很像，请核对是不是同一件事。")
)
NEAR_IN_LIST = Remark(
    "sheets.near_in_list",
    Severity.NOTICE,
    N_("清单里有一个很像的事项：{code}“{name}”（{department}）。如果是同一件事，请填它的编号，免得重复。"),
)
RENAMED = Remark(
    "sheets.renamed", Severity.WARNING, N_("编码对应清单里的 {code}“{name}”，名称不一样。确认后会改名。")
)
VILLAGE_PERMIT = Remark(
    "sheets.village_permit",
    Severity.ERROR,
    N_("行政许可不能由村（社区）办理，村里只能代收、帮办。请从行使层级里去掉“村”。"),
)
LOOSENED = Remark(
    "sheets.loosened",
    Severity.ERROR,
    N_("承诺时限从{before}放宽到{after}。上级清单定的承诺，下级只能缩短，不能放宽。"),
)
ITEM_ABOVE = Remark(
    "sheets.item_above",
    Severity.ERROR,
    N_(
        "{code}“{name}”是上级统一的事项，县里不能改它本身。要缩短承诺、少要材料，请在授权登记里写；"
        "这一行请改回和清单一样，或者删掉。"
    ),
)
CODES_DIFFER = Remark(
    "sheets.codes_differ",
    Severity.ERROR,
    N_("实施编码里的基本编码是“{inside}”，和基本编码列的“{beside}”不一样。"),
)
TYPE_DIFFERS = Remark(
    "sheets.type_differs",
    Severity.WARNING,
    N_("基本编码第 3、4 位“{digits}”表示的类型，和事项类型“{type}”不一致，请核对。"),
)
NO_BASIS = Remark("sheets.no_basis", Severity.WARNING, N_("行政许可没有写设定依据，公布前要补上。"))
UNITS_DIFFER = Remark(
    "sheets.units_differ",
    Severity.NOTICE,
    N_("承诺时限（{promised}）与法定时限（{statutory}）单位不同，请人工核对谁长。"),
)
TAKEN_AS_WORKDAYS = Remark(
    "sheets.taken_as_workdays",
    Severity.NOTICE,
    N_("没有写单位。行政许可的期限按工作日算（行政许可法第八十二条），读成“{value}个工作日”。"),
)
FORMULA_VALUE = Remark(
    "sheets.formula_value", Severity.WARNING, N_("单元格是公式，只取了它存着的结果“{value}”，请核对。")
)
NUMBER_CODE = Remark(
    "sheets.number_code", Severity.NOTICE, N_("编码存成了数字，位数没有丢。建议把这一列的格式设成“文本”。")
)
MERGED_VALUE = Remark(
    "sheets.merged", Severity.NOTICE, N_("{span} 是合并单元格，其中每一行都按“{value}”读。")
)
HIDDEN_ROW = Remark(
    "sheets.hidden_row",
    Severity.WARNING,
    N_("这一行在表里是隐藏的（或被筛选掉了），没有读。要导入请取消隐藏，保存后再传。"),
)
ASIDE_ROW = Remark("sheets.aside_row", Severity.NOTICE, N_("这一行看起来是说明或合计，不是事项，没有读。"))
HEADING_AGAIN = Remark("sheets.heading_again", Severity.NOTICE, N_("这一行又是表头，没有读。"))


class HeadingTwice(RuleViolation):
    """Two columns were said to be the same field."""

    code = "sheets.field_twice"
    template = N_("“{label}”对应了两列（{first} 列和 {second} 列），只能留一列。")


class NameColumnMissing(RuleViolation):
    """No column was said to be the name of the item."""

    code = "sheets.name_column_missing"
    template = N_("请指明哪一列是事项名称。")


class NoRowsBelow(RuleViolation):
    """Nothing stands below the row of headings."""

    code = "sheets.no_rows"
    template = N_("工作表“{sheet}”第 {row} 行以下没有内容，没有可以导入的事项。")


class HeadingRowOutside(RuleViolation):
    """A row of headings that the sheet does not have."""

    code = "sheets.heading_row_outside"
    template = N_("表头应当在第 1 行到第 {last} 行之间。")
