"""One showcase site with its evidence and its end, and the city's form of a batch."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound, may
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.showcase import END_REASON_LENGTH, PAPER_NO_LENGTH, TITLE_LENGTH, SiteState
from yimen.rules.standards import Standard, Verdict
from yimen.usecases.showcase.board import SiteView
from yimen.usecases.showcase.designating import decline_site, designate_sites, withdraw_site
from yimen.usecases.showcase.reading import get_site, list_waiting, marks_of, next_number
from yimen.usecases.showcase.recommending import take_back_site
from yimen.web.manage.showcase import errors_of, said, site_row
from yimen.web.shared.access import page
from yimen.web.shared.parking import form_owner
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest
from yimen.web.shared.standard_words import heading_of, sign_of, tag_of, word_of

_BATCH = ("number", "title", "paper_no", "designated_on")
End = Callable[..., None]
# What ends a site: the state that it ends, the act, its words, and which notice follows.
_ENDS: dict[str, tuple[SiteState, End, str, str]] = {
    "showcase.take_back": (SiteState.RECOMMENDED, take_back_site, N_("撤回推荐"), "taken_back"),
    "showcase.decline": (SiteState.RECOMMENDED, decline_site, N_("这一个不确定"), "declined"),
    "showcase.withdraw": (SiteState.DESIGNATED, withdraw_site, N_("取消示范点"), "withdrawn"),
}


@page("showcase.read")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def showcase_site(request: PageRequest, site_id: UUID) -> HttpResponse:
    """One site: reasons, how it stood and stands; a POST ends it, by whoever may."""
    if request.method != "POST":
        return _show_site(request, site_id)
    asked = request.POST.get("act", "")
    if asked not in _ENDS:
        raise NotFound(field="act")
    _, act, _, done = _ENDS[asked]
    reason = request.POST.get("reason", "")
    try:
        act(
            actor=request.actor,
            now=request.now,
            site_id=site_id,
            reason=reason,
            request_key=key_for(request, asked, str(site_id), reason),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show_site(request, site_id, refusal=refusal)
    return redirect(f"{reverse('manage:showcase')}?done={done}")


def _show_site(request: PageRequest, site_id: UUID, *, refusal: RuleViolation | None = None) -> HttpResponse:
    found = get_site(actor=request.actor, site_id=site_id)
    ends = [
        {"act": name, "label": gettext(words)}
        for name, (state, _, words, _) in _ENDS.items()
        if state is found.site.state and may(request.actor, name)
    ]
    context = {
        "row": site_row(found.site),
        "marks": _marks(found.site, found.now),
        "then": found.site.evidence,
        "now_photos": found.now["photos"],
        "before": [site_row(each) for each in found.before],
        "dossier_url": reverse("desk:dossier", args=[found.site.region_code]),
        "ends": ends,
        "field": {
            "kind": "text",
            "name": "reason",
            "label": gettext("为什么"),
            "value": request.POST.get("reason", "") if refusal else "",
            "error": sentence_of(refusal) if refusal and refusal.field == "reason" else "",
            "maxlength": END_REASON_LENGTH,
            "autocomplete": "off",
        },
        "errors": errors_of(refusal),
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
        "notices": said(request),
    }
    return render(
        request, "manage/showcase_site.html", context, status=STATUS[refusal.refusal] if refusal else 200
    )


def _marks(site: SiteView, now: Mapping[str, object]) -> list[dict[str, Any]]:
    """Each standard as it stood at the recommendation and stands now."""
    return [
        {"label": heading_of(each), "then": _mark(each, site.evidence), "now": _mark(each, now)}
        for each in Standard
    ]


def _mark(standard: Standard, evidence: Mapping[str, object]) -> dict[str, str]:
    verdicts = evidence.get("verdicts")
    said_then = verdicts.get(standard.value) if isinstance(verdicts, dict) else None
    verdict = Verdict(said_then) if said_then else Verdict.UNKNOWN
    return {
        "word": word_of(standard, verdict),
        "sign": sign_of(standard, verdict),
        "tag": tag_of(standard, verdict),
    }


@page("showcase.designate")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def showcase_batch(request: PageRequest) -> HttpResponse:
    """What the counties recommend, and the city's paper that designates some of it (POST)."""
    if request.method != "POST":
        return _show_batch(request, {})
    typed = {name: request.POST.get(name, "") for name in _BATCH}
    chosen = request.POST.getlist("sites")
    try:
        designate_sites(
            actor=request.actor,
            now=request.now,
            site_ids=[each for each in map(_uuid, chosen) if each is not None],
            request_key=key_for(request, *typed.values(), *sorted(chosen)),
            **typed,
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show_batch(request, typed, refusal=refusal)
    return redirect(f"{reverse('manage:showcase')}?done=designated")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _show_batch(
    request: PageRequest, typed: Mapping[str, str], *, refusal: RuleViolation | None = None
) -> HttpResponse:
    chosen = request.POST.getlist("sites")
    waiting = list_waiting(actor=request.actor)
    usual = {
        "number": str(next_number(request.actor.scope_code)),
        "designated_on": request.now.date().isoformat(),
    }
    context = {
        "rows": [
            {**site_row(each), **_counted(each), "checked": str(each.site_id) in chosen} for each in waiting
        ],
        "fields": _fields(typed or usual, refusal),
        "sites_error": sentence_of(refusal) if refusal and refusal.field == "sites" else "",
        "errors": errors_of(refusal),
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
    }
    return render(
        request, "manage/showcase_batch.html", context, status=STATUS[refusal.refusal] if refusal else 200
    )


def _counted(site: SiteView) -> dict[str, int]:
    """How many standards were met, short, not looked at; what is only encouraged is left out."""
    verdicts = site.evidence.get("verdicts")
    told = dict(verdicts) if isinstance(verdicts, dict) else {}
    told.pop(Standard.EXTRAS.value, None)
    marks = marks_of({"verdicts": told})
    asked = len(Standard) - 1
    photos = site.evidence.get("photos")
    return {
        "met": marks[Verdict.MET] + marks[Verdict.EXPLAINED],
        "short": marks[Verdict.NOT_MET] + marks[Verdict.LAPSED],
        "unknown": asked - sum(marks.values()),
        "photos": photos if isinstance(photos, int) else 0,
    }


def _fields(values: Mapping[str, str], refusal: RuleViolation | None) -> Sequence[dict[str, Any]]:
    words = {
        "number": (gettext("第几批"), gettext("照文件上的写"), 3, "text", False),
        "designated_on": (gettext("确定的日期"), gettext("文件上的日期"), 10, "date", False),
        "title": (gettext("文件名称"), gettext("按哪份文件确定的"), TITLE_LENGTH, "text", False),
        "paper_no": (gettext("文号"), gettext("没有公布的留空"), PAPER_NO_LENGTH, "text", True),
    }
    wrong = {refusal.field or "": sentence_of(refusal)} if refusal else {}
    return [
        {
            "kind": "text",
            "name": name,
            "label": label,
            "hint": hint,
            "value": values.get(name, ""),
            "error": wrong.get(name, ""),
            "maxlength": most,
            "type": kind,
            "inputmode": "numeric" if name == "number" else "",
            "optional": optional,
            "autocomplete": "off",
        }
        for name, (label, hint, most, kind, optional) in words.items()
    ]


urlpatterns = [
    path("showcase/batch/", showcase_batch, name="showcase_batch"),
    path("showcase/sites/<uuid:site_id>/", showcase_site, name="showcase_site"),
]
