"""The panel of a decided case: who supervises what was permitted, whether they confirmed, the first check."""

from typing import Any

from django.utils.translation import gettext

from yimen.usecases.cases.queries import CaseView
from yimen.web.shared.chinese_dates import day


def panel(case: CaseView) -> dict[str, Any] | None:
    """Where the oversight stands, newest event first; None while nothing is decided."""
    found = case.oversight
    if found is None:
        return None
    check = [
        {"term": gettext("首次检查"), "text": day(found.checked_on) if found.checked_on else ""},
        {"term": gettext("检查结果"), "text": gettext(found.result_label) if found.result_label else ""},
        {"term": gettext("发现的问题"), "text": found.problems},
        {"term": gettext("怎样处理"), "text": found.handling},
    ]
    return {
        "template": "desk/panels/oversight.html",
        "organ_name": found.organ_name,
        "state_label": gettext(found.state_label),
        "is_open": found.is_open,
        "light": found.light.value,
        "light_words": gettext(found.light_words),
        "due": found.due_on,
        "rows": [row for row in check if row["text"]],
        "events": [
            {
                "at": each.at,
                "title": gettext(each.label),
                "who": "，".join(part for part in (each.organ_name, each.who) if part),
                "text": gettext(each.text) if each.text else "",
            }
            for each in reversed(found.events)
        ],
    }
