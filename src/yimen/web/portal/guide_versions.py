"""The versions of a guide: since when each held, and what changed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from yimen.usecases.catalog.histories import get_history
from yimen.web.shared.access import page
from yimen.web.shared.requests import PageRequest
from yimen.web.shared.version_choice import change_context, number_in


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
