"""Explains why a soft threshold is missed; the explanation holds as long as what it explains does."""

from datetime import datetime

from yimen.data.places.models import PlaceDossier, StandardExplanation
from yimen.rules.access import Actor, NotFound, may, require
from yimen.rules.place_entries import NothingChanged
from yimen.rules.standards import (
    EXPLANATION_LENGTH,
    TERMS,
    Answer,
    NoExplanationAsked,
    Standard,
    Strength,
    Verdict,
    judge,
)
from yimen.rules.text import clean_line
from yimen.usecases.places.judging import ground_of, institutions_in_force, judge_together
from yimen.usecases.places.points import dossier_record, find_dossier, lock_point
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action

_MISSED = (Verdict.NOT_MET, Verdict.LAPSED, Verdict.EXPLAINED)


@action("places.explain")
def explain_standard(
    *,
    actor: Actor,
    now: datetime,
    point_code: str,
    standard: Standard,
    text: str,
    request_key: str | None = None,
) -> None:
    """Say why the place misses a soft threshold; an empty text takes the explanation back.

    It waits for the county's answer, and holds meanwhile; what the county itself says needs none.

    Refuses a place outside the scope (`NotFound`), a standard that is hard or not missed
    (`NoExplanationAsked`), and what says nothing new (`NothingChanged`).
    """
    require(actor, "places.explain")
    said = clean_line(text, field="text", max_length=EXPLANATION_LENGTH, required=False)
    perform(
        action="places.explain",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"point_code": point_code, "standard": standard.value, "text": said},
        core=lambda: _apply_explanation(actor, now, point_code, standard, said),
    )


def _apply_explanation(
    actor: Actor, now: datetime, point_code: str, standard: Standard, text: str
) -> Outcome:
    dossier = find_dossier(lock_point(actor, point_code))
    if dossier is None:
        raise NotFound(field="point_code")
    rows = list(
        StandardExplanation.objects.filter(county_code=dossier.county_code, dossier=dossier, ended_at=None)
    )
    before = next((row for row in rows if row.standard == standard.value), None)
    ground = ground_of(dossier, rows, institutions_in_force(dossier.county_code))
    verdict = judge(standard, ground).verdict
    if text and (TERMS[standard].strength is not Strength.SOFT or verdict not in _MISSED):
        raise NoExplanationAsked(field="text", label=standard.label)
    if text == (before.text if before else "") and verdict is not Verdict.LAPSED:
        raise NothingChanged
    if before is not None:
        before.ended_at = now
        before.save(update_fields=["ended_at"])
    if text:
        _explanation(dossier, actor, now, standard, text).save(force_insert=True)
    judge_together([dossier], county_code=dossier.county_code, now=now)
    facts: dict[str, JSON] = {"standard": standard.value, "explained": bool(text)}
    record = dossier_record(dossier, "places.explain", facts, {"text": text} if text else {})
    return Outcome(answer={}, record=record)


def _explanation(
    dossier: PlaceDossier, actor: Actor, now: datetime, standard: Standard, text: str
) -> StandardExplanation:
    needs_no_answer = may(actor, "places.answer_explanation")
    return StandardExplanation(
        id=new_id(now),
        county_code=dossier.county_code,
        dossier=dossier,
        standard=standard.value,
        text=text,
        author_id=actor.account_id,
        given_at=now,
        answer=(Answer.ACCEPTED if needs_no_answer else Answer.WAITING).value,
        answered_at=now if needs_no_answer else None,
        answerer_id=actor.account_id if needs_no_answer else None,
    )
