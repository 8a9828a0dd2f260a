"""The item editor between its form and an item's content: drawn from flat values, read back from them.

Flat names say where a value stands: `visits`, `fees-2-basis`, `situations-1-choices-3-text`. Rows that are
blank or ticked to go leave, the rest close up, so that a finding about the second row stands at the second.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from yimen.rules.item_contents import ItemContent, from_plain, to_plain
from yimen.rules.item_details import ItemDetails, MaterialDetails
from yimen.web.manage.item_fields import SECTIONS, FieldSpec, Kind, TableSpec

Flat = dict[str, str | list[str]]
MOST_ROWS = 60
_CONTENT = frozenset(
    {
        "name", "department", "item_type", "levels", "family", "basis",
        "statutory", "promised", "guidance", "basic_code", "steps", "source",
    }
)  # fmt: skip
_REMOVE = "remove"


class NotANumber(ValueError):
    """A field of numbers that holds something else; `args[0]` is its flat name."""


def flatten(content: ItemContent) -> Flat:
    """The content as flat values, every row of every table."""
    plain = to_plain(content)
    details = ItemDetails.from_json(content.details).to_json()
    flat: Flat = {name: str(plain[name]) for name in _CONTENT}
    flat["details_source"] = str(details.get("source", ""))
    for section in SECTIONS:
        for field in section.fields:
            if field.name not in _CONTENT and field.name != "details_source":
                flat[field.name] = _as_typed(field, details.get(field.name))
        if section.table is not None and section.table.name != "materials":
            _flatten_rows(flat, section.table, details.get(section.table.name) or [], section.table.name)
        elif section.table is not None:
            _flatten_rows(flat, section.table, [_paper_row(each) for each in plain["materials"]], "materials")
    return flat


def _paper_row(plain: Mapping[str, Any]) -> dict[str, Any]:
    details = MaterialDetails.from_json(plain["details"]).to_json()
    need = details.get("need") or ("" if plain["required"] else "OPTIONAL")
    return {**details, "need": need, "name": plain["name"], "verified": plain["verified"]}


def _flatten_rows(flat: Flat, table: TableSpec, rows: Iterable[Mapping[str, Any]], prefix: str) -> None:
    for number, row in enumerate(rows, start=1):
        at = f"{prefix}-{number}"
        for field in table.fields:
            flat[f"{at}-{field.name}"] = _as_typed(field, row.get(field.name))
        if table.inner is not None:
            _flatten_rows(flat, table.inner, row.get(table.inner.name) or [], f"{at}-{table.inner.name}")


def _as_typed(field: FieldSpec, value: Any) -> str | list[str]:
    if field.kind is Kind.SOME_OF:
        return [str(each) for each in value or []]
    if value is None:
        return ""
    if field.kind is Kind.LINES:
        return "\n".join(value)
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(value)


def compact(typed: Mapping[str, list[str]]) -> Flat:
    """What a form sent, as flat values whose rows stand without gaps; unknown names are passed over."""
    flat: Flat = {name: (typed.get(name) or [""])[-1] for name in (*_CONTENT, "details_source")}
    for section in SECTIONS:
        for field in section.fields:
            flat[field.name] = _sent(field, typed, field.name)
        if section.table is not None:
            _compact_rows(flat, typed, section.table, section.table.name, section.table.name)
    return flat


def _sent(field: FieldSpec, typed: Mapping[str, list[str]], name: str) -> str | list[str]:
    values = typed.get(name) or []
    return list(values) if field.kind is Kind.SOME_OF else (values[-1] if values else "")


def _compact_rows(flat: Flat, typed: Mapping[str, list[str]], table: TableSpec, sent: str, kept: str) -> None:
    number = 0
    for at in _row_numbers(typed, sent):
        row, goes = f"{sent}-{at}", bool(typed.get(f"{sent}-{at}-{_REMOVE}"))
        if goes or not _is_filled(typed, table, row):
            continue
        number += 1
        for field in table.fields:
            flat[f"{kept}-{number}-{field.name}"] = _sent(field, typed, f"{row}-{field.name}")
        if table.inner is not None:
            inner = table.inner.name
            _compact_rows(flat, typed, table.inner, f"{row}-{inner}", f"{kept}-{number}-{inner}")


def _row_numbers(typed: Iterable[str], prefix: str) -> list[int]:
    found = set()
    for name in typed:
        if name.startswith(f"{prefix}-"):
            number = name[len(prefix) + 1 :].partition("-")[0]
            if number.isascii() and number.isdigit() and len(number) < 4:
                found.add(int(number))
    return sorted(found)[:MOST_ROWS]


def _is_filled(typed: Mapping[str, list[str]], table: TableSpec, row: str) -> bool:
    """Whether anything was typed in the row: a tick or a choice that stands by itself is nothing."""
    for field in table.fields:
        if field.kind not in {Kind.TICK, Kind.YES_NO} and any(
            text.strip() for text in typed.get(f"{row}-{field.name}") or []
        ):
            return field.name != "need" or any(text.strip() for text in typed.get(f"{row}-name") or [])
    return table.inner is not None and bool(_row_numbers(typed, f"{row}-{table.inner.name}"))


def count_rows(flat: Iterable[str], prefix: str) -> int:
    """How many rows of a table the flat values hold."""
    return max(_row_numbers(flat, prefix), default=0)


def parse(flat: Flat) -> ItemContent:
    """The content that flat values say; refuses (`NotANumber`) and as `from_plain` and `from_json`."""
    plain: dict[str, Any] = {name: flat.get(name, "") for name in _CONTENT}
    details: dict[str, Any] = {"source": flat.get("details_source", "")}
    for section in SECTIONS:
        for field in section.fields:
            if field.name not in _CONTENT and field.name != "details_source":
                details[field.name] = _value(field, flat, field.name)
        if section.table is not None:
            rows = _parse_rows(flat, section.table, section.table.name)
            if section.table.name == "materials":
                plain["materials"] = [_paper_of(row) for row in rows]
            else:
                details[section.table.name] = rows
    plain["details"] = ItemDetails.from_json(details).to_json()
    return from_plain(plain)


def _paper_of(row: dict[str, Any]) -> dict[str, Any]:
    name, verified = row.pop("name"), row.pop("verified")
    details = MaterialDetails.from_json(row).to_json()
    return {
        "name": name,
        "verified": verified,
        "required": row["need"] != "OPTIONAL",
        "details": details,
    }


def _parse_rows(flat: Flat, table: TableSpec, prefix: str) -> list[dict[str, Any]]:
    rows = []
    for number in range(1, count_rows(flat, prefix) + 1):
        at = f"{prefix}-{number}"
        row = {field.name: _value(field, flat, f"{at}-{field.name}") for field in table.fields}
        if table.inner is not None:
            row[table.inner.name] = _parse_rows(flat, table.inner, f"{at}-{table.inner.name}")
        rows.append(row)
    return rows


def _value(field: FieldSpec, flat: Flat, name: str) -> Any:
    held = flat.get(name, "")
    if isinstance(held, list):
        return held
    text = held.replace("\r\n", "\n").strip()
    if field.kind is Kind.LINES:
        return [line.strip() for line in text.splitlines() if line.strip()]
    if field.kind is Kind.TICK:
        return text == "1"
    if field.kind is Kind.YES_NO:
        return {"1": True, "0": False}.get(text)
    if field.kind in {Kind.ONE_OF, Kind.DAY}:
        return text or None
    if field.kind is not Kind.NUMBER:
        return text
    if text and not (text.isascii() and text.isdigit() and len(text) < 6):
        raise NotANumber(name)
    return int(text) if text else None
