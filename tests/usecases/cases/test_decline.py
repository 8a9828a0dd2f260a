"""Declining at the door: why, where to go instead, and what one can do about it."""

import pytest

from tests.usecases.cases.door_journey import case_of, noticed
from tests.usecases.cases.journey import HOUR, accepted, received, submitted
from tests.world import CLERK, FILING_VERSION, ID, NOW, OUTSIDER, PENSION_VERSION, REVIEWER
from yimen.data.cases.models import Case, CasePaper, CaseStep
from yimen.data.journal.models import Entry, Outbox
from yimen.data.orgs.models import Organ
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.cases import NoSuchProcedure, OutOfTurn
from yimen.rules.text import TextMissing
from yimen.usecases.cases.actions import decline
from yimen.usecases.cases.papers import RemediesUnknown

SAID = {"reasons": "林地在青县境内，不归本镇管。", "competent_organ": "青县清州镇人民政府"}
LATER = NOW + 3 * HOUR


def test_the_paper_says_why_where_to_go_and_both_remedies(db: None) -> None:
    case_id = received()
    decline(actor=CLERK, now=LATER, case_id=case_id, **SAID)
    case = Case.objects.get(pk=case_id)
    assert (case.state, case.notice_due_at) == ("DECLINED", None)
    facts = CasePaper.objects.get(case=case, paper__kind="DECLINE").paper.facts
    assert (facts["reasons"], facts["where_to_apply"]) == (SAID["reasons"], SAID["competent_organ"])
    assert "第三十二条第一款第二项" in facts["basis"]
    assert [("沧县人民政府" in line, "沧县人民法院" in line) for line in facts["remedies"]] == [
        (True, False),
        (False, True),
    ]
    assert CaseStep.objects.get(case=case, act="DECLINE").told


def test_the_message_tells_that_there_is_a_paper_and_not_what_it_says(db: None) -> None:
    decline(actor=CLERK, now=LATER, case_id=received(), **SAID)
    text = Outbox.objects.get(topic="cases.declined").payload["text"]
    assert "通知书" in text
    assert "不予受理" not in text
    assert SAID["reasons"] not in Entry.objects.get(act="cases.decline").text


def test_it_is_declined_as_long_as_it_is_not_accepted(db: None) -> None:
    for case_id in (submitted().case_id, noticed(now=NOW + HOUR)):
        decline(actor=CLERK, now=LATER + HOUR, case_id=case_id, **SAID)
        assert Case.objects.get(pk=case_id).state == "DECLINED"
    with pytest.raises(OutOfTurn):
        decline(actor=CLERK, now=LATER, case_id=accepted(), **SAID)


def test_what_is_no_permit_is_declined_by_its_own_basis(db: None) -> None:
    case_id = case_of(FILING_VERSION, "RECEIVED")
    decline(actor=CLERK, now=LATER, case_id=case_id, basis="物业管理条例第16条", **SAID)
    facts = CasePaper.objects.get(case=case_id).paper.facts
    assert facts["basis"] == "物业管理条例第16条"


def test_a_forwarded_service_is_not_ours_to_decline(db: None) -> None:
    with pytest.raises(NoSuchProcedure):
        decline(actor=CLERK, now=LATER, case_id=case_of(PENSION_VERSION, "RECEIVED"), **SAID)


@pytest.mark.parametrize("field", ["reasons", "competent_organ"])
def test_nobody_is_sent_away_without_why_and_where(db: None, field: str) -> None:
    with pytest.raises(TextMissing) as refused:
        decline(actor=CLERK, now=LATER, case_id=received(), **{**SAID, field: ""})
    assert refused.value.field == field
    assert Case.objects.get().state == "RECEIVED"


def test_without_registered_remedies_nothing_is_declined(db: None) -> None:
    case_id = received()
    Organ.objects.filter(pk=ID("organ:jiuzhou")).update(court="")
    with pytest.raises(RemediesUnknown):
        decline(actor=CLERK, now=LATER, case_id=case_id, **SAID)


def test_neither_a_stranger_nor_another_role_declines(db: None) -> None:
    case_id = received()
    with pytest.raises(NotFound):
        decline(actor=OUTSIDER, now=LATER, case_id=case_id, **SAID)
    with pytest.raises(NotAllowed):
        decline(actor=REVIEWER, now=LATER, case_id=case_id, **SAID)
