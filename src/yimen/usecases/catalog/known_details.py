"""What is known of an item beyond its row: a file whose every entry names its source."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from yimen.rules.catalog import PlannedItem
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.item_details import ItemDetails, MaterialDetails
from yimen.rules.plain_values import BadPlainValue


class CannotReadDetails(RuleViolation):
    """A file that is none, or an entry of another shape or without its source."""

    code = "catalog.bad_details"
    template = N_("详细内容第 {number} 条：{what}。")


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownDetails:
    """The details of one item and of its materials by their names."""

    details: ItemDetails = field(default_factory=ItemDetails)
    materials: Mapping[str, MaterialDetails] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The plain values, for a digest; empty when nothing is known."""
        materials = {name: each.to_json() for name, each in self.materials.items()}
        whole = {"details": self.details.to_json(), "materials": materials}
        return {name: held for name, held in whole.items() if held}


NOTHING_KNOWN = KnownDetails()


def read_details(text: str) -> dict[str, KnownDetails]:
    """The entries of a JSON file {name, details, materials} by item name.

    Refuses what is no list of such entries, and an entry whose details name no source.
    """
    try:
        entries = json.loads(text)
    except ValueError:
        raise _fault(0, N_("不是 JSON 文件")) from None
    if not isinstance(entries, list):
        raise _fault(0, N_("应当是一个列表"))
    return dict(_read_entry(number, entry) for number, entry in enumerate(entries, start=1))


def _read_entry(number: int, entry: object) -> tuple[str, KnownDetails]:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("name"), str):
        raise _fault(number, N_("没有写事项名称"))
    papers = entry.get("materials") or {}
    if not isinstance(papers, Mapping):
        raise _fault(number, N_("材料应当按名称排列"))
    try:
        known = KnownDetails(
            details=ItemDetails.from_json(entry.get("details") or {}),
            materials={str(name): MaterialDetails.from_json(each) for name, each in papers.items()},
        )
    except BadPlainValue as fault:
        raise _fault(number, fault.sentence().rstrip("。")) from None
    if not known.details.source:
        raise _fault(number, N_("没有写来源(source)"))
    return entry["name"], known


def _fault(number: int, what: str) -> CannotReadDetails:
    return CannotReadDetails(field="details", number=number, what=what)


def details_of(item: PlannedItem, known: Mapping[str, KnownDetails]) -> KnownDetails:
    """What the file says of the item, by its whole or its short name."""
    return known.get(item.name) or known.get(item.short_name) or NOTHING_KNOWN
