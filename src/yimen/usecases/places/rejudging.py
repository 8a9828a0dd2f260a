"""Brings a whole county in step: for grounds that change without an act on a dossier.

A place that gets another name has a plaque of the former one. A township that becomes a town gets another
code: its service point moves on to the successor (`usecases.orgs.divisions`), and what is kept of it follows.
"""

from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from yimen.data.orgs.models import ServicePoint
from yimen.data.places.models import (
    DossierChange,
    PlaceDossier,
    PlacePhoto,
    StandardExplanation,
    StandardVerdict,
)
from yimen.rules.access import Actor
from yimen.usecases.places.judging import judge_together
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import fixed_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action


@action("places.judge_again")
def judge_again(*, actor: Actor, now: datetime, county_code: str, request_key: str | None = None) -> int:
    """Bring codes and verdicts of a county in step with the places of today; how many verdicts changed.

    Changes nothing, and leaves nothing in the journal, where all are in step.
    """
    answer = perform(
        action="places.judge_again",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=county_code,
        body={},
        core=lambda: _apply_again(county_code, now),
    )
    return int(str(answer["changed"]))


def _apply_again(county_code: str, now: datetime) -> Outcome:
    moved = _follow(county_code)
    rows = PlaceDossier.objects.select_related("point").filter(county_code=county_code)
    dossiers = list(rows.select_for_update(of=("self",)).order_by("id"))
    changed = judge_together(dossiers, county_code=county_code, now=now)
    if not changed and not moved:
        return Outcome(answer={"changed": 0}, record=None)
    record = Record(
        county_code=county_code,
        subject_type="dossiers",
        subject_id=fixed_id(f"dossiers:{county_code}"),
        act="places.judge_again",
        facts={"changed": changed, "moved": moved},
    )
    return Outcome(answer={"changed": changed}, record=record)


def _follow(county_code: str) -> int:
    """Give what is kept of the county's places the codes of today; how many dossiers had another one."""
    code = Subquery(ServicePoint.objects.filter(pk=OuterRef("point_id")).values("region__code")[:1])
    moved = 0
    for kept in (StandardVerdict.objects, PlacePhoto.objects, PlaceDossier.objects):
        rows: QuerySet[Any] = kept.filter(point__county_code=county_code, point__region__valid_to=None)
        moved = rows.exclude(region_code=F("point__region__code")).update(
            region_code=code, county_code=county_code
        )
    if moved:
        for lines in (DossierChange.objects, StandardExplanation.objects):
            lines.filter(dossier__county_code=county_code).exclude(county_code=county_code).update(
                county_code=county_code
            )
    return moved
