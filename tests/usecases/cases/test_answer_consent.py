"""The answer by link: yes, no, taken back; one consent carries one filing."""

from datetime import timedelta

import pytest

from tests.usecases.cases.village import DAUGHTER_PHONE, answering, asked, filed, linked, photograph, told
from tests.world import COUNTY, ITEM_CODE, MATERIALS, NOW, VILLAGE_PROXY
from yimen.data.cases.models import Case, CaseNote, Consent
from yimen.data.journal.models import Entry, Outbox
from yimen.rules.consents import (
    AlreadyAnswered,
    ConsentNotGiven,
    ConsentOfAnother,
    ConsentUsed,
    GuardianNeeded,
    LinkTooOld,
)
from yimen.rules.errors import Refusal, RuleViolation
from yimen.rules.text import TextMissing
from yimen.usecases.cases.actions import answer_consent, ask_consent
from yimen.usecases.cases.actions.answer_consent import StaffCannotConsent
from yimen.usecases.cases.consents import ConsentTold, LinkUnknown
from yimen.usecases.cases.scope import cases_of


def _row() -> Consent:
    return Consent.objects.get(county_code=COUNTY)


def test_a_yes_names_who_gave_it(db: None) -> None:
    _, token = asked()
    assert answer_consent(**answering(token)).state == "GIVEN"
    row = _row()
    assert (row.state, row.giver_name, row.giver_relation, row.answered_at) == ("GIVEN", "李芳", "CHILD", NOW)
    assert Entry.objects.filter(act="cases.answer_consent", subject_type="consent").count() == 1


def test_a_yes_without_a_name_is_refused(db: None) -> None:
    _, token = asked()
    with pytest.raises(TextMissing) as refused:
        answer_consent(**answering(token, giver_name=""))
    assert refused.value.field == "giver_name"
    assert _row().state == "ASKED"


def test_the_applicant_may_answer_on_their_own_telephone(db: None) -> None:
    _, token = asked()
    answer_consent(**answering(token, giver_name="", relation="SELF"))
    assert _row().giver_name == "孙秀英"


def test_a_no_carries_nothing(db: None) -> None:
    consent_id, token = asked()
    assert answer_consent(**answering(token, "NO")).state == "DECLINED"
    with pytest.raises(ConsentNotGiven):
        filed(consent=ConsentTold(way="LINK", consent_id=consent_id))


def test_a_given_link_carries_one_filing_of_this_item_for_this_person(db: None) -> None:
    consent, _ = linked()
    pictures = tuple(photograph(each) for each in MATERIALS)
    with pytest.raises(ConsentOfAnother):
        filed(consent=consent, item_code=ITEM_CODE, photographs=pictures, without={})
    with pytest.raises(ConsentOfAnother):
        filed(consent=consent, told=told(id_no="11010519491231002X"))
    done = filed(consent=consent)
    assert _row().case_id == done.case_id
    with pytest.raises(ConsentUsed):
        filed(consent=consent)


def test_it_is_answered_once_and_within_seven_days(db: None) -> None:
    _, token = asked()
    with pytest.raises(LinkTooOld):
        answer_consent(**answering(token, now=NOW + timedelta(days=7)))
    answer_consent(**answering(token))
    with pytest.raises(AlreadyAnswered):
        answer_consent(**answering(token, "NO"))


def test_a_revoked_consent_hides_the_case_from_the_proxy_and_tells_the_township(db: None) -> None:
    consent, token = linked()
    case_id = filed(consent=consent).case_id
    seen = cases_of(VILLAGE_PROXY, COUNTY).filter(pk=case_id)
    assert seen.exists()
    later = NOW + timedelta(days=30)
    assert answer_consent(**answering(token, "REVOKE", now=later)).state == "REVOKED"
    assert not seen.exists()
    assert Case.objects.get(county_code=COUNTY, pk=case_id).state == "SUBMITTED", "the case goes on"
    note = CaseNote.objects.get(county_code=COUNTY, case=case_id)
    assert "撤回" in note.text
    assert Outbox.objects.filter(topic="cases.consent_revoked", subject_id=case_id).count() == 1
    assert Entry.objects.filter(act="cases.answer_consent", subject_id=case_id).count() == 1


def test_a_consent_revoked_before_filing_carries_nothing(db: None) -> None:
    consent, token = linked()
    answer_consent(**answering(token, "REVOKE"))
    with pytest.raises(ConsentNotGiven, match="已撤回"):
        filed(consent=consent)


def test_whoever_files_cannot_consent(db: None) -> None:
    _, token = asked()
    with pytest.raises(StaffCannotConsent):
        answer_consent(**answering(token, actor=VILLAGE_PROXY))


def test_for_a_child_a_guardian_answers(db: None) -> None:
    consent_id = ask_consent(
        actor=VILLAGE_PROXY,
        now=NOW,
        item_code="CZ0041",
        told={"name": "孙小雨", "id_no": "130921201503079031"},
        giver_phone=DAUGHTER_PHONE,
    ).consent_id
    text = Outbox.objects.get(subject_id=consent_id).payload["text"]
    token = text.split("/consent/")[1].split("/")[0]
    with pytest.raises(GuardianNeeded):
        answer_consent(**answering(token, relation="KIN"))
    answer_consent(**answering(token, relation="GUARDIAN"))


def test_guessed_tokens_are_not_found_and_soon_refused(db: None) -> None:
    refusals = set()
    for at in range(40):
        guess = f"{COUNTY}{at:022d}"
        with pytest.raises(RuleViolation) as refused:
            answer_consent(**answering(guess))
        refusals.add(type(refused.value))
    assert LinkUnknown in refusals
    assert any(each.refusal is Refusal.TOO_MANY for each in refusals)
