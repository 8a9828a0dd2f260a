"""`/manage/lists/`: the adjustments of a county's lists, and which unit has which edition."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.adjustments import AdjustmentState
from yimen.rules.errors import N_, RuleViolation
from yimen.usecases.catalog.adjusting.beginning import begin_adjustment
from yimen.usecases.catalog.adjusting.reading import AdjustmentRow, list_adjustments
from yimen.usecases.catalog.unit_lists import UnitRow, get_unit_list, list_editions, list_units
from yimen.web.manage.list_words import line_row
from yimen.web.shared.access import page
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_FIELDS = ("title", "reason", "basis", "effective_on")
_DONE = {"dropped": N_("这次调整已放弃，里面的草稿都删掉了。")}
STATE_TAGS = {
    AdjustmentState.DRAFT: "plain",
    AdjustmentState.IN_REVIEW: "warn",
    AdjustmentState.RETURNED: "bad",
    AdjustmentState.APPROVED: "warn",
    AdjustmentState.PUBLISHED: "good",
    AdjustmentState.DROPPED: "plain",
}


@page("catalog.read_adjustments")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lists(request: PageRequest) -> HttpResponse:
    """All adjustments, the newest first, and the units with their lists; beginning one (POST)."""
    if request.method != "POST":
        return _show(request)
    typed = {name: request.POST.get(name, "").strip() for name in _FIELDS}
    try:
        adjustment_id = begin_adjustment(
            actor=request.actor,
            now=request.now,
            title=typed["title"],
            reason=typed["reason"],
            basis=typed["basis"],
            effective_on=read_day(typed["effective_on"], field="effective_on"),
            request_key=key_for(request, *typed.values()),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, typed=typed, refusal=refusal)
    return redirect(reverse("manage:adjustment", args=[adjustment_id]))


class NoSuchDay(RuleViolation):
    """A text that is no day."""

    code = "request.no_such_day"
    template = N_("“{value}”不是日期，请写成 2026-12-01 这样。")


def read_day(text: str, *, field: str) -> dt.date | None:
    """A day as a date field sends it; None for an empty one, refuses what is none."""
    if not text.strip():
        return None
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise NoSuchDay(field=field, value=text[:20]) from None


def _show(
    request: PageRequest, *, typed: Mapping[str, str] | None = None, refusal: RuleViolation | None = None
) -> HttpResponse:
    found = list_adjustments(actor=request.actor, after=read_id(request.GET.get("after", "")))
    units = list_units(request.actor.county_code) if request.actor.county_code else ()
    fault = {refusal.field or "title": sentence_of(refusal)} if refusal else {}
    done = _DONE.get(request.GET.get("done", ""))
    context = {
        "notices": [{"kind": "success", "title": gettext(done)}] if done else [],
        "rows": [adjustment_row(each) for each in found.rows],
        "next_url": f"?after={found.next_key}" if found.next_key else "",
        "units": [_unit(each) for each in units],
        "listed": sum(each.number is not None for each in units),
        "is_open": bool(typed),
        "fields": [_field(name, (typed or {}).get(name, ""), fault.get(name, "")) for name in _FIELDS],
        "errors": [{"field": name, "sentence": words} for name, words in fault.items()],
        "request_key": fresh_key(),
    }
    return render(request, "manage/lists.html", context, status=STATUS[refusal.refusal] if refusal else 200)


def read_id(text: str) -> UUID | None:
    """An id of an address or a field; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _field(name: str, value: str, error: str) -> dict[str, Any]:
    words = {
        "title": (gettext("叫什么"), gettext("例如“2026年第一批赋权事项”。"), 80),
        "reason": (gettext("为什么调整"), gettext("随清单一起公开。"), 400),
        "basis": (gettext("依据"), gettext("文件名和文号。"), 400),
        "effective_on": (gettext("从哪天起生效"), gettext("不填就是审核通过时立即生效。"), 10),
    }
    label, hint, most = words[name]
    return {
        "kind": "text",
        "type": "date" if name == "effective_on" else "text",
        "name": name,
        "label": label,
        "hint": hint,
        "value": value,
        "error": error,
        "maxlength": most,
        "optional": name != "title",
    }


def adjustment_row(row: AdjustmentRow) -> dict[str, Any]:
    """One adjustment as tables show it."""
    return {
        "title": row.title,
        "state_label": gettext(row.state_label),
        "tag": STATE_TAGS[row.state],
        "author": row.author,
        "created_at": row.created_at,
        "effective_on": row.effective_on,
        "published_at": row.published_at,
        "url": reverse("manage:adjustment", args=[row.adjustment_id]),
    }


def _unit(row: UnitRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "number": row.number,
        "items": row.items,
        "published_at": row.published_at,
        "villages": row.villages,
        "villages_listed": row.villages_listed,
        "url": reverse("manage:unit_list", args=[row.unit_code]) if row.number else "",
        "wall_url": reverse("portal:wall_list", args=[row.unit_code, row.number]) if row.number else "",
        "poster_url": reverse("portal:poster", args=[row.unit_code]),
    }


@page("catalog.read_adjustments")
@never_cache
@require_safe
def unit_list(request: PageRequest, unit_code: str) -> HttpResponse:
    """One unit's list in one edition (`?edition=`), and all of its editions."""
    if not unit_code.startswith(request.actor.county_code or request.actor.scope_code[:4]):
        raise NotFound
    asked = request.GET.get("edition", "")
    found = get_unit_list(
        unit_code, int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else None
    )
    editions = list_editions(unit_code)
    context = {
        "unit_code": unit_code,
        "edition": found.edition,
        "rows": [line_row(each) for each in found.lines],
        "editions": [
            {
                "number": each.number,
                "published_at": each.published_at,
                "in_force": each.in_force,
                "items": each.items,
                "is_shown": each.number == found.edition.number,
                "url": f"?edition={each.number}",
            }
            for each in editions
        ],
        "back_url": reverse("manage:lists"),
    }
    return render(request, "manage/unit_list.html", context)


urlpatterns = [
    path("lists/", lists, name="lists"),
    path("lists/units/<str:unit_code>/", unit_list, name="unit_list"),
]
