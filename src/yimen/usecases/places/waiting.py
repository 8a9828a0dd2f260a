"""Explanations of soft thresholds that wait for the county's answer."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from yimen.data.places.models import StandardExplanation
from yimen.rules.orgs import subtree_prefix
from yimen.rules.standards import Answer, Standard, Verdict


@dataclass(frozen=True, kw_only=True, slots=True)
class WaitingExplanation:
    """What somebody said of a place, and since when it waits."""

    code: str
    name: str
    standard: Standard
    text: str
    given_at: datetime


def waiting_explanations(unit_code: str) -> tuple[WaitingExplanation, ...]:
    """Those of a county or township, the longest first; one statement.

    One that what it explains has outrun waits for nobody: its verdict is 要重新核.
    """
    rows = StandardExplanation.objects.select_related("dossier__point").filter(
        county_code=unit_code[:6],
        dossier__region_code__startswith=subtree_prefix(unit_code),
        dossier__point__region__valid_to=None,
        answer=Answer.WAITING.value,
        ended_at=None,
        dossier__point__verdicts__standard=F("standard"),
        dossier__point__verdicts__verdict=Verdict.EXPLAINED.value,
        dossier__point__verdicts__until=None,
    )
    return tuple(
        WaitingExplanation(
            code=row.dossier.region_code,
            name=row.dossier.point.name,
            standard=Standard(row.standard),
            text=row.text,
            given_at=row.given_at,
        )
        for row in rows.order_by("given_at", "id")
    )
