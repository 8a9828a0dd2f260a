"""`/papers/<uuid>/`: the file of a paper, for its applicant or by a link that tracking gave out."""

from uuid import UUID

from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from yimen.rules.access import NotFound, Party
from yimen.usecases.cases.queries import open_linked_paper, open_own_paper
from yimen.web.portal.case_context import read_link
from yimen.web.shared.access import page
from yimen.web.shared.downloads import send_file
from yimen.web.shared.requests import PageRequest


@page("cases.track")
@require_safe
def paper(request: PageRequest, paper_id: UUID) -> HttpResponseBase:
    """The file, as a download. A link that is too old leads back to number and code."""
    mark = request.GET.get("key", "")
    if mark:
        link = read_link(mark, paper_id)
        if link is None:
            return redirect("portal:track")
        county_code, case_id = link
        found = open_linked_paper(county_code=county_code, case_id=case_id, paper_id=paper_id)
    elif request.actor.party is Party.RESIDENT:
        found = open_own_paper(actor=request.actor, paper_id=paper_id)
    elif request.actor.is_staff:
        raise NotFound
    else:
        return redirect(f"{reverse('portal:login')}?{urlencode({'next': request.path})}")
    return send_file(found, inline=False)
