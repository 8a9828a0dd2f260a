"""`/desk/registers/`: the registers of papers by organ, kind and year; one to a page, also on paper."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yimen.http.nul import without_nul
from yimen.usecases.seals.paper_register import PaperRegister, RegisterKey, RegisterRow, read_register
from yimen.usecases.seals.views import PaperRow
from yimen.web.shared.access import page
from yimen.web.shared.requests import PageRequest


@page("documents.read_register")
@never_cache
@require_safe
def registers(request: PageRequest) -> HttpResponse:
    """One register, newest number first; its state is the address."""
    asked = {name: without_nul(request.GET.get(name, "")) for name in ("organ", "kind", "year")}
    after = request.GET.get("after")
    found = read_register(
        actor=request.actor, organ_id=asked["organ"], kind=asked["kind"], year=asked["year"], after=after
    )
    here = found.here
    context = {
        "filters": _filters(found, asked),
        "filter_action": reverse("desk:registers"),
        "register": _register(here),
        "rows": [_row(each) for each in found.rows],
        "next_url": _url(here, found.next_key) if here and found.next_key else "",
        "previous_url": _url(here) if here and after else "",
        "printed_at": request.now,
    }
    return render(request, "desk/registers.html", context)


def paper_cells(paper: PaperRow) -> dict[str, Any]:
    """What every list of papers shows of one: links only for who may know the case."""
    known = paper.case_id is not None
    return {
        "number": paper.number,
        "label": gettext(paper.label),
        "url": reverse("desk:paper", args=[paper.case_id, paper.paper_id])
        if known and paper.state == "READY"
        else "",
        "case_no": paper.case_no,
        "case_url": reverse("desk:case", args=[paper.case_id]) if known else "",
        "item_name": gettext(paper.item_name),
        "applicant_name": paper.applicant_name,
        "issued_at": paper.issued_at,
        "entrusting": paper.entrusting,
    }


def _row(row: RegisterRow) -> dict[str, Any]:
    return paper_cells(row.paper) | {
        "state_label": gettext(row.state_label),
        "is_stamped": row.is_stamped,
        "serial": row.paper.serial,
    }


def _register(here: RegisterKey | None) -> dict[str, Any] | None:
    if here is None:
        return None
    title = gettext("{year}年 {label}登记簿").format(year=here.year, label=gettext(here.label))
    return {
        "title": title,
        "organ_name": here.organ_name,
        "words": _span_words(here),
        "has_gap": here.has_gap,
        "is_whole": here.is_whole,
    }


def _span_words(here: RegisterKey) -> str:
    values = {"first": here.first, "last": here.last, "count": here.count}
    if here.has_gap:
        return gettext("第 {first} 号至第 {last} 号，实有 {count} 件，号码不连续，请立即报告管理员。").format(
            **values
        )
    if here.is_whole:
        return gettext("第 {first} 号至第 {last} 号，共 {count} 件，号码连续。").format(**values)
    words = gettext("这里只列本机关受委托经手的 {count} 件；全部号码在委托机关的登记簿里。")
    return words.format(**values)


def _filters(found: PaperRegister, asked: dict[str, str]) -> list[dict[str, Any]]:
    here = found.here
    organs = {str(key.organ_id): key.organ_name for key in found.registers}
    kinds = {key.kind.value: gettext(key.label) for key in found.registers}
    years = sorted({str(key.year) for key in found.registers}, reverse=True)
    chosen = {
        "organ": str(here.organ_id) if here else asked["organ"],
        "kind": here.kind.value if here else asked["kind"],
        "year": str(here.year) if here else asked["year"],
    }
    options = {
        "organ": list(organs.items()),
        "kind": list(kinds.items()),
        "year": [(year, gettext("{year}年").format(year=year)) for year in years],
    }
    labels = {"organ": gettext("落款机关"), "kind": gettext("文书"), "year": gettext("年份")}
    return [
        {
            "name": name,
            "label": labels[name],
            "value": chosen[name],
            "options": [{"value": value, "label": label} for value, label in options[name]],
        }
        for name in labels
        if options[name]
    ]


def _url(here: RegisterKey, after: str = "") -> str:
    query = {"organ": str(here.organ_id), "kind": here.kind.value, "year": str(here.year)}
    return f"{reverse('desk:registers')}?{urlencode(query | ({'after': after} if after else {}))}"


urlpatterns = [path("registers/", registers, name="registers")]
