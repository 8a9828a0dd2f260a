"""The wordings that a post keeps for its opinions, and dropping one."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yimen.rules.access import NotFound
from yimen.usecases.cases.actions import drop_opinion_template
from yimen.usecases.cases.queries import list_opinion_templates
from yimen.web.shared.access import page
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest


@page("cases.save_opinion_template")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def wordings(request: PageRequest) -> HttpResponse:
    """One's own wordings by act; a POST drops one."""
    if request.method == "POST":
        asked = request.POST.get("template_id", "")
        try:
            template_id = UUID(asked)
        except ValueError:
            raise NotFound(field="template_id") from None
        drop_opinion_template(
            actor=request.actor,
            now=request.now,
            template_id=template_id,
            request_key=key_for(request, asked),
        )
        return redirect("desk:wordings")
    groups: dict[str, list[dict[str, str]]] = {}
    for each in list_opinion_templates(actor=request.actor):
        groups.setdefault(gettext(each.act_label), []).append({"id": str(each.id), "text": each.text})
    context = {
        "groups": [{"label": label, "rows": rows} for label, rows in groups.items()],
        "request_key": fresh_key(),
    }
    return render(request, "desk/wordings.html", context)
