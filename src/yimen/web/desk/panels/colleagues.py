"""Notes among colleagues, and giving a case back that lies on one's own desk."""

from typing import Any

from django.urls import reverse

from yimen.usecases.cases.queries import CaseView


def panel(case: CaseView) -> dict[str, Any] | None:
    """The notes with their form; nothing for readers who may not write when there are none."""
    here = case.colleagues
    if not (here.notes or here.can_note or here.can_give_back):
        return None
    return {
        "template": "desk/panels/colleagues.html",
        "notes": [{"author": each.author, "at": each.at, "text": each.text} for each in here.notes],
        "note_url": reverse("desk:note", args=[case.id]) if here.can_note else "",
        "give_back_url": reverse("desk:give_back", args=[case.id]) if here.can_give_back else "",
    }
