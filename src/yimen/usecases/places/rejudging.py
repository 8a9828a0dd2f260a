"""Judges a whole county again: for grounds that change without an act on a dossier, such as a new name."""

from datetime import datetime

from yimen.data.places.models import PlaceDossier
from yimen.rules.access import Actor
from yimen.usecases.places.judging import judge_together
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import fixed_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action


@action("places.judge_again")
def judge_again(*, actor: Actor, now: datetime, county_code: str, request_key: str | None = None) -> int:
    """Bring the verdicts of a county in step with names and versions of today; how many changed.

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
    rows = PlaceDossier.objects.select_related("point").filter(county_code=county_code)
    dossiers = list(rows.select_for_update(of=("self",)).order_by("id"))
    changed = judge_together(dossiers, county_code=county_code, now=now)
    if not changed:
        return Outcome(answer={"changed": 0}, record=None)
    record = Record(
        county_code=county_code,
        subject_type="dossiers",
        subject_id=fixed_id(f"dossiers:{county_code}"),
        act="places.judge_again",
        facts={"changed": changed},
    )
    return Outcome(answer={"changed": changed}, record=record)
