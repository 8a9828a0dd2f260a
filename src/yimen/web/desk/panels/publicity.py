"""The posting in the village, round by round, and the visit before it: days, places, photos, objections."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from yimen.usecases.cases.queries import CaseView
from yimen.usecases.cases.queries.views import EvidenceView, RoundView


def panel(case: CaseView) -> dict[str, Any] | None:
    """The visit and the rounds; None for a case that has neither."""
    if case.visit is None and not case.rounds:
        return None
    return {
        "template": "desk/panels/publicity.html",
        "near_relative": case.review.near_relative if case.review else "",
        "visit": _visit(case),
        "rounds": [_round(case.id, each) for each in case.rounds],
    }


def _visit(case: CaseView) -> dict[str, Any] | None:
    if case.visit is None:
        return None
    return {
        "on": case.visit.visited_on,
        "visitors": case.visit.visitors,
        "check": gettext(case.visit.household_check),
        "photos": _photos(case.id, case.visit.photos),
    }


def _round(case_id: UUID, held: RoundView) -> dict[str, Any]:
    return {
        "order": held.order,
        "days": held.days,
        "place": held.place,
        "posted_on": held.posted_on,
        "last_day": held.last_day,
        "removed_on": held.removed_on,
        "is_current": held.is_current,
        "objections": [
            {"number": each.number, "by": gettext(each.by), "text": each.text, "handling": each.handling}
            for each in held.objections
        ],
        "photos": _photos(case_id, held.photos),
    }


def _photos(case_id: UUID, photos: tuple[EvidenceView, ...]) -> list[dict[str, Any]]:
    return [
        {
            "label": gettext(each.label),
            "url": reverse("desk:evidence", args=[case_id, each.id]),
            "is_image": each.is_image,
            "at": each.at,
        }
        for each in photos
    ]
