"""The national platform's tables of items (up_task_*): columns, what must not be empty, an item in them.

Source: domain.md §2.3 [UP]. The dictionaries of task_state and of the units of limits are not published:
there the words stand. What is unknown stays blank.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from yimen.rules.errors import N_
from yimen.rules.intervals import Limit, Unit
from yimen.rules.item_contents import ItemContent
from yimen.rules.item_details import Fee, ItemDetails, MaterialDetails
from yimen.rules.item_kinds import (
    AUDIENCE_CODES,
    BODY_KIND_CODES,
    CASE_KIND_CODES,
    COPY_KIND_CODES,
    HANDLING_FORM_CODES,
    MATERIAL_ORIGIN_CODES,
    MEDIUM_CODES,
    NEED_CODES,
    NET_DEPTH_CODES,
    REACH_LABELS,
    RESULT_KIND_CODES,
    SPECIAL_PROCEDURE_CODES,
    join_codes,
)
from yimen.rules.items import ITEM_TYPE_CODES, ItemType, parse_levels, parse_limit
from yimen.rules.orgs import Level

# A star says that the platform takes no empty value there.
BASIC = (
    "*row_guid",
    "*catalog_code",
    "*task_code",
    "task_handle_item",
    "*task_name",
    "*task_type",
    "*task_version",
    "*task_state",
    "*by_law",
    "*use_level",
    "*dept_name",
    "*dept_code",
    "*dept_type",
    "entrust_name",
    "*power_source",
    "*accept_condition",
    "*anticipate_day",
    "*anticipate_type",
    "anticipate_explain",
    "*promise_day",
    "*promise_type",
    "promise_explain",
    "*project_type",
    "*limit_scene_num",
    "*handle_flow",
    "handle_type",
    "*is_fee",
    "fee_basis",
    "*server_type",
    "*special_procedure",
    "*transact_addr",
    "*transact_time",
    "*link_way",
    "*supervise_way",
    "plan_effective_date",
    "plan_cancel_date",
    "local_catalog_code",
    "local_task_code",
)
EXTEND = (
    "*row_guid",
    "handle_area",
    "*is_entry_center",
    "*is_express",
    "*is_online",
    "*is_pay_online",
    "is_schedule",
    "is_service_terminals",
    "limit_explain",
    "limit_scene_explain",
    "online_handle_depth",
    "online_handle_url",
    "other_dept",
    "*result_type",
    "result_name",
    "result_guid",
    "service_type",
    "town_code",
    "town_name",
    "village_code",
    "village_name",
)
MATERIAL = (
    "*row_guid",
    "*material_name",
    "*is_need",
    "material_type",
    "material_format",
    "page_num",
    "page_format",
    "source_type",
    "source_explain",
    "form_guid",
    "example_guid",
    "by_law",
    "accept_stand",
    "fill_explain",
    "*order_num",
)
FEE = ("*row_guid", "*fee_name", "*fee_stand", "by_law", "is_desc", "desc_explain")
QUESTIONS = ("*row_guid", "*question", "*answer", "*order_num")
DIRECTORY = (
    "*catalog_code",
    "*task_name",
    "*task_type",
    "*by_law",
    "*use_level",
    "*task_state",
    "*task_version",
)
# Of a public service the limits may be empty, and there is no source of power.
_FREE_IN_PUBLIC = frozenset({"anticipate_day", "anticipate_type", "promise_day", "promise_type"})
PUBLIC_BASIC = tuple(
    name.lstrip("*") if name.lstrip("*") in _FREE_IN_PUBLIC else name
    for name in BASIC
    if name != "*power_source"
)
_LEVEL_CODES = {
    Level.PROVINCE: "2",
    Level.PREFECTURE: "3",
    Level.COUNTY: "4",
    Level.TOWNSHIP: "5",
    Level.VILLAGE: "6",
}
_UNIT_WORDS = {Unit.WORKDAYS: N_("工作日"), Unit.NATURAL_DAYS: N_("自然日"), Unit.INSTANT: N_("工作日")}
_FLAGS: dict[bool | None, str] = {None: "", True: "1", False: "0"}
_K = TypeVar("_K")
Values = Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskItem:
    """An item in force with what the tables ask beside its content."""

    row_guid: str
    version: int
    state: str
    flow: str
    content: ItemContent

    @property
    def is_public(self) -> bool:
        """Whether it goes to the tables of public services."""
        return self.content.item_type is ItemType.PUBLIC_SERVICE


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """A value that the platform wants and that is not known."""

    table: str
    item: str
    column: str


def bare(columns: Sequence[str]) -> tuple[str, ...]:
    """The names of columns without their stars."""
    return tuple(name.lstrip("*") for name in columns)


def gaps_of(table: str, item: str, columns: Sequence[str], values: Values) -> tuple[Gap, ...]:
    """The columns that must not be empty and are."""
    return tuple(
        Gap(table=table, item=item, column=name[1:])
        for name in columns
        if name.startswith("*") and not values.get(name[1:], "")
    )


def basic_values(item: TaskItem) -> Values:
    """An item in up_task_general_basic or up_task_public_basic."""
    content, details = item.content, ItemDetails.from_json(item.content.details)
    long = details.implementation_code
    return {
        **directory_values(item),
        "row_guid": item.row_guid,
        "task_code": long[:31],
        "task_handle_item": long if len(long) > 31 else "",
        "dept_name": content.department,
        "dept_code": long[:18],
        "dept_type": _code(details.body_kind, BODY_KIND_CODES),
        "power_source": details.power_source,
        "accept_condition": "\n".join(details.conditions),
        **_limit("anticipate", parse_limit(content.statutory)),
        "anticipate_explain": details.statutory_note,
        **_limit("promise", parse_limit(content.promised)),
        "promise_explain": details.promise_note,
        "project_type": _code(details.case_kind, CASE_KIND_CODES),
        "limit_scene_num": "" if details.visits is None else str(details.visits),
        "handle_flow": item.flow,
        "handle_type": join_codes(details.forms, HANDLING_FORM_CODES),
        "is_fee": _FLAGS[details.charged],
        "fee_basis": "；".join(fee.basis for fee in details.fees if fee.basis),
        "server_type": join_codes(details.audiences, AUDIENCE_CODES),
        "special_procedure": join_codes(details.special, SPECIAL_PROCEDURE_CODES),
        "transact_addr": details.where,
        "transact_time": details.hours,
        "link_way": details.consult_phone,
        "supervise_way": details.complaint_phone,
        "plan_effective_date": details.plan_from.isoformat() if details.plan_from else "",
        "plan_cancel_date": details.plan_to.isoformat() if details.plan_to else "",
        "local_catalog_code": details.local_basic_code,
        "local_task_code": details.local_implementation_code,
    }


def directory_values(item: TaskItem) -> Values:
    """An item in up_task_directory."""
    content = item.content
    return {
        "catalog_code": content.basic_code,
        "task_name": content.name,
        "task_type": ITEM_TYPE_CODES[content.item_type],
        "by_law": content.basis,
        "use_level": "^".join(_LEVEL_CODES[level] for level in parse_levels(content.levels)),
        "task_state": item.state,
        "task_version": str(item.version),
    }


def extend_values(item: TaskItem) -> Values:
    """An item in up_task_general_extend or up_task_public_extend."""
    details = ItemDetails.from_json(item.content.details)
    links = [channel.url for channel in details.channels if channel.url]
    return {
        "row_guid": item.row_guid,
        "handle_area": REACH_LABELS[details.reach] if details.reach else "",
        "is_entry_center": _FLAGS[details.at_center],
        "is_express": _FLAGS[details.by_express],
        "is_online": "1" if details.net_depth else "",
        "is_pay_online": _FLAGS[details.paid_online],
        "is_schedule": _FLAGS[details.bookable],
        "is_service_terminals": _FLAGS[details.self_service],
        "limit_explain": details.quantity_limit,
        "limit_scene_explain": details.visits_reason,
        "online_handle_depth": join_codes(details.net_depth, NET_DEPTH_CODES),
        "online_handle_url": links[0] if links else "",
        "other_dept": "；".join(details.joint_departments),
        "result_type": _code(details.result_kind, RESULT_KIND_CODES),
        "result_name": details.result_name,
        "service_type": "；".join(details.intermediaries),
    }


def material_values(item: TaskItem) -> tuple[Values, ...]:
    """The materials of an item in up_task_*_material."""
    return tuple(_material(item, at) for at in range(len(item.content.materials)))


def _material(item: TaskItem, at: int) -> Values:
    material = item.content.materials[at]
    details = MaterialDetails.from_json(material.details)
    need = _code(details.need, NEED_CODES) or ("1" if material.required else "2")
    return {
        "row_guid": item.row_guid,
        "material_name": material.name,
        "is_need": need,
        "material_type": _code(details.copy_kind, COPY_KIND_CODES),
        "material_format": _code(details.medium, MEDIUM_CODES),
        "page_num": "" if details.pages is None else str(details.pages),
        "page_format": details.page_format,
        "source_type": _code(details.origin, MATERIAL_ORIGIN_CODES),
        "source_explain": details.origin_note,
        "form_guid": details.blank_form,
        "example_guid": details.sample,
        "by_law": details.basis,
        "accept_stand": details.standard,
        "fill_explain": details.hints,
        "order_num": str(at + 1),
    }


def fee_values(item: TaskItem) -> tuple[Values, ...]:
    """The charges of an item in up_task_*_fee_project."""
    return tuple(_fee(item, fee) for fee in ItemDetails.from_json(item.content.details).fees)


def _fee(item: TaskItem, fee: Fee) -> Values:
    return {
        "row_guid": item.row_guid,
        "fee_name": fee.name,
        "fee_stand": fee.standard,
        "by_law": fee.basis,
        "is_desc": _FLAGS[fee.reducible],
        "desc_explain": fee.reduction,
    }


def question_values(item: TaskItem) -> tuple[Values, ...]:
    """The questions that people ask, in up_task_*_questions."""
    asked = ItemDetails.from_json(item.content.details).questions
    return tuple(
        {
            "row_guid": item.row_guid,
            "question": each.question,
            "answer": each.answer,
            "order_num": str(at),
        }
        for at, each in enumerate(asked, start=1)
    )


def _limit(name: str, limit: Limit | None) -> dict[str, str]:
    """Days and the word of their unit; on the spot is no day at all."""
    if limit is None:
        return {}
    return {f"{name}_day": str(limit.amount), f"{name}_type": _UNIT_WORDS[limit.unit]}


def _code(kind: _K | None, codes: Mapping[_K, str]) -> str:
    return "" if kind is None else codes[kind]
