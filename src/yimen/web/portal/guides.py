"""The guide of one item: where, what, how long, how much, how often; and the way to begin."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from yimen.rules.access import Party
from yimen.rules.calendar import beijing_date
from yimen.rules.catalog import ApplyWay, Family
from yimen.usecases.cases.queries import find_own_draft
from yimen.usecases.catalog.queries import Guide, get_guide
from yimen.usecases.orgs.queries import ServicePointView
from yimen.web.portal.guide_context import answers_in, answers_query, material_row
from yimen.web.portal.village import chosen_place
from yimen.web.shared.access import page
from yimen.web.shared.requests import PageRequest


@page("catalog.read_guide")
@require_safe
def guide(request: PageRequest, code: str) -> HttpResponse:
    """The guide as it holds for the chosen village, with the answers in its address."""
    return _show(request, code, None)


@page("catalog.read_guide")
@require_safe
def guide_version(request: PageRequest, code: str, number: int) -> HttpResponse:
    """A version as it stood, marked where another one replaced it; refuses an unknown one."""
    return _show(request, code, number)


def _show(request: PageRequest, code: str, number: int | None) -> HttpResponse:
    place = chosen_place(request)
    found = get_guide(
        code,
        township_code=place.code if place else None,
        today=beijing_date(request.now),
        answers=answers_in(request),
        number=number,
    )
    response = render(request, "portal/guide.html", _context(request, found))
    if request.actor.party is Party.RESIDENT:
        add_never_cache_headers(response)
    return response


def _context(request: PageRequest, found: Guide) -> dict[str, Any]:
    way, link = ("OLD", "") if found.facts.superseded_at else _way(found)
    return {
        "item": {
            "name": found.name,
            "words": found.words,
            "department": found.department,
            "kind_label": gettext(found.kind_label),
            "version_words": gettext("第 {number} 版").format(number=found.version_number),
        },
        "version_number": found.version_number,
        "old": _old(found),
        "strip": found.strip,
        "changed_at": found.facts.published_at,
        "versions_url": reverse("portal:guide_versions", args=[found.code]),
        "way": way,
        "is_request": found.facts.family is Family.DISCLOSURE,
        "apply_url": reverse("portal:apply", args=[found.code]),
        "link_url": link,
        "link_label": _link_label(found),
        "draft_url": _draft_url(request, found) if way == "ONLINE" else "",
        "counter": counter_of(found.counter),
        "way_words": _way_words(found) if way != "OLD" else "",
        "places_url": f"{reverse('portal:places')}?{urlencode({'next': request.get_full_path()})}",
        "not_needed": found.not_needed,
        "here": found.here,
        "not_here": found.not_here,
        **_papers(request, found),
        **_below(found),
    }


def _old(found: Guide) -> dict[str, Any] | None:
    if found.facts.superseded_at is None:
        return None
    return {"ended_at": found.facts.superseded_at, "url": reverse("portal:guide", args=[found.code])}


def _papers(request: PageRequest, found: Guide) -> dict[str, Any]:
    """What to bring: the questions, the answers given and the list that they make up."""
    papers = found.papers
    asked = request.GET.get("v", "")
    query = answers_query(found)
    return {
        "questions": papers.questions,
        "answered": bool(papers.answers),
        "complete": papers.is_complete,
        "stale": bool(asked) and asked != str(found.version_number),
        "ended": papers.ended,
        "notes": papers.notes,
        "materials": [material_row(found, each) for each in papers.needed],
        "perhaps": [material_row(found, each) for each in papers.perhaps],
        "left_out": papers.left_out,
        "reset_url": request.path,
        "sheet_url": reverse("portal:take_along", args=[found.code]) + query,
        "pdf_url": reverse("portal:take_along_pdf", args=[found.code]) + query,
    }


def _below(found: Guide) -> dict[str, Any]:
    """What folds open below the list."""
    return {
        "conditions": found.conditions,
        "steps": found.steps,
        "channels": [
            {"label": gettext(each.label), "system": each.system, "url": each.url, "note": each.note}
            for each in found.channels
        ],
        "fees": found.fees,
        "points": found.public_points,
        "faqs": found.facts.details.questions,
        "more": [(gettext(label), words) for label, words in found.more],
        "phones": {
            "consult": found.facts.details.consult_phone,
            "complaint": found.facts.details.complaint_phone,
        },
        "where": found.facts.details.where,
        "hours": found.facts.details.hours,
        "basis": found.basis,
        "fee_words": found.fee_words,
        "rights_words": found.rights_words,
        "source_words": found.source_words,
    }


def _way(found: Guide) -> tuple[str, str]:
    """How to apply from here: a link where one is known, pre-filing where somebody takes it."""
    if found.way is ApplyWay.LINK and found.apply_url:
        return "LINK", found.apply_url
    if found.way is ApplyWay.PREFILING and (found.place is None or found.takes_prefiling):
        return "ONLINE", ""
    linked = next((each for each in found.channels if each.url), None)
    return ("LINK", linked.url) if linked else ("COUNTER", "")


def _link_label(found: Guide) -> str:
    linked = next((each for each in found.channels if each.url), None)
    return (linked.system if linked else "") or found.facts.external_system or gettext("网上")


def _draft_url(request: PageRequest, found: Guide) -> str:
    if request.actor.party is not Party.RESIDENT:
        return ""
    draft = find_own_draft(actor=request.actor, item_code=found.code, today=request.now.date())
    return reverse("portal:apply", args=[found.code]) if draft else ""


def _way_words(found: Guide) -> str:
    """Why one cannot pre-file from the chosen township although the item is pre-filed elsewhere."""
    if found.way is not ApplyWay.PREFILING or found.place is None or found.takes_prefiling:
        return ""
    return closed_words(found)


def closed_words(found: Guide) -> str:
    """The township has nobody who takes pre-filings in: where to go instead."""
    place, counter = found.place, found.counter
    return gettext("{township}还没有人接网上的预申请。请带上材料，到{center}的窗口办。").format(
        township=place.township_name if place else "",
        center=counter.name if counter else gettext("乡镇行政综合服务中心"),
    )


def counter_of(point: ServicePointView | None) -> dict[str, Any] | None:
    """The counter as the pages show it; empty values are not collected."""
    if point is None:
        return None
    return {"name": point.name, "address": point.address, "hours": point.hours, "phone": point.phone}
