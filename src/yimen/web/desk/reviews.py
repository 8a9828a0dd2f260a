"""案卷评查: the finished files of a period with what the rules find in them, on the screen and on paper."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yimen.rules.access import may
from yimen.rules.file_reviews import REVIEW_RULE_LABELS
from yimen.rules.tables import Severity
from yimen.usecases.cases.queries import ReviewedFile, review_case_files
from yimen.web.shared.access import page
from yimen.web.shared.requests import PageRequest


@page("cases.review_case_files")
@never_cache
@require_safe
def reviews(request: PageRequest) -> HttpResponse:
    """The files that ended in a period, this month so far unless asked otherwise."""
    today = request.now.date()
    until = _date(request.GET.get("until", "")) or today
    since = _date(request.GET.get("since", "")) or until.replace(day=1)
    found = review_case_files(actor=request.actor, since=since, until=until, after=request.GET.get("after"))
    opens = may(request.actor, "cases.read")
    context = {
        "since": since.isoformat(),
        "until": until.isoformat(),
        "reviewed": len(found.files),
        "faulty": len(found.faulty),
        "files": [_row(each, opens=opens) for each in found.faulty],
        "clean": [each.number for each in found.files if not each.findings],
        "previous_url": _url(since, until) if request.GET.get("after") else "",
        "next_url": _url(since, until, after=found.next_key) if found.next_key else "",
        "printed_at": request.now,
    }
    return render(request, "desk/reviews.html", context)


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _row(each: ReviewedFile, *, opens: bool) -> dict[str, Any]:
    return {
        "number": each.number,
        "url": reverse("desk:case", args=[each.id]) if opens and not each.sensitive else "",
        "item_name": each.item_name,
        "state_label": gettext(each.state_label),
        "closed_at": each.closed_at,
        "findings": [
            {
                "rule": gettext(REVIEW_RULE_LABELS[finding.rule]),
                "sentence": finding.sentence,
                "source": gettext(finding.source),
                "is_grave": finding.severity is Severity.ERROR,
            }
            for finding in each.findings
        ],
    }


def _url(since: dt.date, until: dt.date, **more: str | None) -> str:
    query = {"since": since.isoformat(), "until": until.isoformat()}
    query |= {name: value for name, value in more.items() if value}
    return f"{reverse('desk:reviews')}?{urlencode(query)}"
