"""`/manage/showcase/`: showcase sites of a city or county against their targets, places that could be one."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound, may
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.orgs import Level
from yimen.rules.showcase import REASON_LENGTH, SITE_STATE_LABELS, SiteState, TargetStanding
from yimen.rules.standards import Standard
from yimen.usecases.programme.units import home_of
from yimen.usecases.showcase.board import ShowcaseBoard, ShowcaseRow, SiteView, Standing, get_showcase_board
from yimen.usecases.showcase.reading import Candidate, get_candidate, list_candidates
from yimen.usecases.showcase.recommending import recommend_site
from yimen.web.manage.places import point_row
from yimen.web.shared.access import page
from yimen.web.shared.parking import form_owner
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest
from yimen.web.shared.standard_words import heading_of

STATE_TAGS = {
    SiteState.RECOMMENDED: "warn",
    SiteState.DESIGNATED: "good",
    SiteState.TAKEN_BACK: "plain",
    SiteState.DECLINED: "plain",
    SiteState.WITHDRAWN: "bad",
}
_SIGNS = {
    TargetStanding.EXEMPT: "—",
    TargetStanding.BELOW: "▲",
    TargetStanding.REACHED: "●",
    TargetStanding.ABOVE: "●",
}
_SAID = {
    "recommended": N_("已推荐，等市里确定。"),
    "taken_back": N_("推荐已经撤回，记录还在。"),
    "declined": N_("已告诉县里这一个没有确定，理由一起留着。"),
    "withdrawn": N_("示范点已取消，公开名单上没有了，记录还在。"),
    "designated": N_("这一批已经录入，公开名单上现在能看到。"),
}


@page("showcase.read")
@never_cache
@require_safe
def showcase(request: PageRequest) -> HttpResponse:
    """Targets against what is recommended and designated, for the actor's unit or one below it."""
    unit_code = request.GET.get("unit", "") or home_of(request.actor)
    found = get_showcase_board(actor=request.actor, unit_code=unit_code)
    context = {
        "board": found,
        "is_city": found.level is Level.PREFECTURE,
        "is_county": found.level is Level.COUNTY,
        "total": _row(found.total, found),
        "rows": [_row(each, found) for each in found.rows] if found.level is not Level.TOWNSHIP else [],
        "sites": [site_row(each) for each in found.sites],
        "candidates_url": _candidates_url(found.code) if found.level is Level.TOWNSHIP else "",
        "designate_url": reverse("manage:showcase_batch") if may(request.actor, "showcase.designate") else "",
        "back_url": _back(request, found),
        "printed_at": request.now,
        "notices": said(request),
    }
    return render(request, "manage/showcase.html", context)


def said(request: PageRequest) -> list[dict[str, str]]:
    """What the act before this page has done."""
    words = _SAID.get(request.GET.get("done", ""))
    return [{"kind": "success", "title": gettext("好了"), "text": gettext(words)}] if words else []


def _row(row: ShowcaseRow, board: ShowcaseBoard) -> dict[str, Any]:
    is_county_board = board.level is Level.COUNTY
    below = _candidates_url(row.code) if is_county_board else _unit_url(row.code)
    return {
        "name": row.name,
        "url": below if row.code != board.code else "",
        "is_zone": row.is_zone,
        "centers": _standing(row.centers),
        "stations": _standing(row.stations),
    }


def _standing(found: Standing) -> dict[str, Any]:
    """A target with its words: "还差 2 个" is never an error, only what is asked for."""
    standing = found.target.standing(found.designated)
    words = {
        TargetStanding.EXEMPT: gettext("不设目标"),
        TargetStanding.BELOW: gettext("还差 {count}").format(count=found.target.missing(found.designated)),
        TargetStanding.REACHED: gettext("已达到"),
        TargetStanding.ABOVE: gettext("多于目标"),
    }
    return {
        "target": gettext(found.target.words()),
        "recommended": found.recommended,
        "designated": found.designated,
        "sign": _SIGNS[standing],
        "words": words[standing],
        "is_short": standing is TargetStanding.BELOW,
    }


