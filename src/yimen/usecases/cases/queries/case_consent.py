"""The consent behind a case that a village proxy filed, for the desk."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from yimen.data.cases.models import Case, Consent
from yimen.rules.access import Actor, may
from yimen.rules.consents import (
    CONSENT_STATE_LABELS,
    CONSENT_WAY_LABELS,
    RELATION_LABELS,
    ConsentState,
    ConsentWay,
    Relation,
)
from yimen.rules.text import mask_name


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentView:
    """How it was given, by whom (masked), whether it holds; `file_id` is its picture."""

    way_label: str
    state: ConsentState
    state_label: str
    giver_name: str
    relation_label: str
    given_at: dt.datetime | None
    revoked_at: dt.datetime | None
    file_id: UUID | None
    proxy_name: str
    can_revoke: bool


def read_consent(case: Case, actor: Actor) -> ConsentView | None:
    """The newest consent of the case, or None: one statement."""
    rows = Consent.objects.filter(county_code=case.county_code, case=case).select_related("post__account")
    row = rows.order_by("-asked_at", "-id").first()
    if row is None:
        return None
    state = ConsentState(row.state)
    return ConsentView(
        way_label=CONSENT_WAY_LABELS[ConsentWay(row.way)],
        state=state,
        state_label=CONSENT_STATE_LABELS[state],
        giver_name=mask_name(row.giver_name),
        relation_label=RELATION_LABELS[Relation(row.giver_relation)] if row.giver_relation else "",
        given_at=row.answered_at,
        revoked_at=row.revoked_at,
        file_id=row.file_id,
        proxy_name=row.post.account.name,
        can_revoke=state is ConsentState.GIVEN and may(actor, "cases.revoke_consent"),
    )
