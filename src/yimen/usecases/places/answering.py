"""The county answers why a soft threshold is missed: it accepts it, or rejects it with a reason."""

from datetime import datetime
from uuid import UUID

from yimen.data.places.models import StandardExplanation
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.place_entries import NothingChanged
from yimen.rules.standards import EXPLANATION_LENGTH, Answer, Standard
from yimen.rules.text import clean_line
from yimen.usecases.places.judging import judge_together
from yimen.usecases.places.points import dossier_record, find_dossier, lock_point
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import only_row


class ExplanationGone(RuleViolation):
    """An explanation that was written anew or taken back while the county read it."""

    code = "places.explanation_gone"
    template = N_("这条说明已经改过或者收回了。请看现在的说明，再答复。")
    refusal = Refusal.CONFLICT


@action("places.answer_explanation")
def answer_explanation(
    *,
    actor: Actor,
    now: datetime,
    point_code: str,
    explanation_id: UUID,
    accepts: bool,
    reason: str = "",
    request_key: str | None = None,
) -> Standard:
    """Accept or, with a reason, reject an explanation; the standard it is of, judged anew at once.

    An answer may be changed as long as the explanation stands. Refuses another county's place (`NotFound`), a
    rejection without a reason, an explanation that is over (`ExplanationGone`), and the same answer twice.
    """
    require(actor, "places.answer_explanation")
    said = "" if accepts else clean_line(reason, field="reason", max_length=EXPLANATION_LENGTH)
    answer = perform(
        action="places.answer_explanation",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={
            "point_code": point_code,
            "explanation_id": str(explanation_id),
            "accepts": accepts,
            "reason": said,
        },
        core=lambda: _apply_answer(actor, now, point_code, explanation_id, said),
    )
    return Standard(str(answer["standard"]))


def _apply_answer(actor: Actor, now: datetime, point_code: str, explanation_id: UUID, reason: str) -> Outcome:
    """Without a reason the explanation is accepted."""
    dossier = find_dossier(lock_point(actor, point_code))
    if dossier is None:
        raise NotFound(field="point_code")
    rows = StandardExplanation.objects.filter(county_code=dossier.county_code, dossier=dossier)
    row = only_row(rows.filter(pk=explanation_id, ended_at=None))
    if row is None:
        raise ExplanationGone
    answer = Answer.NOT_ACCEPTED if reason else Answer.ACCEPTED
    if (row.answer, row.answer_reason) == (answer.value, reason):
        raise NothingChanged
    row.answer, row.answer_reason, row.answered_at = answer.value, reason, now
    row.answerer_id = actor.account_id
    row.save(update_fields=["answer", "answer_reason", "answered_at", "answerer"])
    judge_together([dossier], county_code=dossier.county_code, now=now)
    facts: dict[str, JSON] = {"standard": row.standard, "answer": answer.value}
    personal = {"reason": reason} if reason else {}
    record = dossier_record(dossier, "places.answer_explanation", facts, personal)
    return Outcome(answer={"standard": row.standard}, record=record)
