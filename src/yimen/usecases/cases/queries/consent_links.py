"""What the page behind a consent link shows: who asks, for whom, for what, and how it stands."""

import datetime as dt
from dataclasses import dataclass

from yimen.rules.consents import CONSENT_STATE_LABELS, LINK_DAYS, ConsentState
from yimen.rules.text import mask_name
from yimen.usecases.cases.consents import find_consent
from yimen.usecases.cases.places import Center, find_center, find_station, township_code_of


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentLink:
    """The question in neutral words: masked person, neutral item."""

    item_name: str
    applicant_name: str
    proxy_name: str
    station_name: str
    center: Center
    case_no: str
    state: ConsentState
    state_label: str
    asked_at: dt.datetime
    ends_at: dt.datetime
    can_answer: bool
    can_revoke: bool


def find_consent_link(token: str, now: dt.datetime) -> ConsentLink:
    """The question of a token; refuses (`LinkUnknown`) what is none. Asking changes nothing."""
    row = find_consent(token)
    state = ConsentState(row.state)
    ends_at = row.asked_at + dt.timedelta(days=LINK_DAYS)
    return ConsentLink(
        item_name=row.version.neutral_name,
        applicant_name=mask_name(row.applicant_name),
        proxy_name=row.post.account.name,
        station_name=find_station(row.village),
        center=find_center(township_code_of(row.village)),
        case_no=row.case.case_no if row.case else "",
        state=state,
        state_label=CONSENT_STATE_LABELS[state],
        asked_at=row.asked_at,
        ends_at=ends_at,
        can_answer=state is ConsentState.ASKED and now < ends_at,
        can_revoke=state is ConsentState.GIVEN,
    )
