"""`/manage/programme/contacts/`: who answers in which unit (annex 6), and one unit's form."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound, may
from yimen.rules.errors import RuleViolation
from yimen.rules.programme_contacts import CONTACT_FIELDS, PERSONAL_KEYS
from yimen.usecases.programme.contacts import (
    ContactChange,
    ContactLine,
    get_contact,
    list_contacts,
    reveal_contact,
    rows_below,
    write_contact,
)
from yimen.usecases.programme.units import home_of
from yimen.web.manage.programme import errors_of, revision_of
from yimen.web.shared.access import page
from yimen.web.shared.parking import form_owner
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest


@page("programme.read")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def programme_contacts(request: PageRequest) -> HttpResponse:
    """The list; a POST shows one telephone number in the clear, with a reason."""
    shown: dict[str, str] = {}
    refused: RuleViolation | None = None
    unit, key = request.POST.get("unit", ""), request.POST.get("field", "")
    if request.method == "POST":
        reason = request.POST.get("reason", "")
        try:
            number = reveal_contact(
                actor=request.actor,
                now=request.now,
                unit_code=unit,
                key=key,
                reason=reason,
                request_key=key_for(request, unit, key, reason),
            )
        except NotFound:
            raise
        except RuleViolation as refusal:
            refused = refusal
        else:
            shown = {f"{unit}.{key}": number}
    home = home_of(request.actor)
    unit_code = request.GET.get("unit", "") or home
    rows = list_contacts(actor=request.actor, unit_code=unit_code)
    below = rows_below(rows, unit_code)
    wrong = {f"{unit}.{key}": sentence_of(refused)} if refused else {}
    context = {
        "rows": [_row(request, each, shown, wrong) for each in rows],
        "told": sum(each.is_told for each in below),
        "below": len(below),
        "back_url": f"{reverse('manage:programme')}?unit={unit_code}",
        "errors": [{"field": "", "sentence": sentence_of(refused)}] if refused else [],
        "request_key": fresh_key(),
        "printed_at": request.now,
        "notices": _said(request),
    }
    return render(
        request, "manage/programme_contacts.html", context, status=STATUS[refused.refusal] if refused else 200
    )


def _row(
    request: PageRequest, line: ContactLine, shown: dict[str, str], wrong: dict[str, str]
) -> dict[str, Any]:
    writes = line.is_writable and may(request.actor, "programme.write_contact")
    reveals = may(request.actor, "programme.reveal_contact")
    return {
        "view": line,
        "values": line.values,
        "url": reverse("manage:programme_contact", args=[line.unit_code]) if writes else "",
        "mobiles": {
            key: {
                "masked": line.values.get(key, ""),
                "full": shown.get(f"{line.unit_code}.{key}", ""),
                "error": wrong.get(f"{line.unit_code}.{key}", ""),
                "can_reveal": reveals,
            }
            for key in PERSONAL_KEYS
        },
    }


@page("programme.write_contact")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def programme_contact(request: PageRequest, unit_code: str) -> HttpResponse:
    """One unit's form with its history; a POST keeps what was typed."""
    if request.method != "POST":
        return _show(request, unit_code)
    typed = {each.key: request.POST.get(each.key, "") for each in CONTACT_FIELDS}
    revision = request.POST.get("revision", "")
    try:
        write_contact(
            actor=request.actor,
            now=request.now,
            unit_code=unit_code,
            typed=typed,
            revision=revision_of(request),
            request_key=key_for(request, unit_code, revision, *typed.values()),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show(request, unit_code, typed=typed, refusal=refusal)
    return redirect(f"{reverse('manage:programme_contacts')}?done=1")


def _show(
    request: PageRequest,
    unit_code: str,
    *,
    typed: dict[str, str] | None = None,
    refusal: RuleViolation | None = None,
) -> HttpResponse:
    found = get_contact(actor=request.actor, unit_code=unit_code)
    values = typed or found.values
    wrong = {refusal.field or "": sentence_of(refusal)} if refusal else {}
    context = {
        "contact": found,
        "fields": [
            {
                "kind": "text",
                "name": each.key,
                "label": gettext(each.label),
                "value": values[each.key],
                "error": wrong.get(each.key, ""),
                "maxlength": each.length,
                "optional": not each.required,
                "hint": gettext("只露首尾几位，不改就不用动") if values[each.key].count("*") else "",
                "type": "tel" if each.key.endswith(("phone", "mobile")) else "text",
            }
            for each in CONTACT_FIELDS
        ],
        "errors": errors_of(refusal),
        "changes": [_change(each) for each in found.changes],
        "request_key": fresh_key(),
        "form_owner": form_owner(request.actor),
    }
    return render(
        request, "manage/programme_contact.html", context, status=STATUS[refusal.refusal] if refusal else 200
    )


def _change(each: ContactChange) -> dict[str, Any]:
    return {
        "at": each.at,
        "who": each.who,
        "changes": [
            {"label": gettext(label), "before": before, "after": after}
            for label, before, after in each.changes
        ],
    }


def _said(request: PageRequest) -> list[dict[str, str]]:
    if request.GET.get("done") != "1":
        return []
    return [{"kind": "success", "title": gettext("已保存，原来的留在修改记录里。")}]


urlpatterns = [
    path("programme/contacts/", programme_contacts, name="programme_contacts"),
    path("programme/contacts/<slug:unit_code>/", programme_contact, name="programme_contact"),
]
