"""A clerk records that the consent behind a proxy's case was taken back."""

from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import Consent
from yimen.rules.access import Actor, require
from yimen.rules.consents import CONSENT_STATE_LABELS, AlreadyAnswered, ConsentState
from yimen.rules.text import clean_line
from yimen.usecases.cases.consents import record_of, take_back, tell_revoked
from yimen.usecases.cases.scope import CaseKey, lock_case
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.registry import action


@action("cases.revoke_consent")
def revoke_consent(
    *, actor: Actor, now: datetime, case_id: CaseKey, reason: str, request_key: str | None = None
) -> UUID:
    """Take the consent of a case back for whoever says so at the counter or by telephone.

    From then on the proxy no longer sees the case (`scope`), a note stands in it and the applicant
    is told; what was filed stays filed. Refuses a missing reason, a case out of scope, and a case
    whose consent does not hold (`AlreadyAnswered`). The answer is the id of the case.
    """
    require(actor, "cases.revoke_consent")
    why = clean_line(reason, field="reason", max_length=200)
    answer = perform(
        action="cases.revoke_consent",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"case_id": str(case_id), "reason": why},
        core=lambda: _apply_revocation(actor, now, case_id, why),
    )
    return UUID(str(answer["case_id"]))


def _apply_revocation(actor: Actor, now: datetime, case_id: CaseKey, why: str) -> Outcome:
    case = lock_case(actor, case_id, actor.county_code)
    rows = Consent.objects.select_for_update(of=("self",)).select_related("version", "case")
    rows = rows.filter(county_code=case.county_code, case=case).order_by("-asked_at", "-id")
    row = rows.first()
    if row is None:
        raise AlreadyAnswered(state=CONSENT_STATE_LABELS[ConsentState.REVOKED])
    take_back(row, actor=actor, who=actor.name, now=now, reason=why)
    return Outcome(
        answer={"case_id": str(case.pk)},
        record=record_of(row, "cases.revoke_consent", {"case_no": case.case_no, "reason": why}, {}),
        messages=tell_revoked(row),
    )
