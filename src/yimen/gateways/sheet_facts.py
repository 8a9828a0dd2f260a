"""The facts of sheets that nobody signs: what people take along, what hangs on a wall."""

import json
from collections.abc import Callable, Mapping
from typing import Final

from yimen.gateways.paper_facts import IncompleteFacts, clean_fact

_TAKE_ALONG_TEXTS: Final = (
    "item_name",
    "version_words",
    "place",
    "address",
    "hours",
    "phone",
    "time",
    "cost",
    "trips",
    "printed_on",
    "source_words",
    "ended",
    "url",
)

# The columns of the list on the wall, in their order.
LINE_PARTS: Final = (
    "number",
    "name",
    "kind",
    "way",
    "organ",
    "promised",
    "statutory",
    "materials",
    "fee",
    "phone",
)

# Per kind of sheet: its texts, its lists of texts, its lists of rows with their parts.
_SHEETS: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...], Mapping[str, tuple[str, ...]]]]] = {
    "take_along": (_TAKE_ALONG_TEXTS, ("answers", "notes"), {"materials": ("name", "amount", "note")}),
    # 办理目录清单 (附件3), to hang in the hall, as many pages as it takes.
    "wall_list": (
        ("title", "place_name", "edition_words", "digest", "url"),
        ("headings",),
        {"lines": LINE_PARTS},
    ),
    # A poster of a center or station: where, when, whom to call, the code of its list.
    "poster": (
        ("title", "place_name", "edition_words", "supervision", "url"),
        ("notes",),
        {"rows": ("label", "value")},
    ),
    # 领导一页: a unit's month in figures, and what is late.
    "leader_brief": (
        ("title", "unit", "period", "told", "url"),
        ("headings", "late", "notes"),
        {"rows": ("name", "value", "change", "first", "last", "unknown")},
    ),
    # Artwork for makers of plaques and seals, and for a printer; it has no code.
    "plaque": (("title", "place_name", "first", "second"), ("notes",), {}),
    "seal_drawing": (("title", "place_name", "around", "below"), ("notes",), {}),
    "institution_sheets": (("title", "place_name"), (), {"sheets": ("name", "text", "version")}),
    # A wide table to sign and seal; its cells run line by line, `heads` has one entry a line of headings.
    "report_table": (
        ("title", "place_name", "period", "digest"),
        ("headings", "widths", "cells", "notes", "signs", "heads"),
        {"groups": ("words", "span")},
    ),
    "staff_cards": (("title", "place_name"), (), {"people": ("name", "role", "phone")}),
}
ARTWORK: Final = frozenset({"plaque", "seal_drawing", "institution_sheets", "staff_cards"})
# What carries no code: artwork, and tables that are signed by hand.
_CODELESS: Final = ARTWORK | {"report_table"}
SHEET_KINDS = tuple(_SHEETS)
# Sheets of one page, for whose text a smaller type is tried; the others are read from afar.
SCALED_SHEETS: Final = frozenset({"take_along", "leader_brief"})
GETA: Final = "〓"  # what a Chinese printer sets for a sign that the case of type lacks


def check_sheet(kind: str, facts: Mapping[str, object]) -> dict[str, object]:
    """The facts made whole, every name present; a missing one is empty.

    Refused with IncompleteFacts: an unknown kind, an unknown name, a value of the wrong sort, and no `url`
    but for what carries no code.
    """
    if kind not in _SHEETS:
        raise IncompleteFacts(f"unknown kind of sheet: {kind!r}")
    texts, lists, tables = _SHEETS[kind]
    unknown = sorted(set(facts) - {*texts, *lists, *tables, "sample"})
    if unknown:
        raise IncompleteFacts(f"{kind} got unknown facts: {', '.join(unknown)}")
    whole: dict[str, object] = {name: clean_fact(name, facts.get(name)) for name in texts}
    whole["sample"] = facts.get("sample") is True
    for name in lists:
        whole[name] = [clean_fact(name, each) for each in _rows(name, facts.get(name))]
    for name, parts in tables.items():
        whole[name] = [_row(name, parts, each) for each in _rows(name, facts.get(name))]
    if kind not in _CODELESS and not whole["url"]:
        raise IncompleteFacts(f"{kind} lacks the fact url")
    return whole


def _rows(name: str, value: object) -> list[object]:
    if value is None:
        return []
    if not isinstance(value, list | tuple):
        raise IncompleteFacts(f"fact {name} must be a list, not {type(value).__name__}")
    return list(value)


def _row(name: str, parts: tuple[str, ...], row: object) -> dict[str, str]:
    if not isinstance(row, Mapping):
        raise IncompleteFacts(f"each of {name} must be a mapping of {', '.join(parts)}")
    return {part: clean_fact(f"{name}.{part}", row.get(part)) for part in parts}


def printable_facts(facts: Mapping[str, object], unprintable: Callable[[str], str]) -> dict[str, object]:
    """The facts with 〓 in place of what no font can show: one strange name keeps no list from the wall."""
    bad = unprintable(json.dumps(facts, ensure_ascii=False))
    if not bad:
        return dict(facts)
    signs = str.maketrans(dict.fromkeys(bad, GETA))
    return {name: _replaced(value, signs) for name, value in facts.items()}


def _replaced(value: object, signs: Mapping[int, str]) -> object:
    if isinstance(value, str):
        return value.translate(signs)
    if isinstance(value, Mapping):
        return {name: _replaced(part, signs) for name, part in value.items()}
    return [_replaced(part, signs) for part in value] if isinstance(value, list) else value
