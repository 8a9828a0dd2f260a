"""The words of lists on pages: one line, one limit."""

from typing import Any

from django.utils.translation import gettext

from yimen.rules.intervals import Limit, limit_text
from yimen.usecases.catalog.unit_lists import ListLine


def limit_words(limit: Limit | None) -> str:
    """A limit with its unit; 未公布 where there is none."""
    return gettext("未公布") if limit is None else limit_text(limit)


def line_row(line: ListLine) -> dict[str, Any]:
    """One line of a list as tables show it."""
    return {
        "code": line.item_code,
        "name": line.short_name,
        "version": line.version_number,
        "type_label": gettext(line.type_label),
        "department": line.department,
        "way_label": gettext(line.way_label),
        "in_name_of": line.in_name_of,
        "basis": line.basis,
        "statutory": limit_words(line.statutory),
        "promised": limit_words(line.promised),
        "reduction": line.reduction,
        "materials": len(line.materials) or None,
    }
