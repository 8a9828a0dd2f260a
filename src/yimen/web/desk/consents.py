"""Taking a consent back at the counter, for whoever says so."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yimen.usecases.cases.actions import revoke_consent
from yimen.web.shared.access import page
from yimen.web.shared.request_keys import key_for
from yimen.web.shared.requests import PageRequest


@page("cases.revoke_consent")
@never_cache
@require_POST
def revoke(request: PageRequest, case_id: UUID) -> HttpResponse:
    """Revoke with a reason, then back to the case; a refusal is the plain page of its sentence."""
    reason = request.POST.get("revoke_reason", "")
    revoke_consent(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        reason=reason,
        request_key=key_for(request, "revoke", reason),
    )
    return redirect(reverse("desk:case", args=[case_id]))


urlpatterns = [path("cases/<uuid:case_id>/consent/revoke/", revoke, name="revoke_consent")]
