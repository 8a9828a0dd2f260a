"""A month's report ready to be drawn: cells in groups, units with their lights, fields of what is asked."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from yimen.http.refusals import sentence_of
from yimen.rules.errors import RuleViolation
from yimen.rules.report_cells import ReportCell, is_statable
from yimen.rules.report_columns import ASKED, COLUMNS, FILLED, AnswerKind
from yimen.rules.report_events import EVENT_KIND_LABELS
from yimen.rules.reports import (
    HOLD_LABELS,
    REPORT_STATE_LABELS,
    TIMELINESS_LABELS,
    ReportState,
    Timeliness,
    month_words,
)
from yimen.usecases.reports.answering import AnswersRefused
from yimen.usecases.reports.views import BelowRow, EventView, ReportPage

STATE_TAGS = {
    ReportState.OPEN: "plain",
    ReportState.FILED: "warn",
    ReportState.RETURNED: "bad",
    ReportState.ACCEPTED: "good",
    ReportState.FROZEN: "good",
    ReportState.RESTATING: "warn",
}
_TIME_TAGS = {
    Timeliness.AHEAD: "plain",
    Timeliness.IN_TIME: "good",
    Timeliness.LATE: "warn",
    Timeliness.MISSING: "bad",
}


def page_url(unit_code: str, month: Any) -> str:
    """Where the month of a unit stands."""
    return reverse("manage:report", args=[unit_code, f"{month:%Y-%m}"])


def state_words(state: ReportState, *, is_touched: bool) -> dict[str, str]:
    """A state as a tag; a report nobody touched says so."""
    words = REPORT_STATE_LABELS[state] if is_touched else gettext("没有动过")
    return {"words": gettext(words), "tag": STATE_TAGS[state]}


def time_words(found: Timeliness) -> dict[str, str]:
    """In time or not, as a tag."""
    return {"words": gettext(TIMELINESS_LABELS[found]), "tag": _TIME_TAGS[found]}


def column_groups() -> list[dict[str, Any]]:
    """The headings of the table with the groups above them."""
    grouped = groupby(COLUMNS, key=lambda column: column.group)
    return [{"name": gettext(name), "columns": [each.heading for each in group]} for name, group in grouped]


def cell_row(cell: ReportCell, *, unit_code: str, month: Any) -> dict[str, Any]:
    """One cell: its words, what the records say where a person says otherwise, where its evidence opens."""
    figure = cell.figure
    key = cell.column.indicator
    return {
        "heading": cell.column.heading,
        "unit": "" if cell.is_unknown or not cell.words else cell.column.unit,
        "words": cell.words,
        "is_unknown": cell.is_unknown,
        "is_waiting": cell.is_waiting,
        "is_asked": cell.column.is_asked,
        "differs": cell.differs,
        "records": cell.records_words,
        "reason": cell.reason,
        "unknown": figure.unknown if figure and figure.value is not None else 0,
        "below": cell.below,
        "below_unknown": cell.below_unknown,
        "is_long": cell.column.asked is AnswerKind.WORDS,
        "url": f"/supervise/indicators/{key}/?unit={unit_code}&month={month:%Y-%m}" if key else "",
    }


def cell_rows(cells: Iterable[ReportCell], *, unit_code: str, month: Any) -> list[dict[str, Any]]:
    """All cells of a unit in the order of the columns."""
    return [cell_row(cell, unit_code=unit_code, month=month) for cell in cells]


def cell_groups(cells: Sequence[ReportCell], *, unit_code: str, month: Any) -> list[dict[str, Any]]:
    """The cells of one unit under their groups, for a page that a phone reads."""
    grouped = groupby(cells, key=lambda cell: cell.column.group)
    return [
        {"name": gettext(name), "cells": cell_rows(each, unit_code=unit_code, month=month)}
        for name, each in grouped
    ]


def below_row(row: BelowRow, page: ReportPage, *, may_take: bool) -> dict[str, Any]:
    """A unit that reports here, ready to be drawn."""
    return {
        "view": row,
        "url": page_url(row.unit_code, page.month),
        "state": state_words(row.state, is_touched=row.is_touched),
        "time": time_words(row.timeliness),
        "cells": cell_rows(row.cells, unit_code=row.unit_code, month=page.month),
        "can_accept": may_take and row.state is ReportState.FILED,
        "hold": gettext(HOLD_LABELS[row.hold]) if row.hold else "",
        "below": row.below.words if row.below else "",
        "has_points": bool(row.waiting or row.returns or row.differs_now or row.hold or row.is_restated),
    }


def sitting_of(page: ReportPage, *, may_take: bool) -> dict[str, Any]:
    """What can be taken in at once, as it was seen, and whom somebody has to look at first, with why.

    While a county has any of them, its list comes before its own report, which is sent after they are in.
    """
    waiting = [row for row in page.below if may_take and row.state is ReportState.FILED]
    return {
        "comes_first": bool(waiting),
        "seen": [f"{row.unit_code}:{row.revision}" for row in waiting if row.hold is None],
        "left": [f"{row.unit_name}：{gettext(HOLD_LABELS[row.hold])}" for row in waiting if row.hold],
        "restated": [row.unit_name for row in page.below if row.is_restated],
    }


def event_rows(events: Iterable[EventView]) -> list[dict[str, Any]]:
    """The history for the timeline."""
    return [
        {"at": each.at, "title": gettext(EVENT_KIND_LABELS[each.kind]), "who": each.who, "text": each.text}
        for each in events
    ]


def asked_fields(
    cells: Sequence[ReportCell], typed: Mapping[str, str], refusal: RuleViolation | None
) -> list[dict[str, Any]]:
    """The fields of what is asked, with what was typed or is kept, each fault at its own."""
    kept = {cell.key: cell for cell in cells}
    wrong = faults_of(refusal)
    return [
        {
            "kind": "textarea" if column.asked is AnswerKind.WORDS else "text",
            "name": column.key,
            "label": column.heading,
            "hint": column.hint,
            "value": typed.get(column.key, kept[column.key].answer if column.key in kept else ""),
            "error": wrong.get(column.key, ""),
            "maxlength": 500 if column.asked is AnswerKind.WORDS else 8,
            "optional": column.optional,
            "inputmode": "numeric",
            "unit": column.unit,
            "width": "8",
            "rows": 2,
        }
        for column in ASKED
    ]


def faults_of(refusal: RuleViolation | None) -> dict[str, str]:
    """The sentences of a refusal by field."""
    if isinstance(refusal, AnswersRefused):
        return {key: sentence_of(each) for key, each in refusal.faults.items()}
    return {refusal.field or "": sentence_of(refusal)} if refusal else {}


def statable_options() -> list[dict[str, str]]:
    """The figures of the records that a person may know to be otherwise."""
    return [
        {"value": column.key, "label": gettext(column.heading)} for column in FILLED if is_statable(column)
    ]


def month_options(page: ReportPage) -> list[dict[str, Any]]:
    """The months to choose from."""
    return [
        {"value": f"{each:%Y-%m}", "label": month_words(each), "is_here": each == page.month}
        for each in page.months
    ]
