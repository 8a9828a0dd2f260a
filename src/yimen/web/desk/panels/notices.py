"""What the applicant was told to correct, and whose fault a second notice is."""

from typing import Any

from django.utils.translation import gettext

from yimen.rules.case_notices import NoticeKind
from yimen.usecases.cases.queries import CaseView

_TAGS = {
    NoticeKind.FIRST: "tag--plain",
    NoticeKind.STILL_DEFECTIVE: "tag--warn",
    NoticeKind.NEWLY_ASKED: "tag--bad",
}


def panel(case: CaseView) -> dict[str, Any] | None:
    """All notices, newest first; nothing while nobody was told."""
    if not case.notices:
        return None
    return {
        "template": "desk/panels/notices.html",
        "notices": [
            {
                "number": each.order,
                "kind": gettext(each.kind_label),
                "tag": _TAGS[each.kind],
                "at": each.issued_at,
                "issuer": each.issuer,
                "answered_at": each.answered_at,
                "lines": [{"name": ln.name, "why": ln.why, "is_new": ln.is_new} for ln in each.lines],
            }
            for each in reversed(case.notices)
        ],
    }
