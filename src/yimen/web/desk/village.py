"""`/desk/village/`: the first page of a proxy, finding a neighbor, each case, what goes to the township."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.case_forms import Verdict
from yimen.rules.documents import PaperState
from yimen.rules.errors import RuleViolation
from yimen.usecases.cases.actions import find_neighbor
from yimen.usecases.cases.queries import (
    ProxyCase,
    VillageDesk,
    get_proxy_case,
    get_village_desk,
    list_handed_over,
    open_proxy_file,
    open_proxy_paper,
)
from yimen.usecases.cases.queries.views import MaterialView
from yimen.web.desk.hanging import hanging_reminder
from yimen.web.shared.access import page
from yimen.web.shared.downloads import send_file
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest


@page("cases.read_village")
@never_cache
@require_safe
def home(request: PageRequest) -> HttpResponse:
    """What to do next: file for somebody, consents that came, what was filed and how it stands."""
    after = request.GET.get("after") or None
    desk = get_village_desk(actor=request.actor, now=request.now, after=after)
    here = reverse("desk:village")
    context = {
        "desk": desk,
        "desk_code": request.actor.scope_code,
        "filed": _filed_rows(desk),
        "consents": _consent_rows(desk),
        "more_ways": [
            {"url": reverse("desk:postings"), "icon": "paper", "label": gettext("公示单张贴和撤下")}
        ],
        "request_key": fresh_key(),
        "previous_url": here if after else "",
        "next_url": f"{here}?{urlencode({'after': desk.next_key})}" if desk.next_key else "",
        "notices": [*_said(request), *hanging_reminder(request.actor)],
    }
    return render(request, "desk/village/home.html", context)


def _filed_rows(desk: VillageDesk) -> list[dict[str, Any]]:
    return [
        {
            "url": reverse("desk:village_case", args=[row.id]),
            "item_name": gettext(row.item_name),
            "applicant_name": row.applicant_name,
            "number": row.number,
            "state_label": gettext(row.state_label),
            "filed_at": row.filed_at,
            "is_over": row.is_over,
            "waits_for_papers": row.waits_for_papers,
        }
        for row in desk.filed
    ]


def _consent_rows(desk: VillageDesk) -> list[dict[str, Any]]:
    def url(row: Any) -> str:
        return f"{reverse('desk:village_file', args=[row.item_code])}?{urlencode({'consent': row.id})}"

    return [
        {
            "item_name": gettext(row.item_name),
            "applicant_name": row.applicant_name,
            "state_label": gettext("没有答复，已过期") if row.is_old else gettext(row.state_label),
            "asked_at": row.asked_at,
            "url": url(row) if row.can_file else "",
        }
        for row in desk.consents
    ]


def _said(request: PageRequest) -> list[dict[str, str]]:
    if request.GET.get("asked") != "1":
        return []
    words = gettext("对方点链接答复后，这里会显示“已同意”，再接着提交。链接 7 天内有效。")
    return [{"kind": "success", "title": gettext("委托链接已发出"), "text": words}]


@page("cases.find_neighbor")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: PageRequest) -> HttpResponse:
    """Look for somebody of the village; the look is written down, the words are not in any address."""
    words = request.POST.get("q", "")
    context: dict[str, Any] = {
        "asked": request.method == "POST",
        "words": words[:30],
        "request_key": fresh_key(),
        "found": [],
        "error": "",
        "new_url": reverse("desk:village_items"),
    }
    if request.method != "POST":
        return render(request, "desk/village/find.html", context)
    try:
        found = find_neighbor(
            actor=request.actor, now=request.now, words=words, request_key=key_for(request, "find", words)
        )
    except RuleViolation as refusal:
        context |= {"error": sentence_of(refusal), "asked": False}
        return render(request, "desk/village/find.html", context, status=STATUS[refusal.refusal])
    context["found"] = [
        {
            "name": each.name,
            "id_no": each.id_no,
            "phone": each.phone,
            "url": f"{reverse('desk:village_items')}?{urlencode({'person': each.id})}",
        }
        for each in found
    ]
    return render(request, "desk/village/find.html", context)


@page("cases.read_village")
@never_cache
@require_safe
def case(request: PageRequest, case_id: UUID) -> HttpResponse:
    """Where the case is and what comes next; right after filing, number and code in large signs."""
    found = get_proxy_case(actor=request.actor, case_id=case_id, today=request.now.date())
    papers = [_paper_row(found, each) for each in found.track.papers]
    context = {
        "case": found.track,
        "item_name": gettext(found.track.item_name),
        "state_label": gettext(found.track.state_label),
        "papers": papers,
        "is_waiting": any(each.state == PaperState.PENDING for each in found.track.papers),
        "refresh_url": request.get_full_path(),
        "materials": _material_rows(found),
        "consent_label": gettext(found.consent_label) if found.consent_label else "",
        "consent_giver": found.consent_giver,
        "just_filed": request.GET.get("filed") == "1",
        "supplement_url": reverse("desk:village_supplement", args=[case_id])
        if found.track.can_supplement
        else "",
    }
    return render(request, "desk/village/case.html", context)


def _paper_row(found: ProxyCase, paper: Any) -> dict[str, str]:
    if paper.needs_signing:
        return {
            "label": gettext("决定书"),
            "number": "",
            "url": "",
            "waiting_words": gettext("本人签收后可看"),
        }
    url = reverse("desk:village_paper", args=[found.track.id, paper.id])
    return {
        "label": gettext(paper.label),
        "number": paper.number,
        "url": url if paper.is_ready else "",
        "state_words": gettext("已作废") if paper.state == PaperState.REVOKED else "",
    }


def _where_it_is(material: MaterialView) -> str:
    if not material.to_counter:
        return ""
    seen = material.verdict is Verdict.PASS
    return gettext("看过原件，符合") if seen else gettext("纸质材料带到乡里")


def _material_rows(found: ProxyCase) -> list[dict[str, Any]]:
    return [
        {
            "name": each.name,
            "words": each.reason or _where_it_is(each),
            "files": [
                {
                    "name": file.name,
                    "url": reverse("desk:village_photo", args=[found.track.id, file.id]),
                    "size_words": file.size_words,
                    "is_image": file.is_image,
                    "preview_url": "",
                }
                for file in each.files
            ],
        }
        for each in found.materials
    ]


@page("cases.read_village")
@never_cache
@require_safe
def paper(request: PageRequest, case_id: UUID, paper_id: UUID) -> HttpResponseBase:
    """A paper of the case, to look at, print or share."""
    found = open_proxy_paper(actor=request.actor, case_id=case_id, paper_id=paper_id)
    return send_file(found, inline=True)


@page("cases.read_village")
@never_cache
@require_safe
def photo(request: PageRequest, case_id: UUID, file_id: UUID) -> HttpResponseBase:
    """A picture that was handed in."""
    return send_file(open_proxy_file(actor=request.actor, case_id=case_id, file_id=file_id), inline=True)


@page("cases.read_village")
@never_cache
@require_safe
def hand_over(request: PageRequest) -> HttpResponse:
    """The list that goes to the township together with the papers."""
    context = {"list": list_handed_over(actor=request.actor), "today": request.now.date()}
    return render(request, "desk/village/hand_over.html", context)


urlpatterns = [
    path("village/", home, name="village"),
    path("village/find/", find, name="village_find"),
    path("village/cases/<uuid:case_id>/", case, name="village_case"),
    path("village/cases/<uuid:case_id>/papers/<uuid:paper_id>/", paper, name="village_paper"),
    path("village/cases/<uuid:case_id>/photos/<uuid:file_id>/", photo, name="village_photo"),
    path("village/hand-over/", hand_over, name="village_hand_over"),
]
