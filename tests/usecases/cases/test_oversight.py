"""Decisions go to their supervising department: with the decision, by rule, by hand; confirmed, checked."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.uploads import PNG
from tests.usecases.cases import benefit_journey, families, journey, overseeing
from tests.usecases.cases.overseeing import CIVIL_AFFAIRS, FORESTRY, NEXT_DAY
from tests.world import (
    CENTER_HEAD,
    CLERK,
    COUNTY,
    COUNTY_OFFICER,
    FILING_ITEM_CODE,
    ID,
    INSTANT_ITEM_CODE,
    ITEM,
    NOW,
    OVERSEER,
    SECOND_OVERSEER,
    SENSITIVE_ITEM_CODE,
)
from yimen.data.cases.models import CaseEvidence
from yimen.data.cases.oversight import OversightReferral, OversightStep
from yimen.data.catalog.models import Item, OversightRule
from yimen.data.journal.models import Entry
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.oversight import (
    CheckDayWrong,
    CheckResultUnknown,
    NothingChosen,
    OversightMovedOn,
    SameChecker,
    WorkdaysOutOfRange,
)
from yimen.rules.text import TextMissing
from yimen.usecases.cases import actions
from yimen.usecases.cases.actions.set_oversight_rules import RulesHoldAlready
from yimen.usecases.cases.evidence import Upload

CHECK: dict[str, Any] = {"checked_on": NEXT_DAY.date(), "checker": "示例·林卫国", "result": "CLEAN"}


def test_a_permit_goes_to_its_department_with_the_decision(db: None) -> None:
    overseeing.ruled()
    row = overseeing.referral(journey.granted())
    assert (row.state, row.organ_id, row.handed_over_at) == ("HANDED_OVER", FORESTRY, row.decided_at)
    # decided on Monday the 16th: three workdays later is Thursday
    assert (row.acknowledge_due, row.due_on) == (date(2026, 11, 19), date(2026, 11, 19))
    assert row.rule_id == OversightRule.objects.get(county_code=COUNTY, item=ITEM, ended_at=None).pk


def test_a_permit_without_a_rule_names_nobody_and_sets_no_date(db: None) -> None:
    row = overseeing.unnamed()
    assert (row.state, row.organ, row.rule, row.due_on, row.handed_over_at) == (
        "UNNAMED",
        None,
        None,
        None,
        None,
    )


def test_a_refusal_is_handed_to_nobody(db: None) -> None:
    overseeing.ruled()
    case_id = journey.reviewed(advice="REFUSE")
    actions.refuse(
        actor=journey.APPROVER,
        now=NOW + timedelta(hours=4),
        case_id=case_id,
        facts="坡度超过。",
        reasons="不符合规定条件。",
    )
    assert not OversightReferral.objects.filter(county_code=COUNTY).exists()


def test_a_filing_goes_only_where_the_county_made_a_rule(db: None) -> None:
    families.filing_concluded()
    assert not OversightReferral.objects.filter(county_code=COUNTY).exists()
    overseeing.ruled(item=Item.objects.get(code=FILING_ITEM_CODE).pk)
    row = overseeing.referral(families.filing_concluded())
    assert (row.state, row.organ_id) == ("HANDED_OVER", FORESTRY)


def test_a_confirmation_goes_where_the_county_made_a_rule(db: None) -> None:
    overseeing.ruled(item=Item.objects.get(code=SENSITIVE_ITEM_CODE).pk, organ=CIVIL_AFFAIRS)
    row = overseeing.referral(benefit_journey.confirmed())
    assert (row.state, row.organ_id) == ("HANDED_OVER", CIVIL_AFFAIRS)


def test_a_voided_registration_ends_its_oversight_with_a_note(db: None) -> None:
    overseeing.ruled(item=Item.objects.get(code=INSTANT_ITEM_CODE).pk)
    row = overseeing.referral(families.settled().case_id)
    assert row.state == "HANDED_OVER"
    actions.void(actor=CENTER_HEAD, now=NEXT_DAY, case_id=row.case_id, reason="登记了两次。")
    row = overseeing.referral(row.case_id)
    assert (row.state, row.due_on, row.ended_at) == ("ENDED", None, NEXT_DAY)
    assert OversightStep.objects.get(county_code=COUNTY, referral=row).act == "ENDED"
    with pytest.raises(OversightMovedOn):
        actions.acknowledge_oversight(actor=OVERSEER, now=NEXT_DAY, referral_ids=[row.pk])


def test_the_department_confirms_several_at_once_and_the_check_is_due(db: None) -> None:
    rows = [overseeing.handed_over(), overseeing.handed_over()]
    ids = [each.pk for each in rows]
    assert actions.acknowledge_oversight(actor=OVERSEER, now=NEXT_DAY, referral_ids=ids) == 2
    row = overseeing.referral(rows[0].case_id)
    # confirmed on Tuesday the 17th: twenty workdays later
    assert (row.state, row.check_due, row.due_on) == ("ACKNOWLEDGED", date(2026, 12, 15), date(2026, 12, 15))
    entries = Entry.objects.filter(county_code=COUNTY, act="cases.acknowledge_oversight")
    assert {each.subject_id for each in entries} == {each.case_id for each in rows}


def test_what_is_confirmed_is_not_confirmed_again(db: None) -> None:
    row, other = overseeing.acknowledged(), overseeing.handed_over()
    with pytest.raises(OversightMovedOn):
        actions.acknowledge_oversight(actor=OVERSEER, now=NEXT_DAY, referral_ids=[row.pk, other.pk])
    assert overseeing.referral(other.case_id).state == "HANDED_OVER"
    with pytest.raises(NothingChosen):
        actions.acknowledge_oversight(actor=OVERSEER, now=NEXT_DAY, referral_ids=[])


def test_another_department_finds_nothing_and_a_clerk_may_not(db: None) -> None:
    row = overseeing.handed_over()
    with pytest.raises(NotFound):
        actions.acknowledge_oversight(actor=SECOND_OVERSEER, now=NEXT_DAY, referral_ids=[row.pk])
    with pytest.raises(NotFound):
        actions.send_back_oversight(actor=SECOND_OVERSEER, now=NEXT_DAY, referral_id=row.pk, reason="不归。")
    with pytest.raises(NotFound):
        actions.record_first_check(actor=SECOND_OVERSEER, now=NEXT_DAY, referral_id=row.pk, **CHECK)
    with pytest.raises(NotAllowed):
        actions.acknowledge_oversight(actor=CLERK, now=NEXT_DAY, referral_ids=[row.pk])


def test_what_is_not_ours_goes_back_and_its_limit_runs_on(db: None) -> None:
    row = overseeing.sent_back()
    assert (row.state, row.organ, row.due_on) == ("UNNAMED", None, date(2026, 11, 19))
    step = OversightStep.objects.get(county_code=COUNTY, referral=row)
    assert (step.act, step.organ_id, step.text) == ("SENT_BACK", FORESTRY, "城区行道树归城管。")
    with pytest.raises(NotFound):
        actions.acknowledge_oversight(actor=OVERSEER, now=NEXT_DAY, referral_ids=[row.pk])


def test_sending_back_wants_a_reason_and_what_is_confirmed_stays(db: None) -> None:
    row = overseeing.acknowledged()
    with pytest.raises(OversightMovedOn):
        actions.send_back_oversight(actor=OVERSEER, now=NEXT_DAY, referral_id=row.pk, reason="不归我们。")
    with pytest.raises(TextMissing):
        actions.send_back_oversight(actor=OVERSEER, now=NEXT_DAY, referral_id=row.pk, reason=" ")


def test_the_county_names_another_department(db: None) -> None:
    row = overseeing.sent_back()
    at = NEXT_DAY + timedelta(days=1)
    done = actions.name_overseer(actor=COUNTY_OFFICER, now=at, referral_ids=[row.pk], organ_id=CIVIL_AFFAIRS)
    assert (done.count, done.organ_name) == (1, "沧县民政局")
    row = overseeing.referral(row.case_id)
    # named on Wednesday the 18th: three workdays later is Monday
    assert (row.state, row.organ_id, row.due_on) == ("HANDED_OVER", CIVIL_AFFAIRS, date(2026, 11, 23))
    assert actions.acknowledge_oversight(actor=SECOND_OVERSEER, now=at, referral_ids=[row.pk]) == 1
    with pytest.raises(OversightMovedOn):
        actions.name_overseer(actor=COUNTY_OFFICER, now=at, referral_ids=[row.pk], organ_id=FORESTRY)


def test_only_a_department_of_the_county_can_be_named(db: None) -> None:
    row = overseeing.unnamed()
    for organ in (ID("organ:jiuzhou"), ID("organ:qingxian"), ID("organ:nobody")):
        with pytest.raises(NotFound):
            actions.name_overseer(actor=COUNTY_OFFICER, now=NOW, referral_ids=[row.pk], organ_id=organ)


def test_what_has_no_rule_has_no_date_when_it_is_named(db: None) -> None:
    row = overseeing.unnamed()
    actions.name_overseer(actor=COUNTY_OFFICER, now=NEXT_DAY, referral_ids=[row.pk], organ_id=FORESTRY)
    actions.acknowledge_oversight(actor=OVERSEER, now=NEXT_DAY, referral_ids=[row.pk])
    row = overseeing.referral(row.case_id)
    assert (row.state, row.acknowledge_due, row.check_due, row.due_on) == ("ACKNOWLEDGED", None, None, None)


def test_a_new_rule_takes_what_waited_for_one_and_leaves_what_was_sent_back(db: None) -> None:
    waiting = overseeing.unnamed()
    back = overseeing.unnamed()
    actions.name_overseer(actor=COUNTY_OFFICER, now=NOW, referral_ids=[back.pk], organ_id=FORESTRY)
    actions.send_back_oversight(actor=OVERSEER, now=NOW, referral_id=back.pk, reason="不归我们。")
    done = overseeing.ruled(now=NEXT_DAY)
    assert (done.items, done.handed_over) == (1, 1)
    row = overseeing.referral(waiting.case_id)
    assert (row.state, row.organ_id, row.due_on) == ("HANDED_OVER", FORESTRY, date(2026, 11, 20))
    assert overseeing.referral(back.case_id).state == "UNNAMED"


def test_a_changed_rule_does_not_touch_what_was_handed_over(db: None) -> None:
    row = overseeing.handed_over()
    overseeing.ruled(now=NEXT_DAY, organ=CIVIL_AFFAIRS, handover_workdays="10", check_workdays="60")
    after = overseeing.referral(row.case_id)
    assert (after.organ_id, after.due_on, after.rule_id) == (FORESTRY, row.due_on, row.rule_id)
    actions.acknowledge_oversight(actor=OVERSEER, now=NEXT_DAY, referral_ids=[row.pk])
    assert overseeing.referral(row.case_id).check_due == date(2026, 12, 15)
    assert overseeing.referral(journey.granted(now=NEXT_DAY)).organ_id == CIVIL_AFFAIRS


def test_the_same_rule_again_changes_nothing(db: None) -> None:
    overseeing.ruled()
    with pytest.raises(RulesHoldAlready):
        overseeing.ruled(now=NEXT_DAY)
    assert OversightRule.objects.filter(county_code=COUNTY).count() == 1


@pytest.mark.parametrize(
    ("terms", "refusal"),
    [
        ({"handover_workdays": "0"}, WorkdaysOutOfRange),
        ({"handover_workdays": "31"}, WorkdaysOutOfRange),
        ({"check_workdays": "二十"}, WorkdaysOutOfRange),
        ({"points": " "}, TextMissing),
        ({"basis": ""}, TextMissing),
    ],
)
def test_a_rule_says_how_long_what_and_on_what_basis(
    db: None, terms: dict[str, str], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        overseeing.ruled(**terms)
    assert not OversightRule.objects.filter(county_code=COUNTY).exists()


def test_the_first_check_is_recorded_with_its_photo(db: None) -> None:
    row = overseeing.acknowledged()
    actions.record_first_check(
        actor=OVERSEER,
        now=NEXT_DAY,
        referral_id=row.pk,
        **CHECK
        | {
            "second_checker": "示例·高岩",
            "result": "CORRECTED",
            "problems": "多伐 1 株。",
            "handling": "责令补种 10 株。",
            "photo": Upload(name="现场.png", content=PNG, true_size=len(PNG)),
        },
    )
    row = overseeing.referral(row.case_id)
    assert (row.state, row.result, row.checkers, row.due_on) == (
        "CHECKED",
        "CORRECTED",
        ["示例·林卫国", "示例·高岩"],
        None,
    )
    assert CaseEvidence.objects.filter(county_code=COUNTY, case=row.case_id, kind="OVERSIGHT_PHOTO").exists()
    with pytest.raises(OversightMovedOn):
        actions.record_first_check(actor=OVERSEER, now=NEXT_DAY, referral_id=row.pk, **CHECK)


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"checked_on": None}, CheckDayWrong),
        ({"checked_on": date(2026, 11, 15)}, CheckDayWrong),
        ({"checked_on": date(2026, 11, 18)}, CheckDayWrong),
        ({"checker": " "}, TextMissing),
        ({"second_checker": "示例·林卫国"}, SameChecker),
        ({"result": "FINE"}, CheckResultUnknown),
        ({"result": "PENDING"}, TextMissing),
        ({"result": "CORRECTED", "problems": "多伐。"}, TextMissing),
    ],
)
def test_a_check_that_says_too_little_is_refused(
    db: None, told: dict[str, Any], refusal: type[Exception]
) -> None:
    row = overseeing.acknowledged()
    with pytest.raises(refusal):
        actions.record_first_check(actor=OVERSEER, now=NEXT_DAY, referral_id=row.pk, **{**CHECK, **told})
    assert overseeing.referral(row.case_id).state == "ACKNOWLEDGED"


def test_what_nobody_confirmed_is_not_checked(db: None) -> None:
    with pytest.raises(OversightMovedOn):
        actions.record_first_check(
            actor=OVERSEER, now=NEXT_DAY, referral_id=overseeing.handed_over().pk, **CHECK
        )


def test_the_department_reveals_what_it_supervises_and_nothing_else(db: None) -> None:
    row = overseeing.handed_over()
    told = {"now": NEXT_DAY, "case_id": row.case_id, "field": "NAME", "reason": "联系现场检查"}
    assert actions.reveal(actor=OVERSEER, **told).value == "赵建国"
    assert Entry.objects.filter(county_code=COUNTY, act="cases.reveal").count() == 1
    with pytest.raises(NotFound):
        actions.reveal(actor=SECOND_OVERSEER, **told)
