"""The full data of an item in Chinese words: what each field is called, and what its value says."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum

from yimen.rules.errors import N_
from yimen.rules.item_details import Choice, ItemDetails, MaterialDetails, Situation
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
from yimen.rules.items import APPLY_WAY_LABELS

ITEM_FIELD_WORDS: Mapping[str, str] = {
    "body_kind": N_("实施主体性质"),
    "handling_body": N_("承办机构"),
    "issuing_body": N_("出具机构"),
    "power_source": N_("权力来源"),
    "power_division": N_("权限划分"),
    "power_content": N_("行使内容"),
    "audiences": N_("服务对象"),
    "forms": N_("办理形式"),
    "case_kind": N_("办件类型"),
    "special": N_("特别程序"),
    "statutory_note": N_("法定时限说明"),
    "promise_note": N_("承诺时限说明"),
    "net_depth": N_("网办深度"),
    "channels": N_("办理途径"),
    "reach": N_("通办范围"),
    "visits": N_("到现场次数"),
    "visits_reason": N_("必须到现场的原因"),
    "result_kind": N_("结果类型"),
    "result_name": N_("结果名称"),
    "result_sample": N_("结果样本"),
    "implementation_code": N_("实施编码"),
    "local_basic_code": N_("地方基本编码"),
    "local_implementation_code": N_("地方实施编码"),
    "conditions": N_("受理条件"),
    "charged": N_("是否收费"),
    "fees": N_("收费项目"),
    "questions": N_("常见问题"),
    "where": N_("办理地点"),
    "hours": N_("办理时间"),
    "consult_phone": N_("咨询电话"),
    "complaint_phone": N_("监督投诉电话"),
    "quantity_limit": N_("数量限制"),
    "joint_departments": N_("联办机构"),
    "intermediaries": N_("中介服务"),
    "situations": N_("情形"),
    "public_points": N_("公开的审查要点"),
    "at_center": N_("是否进驻中心"),
    "by_express": N_("是否支持快递"),
    "paid_online": N_("是否网上支付"),
    "bookable": N_("是否可以预约"),
    "self_service": N_("是否可以自助终端办"),
    "plan_from": N_("计划生效日期"),
    "plan_to": N_("计划失效日期"),
    "source": N_("这些内容的来源"),
}
MATERIAL_FIELD_WORDS: Mapping[str, str] = {
    "origin": N_("来源渠道"),
    "origin_note": N_("来源渠道说明"),
    "issuer": N_("谁出具"),
    "need": N_("必要性"),
    "later_note": N_("什么时候补"),
    "medium": N_("材料形式"),
    "copy_kind": N_("材料类型"),
    "originals": N_("原件份数"),
    "copies": N_("复印件份数"),
    "pages": N_("页数"),
    "page_format": N_("纸张规格"),
    "basis": N_("要求提供的依据"),
    "standard": N_("受理标准"),
    "hints": N_("填报须知"),
    "blank_form": N_("空白表格"),
    "sample": N_("示例样表"),
    "shareable": N_("能否共享取得"),
    "shared_from": N_("从哪里共享"),
}
# By class: two members of different sets may be the same text (OTHER), which makes them equal as keys.
_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    type(next(iter(labels))): dict(labels.items())
    for labels in (
        BODY_KIND_LABELS,
        AUDIENCE_LABELS,
        HANDLING_FORM_LABELS,
        CASE_KIND_LABELS,
        SPECIAL_PROCEDURE_LABELS,
        NET_DEPTH_LABELS,
        RESULT_KIND_LABELS,
        REACH_LABELS,
        MATERIAL_ORIGIN_LABELS,
        NEED_LABELS,
        MEDIUM_LABELS,
        COPY_KIND_LABELS,
        APPLY_WAY_LABELS,
    )
}


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldWords:
    """One field with a value, in words."""

    field: str
    label: str
    words: str


def item_words(details: ItemDetails) -> tuple[FieldWords, ...]:
    """Every field that has a value, in order; what is unknown does not appear."""
    return _all_words(details, ITEM_FIELD_WORDS)


def material_words(details: MaterialDetails) -> tuple[FieldWords, ...]:
    """The same of a material."""
    return _all_words(details, MATERIAL_FIELD_WORDS)


def _all_words(value: ItemDetails | MaterialDetails, labels: Mapping[str, str]) -> tuple[FieldWords, ...]:
    held = ((name, words_of(getattr(value, name))) for name in labels)
    return tuple(FieldWords(field=name, label=labels[name], words=words) for name, words in held if words)


def words_of(value: object) -> str:
    """A value in words: 是 and 否, the word of a code, rows parted by semicolons; "" for nothing."""
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return N_("是") if value else N_("否")
    if isinstance(value, StrEnum):
        return _WORDS[type(value)][value]
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        mark = "、" if isinstance(value[0], StrEnum) else "；"
        return mark.join(words_of(each) for each in value)
    if isinstance(value, Situation):
        return f"{value.question}（{'；'.join(_choice_words(each) for each in value.choices)}）"
    if is_dataclass(value) and not isinstance(value, type):
        parts = (words_of(getattr(value, each.name)) for each in fields(value))
        return "，".join(part for part in parts if part)
    return str(value)


def _choice_words(choice: Choice) -> str:
    led_to = N_("不用办") if choice.ends else "、".join(choice.materials)
    return f"{choice.text} → {led_to}" if led_to else choice.text
