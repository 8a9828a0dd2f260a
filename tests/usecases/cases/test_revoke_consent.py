"""A clerk takes the consent of a case back, for whoever says so."""

import pytest

from tests.usecases.cases import journey
from tests.usecases.cases.village import filed
from tests.world import CLERK, COUNTY, NEIGHBOR_CLERK, NOW, OUTSIDER, REVIEWER, VILLAGE_PROXY
from yimen.data.cases.models import CaseNote, Consent
from yimen.data.journal.models import Entry, Outbox
from yimen.rules.access import Actor, NotAllowed, NotFound
from yimen.rules.consents import AlreadyAnswered
from yimen.rules.text import TextMissing
from yimen.usecases.cases.actions import revoke_consent
from yimen.usecases.cases.scope import cases_of


def test_the_proxy_is_out_a_note_stands_and_the_applicant_is_told(db: None) -> None:
    case_id = filed().case_id
    revoke_consent(actor=CLERK, now=NOW, case_id=case_id, reason="本人来电撤回。")
    row = Consent.objects.get(county_code=COUNTY, case=case_id)
    assert (row.state, row.revoked_at) == ("REVOKED", NOW)
    assert not cases_of(VILLAGE_PROXY, COUNTY).filter(pk=case_id).exists()
    assert "本人来电撤回" in CaseNote.objects.get(county_code=COUNTY, case=case_id).text
    assert Outbox.objects.filter(topic="cases.consent_revoked").count() == 1
    assert Entry.objects.filter(act="cases.revoke_consent", subject_id=case_id).count() == 1


def test_it_is_revoked_once(db: None) -> None:
    case_id = filed().case_id
    revoke_consent(actor=CLERK, now=NOW, case_id=case_id, reason="本人来电撤回。")
    with pytest.raises(AlreadyAnswered):
        revoke_consent(actor=CLERK, now=NOW, case_id=case_id, reason="再撤一次。")


def test_a_case_without_a_proxy_has_none(db: None) -> None:
    with pytest.raises(AlreadyAnswered):
        revoke_consent(actor=CLERK, now=NOW, case_id=journey.received(), reason="没有。")


def test_a_reason_is_needed(db: None) -> None:
    with pytest.raises(TextMissing) as refused:
        revoke_consent(actor=CLERK, now=NOW, case_id=filed().case_id, reason=" ")
    assert refused.value.field == "reason"


@pytest.mark.parametrize("stranger", [OUTSIDER, NEIGHBOR_CLERK])
def test_out_of_scope_it_is_not_found(db: None, stranger: Actor) -> None:
    with pytest.raises(NotFound):
        revoke_consent(actor=stranger, now=NOW, case_id=filed().case_id, reason="撤回。")


def test_only_clerks_record_it(db: None) -> None:
    with pytest.raises(NotAllowed):
        revoke_consent(actor=REVIEWER, now=NOW, case_id=filed().case_id, reason="撤回。")
