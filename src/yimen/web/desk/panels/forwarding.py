"""The panel of a forwarded case: which system has it, since when, and what it said last."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from yimen.rules.calendar import spoken_date
from yimen.rules.catalog import Family
from yimen.usecases.cases.queries import CaseView


def panel(case: CaseView) -> dict[str, Any] | None:
    """The department's system, number, state, result and the day to ask, and the way to the copy sheet."""
    found = case.forwarding
    if case.family is not Family.FORWARDED or found is None:
        return None
    rows = [
        {"term": gettext("部门的系统"), "text": found.system},
        {"term": gettext("编号"), "text": found.number},
        {"term": gettext("状态"), "text": found.state},
        {"term": gettext("结果"), "text": gettext(found.result_label) if found.result_label else ""},
        {"term": gettext("问部门的日子"), "text": spoken_date(found.ask_on) if found.ask_on else ""},
    ]
    return {
        "template": "desk/panels/forwarding.html",
        "rows": [row for row in rows if row["text"]],
        "silent_since": found.reminded_at,
        "sheet_url": reverse("desk:copy_sheet", args=[case.id]) if found.can_copy else "",
    }
