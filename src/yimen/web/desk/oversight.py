"""`/desk/oversight/`: what a department has to supervise: confirm, send back, record the first check."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.oversight import CHECK_RESULT_LABELS, OversightPile, OversightState
from yimen.usecases.cases.actions import (
    acknowledge_oversight,
    record_first_check,
    reveal,
    send_back_oversight,
)
from yimen.usecases.cases.queries.oversight import (
    OversightView,
    get_overseen,
    list_overseen,
    open_overseen_decision,
    open_overseen_photo,
)
from yimen.usecases.cases.queries.oversight_rows import OversightRow
from yimen.web.desk.forms.desk import typed_day
from yimen.web.desk.forms.reading import read_upload
from yimen.web.shared.access import page
from yimen.web.shared.chinese_dates import day
from yimen.web.shared.downloads import send_file
from yimen.web.shared.parking import form_owner
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_CHECK_FIELDS = ("checked_on", "checker", "second_checker", "result", "problems", "handling")
_DONE = {
    "ACKNOWLEDGE": N_("已确认接收"),
    "SEND_BACK": N_("已退回，县政务办会另行指定监管部门"),
    "CHECK": N_("已登记首次检查"),
}


@page("cases.read_oversight")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def oversight(request: PageRequest) -> HttpResponse:
    """The decisions of the department by pile; a POST confirms the ticked ones."""
    if request.method != "POST":
        return _show_list(request, notices=_said(request))
    ticked = request.POST.getlist("referrals")
    try:
        count = acknowledge_oversight(
            actor=request.actor,
            now=request.now,
            referral_ids=[_id(each) for each in ticked],
            request_key=key_for(request, *sorted(ticked)),
        )
    except RuleViolation as refusal:
        told = {"kind": "warn", "title": gettext("没有确认"), "text": sentence_of(refusal)}
        return _show_list(request, notices=[told], ticked=set(ticked), status=STATUS[refusal.refusal])
    query = {"pile": _pile(request).value, "done": "ACKNOWLEDGE", "count": str(count)}
    return redirect(f"{reverse('desk:oversight')}?{urlencode(query)}")


@page("cases.read_oversight")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def overseen(request: PageRequest, referral_id: UUID) -> HttpResponse:
    """One decision; a POST does what its button names."""
    if request.method != "POST":
        return _show(request, referral_id)
    act = request.POST.get("act", "")
    doing = _DOING.get(act)
    if doing is None:
        raise NotFound(field="act")
    try:
        doing(request, referral_id)
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, referral_id, refusal=refusal)
    if act == "SEND_BACK":
        return redirect(f"{reverse('desk:oversight')}?{urlencode({'done': act})}")
    return redirect(f"{reverse('desk:overseen', args=[referral_id])}?{urlencode({'done': act})}")


@require_POST
@page("cases.read_oversight")
@never_cache
def overseen_reveal(request: PageRequest, referral_id: UUID) -> HttpResponse:
    """One masked value in the clear, for a reason that the journal keeps."""
    found = get_overseen(actor=request.actor, today=request.now.date(), referral_id=referral_id)
    asked, reason = request.POST.get("field", ""), request.POST.get("reason", "")
    try:
        shown = reveal(
            actor=request.actor,
            now=request.now,
            case_id=found.case_id,
            field=asked,
            reason=reason,
            request_key=key_for(request, asked, reason),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        errors = {asked.lower(): sentence_of(refusal)}
        return _render(request, found, reveal_errors=errors, status=STATUS[refusal.refusal])
    return _render(request, found, revealed={shown.field.value.lower(): shown.value})


@page("cases.read_oversight")
@never_cache
@require_safe
def overseen_decision(request: PageRequest, referral_id: UUID) -> HttpResponseBase:
    """The decision on paper, for looking at."""
    return send_file(open_overseen_decision(actor=request.actor, referral_id=referral_id), inline=True)


@page("cases.read_oversight")
@never_cache
@require_safe
def overseen_photo(request: PageRequest, referral_id: UUID, file_id: UUID) -> HttpResponseBase:
    """A photo of the first check."""
    found = open_overseen_photo(actor=request.actor, referral_id=referral_id, file_id=file_id)
    return send_file(found, inline=True)


def _acknowledge(request: PageRequest, referral_id: UUID) -> None:
    acknowledge_oversight(
        actor=request.actor,
        now=request.now,
        referral_ids=[referral_id],
        request_key=key_for(request, "ACKNOWLEDGE", str(referral_id)),
    )


def _send_back(request: PageRequest, referral_id: UUID) -> None:
    reason = request.POST.get("reason", "")
    send_back_oversight(
        actor=request.actor,
        now=request.now,
        referral_id=referral_id,
        reason=reason,
        request_key=key_for(request, "SEND_BACK", str(referral_id), reason),
    )


def _check(request: PageRequest, referral_id: UUID) -> None:
    typed = {name: request.POST.get(name, "") for name in _CHECK_FIELDS}
    photo = read_upload(request, "photo")
    record_first_check(
        actor=request.actor,
        now=request.now,
        referral_id=referral_id,
        checked_on=typed_day(typed.pop("checked_on")),
        photo=photo,
        request_key=key_for(
            request,
            "CHECK",
            str(referral_id),
            *(request.POST.get(name, "") for name in _CHECK_FIELDS),
            photo.digest if photo else "",
        ),
        **typed,
    )


_DOING: dict[str, Callable[[PageRequest, UUID], None]] = {
    "ACKNOWLEDGE": _acknowledge,
    "SEND_BACK": _send_back,
    "CHECK": _check,
}


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound(field="referral_ids") from None


def _pile(request: PageRequest) -> OversightPile:
    asked = request.GET.get("pile", "")
    known = asked in OversightPile.__members__ and asked != OversightPile.TO_NAME.value
    return OversightPile[asked] if known else OversightPile.TO_ACKNOWLEDGE


def _show_list(
    request: PageRequest,
    *,
    notices: list[dict[str, str]],
    ticked: set[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    after = request.GET.get("after")
    found = list_overseen(actor=request.actor, today=request.now.date(), pile=_pile(request), after=after)
    context = {
        "notices": notices,
        "request_key": fresh_key(),
        "action": request.get_full_path(),
        "heading": gettext(found.label),
        "lists": [
            {
                "label": gettext(each.label),
                "url": _url(each.pile),
                "count": each.count,
                "urgency": "RED" if each.pile is OversightPile.LATE else "",
                "is_here": each.pile is found.pile,
            }
            for each in found.counts
        ],
        "can_acknowledge": found.pile is OversightPile.TO_ACKNOWLEDGE,
        "rows": [_row(each, ticked or set()) for each in found.rows],
        "previous_url": _url(found.pile) if after else "",
        "next_url": _url(found.pile, after=found.next_key) if found.next_key else "",
        "printed_at": request.now,
    }
    return render(request, "desk/oversight.html", context, status=status)


def _row(row: OversightRow, ticked: set[str]) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "url": reverse("desk:overseen", args=[row.id]),
        "number": row.number,
        "item_name": gettext(row.item_name),
        "applicant_name": row.applicant_name,
        "place": f"{row.township_name} {row.village_name}".strip(),
        "decided_on": row.decided_on,
        "state_label": gettext(row.state_label),
        "is_open": row.state in {OversightState.HANDED_OVER, OversightState.ACKNOWLEDGED},
        "light": row.light.value,
        "light_words": gettext(row.light_words),
        "due": row.due_on,
        "result": gettext(row.result_label) if row.result_label else "",
        "checked_on": row.checked_on,
        "is_ticked": str(row.id) in ticked,
    }


def _url(pile: OversightPile, **more: str) -> str:
    return f"{reverse('desk:oversight')}?{urlencode({'pile': pile.value, **more})}"


def _show(request: PageRequest, referral_id: UUID, *, refusal: RuleViolation | None = None) -> HttpResponse:
    found = get_overseen(actor=request.actor, today=request.now.date(), referral_id=referral_id)
    return _render(request, found, refusal=refusal, status=STATUS[refusal.refusal] if refusal else 200)


def _render(
    request: PageRequest,
    found: OversightView,
    *,
    refusal: RuleViolation | None = None,
    revealed: dict[str, str] | None = None,
    reveal_errors: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    wrong = {refusal.field or "": sentence_of(refusal)} if refusal else {}
    asked = request.POST.get("act", "")
    fields = _check_fields(request, wrong) if found.state is OversightState.ACKNOWLEDGED else []
    linked = {"reason"} | {each["name"] for each in fields}
    context = {
        "notices": _said(request),
        "errors": [{"field": n if n in linked else "", "sentence": s} for n, s in wrong.items()],
        "found": found,
        "item_name": gettext(found.item_name),
        "state_label": gettext(found.state_label),
        "light": found.light.value,
        "light_words": gettext(found.light_words),
        "facts": _facts(found),
        "personal": _personal(found, revealed or {}, reveal_errors or {}),
        "reveal_url": reverse("desk:overseen_reveal", args=[found.id]),
        "decision_url": reverse("desk:overseen_decision", args=[found.id]) if found.has_decision_file else "",
        "photos": [reverse("desk:overseen_photo", args=[found.id, each]) for each in found.photo_ids],
        "can_acknowledge": found.state is OversightState.HANDED_OVER,
        "fields": fields,
        "sending_back": asked == "SEND_BACK",
        "reason": request.POST.get("reason", ""),
        "reason_error": wrong.get("reason", ""),
        "check": _check_facts(found),
        "events": [
            {
                "at": each.at,
                "title": gettext(each.label),
                "who": "，".join(part for part in (each.organ_name, each.who) if part),
                "text": gettext(each.text) if each.text else "",
            }
            for each in reversed(found.events)
        ],
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
        "action": reverse("desk:overseen", args=[found.id]),
        "back_url": reverse("desk:oversight"),
    }
    return render(request, "desk/overseen.html", context, status=status)


def _facts(found: OversightView) -> list[dict[str, str]]:
    rows = [
        {"term": gettext("作出决定"), "text": f"{day(found.decided_on)}，{found.deciding_organ}"},
        {"term": gettext("承办"), "text": found.handling_organ},
        {"term": gettext("在哪里"), "text": f"{found.township_name} {found.village_name}".strip()},
    ]
    if found.decision_no:
        rows.append({"term": gettext(found.decision_label), "text": found.decision_no})
    if found.valid_until is not None:
        rows.append({"term": gettext("有效期至"), "text": day(found.valid_until)})
    if found.due_on is not None:
        words = gettext("（暂定：放假安排还没有公布）") if found.provisional else ""
        term = gettext("最迟确认") if found.state is OversightState.HANDED_OVER else gettext("最迟首次检查")
        rows.append({"term": term, "text": day(found.due_on) + words})
    return rows


def _personal(found: OversightView, revealed: dict[str, str], errors: dict[str, str]) -> list[dict[str, str]]:
    masked = (
        ("name", gettext("申请人"), found.applicant_name),
        ("id_no", gettext("身份证号"), found.id_masked),
        ("phone", gettext("手机号"), found.phone_masked),
    )
    return [
        {
            "field": name.upper(),
            "label": label,
            "masked": value,
            "full": revealed.get(name, ""),
            "error": errors.get(name, ""),
        }
        for name, label, value in masked
        if value
    ]


def _check_fields(request: PageRequest, wrong: dict[str, str]) -> list[dict[str, Any]]:
    today = request.now.date().isoformat()

    def field(kind: str, name: str, label: str, *, value: str = "", **more: Any) -> dict[str, Any]:
        typed = request.POST.get(name, value)
        return {
            "kind": kind,
            "name": name,
            "label": label,
            "value": typed,
            "error": wrong.get(name, ""),
            **more,
        }

    results = [{"value": each.value, "label": gettext(words)} for each, words in CHECK_RESULT_LABELS.items()]
    either = gettext("没有问题的不用填。")
    return [
        field("text", "checked_on", gettext("检查日期"), value=today, type="date", width="18"),
        field("text", "checker", gettext("检查人员"), maxlength=60),
        field("text", "second_checker", gettext("第二名检查人员"), optional=True, maxlength=60),
        field("radios", "result", gettext("检查结果"), options=results),
        field(
            "textarea", "problems", gettext("发现的问题"), optional=True, rows=2, hint=either, maxlength=1000
        ),
        field(
            "textarea", "handling", gettext("怎样处理"), optional=True, rows=2, hint=either, maxlength=1000
        ),
        field("file", "photo", gettext("现场照片或者检查记录"), optional=True, camera=True),
    ]


def _check_facts(found: OversightView) -> list[dict[str, str]]:
    if found.checked_on is None:
        return []
    rows = [
        {"term": gettext("检查日期"), "text": day(found.checked_on)},
        {"term": gettext("检查人员"), "text": "、".join(found.checkers)},
        {"term": gettext("检查结果"), "text": gettext(found.result_label)},
        {"term": gettext("发现的问题"), "text": found.problems},
        {"term": gettext("怎样处理"), "text": found.handling},
    ]
    return [row for row in rows if row["text"]]


def _said(request: PageRequest) -> list[dict[str, str]]:
    done, count = request.GET.get("done", ""), request.GET.get("count", "")
    if done not in _DONE:
        return []
    text = gettext("{count} 件，首次检查的期限从今天开始算。").format(count=count)
    shown = text if count.isascii() and count.isdigit() else ""
    return [{"kind": "success", "title": gettext(_DONE[done]), "text": shown}]


urlpatterns = [
    path("oversight/", oversight, name="oversight"),
    path("oversight/<uuid:referral_id>/", overseen, name="overseen"),
    path("oversight/<uuid:referral_id>/reveal/", overseen_reveal, name="overseen_reveal"),
    path("oversight/<uuid:referral_id>/decision/", overseen_decision, name="overseen_decision"),
    path("oversight/<uuid:referral_id>/photos/<uuid:file_id>/", overseen_photo, name="overseen_photo"),
]
