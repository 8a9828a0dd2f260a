"""The answer to an information request: closed list, paper, two people, and the time that it has."""

from datetime import timedelta

import pytest

from tests.usecases.cases import disclosures
from tests.usecases.cases.families import PERSON, filing_reviewed
from tests.usecases.cases.journey import HOUR, draft, make_papers
from tests.usecases.cases.reviewing import findings_of
from tests.world import APPROVER, CLERK, COUNTY, NOW, PENSION_ITEM_CODE, RESIDENT, REVIEWER, SECOND_APPROVER
from yimen.data.cases.models import Case, CaseInterval, CasePaper, CaseStep
from yimen.data.documents.models import Paper
from yimen.data.journal.models import Entry, Outbox
from yimen.rules.access import NotAllowed
from yimen.rules.calendar import beijing_date
from yimen.rules.case_forms import CopyIsNoIdentity, NotChosen, SamePerson
from yimen.rules.cases import NoSuchProcedure, OutOfTurn
from yimen.rules.disclosures import AnswerUnreasoned, CorrectionIsOver
from yimen.usecases.cases import actions
from yimen.usecases.cases.papers import RemediesUnknown
from yimen.usecases.orgs.calendars import current_calendar


def _case(case_id: object) -> Case:
    return Case.objects.select_related("organ").get(county_code=COUNTY, pk=case_id)


def test_the_time_to_answer_runs_from_the_counter_and_nothing_is_accepted(db: None) -> None:
    case = _case(disclosures.requested())
    today = beijing_date(NOW)
    assert (case.state, case.accepted_on) == ("REVIEWING", today)
    assert case.statutory_due == current_calendar().add_workdays(today, 20).date
    assert case.notice_due_at is None
    (paper,) = Paper.objects.filter(case_papers__case=case)
    assert (paper.kind, bool(paper.facts["statutory_due"])) == ("RECEIPT", True)
    assert CaseInterval.objects.get(county_code=COUNTY, case=case).kind == "RUN"


def test_online_the_time_runs_from_the_day_on_which_the_center_confirms(db: None) -> None:
    """政府信息公开条例 31 (3); a picture of the card does, nobody need come."""
    disclosures.build()
    told = {**PERSON, "request": "2025年村级公路养护的合同，要电子版。"}
    told |= {f"bring-{disclosures.CARD}": "1", f"bring-{disclosures.FORM}": "1"}
    draft_id = draft(now=NOW, item=disclosures.ITEM_CODE, answers=told, with_file=False)
    case_id = actions.submit(actor=RESIDENT, now=NOW, draft_id=draft_id, declared=True).case_id
    assert (_case(case_id).state, _case(case_id).accepted_on) == ("SUBMITTED", None)
    assert "不用跑" in Outbox.objects.get(topic="cases.submitted").payload["text"]
    later = NOW + timedelta(days=2)
    actions.receive(actor=CLERK, now=later, case_id=case_id, identity_check="COPY")
    case = _case(case_id)
    assert (case.state, case.accepted_on) == ("REVIEWING", beijing_date(later))
    assert case.statutory_due == current_calendar().add_workdays(beijing_date(later), 20).date


def test_an_answer_leaves_its_paper_with_article_and_ways_and_tells_the_phone_no_more_than_that(
    db: None,
) -> None:
    case_id = disclosures.answered()
    case = _case(case_id)
    assert case.state == "CONCLUDED"
    assert case.decision_text == "予以公开。随本答复书提供复印件 3 页。"
    assert case.delivery_due is None
    paper = Paper.objects.get(kind="ANSWER")
    assert "政复" not in paper.paper_no
    assert "公复" in paper.paper_no
    assert paper.facts["basis"] == "《中华人民共和国政府信息公开条例》第三十六条第二项"
    assert "农村公路养护" in paper.facts["ground"]
    assert "可以自知道" in paper.facts["remedies"][0]
    assert Entry.objects.filter(subject_id=case_id, act="cases.answer").count() == 1
    assert CaseStep.objects.get(case=case, act="ANSWER").told
    assert "予以公开" not in Outbox.objects.get(topic="cases.concluded").payload["text"]


def test_what_is_withheld_sends_to_reconsideration_first(db: None) -> None:
    disclosures.answered(kind="WITHHELD", said="第三方的施工图。", ground="THIRD_PARTY", reasons="商业秘密。")
    paper = Paper.objects.get(kind="ANSWER")
    assert "应当先" in paper.facts["remedies"][0]
    assert "第十五条" in paper.facts["basis"]
    assert paper.facts["reasons"] == "商业秘密。"


