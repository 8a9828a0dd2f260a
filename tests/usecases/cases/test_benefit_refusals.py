"""What the acts of benefits refuse, each with a sentence and its field."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.usecases.cases import benefit_journey as walk
from tests.usecases.cases.journey import HOUR, points_of
from tests.world import (
    APPROVER,
    CENTER_HEAD,
    CLERK,
    COUNTY,
    COUNTY_APPROVER,
    ID,
    NOW,
    OUTSIDER,
    REVIEWER,
    SENSITIVE_VERSION,
    VILLAGE_PROXY,
)
from yimen.data.cases.models import Case, CaseEvidence, CasePaper, CasePublicity, CaseStep
from yimen.data.catalog.models import ItemVersion
from yimen.data.documents.models import Paper
from yimen.data.journal.models import Entry
from yimen.data.orgs.models import Organ
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.case_forms import NotChosen
from yimen.rules.case_reviews import DayMissing, DayToCome, DayTooEarly, OneVisitor, SameConfirmer
from yimen.rules.cases import OutOfTurn, WrongParty
from yimen.rules.publicity import (
    DaysUnpublished,
    HandledByTownship,
    MembersOutOfRange,
    NoSheet,
    NoSuchObjection,
    NotPosted,
    ObjectionsOpen,
    PhotoMissing,
    PostedAlready,
    RemovedAlready,
    SheetHangs,
    StillHanging,
)
from yimen.rules.text import TextMissing
from yimen.usecases.cases import actions
from yimen.usecases.cases.confirming import ConfirmingOrganUnknown
from yimen.usecases.cases.papers import RemediesUnknown


def _case(case_id: UUID) -> Case:
    return Case.objects.get(county_code=COUNTY, pk=case_id)


def _paper(case_id: UUID, kind: str) -> Paper:
    rows = CasePaper.objects.select_related("paper__organ", "paper__signing_organ")
    paper: Paper = rows.get(case_id=case_id, paper__kind=kind).paper
    return paper


# --- the first review


def _review(case_id: UUID, **more: Any) -> None:
    given = {**walk.REVIEW, "passed_points": points_of(case_id), **more}
    actions.review(actor=REVIEWER, now=NOW + 2 * HOUR, case_id=case_id, **given)


def test_the_question_about_near_relatives_is_never_passed_over(db: None) -> None:
    with pytest.raises(NotChosen) as refused:
        _review(walk.accepted(), near_relative="")
    assert refused.value.field == "near_relative"


@pytest.mark.parametrize(("missing", "field"), [("name", "relative_name"), ("relation", "relative_relation")])
def test_a_near_relative_needs_name_and_relation(db: None, missing: str, field: str) -> None:
    told = {"relative_name": "刘会计", "relative_relation": "父女", field: ""}
    with pytest.raises(TextMissing) as refused:
        _review(walk.accepted(), near_relative="YES", **told)
    assert refused.value.field == field, missing


def test_a_near_relative_is_kept_with_the_step_and_in_the_journal_as_a_digest_only(db: None) -> None:
    case_id = walk.accepted()
    _review(case_id, near_relative="YES", relative_name="刘会计", relative_relation="父女")
    step = CaseStep.objects.get(case_id=case_id, act="REVIEW")
    assert step.findings[0] == {"advice": "GRANT", "relative_name": "刘会计", "relative_relation": "父女"}
    entry = Entry.objects.get(subject_id=case_id, act="cases.review")
    assert '"near_relative":true' in entry.text.replace(" ", "")
    assert "刘会计" not in entry.text


def test_a_missing_advice_asks_in_the_words_of_benefits(db: None) -> None:
    with pytest.raises(NotChosen) as refused:
        _review(walk.accepted(), advice="")
    assert "确认" in refused.value.sentence()
    assert "准予" not in refused.value.sentence()


# --- the visit


def test_a_visit_keeps_two_people_the_check_and_what_was_found(db: None) -> None:
    case_id = walk.visited()
    step = CaseStep.objects.get(case_id=case_id, act="RECORD_VISIT")
    kept = {"visited_on": "2026-11-16", "visitors": ["李强", "王敏"], "household_check": "AGREES"}
    assert step.findings == [kept]
    assert step.opinion.startswith("一家两口")
    assert _case(case_id).state == "PUBLICIZING"
    assert _case(case_id).assignee_id == REVIEWER.post_id


@pytest.mark.parametrize("second", ["李强", " 李强 ", "李 强"])
def test_one_person_is_not_two(db: None, second: str) -> None:
    with pytest.raises(OneVisitor) as refused:
        walk.visit(walk.reviewed(), second_visitor=second)
    assert refused.value.field == "second_visitor"


@pytest.mark.parametrize(
    ("day", "refusal"),
    [(None, DayMissing), (date(2026, 11, 15), DayTooEarly), (date(2026, 11, 17), DayToCome)],
)
def test_a_visit_lies_between_the_acceptance_and_today(db: None, day: date | None, refusal: Any) -> None:
    case_id = walk.reviewed()
    with pytest.raises(refusal) as refused:
        walk.visit(case_id, visited_on=day)
    assert refused.value.field == "visited_on"
    assert CaseEvidence.objects.filter(case_id=case_id).count() == 0


def test_a_visit_needs_an_answer_of_the_check_and_words(db: None) -> None:
    case_id = walk.reviewed()
    with pytest.raises(NotChosen):
        walk.visit(case_id, household_check="")
    with pytest.raises(TextMissing):
        walk.visit(case_id, found="  ")


def test_nobody_visits_before_the_review(db: None) -> None:
    with pytest.raises(OutOfTurn):
        walk.visit(walk.accepted())


# --- the sheet


def test_the_sheet_shows_householder_household_and_village_and_nothing_else(db: None) -> None:
    case_id = walk.sheeted()
    paper = (
        CasePaper.objects.select_related("paper").get(case_id=case_id, paper__kind="PUBLICITY_SHEET").paper
    )
    shown = paper.facts["publicity_text"]
    assert "孙桂英" in shown
    assert "2 人" in shown
    assert "东关村3组" in shown
    told = str(paper.facts)
    assert "110105" not in told
    assert "138" not in told.replace(paper.facts["check_code"], "")
    assert paper.facts["publicity_days"].startswith("7 日")
    assert paper.sensitive


@pytest.mark.parametrize("members", [None, 0, 31])
def test_a_sheet_needs_the_number_of_people(db: None, members: int | None) -> None:
    with pytest.raises(MembersOutOfRange) as refused:
        walk.issue_sheet(walk.visited(), members=members)
    assert refused.value.field == "members"


def test_unpublished_days_must_be_typed_with_their_source(db: None) -> None:
    ItemVersion.objects.filter(pk=SENSITIVE_VERSION).update(publicity_days=None)
    case_id = walk.visited()
    with pytest.raises(DaysUnpublished):
        walk.issue_sheet(case_id)
    with pytest.raises(TextMissing) as refused:
        walk.issue_sheet(case_id, days=5)
    assert refused.value.field == "days_source"
    walk.issue_sheet(case_id, days=5, days_source="县政发〔2026〕3号")
    assert CasePublicity.objects.get(case_id=case_id).days == 5
    step = CaseStep.objects.get(case_id=case_id, act="ISSUE_PUBLICITY_SHEET")
    assert step.opinion == "公示 5 日，依据：县政发〔2026〕3号"


def test_the_item_s_own_days_hold_whatever_is_typed(db: None) -> None:
    case_id = walk.visited()
    walk.issue_sheet(case_id, days=3, days_source="口头")
    assert CasePublicity.objects.get(case_id=case_id).days == 7


def test_a_sheet_that_was_never_hung_is_replaced_and_one_that_hangs_is_not(db: None) -> None:
    case_id = walk.sheeted()
    walk.issue_sheet(case_id, members=3)
    assert [row.order for row in CasePublicity.objects.filter(case_id=case_id).order_by("order")] == [1, 2]
    walk.post(case_id)
    with pytest.raises(SheetHangs):
        walk.issue_sheet(case_id, now=walk.POSTED_AT)


# --- hanging it up and taking it down


def test_nothing_is_hung_up_before_there_is_a_sheet(db: None) -> None:
    with pytest.raises(NoSheet):
        walk.post(walk.visited(), actor=REVIEWER)


def test_a_posting_needs_its_photo_its_place_and_a_day_that_is_no_dream(db: None) -> None:
    case_id = walk.sheeted()
    for more, refusal, field in (
        ({"photo": None}, PhotoMissing, "photo"),
        ({"place": ""}, TextMissing, "place"),
        ({"posted_on": None}, DayMissing, "posted_on"),
        ({"posted_on": date(2026, 11, 18)}, DayToCome, "posted_on"),
        ({"posted_on": date(2026, 11, 15)}, DayTooEarly, "posted_on"),
    ):
        with pytest.raises(refusal) as refused:
            walk.post(case_id, **more)
        assert refused.value.field == field
    assert CasePublicity.objects.get(case_id=case_id).posted_on is None


def test_a_sheet_is_hung_once_and_taken_down_once(db: None) -> None:
    case_id = walk.posted()
    with pytest.raises(PostedAlready):
        walk.post(case_id)
    walk.remove(case_id)
    with pytest.raises(RemovedAlready):
        walk.remove(case_id)


def test_what_does_not_hang_is_not_taken_down(db: None) -> None:
    with pytest.raises(NotPosted):
        walk.remove(walk.sheeted(), actor=REVIEWER)


def test_a_sheet_comes_down_the_day_after_its_last_day_and_not_a_day_earlier(db: None) -> None:
    case_id = walk.posted()
    with pytest.raises(StillHanging) as refused:
        walk.remove(case_id, removed_on=walk.LAST_DAY)
    assert "2026年11月25日" in refused.value.sentence()
    walk.remove(case_id, removed_on=walk.REMOVED_ON)
    assert CasePublicity.objects.get(case_id=case_id).removed_on == walk.REMOVED_ON


def test_the_case_stays_with_its_reviewer_while_the_village_acts(db: None) -> None:
    assert _case(walk.removed()).assignee_id == REVIEWER.post_id


# --- objections and the end of the posting


def test_an_objection_stands_in_the_way_until_it_says_what_became_of_it(db: None) -> None:
    case_id = walk.posted()
    actions.record_objection(actor=VILLAGE_PROXY, now=walk.POSTED_AT, case_id=case_id, text="他家有车。")
    walk.remove(case_id)
    with pytest.raises(ObjectionsOpen) as refused:
        actions.end_publicity(actor=REVIEWER, now=walk.REMOVED_AT, case_id=case_id)
    assert "第 1 条" in refused.value.sentence()
    actions.record_objection(
        actor=REVIEWER, now=walk.REMOVED_AT, case_id=case_id, number=1, handling="车是邻居的，已核实。"
    )
    actions.end_publicity(actor=REVIEWER, now=walk.REMOVED_AT, case_id=case_id)
    assert _case(case_id).state == "CONFIRMING"
    row = CasePublicity.objects.get(case_id=case_id)
    assert (row.objections[0]["by"], row.objections[0]["handling"]) == ("", "车是邻居的，已核实。")


def test_a_village_does_not_say_what_became_of_an_objection(db: None) -> None:
    case_id = walk.posted()
    told = {"now": walk.POSTED_AT, "case_id": case_id}
    with pytest.raises(HandledByTownship):
        actions.record_objection(actor=VILLAGE_PROXY, text="他家有车。", handling="没事。", **told)
    with pytest.raises(NoSuchObjection):
        actions.record_objection(actor=REVIEWER, number=4, handling="已核实。", **told)
    with pytest.raises(TextMissing):
        actions.record_objection(actor=REVIEWER, text="", **told)


def test_a_posting_may_be_ended_with_the_removal_in_one_go(db: None) -> None:
    case_id = walk.posted()
    told = {"actor": REVIEWER, "now": walk.REMOVED_AT, "case_id": case_id}
    with pytest.raises(PhotoMissing):
        actions.end_publicity(removed_on=walk.REMOVED_ON, **told)
    with pytest.raises(StillHanging):
        actions.end_publicity(removed_on=walk.LAST_DAY, photo=walk.photo(), **told)
    actions.end_publicity(removed_on=walk.REMOVED_ON, photo=walk.photo(), **told)
    assert _case(case_id).state == "CONFIRMING"
    assert CaseEvidence.objects.filter(case_id=case_id, kind="REMOVAL_PHOTO").count() == 1


def test_a_posting_that_never_hung_does_not_end(db: None) -> None:
    with pytest.raises(NotPosted):
        actions.end_publicity(actor=REVIEWER, now=walk.POSTED_AT, case_id=walk.sheeted())


@pytest.mark.parametrize("other", [APPROVER, CENTER_HEAD, COUNTY_APPROVER, VILLAGE_PROXY])
def test_a_posting_is_ended_by_the_township_s_desk_only(db: None, other: Any) -> None:
    with pytest.raises(NotAllowed):
        actions.end_publicity(actor=other, now=walk.REMOVED_AT, case_id=walk.removed())


# --- the confirmation


def test_the_county_confirms_in_its_own_name_by_its_own_number(db: None) -> None:
    case_id = walk.confirmed()
    paper = _paper(case_id, "CONFIRMATION")
    assert paper.organ.name == paper.signing_organ.name == "沧县民政局"
    assert paper.paper_no.startswith("沧县民")
    assert "行政许可" not in str(paper.facts)


def test_what_is_confirmed_is_printed(db: None) -> None:
    case_id = walk.publicized()
    told = {"opinion": "同意。", "content": "保障人口 2 人，自 12 月起。"}
    actions.confirm(actor=COUNTY_APPROVER, now=walk.CONFIRMED_AT, case_id=case_id, **told)
    paper = _paper(case_id, "CONFIRMATION")
    assert "保障人口 2 人" in paper.facts["decision_text"]


def test_an_answer_against_it_says_facts_reasons_and_both_remedies(db: None) -> None:
    case_id = walk.publicized()
    told = {"facts": "家庭有商品房两套。", "reasons": "财产超过规定。"}
    actions.not_confirm(actor=COUNTY_APPROVER, now=walk.CONFIRMED_AT, case_id=case_id, **told)
    paper = (
        CasePaper.objects.select_related("paper").get(case_id=case_id, paper__kind="NON_CONFIRMATION").paper
    )
    assert paper.facts["reasons"] == "财产超过规定。"
    remedies = " ".join(paper.facts["remedies"])
    assert "沧县人民政府" in remedies
    assert "沧县人民法院" in remedies
    assert _case(case_id).state == "REFUSED"
    assert _case(case_id).delivery_due is None


def test_an_organ_without_remedies_cannot_answer_against_it(db: None) -> None:
    Organ.objects.filter(pk=ID("organ:civil_affairs")).update(court="")
    case_id = walk.publicized()
    with pytest.raises(RemediesUnknown):
        actions.not_confirm(
            actor=COUNTY_APPROVER, now=walk.CONFIRMED_AT, case_id=case_id, facts="事实。", reasons="理由。"
        )
    assert _case(case_id).state == "CONFIRMING"


def test_an_empty_opinion_is_refused(db: None) -> None:
    with pytest.raises(TextMissing):
        actions.confirm(actor=COUNTY_APPROVER, now=walk.CONFIRMED_AT, case_id=walk.publicized(), opinion=" ")


def test_a_township_to_which_the_power_was_handed_confirms_in_its_own_name(db: None) -> None:
    walk.confirmed_by_township(authority="OWN")
    case_id = walk.publicized()
    actions.confirm(actor=APPROVER, now=walk.CONFIRMED_AT, case_id=case_id, opinion="同意。")
    paper = (
        CasePaper.objects.select_related("paper__organ")
        .get(case_id=case_id, paper__kind="CONFIRMATION")
        .paper
    )
    assert paper.organ.name == "沧县旧州镇人民政府"


def test_an_entrusted_township_confirms_in_the_department_s_name_with_its_own_key(db: None) -> None:
    walk.confirmed_by_township(authority="ENTRUSTED")
    case_id = walk.publicized()
    actions.confirm(actor=APPROVER, now=walk.CONFIRMED_AT, case_id=case_id, opinion="同意。")
    paper = _paper(case_id, "CONFIRMATION")
    assert (paper.organ.name, paper.signing_organ.name) == ("沧县民政局", "沧县旧州镇人民政府")


def test_a_township_of_which_nobody_knows_in_whose_name_does_not_confirm(db: None) -> None:
    walk.confirmed_by_township(authority="UNKNOWN")
    case_id = walk.publicized()
    with pytest.raises(ConfirmingOrganUnknown):
        actions.confirm(actor=APPROVER, now=walk.CONFIRMED_AT, case_id=case_id, opinion="同意。")


def test_whoever_did_the_first_review_does_not_confirm(db: None) -> None:
    walk.confirmed_by_township(authority="OWN")
    case_id = walk.publicized()
    same = replace(APPROVER, account_id=REVIEWER.account_id)
    with pytest.raises(SameConfirmer) as refused:
        actions.confirm(actor=same, now=walk.CONFIRMED_AT, case_id=case_id, opinion="同意。")
    assert "初审" in refused.value.sentence()


def test_the_county_does_not_confirm_what_the_item_leaves_to_the_township(db: None) -> None:
    walk.confirmed_by_township(authority="OWN")
    case_id = walk.publicized()
    with pytest.raises(NotFound):
        actions.confirm(actor=COUNTY_APPROVER, now=walk.CONFIRMED_AT, case_id=case_id, opinion="同意。")


def test_a_reviewer_does_not_send_back_what_waits_for_the_county(db: None) -> None:
    with pytest.raises(WrongParty):
        actions.send_back(
            actor=REVIEWER, now=walk.CONFIRMED_AT, case_id=walk.publicized(), reason="想再看看。"
        )


@pytest.mark.parametrize("other", [CLERK, REVIEWER, CENTER_HEAD, OUTSIDER])
def test_nobody_else_confirms(db: None, other: Any) -> None:
    with pytest.raises(NotAllowed):
        actions.confirm(actor=other, now=walk.CONFIRMED_AT, case_id=walk.publicized(), opinion="同意。")


def test_what_is_posted_is_not_confirmed_yet(db: None) -> None:
    with pytest.raises((OutOfTurn, NotFound)):
        actions.confirm(actor=COUNTY_APPROVER, now=NOW, case_id=walk.posted(), opinion="同意。")
