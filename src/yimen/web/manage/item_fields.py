"""The fields of the item editor as data: sections in the order of a guide, tables with their columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from yimen.rules.detail_words import ITEM_FIELD_WORDS, MATERIAL_FIELD_WORDS
from yimen.rules.errors import N_
from yimen.rules.item_kinds import (
    AUDIENCE_LABELS,
    BODY_KIND_LABELS,
    CASE_KIND_LABELS,
    COPY_KIND_LABELS,
    HANDLING_FORM_LABELS,
    MATERIAL_ORIGIN_LABELS,
    MEDIUM_LABELS,
    NEED_LABELS,
    NET_DEPTH_LABELS,
    REACH_LABELS,
    RESULT_KIND_LABELS,
    SPECIAL_PROCEDURE_LABELS,
)
from yimen.rules.items import APPLY_WAY_LABELS, FAMILY_LABELS, ITEM_TYPE_LABELS


class Kind(StrEnum):
    """How a value is typed, and what it becomes."""

    LINE = "LINE"
    TEXT = "TEXT"
    LINES = "LINES"
    NUMBER = "NUMBER"
    DAY = "DAY"
    YES_NO = "YES_NO"
    TICK = "TICK"
    ONE_OF = "ONE_OF"
    SOME_OF = "SOME_OF"
    FILE = "FILE"


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldSpec:
    """One field: its name in the form, its label and how it is typed."""

    name: str
    label: str
    kind: Kind = Kind.LINE
    hint: str = ""
    options: Mapping[StrEnum, str] | None = None
    most: int = 400


@dataclass(frozen=True, kw_only=True, slots=True)
class TableSpec:
    """Rows of the same fields; `inner` is a table inside each row."""

    name: str
    row_label: str
    add_label: str
    fields: tuple[FieldSpec, ...]
    inner: "TableSpec | None" = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionSpec:
    """One part of the page, with its anchor."""

    key: str
    title: str
    fields: tuple[FieldSpec, ...] = ()
    table: TableSpec | None = None


def _own(name: str, label: str, kind: Kind = Kind.LINE, **more: object) -> FieldSpec:
    return FieldSpec(name=name, label=label, kind=kind, **more)  # type: ignore[arg-type]


def _item(name: str, kind: Kind = Kind.LINE, **more: object) -> FieldSpec:
    return _own(name, ITEM_FIELD_WORDS[name], kind, **more)


def _paper(name: str, kind: Kind = Kind.LINE, **more: object) -> FieldSpec:
    return _own(name, MATERIAL_FIELD_WORDS[name], kind, **more)


_CHOICES = TableSpec(
    name="choices",
    row_label=N_("回答"),
    add_label=N_("加一个回答"),
    fields=(
        _own("text", N_("回答")),
        _own(
            "materials", N_("只有这样回答才要的材料"), Kind.LINES, hint=N_("一行一样，名称和材料清单一致。")
        ),
        _own("ends", N_("这样回答就不用办"), Kind.TICK),
        _own("note", N_("说明"), Kind.TEXT, hint=N_("不用办的，写明为什么、依据哪一条。")),
    ),
)
MATERIALS: Final = TableSpec(
    name="materials",
    row_label=N_("材料"),
    add_label=N_("加一样材料"),
    fields=(
        _own("name", N_("材料名称"), most=200),
        _paper("need", Kind.ONE_OF, options=NEED_LABELS),
        _own("verified", N_("有公布的清单可以核对"), Kind.TICK),
        _paper("later_note", hint=N_("容缺后补的才填。")),
        _paper("origin", Kind.ONE_OF, options=MATERIAL_ORIGIN_LABELS),
        _paper("origin_note"),
        _paper("issuer", hint=N_("哪个单位开的，例如：村民委员会、医院。")),
        _paper("shareable", Kind.YES_NO, hint=N_("能从政府系统里取得的，不得再要求提交。")),
        _paper("shared_from"),
        _paper("medium", Kind.ONE_OF, options=MEDIUM_LABELS),
        _paper("copy_kind", Kind.ONE_OF, options=COPY_KIND_LABELS),
        _paper("originals", Kind.NUMBER),
        _paper("copies", Kind.NUMBER),
        _paper("pages", Kind.NUMBER),
        _paper("page_format"),
        _paper("standard", Kind.TEXT),
        _paper("hints", Kind.TEXT),
        _paper("basis", Kind.TEXT),
        _paper("blank_form", Kind.FILE),
        _paper("sample", Kind.FILE),
    ),
)

SECTIONS: Final = (
    SectionSpec(
        key="basic",
        title=N_("是什么"),
        fields=(
            _own("name", N_("事项名称"), most=200),
            _own("department", N_("主管部门"), most=60),
            _own("item_type", N_("事项类型"), Kind.ONE_OF, options=ITEM_TYPE_LABELS),
            _own("levels", N_("在哪一级办"), hint=N_("乡镇、村，用顿号隔开。"), most=60),
            _own(
                "family",
                N_("走哪类流程"),
                Kind.ONE_OF,
                options=FAMILY_LABELS,
                hint=N_("不选就按事项类型走。"),
            ),
            _own("steps", N_("步骤"), hint=N_("不写就按流程的步骤；写法见“流程表”说明。")),
            _own("basic_code", N_("基本编码"), hint=N_("12 位。"), most=12),
            _item("implementation_code", hint=N_("31 位，业务办理项 33 位。"), most=33),
            _item("local_basic_code", most=50),
            _item("local_implementation_code", most=50),
            _own("basis", N_("设定依据"), Kind.TEXT, hint=N_("一行一部法。"), most=1000),
        ),
    ),
    SectionSpec(
        key="who",
        title=N_("谁办，给谁办"),
        fields=(
            _item("audiences", Kind.SOME_OF, options=AUDIENCE_LABELS),
            _item("conditions", Kind.LINES, hint=N_("一行一条，写明依据。")),
            _item("quantity_limit"),
            _item("body_kind", Kind.ONE_OF, options=BODY_KIND_LABELS),
            _item("handling_body"),
            _item("issuing_body"),
            _item("power_source", Kind.TEXT),
            _item("power_division", Kind.TEXT),
            _item("power_content", Kind.TEXT),
            _item("joint_departments", Kind.LINES),
            _item("intermediaries", Kind.LINES),
        ),
    ),
    SectionSpec(
        key="time",
        title=N_("多久，跑几次"),
        fields=(
            _own(
                "statutory",
                N_("法定时限"),
                hint=N_("20 是工作日，15日 是自然日，即办 是当场；不知道就空着。"),
            ),
            _item("statutory_note", Kind.TEXT),
            _own("promised", N_("承诺时限"), hint=N_("不能比法定时限长。")),
            _item("promise_note", Kind.TEXT),
            _item("case_kind", Kind.ONE_OF, options=CASE_KIND_LABELS),
            _item("special", Kind.SOME_OF, options=SPECIAL_PROCEDURE_LABELS),
            _item("visits", Kind.NUMBER, hint=N_("不用跑写 0；没有公布就空着。")),
            _item("visits_reason", Kind.TEXT),
        ),
    ),
    SectionSpec(key="materials", title=N_("带什么"), table=MATERIALS),
    SectionSpec(
        key="situations",
        title=N_("情形：问一两句，定下要哪些材料"),
        table=TableSpec(
            name="situations",
            row_label=N_("问题"),
            add_label=N_("加一个问题"),
            fields=(_own("question", N_("问什么")),),
            inner=_CHOICES,
        ),
    ),
    SectionSpec(
        key="channels",
        title=N_("怎么办"),
        fields=(
            _item("forms", Kind.SOME_OF, options=HANDLING_FORM_LABELS),
            _item("net_depth", Kind.SOME_OF, options=NET_DEPTH_LABELS),
            _item("reach", Kind.ONE_OF, options=REACH_LABELS),
            _item("at_center", Kind.YES_NO),
            _item("by_express", Kind.YES_NO),
            _item("bookable", Kind.YES_NO),
            _item("paid_online", Kind.YES_NO),
            _item("self_service", Kind.YES_NO),
        ),
        table=TableSpec(
            name="channels",
            row_label=N_("途径"),
            add_label=N_("加一条途径"),
            fields=(
                _own("way", N_("哪种途径"), Kind.ONE_OF, options=APPLY_WAY_LABELS),
                _own("system", N_("哪个平台"), most=80),
                _own("url", N_("网址"), most=300),
                _own("note", N_("要知道的")),
            ),
        ),
    ),
    SectionSpec(
        key="fees",
        title=N_("多少钱"),
        fields=(_item("charged", Kind.YES_NO),),
        table=TableSpec(
            name="fees",
            row_label=N_("收费"),
            add_label=N_("加一项收费"),
            fields=(
                _own("name", N_("收费项目")),
                _own("standard", N_("标准")),
                _own("basis", N_("依据")),
                _own("reducible", N_("能不能减免"), Kind.YES_NO),
                _own("reduction", N_("怎么减免")),
            ),
        ),
    ),
    SectionSpec(
        key="where",
        title=N_("在哪里，什么时候"),
        fields=(
            _item("where"),
            _item("hours"),
            _item("consult_phone", most=40),
            _item("complaint_phone", most=40),
        ),
    ),
    SectionSpec(
        key="result",
        title=N_("办完得到什么"),
        fields=(
            _item("result_kind", Kind.ONE_OF, options=RESULT_KIND_LABELS),
            _item("result_name"),
            _item("result_sample", Kind.FILE),
        ),
    ),
    SectionSpec(
        key="points",
        title=N_("审查要点(对外公开)"),
        table=TableSpec(
            name="public_points",
            row_label=N_("要点"),
            add_label=N_("加一条要点"),
            fields=(_own("text", N_("看什么"), Kind.TEXT), _own("source", N_("依据"))),
        ),
    ),
    SectionSpec(
        key="questions",
        title=N_("常见问题"),
        table=TableSpec(
            name="questions",
            row_label=N_("问答"),
            add_label=N_("加一问"),
            fields=(_own("question", N_("问")), _own("answer", N_("答"), Kind.TEXT, most=1000)),
        ),
    ),
    SectionSpec(
        key="source",
        title=N_("来源和生效"),
        fields=(
            _own("source", N_("事项的来源"), Kind.TEXT, most=1000),
            _own("details_source", ITEM_FIELD_WORDS["source"], Kind.TEXT),
            _item("plan_from", Kind.DAY),
            _item("plan_to", Kind.DAY),
        ),
    ),
)