def site_row(site: SiteView) -> dict[str, Any]:
    """A site ready to be drawn."""
    return {
        "view": site,
        "url": reverse("manage:showcase_site", args=[site.site_id]),
        "state": gettext(SITE_STATE_LABELS[site.state]),
        "tag": STATE_TAGS[site.state],
        "where": f"{site.county_name}{'' if site.is_center else ' ' + site.township_name}",
    }


def _unit_url(code: str) -> str:
    return f"{reverse('manage:showcase')}?{urlencode({'unit': code})}"


def _candidates_url(code: str) -> str:
    return f"{reverse('manage:showcase_candidates')}?{urlencode({'unit': code})}"


def _back(request: PageRequest, found: ShowcaseBoard) -> str:
    if found.code in {home_of(request.actor), request.actor.scope_code}:
        return ""
    above = f"{found.code[:6]}000000" if found.level is Level.TOWNSHIP else f"{found.code[:4]}00000000"
    return _unit_url(above)


@page("showcase.read")
@never_cache
@require_safe
def showcase_candidates(request: PageRequest) -> HttpResponse:
    """The center and stations of a township with their verdicts, those on the way marked."""
    unit_code = request.GET.get("unit", "") or home_of(request.actor)
    found = list_candidates(actor=request.actor, unit_code=unit_code)
    can_recommend = may(request.actor, "showcase.recommend")
    context = {
        "name": found.name,
        "heads": _heads(),
        "rows": [_candidate(each, can_recommend=can_recommend) for each in found.rows],
        "back_url": _unit_url(found.code[:6].ljust(12, "0"))
        if request.actor.scope_code != found.code
        else reverse("manage:showcase"),
    }
    return render(request, "manage/showcase_candidates.html", context)


def _heads() -> list[dict[str, str]]:
    return [{"short": heading_of(each), "label": gettext(each.label)} for each in Standard]


def _candidate(found: Candidate, *, can_recommend: bool) -> dict[str, Any]:
    is_free = found.state is None
    return {
        **point_row(found.place),
        "state": gettext(SITE_STATE_LABELS[found.state]) if found.state else "",
        "state_tag": STATE_TAGS[found.state] if found.state else "",
        "site_url": reverse("manage:showcase_site", args=[found.site_id]) if found.site_id else "",
        "recommend_url": reverse("manage:showcase_recommend", args=[found.place.code])
        if is_free and can_recommend
        else "",
    }


@page("showcase.recommend")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def showcase_recommend(request: PageRequest, code: str) -> HttpResponse:
    """How a place stands, and why the county recommends it (POST)."""
    if request.method != "POST":
        return _show_form(request, code)
    reason = request.POST.get("reason", "")
    try:
        recommend_site(
            actor=request.actor,
            now=request.now,
            point_code=code,
            reason=reason,
            request_key=key_for(request, code, reason),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show_form(request, code, refusal=refusal)
    return redirect(f"{reverse('manage:showcase')}?done=recommended")


def _show_form(request: PageRequest, code: str, *, refusal: RuleViolation | None = None) -> HttpResponse:
    found = get_candidate(actor=request.actor, point_code=code)
    context = {
        "row": _candidate(found, can_recommend=True),
        "township": found.place.above,
        "field": {
            "kind": "textarea",
            "name": "reason",
            "label": gettext("推荐理由"),
            "hint": gettext("这里做得好在哪里，别处学得来什么；不用写数字，核对结果会一起留下"),
            "value": request.POST.get("reason", ""),
            "error": sentence_of(refusal) if refusal and refusal.field == "reason" else "",
            "maxlength": REASON_LENGTH,
            "rows": 5,
        },
        "errors": errors_of(refusal),
        "back_url": _candidates_url(f"{code[:9]}000"),
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
    }
    return render(
        request, "manage/showcase_recommend.html", context, status=STATUS[refusal.refusal] if refusal else 200
    )


def errors_of(refusal: RuleViolation | None) -> Sequence[dict[str, str]]:
    """What the summary above a form says."""
    return [{"field": refusal.field or "", "sentence": sentence_of(refusal)}] if refusal else []


urlpatterns = [
    path("showcase/", showcase, name="showcase"),
    path("showcase/candidates/", showcase_candidates, name="showcase_candidates"),
    path("showcase/recommend/<slug:code>/", showcase_recommend, name="showcase_recommend"),
]
