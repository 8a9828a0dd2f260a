"""Two versions of an item in an address, and what changed between them as pages show it."""

from django.http import HttpRequest
from django.utils.translation import gettext

from yimen.usecases.catalog.histories import ItemHistory


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
