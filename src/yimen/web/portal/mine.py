"""`/mine/`: what a resident has begun and handed in, each case, and signing for its decision."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.case_forms import DeliveryWay
from yimen.rules.cases import OutOfTurn
from yimen.rules.errors import N_, RuleViolation
from yimen.usecases.cases.actions import deliver
from yimen.usecases.cases.queries import OwnCaseKey, TrackView, find_own_case, get_own_case, list_own_cases
from yimen.web.portal.case_context import Reader, case_context, decision_url
from yimen.web.shared.access import page
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

# What was just done on a page of its own, by the word in the address.
_DONE: dict[str, tuple[str, str]] = {
    "corrected": (N_("材料补齐了"), N_("窗口接着核对，有结果就告诉您。收到材料的凭证在本页“文书”里。")),
    "withdrawn": (N_("申请已经撤回"), N_("以后要办，可以重新申请。")),
}


@page("cases.read_own")
@never_cache
@require_safe
def mine(request: PageRequest) -> HttpResponse:
    """Drafts on the first page, cases newest first."""
    after = request.GET.get("after") or None
    found = list_own_cases(actor=request.actor, today=request.now.date(), after=after)
    here = reverse("portal:mine")
    context: dict[str, Any] = {
        "drafts": [
            {
                "item_name": gettext(draft.item_name),
                "url": reverse("portal:apply", args=[draft.item_code]),
                "saved_at": draft.saved_at,
                "words": "",
            }
            for draft in found.drafts
        ],
        "cases": [
            {
                "number": case.number,
                "item_name": gettext(case.item_name),
                "url": reverse("portal:own_case", args=[case.number]),
                "state_label": gettext(case.state_label),
                "light": case.light,
                "light_words": case.light_words,
                "next_words": case.next_words,
                "is_yours": case.is_yours,
                "submitted_at": case.submitted_at,
            }
            for case in found.cases
        ],
        "previous_url": here if after else "",
        "next_url": f"{here}?{urlencode({'after': found.next_key})}" if found.next_key else "",
        "notices": [_saved_notice()] if request.GET.get("saved") == "1" else [],
    }
    return render(request, "portal/mine.html", context)


@page("cases.read_own")
@never_cache
@require_safe
def own_case(request: PageRequest, number: str) -> HttpResponse:
    """Where my case is."""
    case = _get(request, _key(request, number))
    done = next((each for each in _DONE if request.GET.get(each) == "1"), "")
    return _show(request, case, just_signed=request.GET.get("signed") == "1", done=done)


@page("cases.read_own")
@never_cache
@require_safe
def submitted(request: PageRequest, number: str) -> HttpResponse:
    """Number and check code, large, right after the submission."""
    case = _get(request, _key(request, number))
    context = {
        "case": case,
        "item_name": gettext(case.item_name),
        "case_url": reverse("portal:own_case", args=[case.number]),
        "track_url": reverse("portal:track"),
    }
    return render(request, "portal/submitted.html", context)


@page("cases.deliver")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: PageRequest, number: str) -> HttpResponse:
    """Sign for the decision; then the page of the case brings its file along."""
    key = _key(request, number)
    here = reverse("portal:own_case", args=[number])
    if request.method != "POST":
        return redirect(here)
    try:
        deliver(
            actor=request.actor,
            now=request.now,
            case_id=key.case_id,
            way=DeliveryWay.DOWNLOAD.value,
            request_key=key_for(request, "sign", number),
        )
    except OutOfTurn:
        return redirect(here)  # signed for before, here or at the counter: the page says how it stands
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, _get(request, key), refusal=refusal)
    return redirect(f"{here}?signed=1")


def _key(request: PageRequest, number: str) -> OwnCaseKey:
    found = find_own_case(actor=request.actor, case_no=number)
    if found is None:
        raise NotFound
    return found


def _get(request: PageRequest, key: OwnCaseKey) -> TrackView:
    return get_own_case(actor=request.actor, case_id=key.case_id, today=request.now.date())


def _show(
    request: PageRequest,
    case: TrackView,
    *,
    just_signed: bool = False,
    done: str = "",
    refusal: RuleViolation | None = None,
) -> HttpResponse:
    shown = case_context(case, Reader.APPLICANT)
    download = decision_url(case, Reader.APPLICANT) if just_signed else ""
    notices = []
    if download:
        notices.append(_signed_notice(download))
    if done:
        title, text = _DONE[done]
        notices.append({"kind": "success", "title": gettext(title), "text": gettext(text)})
    if refusal is not None:
        notices.append({"kind": "warn", "text": sentence_of(refusal)})
    context = {
        "case": shown,
        "notices": notices,
        "download_url": download,
        "request_key": fresh_key(),
    }
    status = 200 if refusal is None else STATUS[refusal.refusal]
    return render(request, "portal/track.html", context, status=status)


def _saved_notice() -> dict[str, str]:
    return {
        "kind": "success",
        "title": gettext("存好了"),
        "text": gettext("什么时候方便，从下面“接着填”就行。"),
    }


def _signed_notice(download: str) -> dict[str, str]:
    return {
        "kind": "success",
        "title": gettext("签收好了，文书正在下载"),
        "text": gettext("没有自动下载的，点下面这一行；以后也能在本页“文书”里再下。"),
        "url": download,
        "url_label": gettext("下载文书"),
    }
