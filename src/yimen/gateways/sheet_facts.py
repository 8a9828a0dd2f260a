"""The facts of sheets that nobody signs: what people take along, what hangs on a wall."""

from collections.abc import Mapping
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

# Per kind of sheet: its texts, its lists of texts, its lists of rows with their parts.
_SHEETS: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...], Mapping[str, tuple[str, ...]]]]] = {
    "take_along": (_TAKE_ALONG_TEXTS, ("answers", "notes"), {"materials": ("name", "amount", "note")}),
}
SHEET_KINDS = tuple(_SHEETS)


def check_sheet(kind: str, facts: Mapping[str, object]) -> dict[str, object]:
    """The facts made whole, every name present; a missing one is empty.

    Refused with IncompleteFacts: an unknown kind, an unknown name, a value of the wrong sort, no `url`.
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
    if not whole["url"]:
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
