"""A renewal that nobody decided in time is granted by law, once."""

from datetime import date, timedelta

import pytest

from tests.usecases.cases.journey import HOUR, VERDICTS, accepted, received
from tests.usecases.cases.renewing import ENDED, VALID_UNTIL, filed, former, unanswered
from tests.world import CLERK, COUNTY, NOW, OTHER_COUNTY
from yimen.data.cases.models import Case, CaseInterval, CasePaper
from yimen.rules.access import NotAllowed, NotFound, system_actor
from yimen.rules.cases import OutOfTurn
from yimen.rules.renewals import NothingToRenew, NotYetRenewed
from yimen.usecases.cases.actions import accept, deem_renewed
from yimen.usecases.cases.queries import list_unanswered_renewals

SYSTEM = system_actor("deem_renewed")


def _waiting() -> tuple[object, ...]:
    return list_unanswered_renewals(actor=SYSTEM, today=ENDED.date(), county_code=COUNTY)


def test_the_grant_says_by_which_article_and_goes_to_delivery(db: None) -> None:
    case_id, ended = unanswered()
    assert _waiting() == (case_id,)
    deem_renewed(actor=SYSTEM, now=ended, case_id=case_id, county_code=COUNTY)
    case = Case.objects.get(pk=case_id)
    assert case.state == "GRANTED"
    assert case.decided_at == ended
    assert case.delivery_due == date(2027, 2, 15)
    assert case.valid_until is None, "the law does not say for how long"
    assert not CaseInterval.objects.filter(case=case, ended_on=None).exists()
    facts = CasePaper.objects.get(case=case, paper__kind="GRANT").paper.facts
    assert "第五十条第二款" in facts["basis"]
    assert "视为准予延续" in facts["decision_text"]
    assert "2027年1月31日" in facts["decision_text"]
    assert _waiting() == ()


def test_it_happens_once(db: None) -> None:
    case_id, ended = unanswered()
    deem_renewed(actor=SYSTEM, now=ended, case_id=case_id, county_code=COUNTY)
    with pytest.raises(OutOfTurn):
        deem_renewed(actor=SYSTEM, now=ended, case_id=case_id, county_code=COUNTY)
    assert CasePaper.objects.filter(case_id=case_id, paper__kind="GRANT").count() == 1


def test_also_before_anybody_accepted_it(db: None) -> None:
    case_id, number = filed()
    Case.objects.filter(pk=case_id).update(renews=Case.objects.get(case_no=number))
    deem_renewed(actor=SYSTEM, now=ENDED, case_id=case_id, county_code=COUNTY)
    case = Case.objects.get(pk=case_id)
    assert (case.state, case.accepted_on) == ("GRANTED", date(2026, 12, 16))
    assert case.notice_due_at is None


def test_not_while_the_former_permit_holds(db: None) -> None:
    case_id, ended = unanswered()
    with pytest.raises(NotYetRenewed):
        deem_renewed(actor=SYSTEM, now=ended - timedelta(days=1), case_id=case_id, county_code=COUNTY)


def test_not_what_renews_nothing(db: None) -> None:
    with pytest.raises(NotYetRenewed):
        deem_renewed(actor=SYSTEM, now=ENDED, case_id=accepted(), county_code=COUNTY)


def test_not_by_a_person_and_not_in_another_county(db: None) -> None:
    case_id, ended = unanswered()
    with pytest.raises(NotAllowed):
        deem_renewed(actor=CLERK, now=ended, case_id=case_id, county_code=COUNTY)
    with pytest.raises(NotFound):
        deem_renewed(actor=SYSTEM, now=ended, case_id=case_id, county_code=OTHER_COUNTY)


def test_the_validity_stands_in_the_decision(db: None) -> None:
    case = Case.objects.get(case_no=former())
    assert case.valid_until == VALID_UNTIL
    facts = CasePaper.objects.get(case=case, paper__kind="GRANT").paper.facts
    assert "有效期至2027年1月31日" in facts["decision_text"]


def test_what_came_too_late_is_a_new_application(db: None) -> None:
    number = former()
    late = NOW + timedelta(days=50)
    case_id = received(now=late)
    told = {"case_id": case_id, "verdicts": VERDICTS, "renews_no": number}
    with pytest.raises(NothingToRenew, match="2027年1月1日"):
        accept(actor=CLERK, now=late + 2 * HOUR, **told)
    assert Case.objects.get(pk=case_id).state == "RECEIVED"


def test_somebody_elses_permit_is_not_renewed(db: None) -> None:
    case_id, number = filed()
    Case.objects.filter(case_no=number).update(applicant_id_no="11010519491231999X")
    with pytest.raises(NothingToRenew):
        accept(
            actor=CLERK,
            now=NOW + timedelta(days=30),
            case_id=case_id,
            verdicts=VERDICTS,
            renews_no=number,
        )
