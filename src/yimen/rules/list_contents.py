"""The content of an item as texts of a list's columns, and the texts of a row put into a content."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

from yimen.rules.errors import RuleViolation
from yimen.rules.intervals import Unit
from yimen.rules.item_contents import ItemContent, MaterialContent
from yimen.rules.item_details import ItemDetails
from yimen.rules.item_kinds import (
    AUDIENCE_LABELS,
    CASE_KIND_LABELS,
    HANDLING_FORM_LABELS,
    NET_DEPTH_LABELS,
    REACH_LABELS,
)
from yimen.rules.items import ITEM_TYPE_LABELS, parse_item_type, parse_limit
from yimen.rules.list_cells import read_cell, split_materials
from yimen.rules.list_fields import YES_NO, ListField
from yimen.rules.sheets import Cell, CellKind

_Kind = TypeVar("_Kind", bound=StrEnum)
_PLAIN: dict[ListField, str] = {
    ListField.NAME: "name",
    ListField.DEPARTMENT: "department",
    ListField.LEVELS: "levels",
    ListField.BASIS: "basis",
    ListField.BASIC_CODE: "basic_code",
    ListField.SOURCE: "source",
}
_DETAIL_TEXTS: dict[ListField, str] = {
    ListField.IMPLEMENTATION_CODE: "implementation_code",
    ListField.RESULT_NAME: "result_name",
    ListField.WHERE: "where",
    ListField.HOURS: "hours",
    ListField.CONSULT: "consult_phone",
    ListField.COMPLAINT: "complaint_phone",
}


def texts_of(content: ItemContent, *, code: str = "") -> dict[ListField, str]:
    """Every field of a content as the text that its cell would hold; empty for what is unknown.

    Each text is what `read_cell` gives for it, so that a file made of these changes nothing when it is
    read again.
    """
    details = ItemDetails.from_json(content.details)
    raw = {
        ListField.ITEM_CODE: code,
        ListField.TYPE: ITEM_TYPE_LABELS[content.item_type],
        ListField.STATUTORY: content.statutory,
        ListField.PROMISED: content.promised,
        ListField.MATERIALS: "；".join(each.name for each in content.materials),
        ListField.CONDITIONS: "\n".join(details.conditions),
        ListField.CASE_KIND: CASE_KIND_LABELS[details.case_kind] if details.case_kind else "",
        ListField.AUDIENCES: "、".join(AUDIENCE_LABELS[each] for each in details.audiences),
        ListField.FORMS: "、".join(HANDLING_FORM_LABELS[each] for each in details.forms),
        ListField.NET_DEPTH: "、".join(NET_DEPTH_LABELS[each] for each in details.net_depth),
        ListField.REACH: REACH_LABELS[details.reach] if details.reach else "",
        ListField.VISITS: "" if details.visits is None else str(details.visits),
        ListField.CHARGED: "" if details.charged is None else YES_NO[details.charged],
    }
    raw |= {each: getattr(content, name) for each, name in _PLAIN.items()}
    raw |= {each: getattr(details, name) for each, name in _DETAIL_TEXTS.items()}
    return {each: _canonical(each, text) for each, text in raw.items()}


def _canonical(each: ListField, text: str) -> str:
    """As it is read back; what an older list keeps and no cell could say stays as it stands."""
    try:
        return read_cell(each, Cell(text, CellKind.TEXT), unit="工作日")
    except RuleViolation:
        return text.strip()


def with_texts(base: ItemContent | None, texts: Mapping[ListField, str]) -> ItemContent:
    """The content that a row makes of an item, or of nothing; blank texts take nothing away.

    A material that stays keeps what is known of it beside its name.
    """
    given = {each: text for each, text in texts.items() if text}
    content = base or ItemContent(
        name=given[ListField.NAME],
        department=given[ListField.DEPARTMENT],
        item_type=parse_item_type(given[ListField.TYPE]),
        levels=given[ListField.LEVELS],
    )
    if ListField.TYPE in given:
        content = replace(content, item_type=parse_item_type(given[ListField.TYPE]))
    if base is not None and content.item_type is not base.item_type:
        # Another type goes another way, unless a person names it again.
        content = replace(content, family=None, steps="")
    plain: dict[str, Any] = {name: given[each] for each, name in _PLAIN.items() if each in given}
    limits: dict[str, Any] = {
        name: _as_typed(given[each])
        for each, name in ((ListField.STATUTORY, "statutory"), (ListField.PROMISED, "promised"))
        if each in given
    }
    if ListField.MATERIALS in given:
        content = replace(content, materials=_materials(content, given[ListField.MATERIALS]))
    return replace(content, **plain, **limits, details=_details(content, given))


def _as_typed(text: str) -> str:
    """A limit as the lists keep it: 20 workdays, 15日 natural days, 即办."""
    limit = parse_limit(text)
    if limit is None:
        return ""
    if limit.unit is Unit.INSTANT:
        return "即办"
    return f"{limit.amount}日" if limit.unit is Unit.NATURAL_DAYS else str(limit.amount)


def _materials(content: ItemContent, text: str) -> tuple[MaterialContent, ...]:
    known = {each.name: each for each in content.materials}
    return tuple(known.get(name) or MaterialContent(name=name) for name in split_materials(text))


def _details(content: ItemContent, given: Mapping[ListField, str]) -> dict[str, object]:
    details = ItemDetails.from_json(content.details)
    told: dict[str, Any] = {name: given[each] for each, name in _DETAIL_TEXTS.items() if each in given}
    if ListField.CONDITIONS in given:
        told["conditions"] = tuple(line for line in given[ListField.CONDITIONS].splitlines() if line)
    if ListField.CASE_KIND in given:
        told["case_kind"] = _named(CASE_KIND_LABELS, given[ListField.CASE_KIND])[0]
    if ListField.AUDIENCES in given:
        told["audiences"] = _named(AUDIENCE_LABELS, given[ListField.AUDIENCES])
    if ListField.FORMS in given:
        told["forms"] = _named(HANDLING_FORM_LABELS, given[ListField.FORMS])
    if ListField.NET_DEPTH in given:
        told["net_depth"] = _named(NET_DEPTH_LABELS, given[ListField.NET_DEPTH])
    if ListField.REACH in given:
        told["reach"] = _named(REACH_LABELS, given[ListField.REACH])[0]
    if ListField.VISITS in given:
        told["visits"] = int(given[ListField.VISITS])
    if ListField.CHARGED in given:
        told["charged"] = given[ListField.CHARGED] == YES_NO[True]
    return replace(details, **told).to_json()


def _named(labels: Mapping[_Kind, str], text: str) -> tuple[_Kind, ...]:
    """The members of a code set that a text of ours names."""
    words = text.split("、")
    return tuple(kind for kind, label in labels.items() if label in words)
