"""What the steps of a pre-filing share: where each lies, and the way on when it was submitted already."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from yimen.http.refusals import sentence_of
from yimen.rules.access import NotFound
from yimen.rules.errors import RuleViolation
from yimen.usecases.cases.queries import DraftView, find_own_case
from yimen.web.shared.parking import form_owner
from yimen.web.shared.request_keys import fresh_key
from yimen.web.shared.requests import PageRequest

DraftPage = Callable[..., HttpResponseBase]
FORM_FIELDS = ("name", "id_no", "phone", "village_code", "request")


def of_draft(view: DraftPage) -> DraftPage:
    """A page of one draft; whoever comes back to one that was submitted is led to the case it became."""

    @wraps(view)
    def opened(request: PageRequest, draft_id: UUID, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, draft_id, **kwargs)
        except NotFound:
            return lead_to_case(request, draft_id)

    return opened


def lead_to_case(request: PageRequest, draft_id: UUID) -> HttpResponse:
    """To the resident's case that the draft became; `NotFound` when it is none of theirs."""
    found = find_own_case(actor=request.actor, case_id=draft_id)
    if found is None:
        raise NotFound
    return redirect("portal:own_case", found.case_no)


def step_context(request: PageRequest, item_code: str, item_name: str, now: int) -> dict[str, Any]:
    """What every step shows: the item, the three steps, and the marks that each form carries."""
    labels = (gettext("填写信息"), gettext("交材料"), gettext("核对提交"))
    states = ("DONE" if at < now else "NOW" if at == now else "NEXT" for at in range(len(labels)))
    return {
        "item_name": item_name,
        "guide_url": reverse("portal:guide", args=[item_code]),
        "steps": [{"label": label, "state": state} for label, state in zip(labels, states, strict=True)],
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
    }


def form_faults(draft: DraftView) -> list[RuleViolation]:
    """What is wrong on the first page."""
    return [fault for fault in draft.faults if fault.field in FORM_FIELDS]


def fault_words(draft: DraftView) -> list[dict[str, str]]:
    """All that keeps the draft from being submitted, each with the name of its field."""
    return [{"field": "", "sentence": named(fault.field or "", sentence_of(fault))} for fault in draft.faults]


def named(field: str, sentence: str) -> str:
    """The sentence as it stands away from its field: with the field's name."""
    label = field_labels().get(field)
    return gettext("{label}：{sentence}").format(label=label, sentence=sentence) if label else sentence


def field_labels() -> dict[str, str]:
    """The fields of the first page as people read them."""
    return {
        "name": gettext("姓名"),
        "id_no": gettext("身份证号"),
        "phone": gettext("手机号"),
        "village_code": gettext("村（社区）"),
        "request": gettext("申请内容"),
    }
