"""`/manage/lists/<id>/`: one adjustment with everything in it, and its next steps."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound
from yimen.rules.adjustments import OPEN_STATES, AdjustmentState, ItemChange
from yimen.rules.errors import N_, RuleViolation
from yimen.usecases.catalog.adjusting.beginning import drop_adjustment
from yimen.usecases.catalog.adjusting.delegating import drop_line_drafts
from yimen.usecases.catalog.adjusting.item_drafts import drop_item_draft
from yimen.usecases.catalog.adjusting.reading import AdjustmentPage, DraftView, LineGroup, get_adjustment
from yimen.usecases.catalog.adjusting.reviewing import (
    publish_adjustment,
    return_adjustment,
    submit_adjustment,
)
from yimen.web.manage.lists import adjustment_row
from yimen.web.shared.access import page
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_DONE = {
    "kept": N_("已记入这次调整，还没有公布。"),
    "submit": N_("已送审。由另一个人审核、公布。"),
    "return": N_("已退回起草人修改。"),
    "publish": N_("已公布，从现在起按新的清单办。"),
    "approved": N_("审核通过，到生效那天自动公布。"),
    "drop_item": N_("已去掉这个事项。"),
    "drop_lines": N_("已去掉这个事项的授权。"),
}


@page("catalog.read_adjustments")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def adjustment(request: PageRequest, adjustment_id: UUID) -> HttpResponse:
    """What is in it; handing in, returning, publishing, taking out, giving up (POST)."""
    if request.method != "POST":
        return _show(request, adjustment_id)
    act = request.POST.get("act", "")
    if act not in _ACTS:
        raise NotFound(field="act")
    try:
        done = _ACTS[act](request, adjustment_id)
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, adjustment_id, refusal=refusal)
    if act == "drop":
        return redirect(reverse("manage:lists") + "?done=dropped")
    return redirect(f"{reverse('manage:adjustment', args=[adjustment_id])}?done={done or act}")


def _call(request: PageRequest, adjustment_id: UUID, *parts: str) -> dict[str, Any]:
    return {
        "actor": request.actor,
        "now": request.now,
        "adjustment_id": adjustment_id,
        "request_key": key_for(request, request.POST.get("act", ""), *parts),
    }


def _submit(request: PageRequest, adjustment_id: UUID) -> str:
    submit_adjustment(**_call(request, adjustment_id))
    return ""


def _return(request: PageRequest, adjustment_id: UUID) -> str:
    note = request.POST.get("note", "")
    return_adjustment(note=note, **_call(request, adjustment_id, note))
    return ""


def _publish(request: PageRequest, adjustment_id: UUID) -> str:
    state = publish_adjustment(**_call(request, adjustment_id))
    return "approved" if state is AdjustmentState.APPROVED else ""


def _drop(request: PageRequest, adjustment_id: UUID) -> str:
    drop_adjustment(**_call(request, adjustment_id))
    return ""


def _drop_item(request: PageRequest, adjustment_id: UUID) -> str:
    try:
        draft_id = UUID(request.POST.get("draft", ""))
    except ValueError:
        raise NotFound(field="draft") from None
    drop_item_draft(draft_id=draft_id, **_call(request, adjustment_id, str(draft_id)))
    return ""


def _drop_lines(request: PageRequest, adjustment_id: UUID) -> str:
    code = request.POST.get("item", "")[:20]
    drop_line_drafts(item_code=code, **_call(request, adjustment_id, code))
    return ""


_ACTS: dict[str, Callable[[PageRequest, UUID], str]] = {
    "submit": _submit,
    "return": _return,
    "publish": _publish,
    "drop": _drop,
    "drop_item": _drop_item,
    "drop_lines": _drop_lines,
}


def _show(request: PageRequest, adjustment_id: UUID, *, refusal: RuleViolation | None = None) -> HttpResponse:
    found = get_adjustment(actor=request.actor, adjustment_id=adjustment_id)
    state, done = found.row.state, _DONE.get(request.GET.get("done", ""))
    field = (refusal.field or "") if refusal else ""
    sentence = sentence_of(refusal) if refusal else ""
    context = {
        "notices": [{"kind": "success", "title": gettext(done)}] if done and not refusal else [],
        "errors": [{"field": field, "sentence": sentence}] if refusal else [],
        "row": adjustment_row(found.row),
        "sample": found.row.sample,
        "reason": found.reason,
        "basis": found.basis,
        "reviewer": found.reviewer,
        "review_note": found.review_note,
        "is_open": state in OPEN_STATES,
        "is_returned": state is AdjustmentState.RETURNED,
        "in_review": state is AdjustmentState.IN_REVIEW,
        "may_review": state is AdjustmentState.IN_REVIEW and not found.row.is_own,
        "is_own": found.row.is_own,
        "is_empty": not found.draft_count and not found.line_count,
        "drafts": [_draft(each, adjustment_id) for each in found.drafts],
        "more_drafts": found.draft_count - len(found.drafts),
        "groups": [_group(each) for each in found.groups],
        "counts": _counts(found),
        "note_field": _note_field(sentence if field == "note" else ""),
        "request_key": fresh_key(),
        "action": reverse("manage:adjustment", args=[adjustment_id]),
        "delegate_url": reverse("manage:delegate", args=[adjustment_id]),
        "withdraw_url": reverse("manage:withdraw", args=[adjustment_id]),
        "rearrange_url": reverse("manage:rearrange", args=[adjustment_id]),
        "register_url": reverse("manage:register", args=[adjustment_id]),
        "new_item_url": reverse("manage:item_new", args=[adjustment_id]),
        "back_url": reverse("manage:lists"),
    }
    return render(
        request, "manage/adjustment.html", context, status=STATUS[refusal.refusal] if refusal else 200
    )


def _counts(found: AdjustmentPage) -> list[dict[str, str]]:
    told = [
        (gettext("事项"), found.draft_count),
        (gettext("授权条数"), found.line_count),
        (gettext("涉及单位"), found.unit_count),
    ]
    if found.edition_count:
        told.append((gettext("换新清单的单位"), found.edition_count))
    return [{"label": label, "value": str(count)} for label, count in told]


def _note_field(error: str) -> dict[str, Any]:
    return {
        "kind": "text",
        "name": "note",
        "label": gettext("退回的原因"),
        "hint": gettext("退回时要写；通过不用写。"),
        "value": "",
        "error": error,
        "maxlength": 400,
        "optional": True,
    }


_WRITTEN = frozenset({ItemChange.ADD, ItemChange.ALTER, ItemChange.SPLIT, ItemChange.MERGE})


def _draft(draft: DraftView, adjustment_id: UUID) -> dict[str, Any]:
    edit_url = ""
    if draft.change in _WRITTEN and draft.item_code:
        edit_url = reverse("manage:item_edit", args=[adjustment_id, draft.item_code])
    elif draft.change in _WRITTEN:
        edit_url = reverse("manage:item_draft", args=[adjustment_id, draft.draft_id])
    return {
        "edit_url": edit_url,
        "id": draft.draft_id,
        "code": draft.item_code,
        "name": draft.name,
        "change_label": gettext(draft.change_label),
        "from_codes": "、".join(draft.from_codes),
        "differences": [
            {"label": gettext(each.label), "before": each.before, "after": each.after}
            for each in draft.differences
        ],
    }


def _group(group: LineGroup) -> dict[str, Any]:
    units = []
    if group.county:
        units.append(gettext("全县统一"))
    if group.townships:
        units.append(gettext("{n} 个乡镇(街道)").format(n=group.townships))
    if group.villages:
        units.append(gettext("{n} 个村(社区)").format(n=group.villages))
    return {
        "code": group.item_code,
        "name": group.item_name,
        "way_label": gettext(group.way_label),
        "takes_back": group.takes_back,
        "units": "、".join(units),
    }


urlpatterns = [path("lists/<uuid:adjustment_id>/", adjustment, name="adjustment")]
