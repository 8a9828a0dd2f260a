"""What the pages of list imports draw: plain dictionaries out of the answers of the queries."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from yimen.http.refusals import sentence_of
from yimen.rules.errors import RuleViolation
from yimen.rules.list_columns import SURENESS_LABELS, ColumnGuess, Sureness
from yimen.rules.list_fields import FIELD_SPECS, ListField
from yimen.rules.list_findings import CellFinding
from yimen.rules.list_imports import ImportState
from yimen.rules.list_sheets import ROW_FATE_LABELS, RowFate
from yimen.rules.sheets import column_letters, shortened
from yimen.rules.tables import SEVERITY_LABELS, Severity
from yimen.usecases.catalog.sheets.reading import ColumnsView, ImportHead, Mending, PlanView, RowView

_STATE_TAGS = {
    ImportState.READ: "warn",
    ImportState.PLANNED: "warn",
    ImportState.TAKEN: "good",
    ImportState.DROPPED: "plain",
}
FATE_TAGS = {
    RowFate.NEW: "good",
    RowFate.ALTERED: "warn",
    RowFate.UNCHANGED: "plain",
    RowFate.REFUSED: "bad",
    RowFate.SKIPPED: "plain",
}
_SEVERITY_TAGS = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.NOTICE: "plain"}
_SURENESS_TAGS = {
    Sureness.REMEMBERED: "good",
    Sureness.SURE: "good",
    Sureness.LIKELY: "warn",
    Sureness.UNKNOWN: "plain",
}
_MOST_GONE = 30


def import_row(head: ImportHead) -> dict[str, Any]:
    """One import in the list, and as the head of its pages."""
    is_read = head.state is ImportState.READ
    return {
        "name": head.name,
        "state_label": gettext(head.state_label),
        "tag": _STATE_TAGS[head.state],
        "author": head.author,
        "round": head.round,
        "touched_at": head.touched_at,
        "taken": head.taken,
        "is_dropped": head.state is ImportState.DROPPED,
        "adjustment_title": head.adjustment_title,
        "url": reverse("manage:list_columns" if is_read else "manage:list_plan", args=[head.import_id]),
    }


def steps_of(now: int, *, is_done: bool = False) -> list[dict[str, Any]]:
    """The four steps; `now` counts from 0."""
    labels = (gettext("传文件"), gettext("对应列"), gettext("逐行核对"), gettext("写入调整"))
    return [
        {
            "label": label,
            "state": "DONE" if at < now or is_done else "NOW" if at == now else "NEXT",
            "date": None,
            "words": "",
        }
        for at, label in enumerate(labels)
    ]


def columns_context(
    shown: ColumnsView, typed: dict[int, ListField] | None, refusal: RuleViolation | None
) -> dict[str, Any]:
    """The mapping page; after a refusal with what was typed."""
    columns = [_column(each, typed) for each in shown.guesses]
    width = max((len(cells) for _, cells in shown.preview), default=0)
    return {
        "import": import_row(shown.head),
        "steps": steps_of(1),
        "format_label": gettext(shown.format_label),
        "encoding": shown.encoding,
        "is_linked": shown.is_linked,
        "sheets": [_sheet_option(each.name, each.rows, is_hidden=each.is_hidden) for each in shown.sheets],
        "sheet": shown.sheet,
        "heading_row": shown.heading_row,
        "last_row": shown.last_row,
        "letters": [column_letters(at) for at in range(1, width + 1)],
        "preview": [
            {"row": row, "cells": cells, "is_heading": row == shown.heading_row}
            for row, cells in shown.preview
        ],
        "columns": columns,
        "known": sum(bool(each["value"]) for each in columns),
        "options": [{"value": spec.field.value, "label": gettext(spec.label)} for spec in FIELD_SPECS],
        "errors": [{"field": refusal.field, "sentence": sentence_of(refusal)}] if refusal else [],
        "back_url": reverse("manage:list_imports"),
        "here": reverse("manage:list_columns", args=[shown.head.import_id]),
    }


def _sheet_option(name: str, rows: int, *, is_hidden: bool) -> dict[str, str]:
    words = gettext("{name}（{rows} 行）").format(name=name, rows=rows)
    return {"value": name, "label": words + (gettext("，隐藏的工作表") if is_hidden else "")}


def _column(guess: ColumnGuess, typed: dict[int, ListField] | None) -> dict[str, Any]:
    field = guess.field if typed is None else typed.get(guess.column)
    notes = []
    if guess.is_hidden:
        notes.append(gettext("这一列是隐藏的，要用请自己选"))
    if guess.repeats:
        notes.append(gettext("表头和 {column} 列重复").format(column=column_letters(guess.repeats)))
    return {
        "name": f"column_{guess.column}",
        "letter": column_letters(guess.column),
        "heading": guess.heading,
        "samples": [shortened(sample, 24) for sample in guess.samples],
        "value": field.value if field else "",
        "sure_label": gettext(SURENESS_LABELS[guess.sureness]),
        "sure_tag": _SURENESS_TAGS[guess.sureness],
        "notes": notes,
    }


def plan_context(shown: PlanView, *, only_errors: bool, is_first: bool) -> dict[str, Any]:
    """The page of the plan: counters, rows with their findings, what one can do next."""
    head, counts = shown.head, shown.counts
    here = reverse("manage:list_plan", args=[head.import_id])
    kept = "only=errors&" if only_errors else ""
    refused = counts.fates.get(RowFate.REFUSED, 0)
    return {
        "import": import_row(head),
        "steps": steps_of(
            2 if head.state is ImportState.PLANNED else 3, is_done=head.state is ImportState.TAKEN
        ),
        "sheet": shown.sheet,
        "is_open": head.state is ImportState.PLANNED,
        "is_taken": head.state is ImportState.TAKEN,
        "is_dropped": head.state is ImportState.DROPPED,
        "counters": [
            {
                "label": gettext(ROW_FATE_LABELS[fate]),
                "count": counts.fates.get(fate, 0),
                "tag": FATE_TAGS[fate] if counts.fates.get(fate) else "plain",
            }
            for fate in RowFate
        ],
        "row_count": counts.rows,
        "error_count": counts.errors,
        "warning_count": counts.warnings,
        "refused": refused,
        "takeable": counts.takeable,
        "rows": [_plan_row(each) for each in shown.rows],
        "mending": _mending(shown.mending),
        "only_errors": only_errors,
        "all_url": here,
        "errors_url": f"{here}?only=errors",
        "next_url": f"{here}?{kept}after={shown.next_row}" if shown.next_row else "",
        "first_url": "" if is_first else f"{here}?{kept}",
        "adjustments": [{"value": str(key), "label": title, "hint": ""} for key, title in shown.adjustments],
        "adjustment_url": reverse("manage:adjustment", args=[head.adjustment_id])
        if head.adjustment_id
        else "",
        "report_url": reverse("manage:list_report", args=[head.import_id]),
        "columns_url": reverse("manage:list_columns", args=[head.import_id]),
        "back_url": reverse("manage:list_imports"),
    }


def _plan_row(each: RowView) -> dict[str, Any]:
    return {
        "row": each.row,
        "fate_label": gettext(ROW_FATE_LABELS[each.fate]),
        "tag": FATE_TAGS[each.fate],
        "code": each.item_code,
        "name": shortened(each.name, 60),
        "findings": [finding_row(finding) for finding in each.findings],
        "changes": [
            {
                "label": gettext(change.label),
                "before": shortened(change.before, 80),
                "after": shortened(change.after, 80),
            }
            for change in each.changes
        ],
    }


def finding_row(finding: CellFinding) -> dict[str, Any]:
    """One finding with its place."""
    return {
        "place": finding.place,
        "tag": _SEVERITY_TAGS[finding.severity],
        "severity": gettext(SEVERITY_LABELS[finding.severity]),
        "sentence": gettext(finding.template).format(**finding.values),
        "shown": finding.shown,
    }


def _mending(mending: Mending | None) -> dict[str, Any] | None:
    if mending is None:
        return None
    return {
        "before": mending.before,
        "gone": len(mending.gone),
        "fresh": mending.fresh,
        "left": mending.before - len(mending.gone),
        "rows": [finding_row(finding) for finding in mending.gone[:_MOST_GONE]],
    }
