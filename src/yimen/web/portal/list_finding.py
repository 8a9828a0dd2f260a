"""How a reader finds one line among a hundred: the search of a list and its groups, kept in the address."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from yimen.usecases.catalog.list_groups import FEW_LINES, Grouping, LineGroup
from yimen.usecases.catalog.public_lists import PublicList
from yimen.usecases.catalog.zones import ZoneLine

_LONGEST_QUERY = 60


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a reader asked a list for."""

    query: str
    by: Grouping


def wanted_in(request: HttpRequest) -> Wanted:
    """The words and the grouping of an address; what is no grouping is the usual one, by topics."""
    by = request.GET.get("by", "").upper()
    return Wanted(
        query=request.GET.get("q", "").strip()[:_LONGEST_QUERY],
        by=Grouping(by) if by in Grouping.__members__ else Grouping.TOPIC,
    )


def finding_context(
    request: HttpRequest, wanted: Wanted, found: PublicList, row: Callable[[ZoneLine], dict[str, Any]]
) -> dict[str, Any]:
    """What the search and the groups of the page need; `row` draws a line."""
    total = len(found.zone.lines) if found.zone else 0
    return {
        "groups": [_group(number, group, row) for number, group in enumerate(found.groups, start=1)],
        "finding": {
            "is_offered": total > FEW_LINES,
            "action": request.path,
            "query": wanted.query,
            "by": "" if wanted.by is Grouping.TOPIC else wanted.by.value.lower(),
            "choices": [
                {"label": gettext(by.label), "url": _url(request, by), "is_here": by is wanted.by}
                for by in Grouping
            ],
            "all_url": _url(request, wanted.by),
            "found": found.found,
            "total": total,
            "everywhere_url": f"{reverse('portal:search')}?{urlencode({'q': wanted.query})}",
        },
    }


def _group(number: int, group: LineGroup, row: Callable[[ZoneLine], dict[str, Any]]) -> dict[str, Any]:
    return {
        "key": f"group-{number}",
        "label": gettext(group.label) if group.label else "",
        "count": len(group.lines),
        "lines": [row(line) for line in group.lines],
    }


def _url(request: HttpRequest, by: Grouping) -> str:
    return request.path if by is Grouping.TOPIC else f"{request.path}?{urlencode({'by': by.value.lower()})}"
