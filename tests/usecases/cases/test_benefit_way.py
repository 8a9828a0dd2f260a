"""The way of a benefit from the counter to the confirmation, through all its steps and past missing ones."""

from tests.usecases.cases import benefit_journey as walk
from tests.usecases.cases.journey import HOUR, points_of
from tests.world import APPROVER, CLERK, COUNTY, COUNTY_APPROVER, NOW, REVIEWER
from yimen.data.cases.models import Case, CaseEvidence, CaseInterval, CasePaper, CasePublicity, CaseStep
from yimen.data.journal.models import Entry, Outbox
from yimen.usecases.cases import actions


def _case(case_id: object) -> Case:
    return Case.objects.get(county_code=COUNTY, pk=case_id)


def test_a_benefit_goes_all_its_steps_and_ends_confirmed_by_the_county(db: None) -> None:
    case_id = walk.confirmed()
    case = _case(case_id)
    acts = list(CaseStep.objects.filter(case=case).order_by("order").values_list("act", flat=True))
    assert acts == [
        "TAKE_IN", "ACCEPT", "REVIEW", "RECORD_VISIT", "ISSUE_PUBLICITY_SHEET", "RECORD_POSTING",
        "RECORD_REMOVAL", "END_PUBLICITY", "CONFIRM",
    ]  # fmt: skip
    assert case.state == "GRANTED"
    assert case.decided_at == walk.CONFIRMED_AT
    assert Entry.objects.filter(subject_id=case_id).count() == len(acts)


def test_a_confirmed_benefit_has_no_ten_days_to_be_delivered(db: None) -> None:
    case = _case(walk.confirmed())
    assert case.delivery_due is None
    assert case.step_due is None
    assert CaseInterval.objects.get(case=case, kind="RUN").ended_on is not None


def test_the_confirmation_is_delivered_and_closed_as_any_decision(db: None) -> None:
    case_id = walk.confirmed()
    walk.make_papers(walk.CONFIRMED_AT)
    actions.deliver(actor=CLERK, now=walk.CONFIRMED_AT + HOUR, case_id=case_id, way="COUNTER")
    assert _case(case_id).state == "DELIVERED"


def test_acceptance_goes_out_in_the_township_s_name_by_the_item_s_own_basis(db: None) -> None:
    case_id = walk.accepted()
    paper = (
        CasePaper.objects.select_related("paper__organ").get(case_id=case_id, paper__kind="ACCEPTANCE").paper
    )
    assert paper.organ.name == "沧县旧州镇人民政府"
    assert paper.facts["basis"] == "社会救助暂行办法第11条"
    assert "行政许可法" not in str(paper.facts)
    assert paper.sensitive


def test_photos_are_kept_as_evidence_of_their_kind(db: None) -> None:
    case_id = walk.removed()
    kinds = list(CaseEvidence.objects.filter(case_id=case_id).order_by("at").values_list("kind", flat=True))
    assert kinds == ["VISIT_PHOTO", "POSTING_PHOTO", "REMOVAL_PHOTO"]


def test_an_item_without_a_posting_goes_from_the_visit_to_the_confirmation(db: None) -> None:
    walk.without_steps("POST_PUBLICLY")
    assert _case(walk.visited()).state == "CONFIRMING"


def test_an_item_without_a_visit_goes_from_the_review_to_the_posting(db: None) -> None:
    walk.without_steps("HOME_VISIT")
    assert _case(walk.reviewed()).state == "PUBLICIZING"


def test_an_item_with_neither_goes_from_the_review_to_the_confirmation(db: None) -> None:
    walk.without_steps("HOME_VISIT", "POST_PUBLICLY")
    assert _case(walk.reviewed()).state == "CONFIRMING"


def test_what_the_county_sends_back_is_visited_and_posted_again(db: None) -> None:
    case_id = walk.publicized()
    later = walk.CONFIRMED_AT
    actions.send_back(actor=COUNTY_APPROVER, now=later, case_id=case_id, reason="请核实车辆登记。")
    assert _case(case_id).state == "REVIEWING"
    given = {**walk.REVIEW, "passed_points": points_of(case_id)}
    actions.review(actor=REVIEWER, now=later + HOUR, case_id=case_id, **given)
    walk.visit(case_id, now=later)
    walk.issue_sheet(case_id, now=later)
    assert _case(case_id).state == "PUBLICIZING"
    rounds = CasePublicity.objects.filter(case_id=case_id).order_by("order")
    assert [row.order for row in rounds] == [1, 2]
    assert rounds[1].posted_on is None


def test_messages_on_the_way_never_name_the_item(db: None) -> None:
    case_id = walk.confirmed()
    texts = [each.payload["text"] for each in Outbox.objects.filter(subject_id=case_id)]
    assert len(texts) == 3
    for text in texts:
        assert "最低生活保障" not in text
        assert "公示" not in text
        assert "救助类事项" in text


def test_the_township_s_approver_cannot_confirm_what_the_county_confirms(db: None) -> None:
    from yimen.rules.access import NotFound

    case_id = walk.publicized()
    for act, told in (
        (actions.confirm, {"opinion": "同意。"}),
        (actions.not_confirm, {"facts": "事实。", "reasons": "理由。"}),
        (actions.send_back, {"reason": "再看。"}),
    ):
        try:
            act(actor=APPROVER, now=NOW, case_id=case_id, **told)
        except NotFound:
            continue
        raise AssertionError(f"{act.__name__} let the township in")
