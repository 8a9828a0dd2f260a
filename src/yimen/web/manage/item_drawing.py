"""The item editor drawn: sections, fields and rows as plain values, with what is wrong or doubtful."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from yimen.rules.check_findings import ItemFinding
from yimen.rules.tables import Severity
from yimen.web.manage.item_fields import SECTIONS, FieldSpec, Kind, TableSpec
from yimen.web.manage.item_form import Flat, count_rows

_PARTS = {
    Kind.LINE: "text",
    Kind.NUMBER: "text",
    Kind.DAY: "text",
    Kind.TEXT: "textarea",
    Kind.LINES: "textarea",
    Kind.TICK: "checkbox",
    Kind.YES_NO: "select",
    Kind.ONE_OF: "select",
    Kind.SOME_OF: "checkboxes",
    Kind.FILE: "item_file",
}


_NEEDED = frozenset({"name", "department", "item_type", "levels"})


class _Page:
    """What drawing one field needs of the whole page."""

    def __init__(
        self,
        flat: Flat,
        *,
        extra: str,
        faults: Mapping[str, str],
        findings: Sequence[ItemFinding],
        names: Mapping[str, str],
        code: str,
    ) -> None:
        self.flat, self.extra, self.faults, self.names, self.code = flat, extra, faults, names, code
        self.found: dict[str, list[ItemFinding]] = {}
        for each in findings:
            self.found.setdefault(each.field.replace(".", "-"), []).append(each)

    def told(self, name: str, severity: Severity) -> str:
        """What the checks say at a field, in one text."""
        said = (
            gettext(f.template).format(**f.values) for f in self.found.get(name, ()) if f.severity is severity
        )
        return "".join(said)


def draw_sections(
    flat: Flat,
    *,
    extra: str,
    faults: Mapping[str, str],
    findings: Sequence[ItemFinding],
    names: Mapping[str, str],
    code: str,
) -> list[dict[str, Any]]:
    """The sections with their fields and rows; `extra` names the table that gets one blank row more."""
    drawing = _Page(flat, extra=extra, faults=faults, findings=findings, names=names, code=code)
    return [
        {
            "key": section.key,
            "title": gettext(section.title),
            "fields": [_field(drawing, field, field.name) for field in section.fields],
            "table": _table(drawing, section.table, section.table.name) if section.table else None,
        }
        for section in SECTIONS
    ]


def _table(drawing: _Page, table: TableSpec, prefix: str) -> dict[str, Any]:
    held = count_rows(drawing.flat, prefix)
    rows = held + (1 if drawing.extra == prefix else 0)
    return {
        "name": prefix,
        "add_label": gettext(table.add_label),
        "said": drawing.told(prefix, Severity.ERROR) or drawing.faults.get(prefix, ""),
        "doubt": drawing.told(prefix, Severity.NOTICE),
        "rows": [
            _drawn_row(drawing, table, prefix, number, is_new=number > held) for number in range(1, rows + 1)
        ],
    }


def _drawn_row(drawing: _Page, table: TableSpec, prefix: str, number: int, *, is_new: bool) -> dict[str, Any]:
    at = f"{prefix}-{number}"
    fields = [_field(drawing, field, f"{at}-{field.name}") for field in table.fields]
    first = drawing.flat.get(f"{at}-{table.fields[0].name}", "")
    return {
        "at": at,
        "label": f"{gettext(table.row_label)} {number}",
        "head": first if isinstance(first, str) and table.fields[0].kind is not Kind.ONE_OF else "",
        "fields": fields,
        "inner": _table(drawing, table.inner, f"{at}-{table.inner.name}") if table.inner else None,
        "remove": f"{at}-remove",
        "is_open": is_new or any(each["error"] for each in fields) or drawing.extra.startswith(f"{at}-"),
        "doubts": sum(bool(each["doubt"]) for each in fields),
    }


def _field(drawing: _Page, field: FieldSpec, name: str) -> dict[str, Any]:
    value = drawing.flat.get(name, "")
    drawn: dict[str, Any] = {
        "kind": _PARTS[field.kind],
        "name": name,
        "label": gettext(field.label),
        "hint": gettext(field.hint) if field.hint else "",
        "value": value,
        "error": drawing.faults.get(name, "") or drawing.told(name, Severity.ERROR),
        "doubt": drawing.told(name, Severity.NOTICE),
        "optional": name not in _NEEDED,
        "rows": 3,
        "maxlength": 4000 if field.kind in {Kind.TEXT, Kind.LINES} else field.most,
    }
    if field.kind is Kind.TICK:
        drawn["value"] = value == "1"
    if field.kind is Kind.NUMBER:
        drawn |= {"inputmode": "numeric", "width": "8", "maxlength": 5}
    if field.kind is Kind.DAY:
        drawn |= {"type": "date", "width": "18"}
    if field.kind is Kind.YES_NO:
        drawn["placeholder"] = gettext("未公布")
        drawn["options"] = [{"value": "1", "label": gettext("是")}, {"value": "0", "label": gettext("否")}]
    if field.kind in {Kind.ONE_OF, Kind.SOME_OF} and field.options is not None:
        drawn["placeholder"] = gettext("未公布")
        drawn["options"] = [
            {"value": each.value, "label": gettext(words), "checked": each.value in value}
            for each, words in field.options.items()
        ]
    if field.kind is Kind.FILE and isinstance(value, str) and value:
        drawn["file_name"] = drawing.names.get(value, "")
        drawn["file_url"] = _file_url(drawing.code, value, known=value in drawing.names)
    return drawn


def _file_url(code: str, file_id: str, *, known: bool) -> str:
    return reverse("portal:item_file", args=[code or "new", file_id]) if known else ""


def file_ids(flat: Flat) -> list[str]:
    """The ids of all files that the values name."""
    return [
        value
        for name, value in flat.items()
        if isinstance(value, str) and value and name.endswith(("blank_form", "sample"))
    ]
