"""The village's page for sheets: hang one up, take it down, say that somebody objects; made for a phone."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.errors import RuleViolation
from yimen.usecases.cases.actions import record_objection, record_posting, record_removal
from yimen.usecases.cases.queries import PostingView, get_posting, list_postings
from yimen.web.desk.forms.desk import typed_day
from yimen.web.desk.forms.reading import read_upload
from yimen.web.shared.access import page
from yimen.web.shared.chinese_dates import day
from yimen.web.shared.parking import form_owner
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_FIELDS = ("posted_on", "place", "photo", "removed_on", "text", "by")


@page("cases.read_village")
@never_cache
@require_safe
def postings(request: PageRequest) -> HttpResponse:
    """The sheets that hang in the village or are to be hung up."""
    found = list_postings(actor=request.actor, after=request.GET.get("after"))
    here = reverse("desk:postings")
    context = {
        "rows": [_row(request, each) for each in found.rows],
        "previous_url": here if request.GET.get("after") else "",
        "next_url": f"{here}?{urlencode({'after': found.next_key})}" if found.next_key else "",
        "notices": _said(request),
    }
    return render(request, "desk/postings.html", context)


@page("cases.read_village")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def posting(request: PageRequest, case_id: UUID) -> HttpResponse:
    """One sheet; a POST records what its button names and leads back to the list."""
    if request.method != "POST":
        return _show(request, get_posting(actor=request.actor, case_id=case_id))
    act = request.POST.get("act", "")
    doing = _DOING.get(act)
    if doing is None:
        raise NotFound(field="act")
    try:
        doing(request, case_id)
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, get_posting(actor=request.actor, case_id=case_id), refusal=refusal)
    return redirect(f"{reverse('desk:postings')}?{urlencode({'done': act})}")


def _hang(request: PageRequest, case_id: UUID) -> None:
    photo = read_upload(request, "photo")
    record_posting(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        posted_on=typed_day(request.POST.get("posted_on", "")),
        place=request.POST.get("place", ""),
        photo=photo,
        request_key=key_for(request, "hang", str(case_id), photo.digest if photo else ""),
    )


def _take_down(request: PageRequest, case_id: UUID) -> None:
    photo = read_upload(request, "photo")
    record_removal(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        removed_on=typed_day(request.POST.get("removed_on", "")),
        photo=photo,
        request_key=key_for(request, "take_down", str(case_id), photo.digest if photo else ""),
    )


def _object(request: PageRequest, case_id: UUID) -> None:
    text, by = request.POST.get("text", ""), request.POST.get("by", "")
    record_objection(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        text=text,
        by=by,
        request_key=key_for(request, "object", str(case_id), text, by),
    )


_DOING = {"HANG": _hang, "TAKE_DOWN": _take_down, "OBJECT": _object}


def _row(request: PageRequest, sheet: PostingView) -> dict[str, Any]:
    return {
        "url": reverse("desk:posting", args=[sheet.case_id]),
        "sheet_no": sheet.sheet_no,
        "item_name": gettext(sheet.item_name),
        "words": _words(request, sheet),
        "is_due": sheet.posted_on is None or _may_come_down(request, sheet),
    }


def _may_come_down(request: PageRequest, sheet: PostingView) -> bool:
    return sheet.earliest is not None and request.now.date() >= sheet.earliest


def _words(request: PageRequest, sheet: PostingView) -> str:
    if sheet.posted_on is None:
        return gettext("等着张贴，要贴 {days} 日").format(days=sheet.days)
    if _may_come_down(request, sheet):
        return gettext("公示期满，可以撤下了")
    return gettext("正贴着，{earliest}起才能撤下").format(earliest=day(sheet.earliest))


def _show(request: PageRequest, sheet: PostingView, *, refusal: RuleViolation | None = None) -> HttpResponse:
    wrong = {refusal.field or "": sentence_of(refusal)} if refusal else {}
    asked = request.POST.get("act", "")
    context = {
        "sheet": _row(request, sheet)
        | {
            "village_name": sheet.village_name,
            "days": sheet.days,
            "place": sheet.place,
            "posted_on": sheet.posted_on,
            "earliest": sheet.earliest,
        },
        "act": "HANG" if sheet.posted_on is None else "TAKE_DOWN" if _may_come_down(request, sheet) else "",
        "objecting": asked == "OBJECT",
        "typed": {name: request.POST.get(name, "") for name in _FIELDS} | _today(request, asked),
        "wrong": wrong,
        "errors": [{"field": n if n in _FIELDS else "", "sentence": s} for n, s in wrong.items()],
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
        "back_url": reverse("desk:postings"),
    }
    status = STATUS[refusal.refusal] if refusal else 200
    return render(request, "desk/posting.html", context, status=status)


def _today(request: PageRequest, asked: str) -> dict[str, str]:
    """Today stands in the date fields before anything is typed."""
    today = request.now.date().isoformat()
    return {} if asked else {"posted_on": today, "removed_on": today}


def _said(request: PageRequest) -> list[dict[str, str]]:
    words = {
        "HANG": gettext("已登记张贴"),
        "TAKE_DOWN": gettext("已登记撤下，镇里接着办"),
        "OBJECT": gettext("已登记异议，镇里会核查"),
    }.get(request.GET.get("done", ""))
    return [{"kind": "success", "title": words, "text": ""}] if words else []


urlpatterns: list[URLPattern] = [
    path("village/postings/", postings, name="postings"),
    path("village/postings/<uuid:case_id>/", posting, name="posting"),
]
