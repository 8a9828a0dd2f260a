"""The versions of a guide: since when each held, and what changed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from yimen.usecases.catalog.histories import ItemHistory, get_history
from yimen.web.shared.access import page
from yimen.web.shared.requests import PageRequest


@page("catalog.read_guide")
@require_safe
def versions(request: PageRequest, code: str) -> HttpResponse:
    """All versions, and the difference between the two in the address; refuses an unknown item or version."""
    found = get_history(code, older=number_in(request, "from"), newer=number_in(request, "to"))
    context = {
        "name": found.name,
        "guide_url": reverse("portal:guide", args=[code]),
        "rows": [
            {
                "number": row.number,
                "url": reverse("portal:guide_version", args=[code, row.number]),
                "published_at": row.published_at,
                "superseded_at": row.superseded_at,
                "change_label": gettext(row.change_label),
                "reason": row.reason,
            }
            for row in found.rows
        ],
        **change_context(found),
    }
    return render(request, "portal/guide_versions.html", context)


def number_in(request: HttpRequest, name: str) -> int | None:
    """A version number in the address, or None for anything else."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def change_context(found: ItemHistory) -> dict[str, object]:
    """The two chosen versions and the rows that differ."""
    return {
        "older": found.older,
        "newer": found.newer,
        "numbers": [row.number for row in found.rows],
        "changes": [
            {"label": gettext(each.label), "before": each.before, "after": each.after}
            for each in found.differences
        ],
    }
