"""A case filed at the counter comes into its applicant's own account, by number, code and telephone."""

import pytest

from tests.usecases.cases.journey import submitted
from tests.world import CLERK, COUNTY, NOW, OTHER_RESIDENT, RESIDENT
from yimen.data.cases.models import Case
from yimen.data.journal.models import Entry
from yimen.data.people.models import Account
from yimen.rules.access import NotAllowed
from yimen.usecases.cases import actions
from yimen.usecases.cases.acting import CaseDone
from yimen.usecases.cases.actions.claim import AnotherPhone, ClaimedAlready
from yimen.usecases.cases.queries import NotTracked, list_own_cases, track

HERE = "192.0.2.1"
TODAY = NOW.date()


def _filed_for_him() -> CaseDone:
    done = submitted()
    Case.objects.filter(county_code=COUNTY, pk=done.case_id).update(account=None)
    return done


def test_number_code_and_telephone_together_bring_it_home(db: None) -> None:
    done = _filed_for_him()
    assert track(case_no=done.case_no, check_code=done.check_code, today=TODAY).is_claimable
    assert list_own_cases(actor=RESIDENT, today=TODAY).cases == ()
    told = {"case_no": done.case_no, "check_code": done.check_code, "address": HERE}
    actions.claim(actor=RESIDENT, now=NOW, **told)
    assert [each.number for each in list_own_cases(actor=RESIDENT, today=TODAY).cases] == [done.case_no]
    assert not track(case_no=done.case_no, check_code=done.check_code, today=TODAY).is_claimable
    actions.claim(actor=RESIDENT, now=NOW, **told)
    assert Entry.objects.filter(act="cases.claim", subject_id=done.case_id).count() == 1


def test_another_telephone_a_wrong_code_and_a_clerk_do_not_get_it(db: None) -> None:
    done = _filed_for_him()
    told = {"case_no": done.case_no, "check_code": done.check_code, "address": HERE}
    with pytest.raises(AnotherPhone):
        actions.claim(actor=OTHER_RESIDENT, now=NOW, **told)
    wrong = "22222222" if done.check_code != "22222222" else "33333333"
    with pytest.raises(NotTracked):
        actions.claim(actor=RESIDENT, now=NOW, **{**told, "check_code": wrong})
    with pytest.raises(NotAllowed):
        actions.claim(actor=CLERK, now=NOW, **told)
    assert Case.objects.get(county_code=COUNTY, pk=done.case_id).account_id is None


def test_a_case_of_another_account_stays_there(db: None) -> None:
    done = submitted()
    Account.objects.filter(pk=OTHER_RESIDENT.account_id).update(phone="13800000009")
    with pytest.raises(ClaimedAlready):
        actions.claim(
            actor=OTHER_RESIDENT, now=NOW, case_no=done.case_no, check_code=done.check_code, address=HERE
        )


def test_a_case_without_a_telephone_cannot_be_claimed_by_any_account(db: None) -> None:
    done = _filed_for_him()
    Case.objects.filter(county_code=COUNTY, pk=done.case_id).update(applicant_phone="")
    assert not track(case_no=done.case_no, check_code=done.check_code, today=TODAY).is_claimable
    with pytest.raises(AnotherPhone):
        actions.claim(actor=RESIDENT, now=NOW, case_no=done.case_no, check_code=done.check_code, address=HERE)
