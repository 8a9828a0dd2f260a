"""The step that one has just done and may take back."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from yimen.usecases.cases.queries import CaseView


def panel(case: CaseView) -> dict[str, Any] | None:
    """The way back from one's own last step, while nothing has left the house."""
    if case.undo is None:
        return None
    return {
        "template": "desk/panels/undo.html",
        "label": gettext(case.undo.label),
        "step": case.undo.step,
        "url": reverse("desk:undo", args=[case.id]),
    }
