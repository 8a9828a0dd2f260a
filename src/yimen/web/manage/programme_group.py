"""`/manage/programme/group/`: the leading group of the own city or county, seat by seat."""

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
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.programme import GROUP_ROLE_LABELS, NAME_LENGTH, TITLE_LENGTH, GroupRole
from yimen.usecases.programme.members import (
    MemberChange,
    MemberView,
    add_member,
    change_member,
    end_member,
    get_member,
)
from yimen.web.manage.programme import errors_of, revision_of
from yimen.web.shared.access import page
from yimen.web.shared.parking import form_owner
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest

_FIELDS = ("role", "office", "name")
_COLUMNS = {"role": N_("职责"), "office": N_("职务"), "name": N_("姓名")}


@page("programme.add_member")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def programme_group(request: PageRequest, year: int) -> HttpResponse:
    """The form of a new seat; a POST adds it."""
    typed = _typed(request)
    refused: RuleViolation | None = None
    if request.method == "POST":
        try:
            add_member(
                actor=request.actor,
                now=request.now,
                year=year,
                request_key=key_for(request, str(year), *typed.values()),
                **typed,
            )
        except NotFound:
            raise
        except RuleViolation as refusal:
            refused = refusal
        else:
            return _done()
    return _show(request, typed, refused, None)


@page("programme.change_member")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def programme_member(request: PageRequest, member_id: UUID) -> HttpResponse:
    """One seat with its history; a POST names who holds it, or gives it up."""
    if request.method != "POST":
        found = get_member(actor=request.actor, member_id=member_id)
        return _show(request, _values(found), None, found)
    typed, revision = _typed(request), request.POST.get("revision", "")
    key = key_for(request, str(member_id), request.POST.get("act", ""), revision, *typed.values())
    try:
        if request.POST.get("act") == "END":
            end_member(actor=request.actor, now=request.now, member_id=member_id, request_key=key)
        else:
            change_member(
                actor=request.actor,
                now=request.now,
                member_id=member_id,
                revision=revision_of(request),
                request_key=key,
                **typed,
            )
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, typed, refusal, get_member(actor=request.actor, member_id=member_id))
    return _done()


def _done() -> HttpResponse:
    return redirect(f"{reverse('manage:programme')}?done=member")


def _typed(request: PageRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in _FIELDS}


def _values(found: MemberView) -> dict[str, str]:
    return {"role": found.role.value, "office": found.office, "name": found.name}


def _show(
    request: PageRequest, values: dict[str, str], refusal: RuleViolation | None, seat: MemberView | None
) -> HttpResponse:
    wrong = {refusal.field or "": sentence_of(refusal)} if refusal else {}
    options = [{"value": role.value, "label": gettext(label)} for role, label in GROUP_ROLE_LABELS.items()]
    fields: list[dict[str, Any]] = [
        {"kind": "select", "options": options, "placeholder": gettext("请选择")},
        {
            "kind": "text",
            "maxlength": TITLE_LENGTH,
            "hint": gettext("例如 县政务办主要领导、审批科科长"),
        },
        {"kind": "text", "maxlength": NAME_LENGTH, "optional": True, "hint": gettext("没有公布的先空着")},
    ]
    context = {
        "seat": seat,
        "fields": [
            {
                **field,
                "name": name,
                "label": gettext(_COLUMNS[name]),
                "value": values[name],
                "error": wrong.get(name, ""),
            }
            for name, field in zip(_FIELDS, fields, strict=True)
        ],
        "errors": errors_of(refusal),
        "changes": [_change(each) for each in seat.changes] if seat else [],
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
    }
    return render(
        request, "manage/programme_member.html", context, status=STATUS[refusal.refusal] if refusal else 200
    )


def _change(each: MemberChange) -> dict[str, Any]:
    def said(key: str, value: str) -> str:
        return gettext(GROUP_ROLE_LABELS[GroupRole(value)]) if key == "role" and value else value

    return {
        "at": each.at,
        "who": each.who,
        "changes": [
            {"label": gettext(_COLUMNS[key]), "before": said(key, before), "after": said(key, after)}
            for key, before, after in each.changes
            if key in _COLUMNS
        ],
    }


urlpatterns = [
    path("programme/group/<int:year>/", programme_group, name="programme_group"),
    path("programme/group/seats/<uuid:member_id>/", programme_member, name="programme_member"),
]
