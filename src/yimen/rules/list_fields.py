"""The fields of a list of items as columns: our headings, and the words that other lists use for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from yimen.rules.errors import N_
from yimen.rules.item_kinds import (
    CASE_KIND_LABELS,
    REACH_LABELS,
)
from yimen.rules.items import ITEM_TYPE_LABELS


class ListField(StrEnum):
    """What a column of a list of items may hold."""

    ITEM_CODE = "ITEM_CODE"
    NAME = "NAME"
    TYPE = "TYPE"
    DEPARTMENT = "DEPARTMENT"
    LEVELS = "LEVELS"
    BASIC_CODE = "BASIC_CODE"
    IMPLEMENTATION_CODE = "IMPLEMENTATION_CODE"
    BASIS = "BASIS"
    STATUTORY = "STATUTORY"
    STATUTORY_UNIT = "STATUTORY_UNIT"
    PROMISED = "PROMISED"
    PROMISED_UNIT = "PROMISED_UNIT"
    MATERIALS = "MATERIALS"
    CONDITIONS = "CONDITIONS"
    CASE_KIND = "CASE_KIND"
    AUDIENCES = "AUDIENCES"
    FORMS = "FORMS"
    NET_DEPTH = "NET_DEPTH"
    REACH = "REACH"
    VISITS = "VISITS"
    CHARGED = "CHARGED"
    RESULT_NAME = "RESULT_NAME"
    WHERE = "WHERE"
    HOURS = "HOURS"
    CONSULT = "CONSULT"
    COMPLAINT = "COMPLAINT"
    SOURCE = "SOURCE"


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldSpec:
    """A field as a column: our heading, other words for it, its width on paper, what may stand in it.

    `words` are headings met in lists of provinces, departments and the platform's tables (domain.md §2.3).
    """

    field: ListField
    label: str
    words: tuple[str, ...] = ()
    width: int = 16
    is_code: bool = False
    choices: tuple[str, ...] = ()


def _spec(
    field: ListField,
    label: str,
    words: str = "",
    *,
    width: int = 16,
    is_code: bool = False,
    choices: Iterable[str] = (),
) -> FieldSpec:
    return FieldSpec(
        field=field,
        label=label,
        words=tuple(words.split()),
        width=width,
        is_code=is_code,
        choices=tuple(choices),
    )


YES_NO: dict[bool, str] = {True: N_("是"), False: N_("否")}

# In the order in which our own files have them.
FIELD_SPECS: tuple[FieldSpec, ...] = (
    _spec(ListField.ITEM_CODE, N_("本系统编号"), "事项编号 系统编号", width=12, is_code=True),
    _spec(
        ListField.NAME,
        N_("事项名称"),
        "事项 名称 项目名称 主项名称 政务服务事项 政务服务事项名称 服务事项 服务事项名称 审批服务事项"
        " 职权名称 权力名称 子项名称 办理项名称 业务办理项名称 task_name",
        width=34,
    ),
    _spec(
        ListField.TYPE,
        N_("事项类型"),
        "权力类型 权力类别 事项类别 职权类型 职权类别 类型 类别 task_type",
        width=12,
        choices=ITEM_TYPE_LABELS.values(),
    ),
    _spec(
        ListField.DEPARTMENT,
        N_("实施主体"),
        "责任部门 主管部门 部门 实施部门 责任单位 实施机关 实施单位 牵头部门 业务主管部门 行业主管部门"
        " 实施主体名称 dept_name",
        width=16,
    ),
    _spec(ListField.LEVELS, N_("行使层级"), "层级 实施层级 办理层级 行使等级 承接层级 use_level", width=12),
    _spec(
        ListField.BASIC_CODE,
        N_("基本编码"),
        "事项基本编码 基本目录编码 目录编码 catalog_code",
        width=15,
        is_code=True,
    ),
    _spec(
        ListField.IMPLEMENTATION_CODE,
        N_("实施编码"),
        "事项实施编码 实施清单编码 事项编码 业务办理项编码 task_code task_handle_item",
        width=36,
        is_code=True,
    ),
    _spec(ListField.BASIS, N_("设定依据"), "法律依据 实施依据 依据 法定依据 办理依据 by_law", width=40),
    _spec(
        ListField.STATUTORY,
        N_("法定办结时限"),
        "法定时限 法定期限 法定办理时限 法定办结期限 法定时间 anticipate_day",
        width=14,
    ),
    _spec(ListField.STATUTORY_UNIT, N_("法定时限单位"), "法定办结时限单位 anticipate_type", width=10),
    _spec(
        ListField.PROMISED,
        N_("承诺办结时限"),
        "承诺时限 承诺期限 承诺办理时限 承诺办结期限 承诺时间 办理时限 promise_day",
        width=14,
    ),
    _spec(ListField.PROMISED_UNIT, N_("承诺时限单位"), "承诺办结时限单位 承诺单位 promise_type", width=10),
    _spec(
        ListField.MATERIALS,
        N_("申请材料"),
        "申报材料 所需材料 材料 材料清单 提交材料 申请材料目录 办理材料 需提交材料",
        width=44,
    ),
    _spec(
        ListField.CONDITIONS, N_("受理条件"), "申请条件 办理条件 申报条件 审批条件 accept_condition", width=34
    ),
    _spec(
        ListField.CASE_KIND,
        N_("办件类型"),
        "办件类别 project_type",
        width=10,
        choices=CASE_KIND_LABELS.values(),
    ),
    _spec(ListField.AUDIENCES, N_("服务对象"), "办理对象 申请人类型 面向对象 server_type", width=16),
    _spec(ListField.FORMS, N_("办理形式"), "办理方式 申请方式 受理方式 handle_type", width=14),
    _spec(ListField.NET_DEPTH, N_("网办深度"), "网上办理深度 网上办理程度 online_handle_depth", width=16),
    _spec(ListField.REACH, N_("通办范围"), "通办 handle_area", width=10, choices=REACH_LABELS.values()),
    _spec(
        ListField.VISITS,
        N_("到现场次数"),
        "到办事现场次数 跑动次数 最多跑动次数 到场次数 limit_scene_num",
        width=10,
    ),
    _spec(ListField.CHARGED, N_("是否收费"), "收费 收费与否 is_fee", width=9, choices=YES_NO.values()),
    _spec(ListField.RESULT_NAME, N_("办理结果"), "结果名称 结果 审批结果 审批结果名称 result_name", width=20),
    _spec(ListField.WHERE, N_("办理地点"), "办理地址 受理地点 窗口地址 transact_addr", width=24),
    _spec(ListField.HOURS, N_("办理时间"), "办公时间 受理时间 工作时间 transact_time", width=20),
    _spec(ListField.CONSULT, N_("咨询方式"), "咨询电话 咨询渠道 联系电话 link_way", width=16),
    _spec(
        ListField.COMPLAINT,
        N_("监督投诉方式"),
        "投诉电话 监督电话 监督投诉电话 投诉渠道 supervise_way",
        width=16,
    ),
    _spec(ListField.SOURCE, N_("来源"), "数据来源 出处", width=24),
)
SPECS: dict[ListField, FieldSpec] = {spec.field: spec for spec in FIELD_SPECS}
FIELD_LABELS: dict[ListField, str] = {spec.field: spec.label for spec in FIELD_SPECS}
