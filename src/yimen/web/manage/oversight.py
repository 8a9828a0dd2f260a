"""`/manage/oversight/`: how decisions go on to supervision, by department and township, with their rows."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound, may
from yimen.rules.errors import RuleViolation
from yimen.rules.oversight import OversightPile, OversightState
from yimen.usecases.cases.actions import name_overseer
from yimen.usecases.cases.queries.oversight_board import (
    FIRST_YEAR,
    OversightFigures,
    OversightLine,
    WatchedPage,
    get_oversight_board,
    list_oversight,
)
from yimen.usecases.cases.queries.oversight_rows import OversightRow
from yimen.web.shared.access import page
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

# The figures of a line, each with the pile that shows its rows.
_FIGURES: tuple[tuple[str, OversightPile], ...] = (
    ("decided", OversightPile.ALL),
    ("unnamed", OversightPile.TO_NAME),
    ("to_acknowledge", OversightPile.TO_ACKNOWLEDGE),
    ("to_check", OversightPile.TO_CHECK),
    ("checked", OversightPile.CHECKED),
    ("late", OversightPile.LATE),
)
_URGENT = frozenset({OversightPile.LATE, OversightPile.TO_NAME})


@page("cases.watch_oversight")
@never_cache
@require_safe
def oversight(request: PageRequest) -> HttpResponse:
    """The figures of one year; each opens its rows."""
    this_year = request.now.date().year
    year = _year(request) or this_year
    board = get_oversight_board(actor=request.actor, today=request.now.date(), year=year)
    context = {
        "year": year,
        "years": [
            {"year": each, "url": f"?year={each}", "is_here": each == year}
            for each in range(this_year, max(FIRST_YEAR, this_year - 4) - 1, -1)
        ],
        "total": _figures(board.total, year),
        "departments": [_line(each, year) for each in board.by_department],
        "townships": [_line(each, year) for each in board.by_township],
        "rules_url": reverse("manage:oversight_rules")
        if may(request.actor, "cases.set_oversight_rules")
        else "",
        "printed_at": request.now,
    }
    return render(request, "manage/oversight.html", context)


@page("cases.watch_oversight")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def oversight_rows(request: PageRequest) -> HttpResponse:
    """The rows behind a figure; a POST names the department of the ticked ones."""
    if request.method != "POST":
        return _show_rows(request, notices=_said(request))
    ticked, organ = request.POST.getlist("referrals"), request.POST.get("organ_id", "")
    try:
        done = name_overseer(
            actor=request.actor,
            now=request.now,
            referral_ids=[_id(each, "referrals") for each in ticked],
            organ_id=_id(organ, "organ_id"),
            request_key=key_for(request, organ, *sorted(ticked)),
        )
    except RuleViolation as refusal:
        told = {"kind": "warn", "title": gettext("没有指定"), "text": sentence_of(refusal)}
        return _show_rows(request, notices=[told], ticked=set(ticked), status=STATUS[refusal.refusal])
    query = {**_choice(request), "named": str(done.count), "to": done.organ_name}
    return redirect(f"{reverse('manage:oversight_rows')}?{urlencode(query)}")


def _year(request: PageRequest) -> int | None:
    typed = request.GET.get("year", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else None


def _id(text: str, field: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound(field=field) from None


def _pile(request: PageRequest) -> OversightPile:
    asked = request.GET.get("pile", "")
    return OversightPile[asked] if asked in OversightPile.__members__ else OversightPile.LATE


def _choice(request: PageRequest, *, pile: OversightPile | None = None, **more: str) -> dict[str, str]:
    """What narrows the rows, as it stands in the address."""
    kept = {name: request.GET.get(name, "") for name in ("year", "organ", "township")}
    chosen = {"pile": (pile or _pile(request)).value, **kept, **more}
    return {name: value for name, value in chosen.items() if value}


def _show_rows(
    request: PageRequest,
    *,
    notices: list[dict[str, str]],
    ticked: Iterable[str] = (),
    status: int = 200,
) -> HttpResponse:
    organ = request.GET.get("organ", "")
    found = list_oversight(
        actor=request.actor,
        today=request.now.date(),
        pile=_pile(request),
        year=_year(request),
        organ_id=_id(organ, "organ") if organ else None,
        township_code=request.GET.get("township", ""),
        after=request.GET.get("after"),
    )
    context = _rows_context(request, found, set(ticked)) | {"notices": notices}
    return render(request, "manage/oversight_rows.html", context, status=status)


def _rows_context(request: PageRequest, found: WatchedPage, ticked: set[str]) -> dict[str, Any]:
    shown, here = found.page, reverse("manage:oversight_rows")
    year = request.GET.get("year", "")
    narrowed = [found.organ_name, found.township_name, gettext("{year} 年").format(year=year) if year else ""]
    return {
        "request_key": fresh_key(),
        "action": request.get_full_path(),
        "heading": gettext(shown.label),
        "narrowed": " · ".join(each for each in narrowed if each),
        "clear_url": f"{here}?{urlencode({'pile': shown.pile.value})}",
        "lists": [
            {
                "label": gettext(each.label),
                "url": f"{here}?{urlencode(_choice(request, pile=each.pile))}",
                "count": each.count,
                "urgency": "RED" if each.pile in _URGENT else "",
                "is_here": each.pile is shown.pile,
            }
            for each in shown.counts
        ],
        "departments": [{"value": str(each.organ_id), "label": each.name} for each in found.departments]
        if shown.pile is OversightPile.TO_NAME
        else [],
        "rows": [_row(request, each, ticked) for each in shown.rows],
        "previous_url": f"{here}?{urlencode(_choice(request))}" if request.GET.get("after") else "",
        "next_url": f"{here}?{urlencode(_choice(request, after=shown.next_key))}" if shown.next_key else "",
        "back_url": reverse("manage:oversight"),
        "printed_at": request.now,
    }


def _row(request: PageRequest, row: OversightRow, ticked: set[str]) -> dict[str, Any]:
    opens = row.case_id is not None and may(request.actor, "cases.read")
    return {
        "id": str(row.id),
        "url": reverse("desk:case", args=[row.case_id]) if opens else "",
        "number": row.number,
        "item_name": gettext(row.item_name),
        "applicant_name": row.applicant_name,
        "place": f"{row.township_name} {row.village_name}".strip(),
        "organ_name": row.organ_name,
        "sent_back": row.sent_back,
        "decided_on": row.decided_on,
        "state_label": gettext(row.state_label),
        "is_open": row.state not in {OversightState.CHECKED, OversightState.ENDED},
        "light": row.light.value,
        "light_words": gettext(row.light_words),
        "due": row.due_on,
        "result": gettext(row.result_label) if row.result_label else "",
        "checked_on": row.checked_on,
        "is_ticked": str(row.id) in ticked,
    }


def _line(line: OversightLine, year: int) -> dict[str, Any]:
    figures = _figures(line.figures, year, _narrowed(line))
    if not line.name:
        figures[0]["url"] = figures[1]["url"]  # what nobody is named for: all of them wait to be named
    return {
        "name": line.name,
        "figures": figures,
        "in_time": f"{line.figures.in_time}/{line.figures.limited}" if line.figures.limited else "",
    }


def _narrowed(line: OversightLine) -> dict[str, str]:
    if line.township_code:
        return {"township": line.township_code}
    return {"organ": str(line.organ_id)} if line.organ_id else {}


def _figures(
    figures: OversightFigures, year: int, narrowed: dict[str, str] | None = None
) -> list[dict[str, Any]]:
    """Each figure with its words and its rows; what nobody is named for has no rows of a department."""
    labels = {
        "decided": gettext("决定"),
        "unnamed": gettext("未指定"),
        "to_acknowledge": gettext("待确认"),
        "to_check": gettext("待首检"),
        "checked": gettext("已首检"),
        "late": gettext("超期"),
    }
    here = reverse("manage:oversight_rows")
    return [
        {
            "label": labels[name],
            "count": getattr(figures, name),
            "url": f"{here}?{urlencode({'pile': pile.value, 'year': str(year), **(narrowed or {})})}",
            "is_bad": pile in _URGENT and bool(getattr(figures, name)),
        }
        for name, pile in _FIGURES
    ]


def _said(request: PageRequest) -> list[dict[str, str]]:
    named, name = request.GET.get("named", ""), request.GET.get("to", "")
    if not (named.isascii() and named.isdigit()):
        return []
    title = gettext("已把 {count} 件转给{name}").format(count=named, name=name)
    text = gettext("部门登录后就能看到，确认期限从今天开始算。")
    return [{"kind": "success", "title": title, "text": text}]


urlpatterns = [
    path("oversight/", oversight, name="oversight"),
    path("oversight/rows/", oversight_rows, name="oversight_rows"),
]