def test_an_answered_request_is_delivered_closed_and_its_file_is_in_order(db: None) -> None:
    case_id = disclosures.answered()
    make_papers(NOW + 3 * HOUR)
    actions.deliver(
        actor=CLERK, now=NOW + 4 * HOUR, case_id=case_id, way="COUNTER", details={"receiver": "赵建国"}
    )
    actions.close(actor=CLERK, now=NOW + 5 * HOUR, case_id=case_id)
    make_papers(NOW + 6 * HOUR)
    assert _case(case_id).state == "CLOSED"
    assert findings_of(case_id) == ()


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"kind": "CONFIRM"}, NotChosen),
        ({"kind": "WITHHELD", "reasons": "理由。"}, NotChosen),
        ({"kind": "NOT_OURS"}, AnswerUnreasoned),
    ],
)
def test_an_answer_that_lacks_something_is_refused(
    db: None, told: dict[str, str], refusal: type[Exception]
) -> None:
    case_id = disclosures.searched()
    with pytest.raises(refusal):
        actions.answer(actor=APPROVER, now=NOW + 2 * HOUR, case_id=case_id, **{**disclosures.GIVEN, **told})
    assert _case(case_id).state == "DECIDING"


def test_only_an_approver_answers_what_waits_for_it_and_what_is_a_request(db: None) -> None:
    case_id = disclosures.searched()
    for other in (CLERK, REVIEWER, RESIDENT):
        with pytest.raises(NotAllowed):
            actions.answer(actor=other, now=NOW + 2 * HOUR, case_id=case_id, **disclosures.GIVEN)
    with pytest.raises(OutOfTurn):
        actions.answer(actor=APPROVER, now=NOW + HOUR, case_id=disclosures.requested(), **disclosures.GIVEN)
    with pytest.raises(NoSuchProcedure):
        actions.answer(actor=APPROVER, now=NOW + HOUR, case_id=filing_reviewed(), **disclosures.GIVEN)


def test_whoever_searched_does_not_answer(db: None) -> None:
    case_id = disclosures.searched()
    CaseStep.objects.filter(case_id=case_id, act="REVIEW").update(post_id=APPROVER.post_id)
    with pytest.raises(SamePerson):
        actions.answer(actor=APPROVER, now=NOW + 2 * HOUR, case_id=case_id, **disclosures.GIVEN)
    actions.answer(actor=SECOND_APPROVER, now=NOW + 2 * HOUR, case_id=case_id, **disclosures.GIVEN)


def test_without_registered_remedies_nothing_is_answered(db: None) -> None:
    case_id = disclosures.searched()
    organ = _case(case_id).organ
    organ.court = ""
    organ.save()
    with pytest.raises(RemediesUnknown):
        actions.answer(actor=APPROVER, now=NOW + 2 * HOUR, case_id=case_id, **disclosures.GIVEN)


def test_an_unclear_request_is_corrected_once_and_its_time_begins_anew(db: None) -> None:
    case_id = disclosures.unclear()
    case = _case(case_id)
    assert (case.state, case.accepted_on, case.statutory_due) == ("CORRECTING", None, None)
    assert case.step_due == current_calendar().add_workdays(beijing_date(NOW), 15).date
    notice = Paper.objects.get(kind="ONE_TIME_NOTICE")
    assert "视为放弃申请" in notice.facts["note"]
    assert notice.facts["ground"] == "申请内容不明确"
    later = NOW + timedelta(days=9)
    disclosures.clarified(case_id, now=later)
    case = _case(case_id)
    assert (case.state, case.accepted_on) == ("REVIEWING", beijing_date(later))
    assert case.statutory_due == current_calendar().add_workdays(beijing_date(later), 20).date
    with pytest.raises(CorrectionIsOver):
        actions.issue_one_time_notice(
            actor=CLERK,
            now=later + HOUR,
            case_id=case_id,
            verdicts=disclosures.UNCLEAR,
            reasons=disclosures.WHY,
            notices_before=1,
        )


def test_after_seven_workdays_no_correction_is_asked_for(db: None) -> None:
    case_id = disclosures.requested()
    with pytest.raises(CorrectionIsOver):
        actions.issue_one_time_notice(
            actor=CLERK,
            now=NOW + timedelta(days=14),
            case_id=case_id,
            verdicts=disclosures.UNCLEAR,
            reasons=disclosures.WHY,
        )
    assert not CasePaper.objects.filter(case_id=case_id, paper__kind="ONE_TIME_NOTICE").exists()


def test_a_letter_with_a_copy_of_the_card_is_a_request_and_no_filing(db: None) -> None:
    case_id = disclosures.requested(identity_check="COPY")
    assert _case(case_id).identity_check == "COPY"
    pension = disclosures.intake({}, item_code=PENSION_ITEM_CODE, identity_check="COPY")
    with pytest.raises(CopyIsNoIdentity):
        actions.take_in(actor=CLERK, now=NOW, intake=pension)


def test_the_limit_is_extended_once_by_at_most_twenty_workdays(db: None) -> None:
    case_id = disclosures.requested()
    before = _case(case_id).statutory_due
    actions.extend(
        actor=APPROVER, now=NOW + HOUR, case_id=case_id, days=20, approver="负责人", reason="档案多。"
    )
    case = _case(case_id)
    assert case.statutory_due == current_calendar().add_workdays(before, 20).date
    paper = Paper.objects.get(kind="EXTENSION")
    assert "第三十三条" in paper.facts["basis"]
    assert paper.facts["received_at"]
