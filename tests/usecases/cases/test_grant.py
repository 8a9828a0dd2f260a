"""Granting: in whose name, by two people, with ten workdays to deliver."""

from dataclasses import replace
from datetime import date

import pytest

from tests.usecases.cases.journey import HOUR, accepted, reviewed
from tests.world import APPROVER, ID, NOW, OUTSIDE_APPROVER, REVIEWER, SECOND_APPROVER, VERSION
from yimen.data.cases.models import Case, CaseInterval, CasePaper
from yimen.data.catalog.models import ItemVersion
from yimen.data.orgs.models import Organ
from yimen.data.people.models import Post
from yimen.rules.access import Actor, NotAllowed, NotFound, Party
from yimen.rules.case_forms import SamePerson
from yimen.rules.cases import OutOfTurn
from yimen.rules.text import TextMissing
from yimen.usecases.cases.actions import grant
from yimen.usecases.cases.papers import AuthorityUnknown, EntrustingOrganUnknown, RemediesUnknown


def test_an_entrusted_decision_goes_out_in_the_name_of_the_department(db: None) -> None:
    case_id = reviewed()
    done = grant(actor=APPROVER, now=NOW + 4 * HOUR, case_id=case_id, opinion="同意。")
    case = Case.objects.get(pk=case_id)
    paper = CasePaper.objects.get(case=case, paper__kind="GRANT").paper
    assert done.state == case.state == "GRANTED"
    assert paper.organ.name == "沧县林业主管部门"
    assert paper.signing_organ.name == "沧县旧州镇人民政府"
    assert paper.paper_no.startswith("沧县林")
    assert "受沧县林业主管部门委托" in paper.facts["entrusted_note"]
    assert "沧县旧州镇人民政府" in paper.facts["entrusted_note"]
    assert "森林法" in paper.facts["basis"]
    assert "第三十八条第一款" in paper.facts["basis"]
    assert "村北承包地，杨树 20 株" in paper.facts["decision_text"]


def test_an_own_decision_goes_out_in_the_name_of_the_township(db: None) -> None:
    ItemVersion.objects.filter(pk=VERSION).update(authority="OWN")
    case_id = reviewed()
    grant(actor=APPROVER, now=NOW + 4 * HOUR, case_id=case_id, opinion="同意。")
    paper = CasePaper.objects.get(case_id=case_id, paper__kind="GRANT").paper
    assert paper.organ.name == "沧县旧州镇人民政府"
    assert "entrusted_note" not in paper.facts


def test_the_clock_ends_and_ten_workdays_to_deliver_begin(db: None) -> None:
    case_id = reviewed()
    grant(actor=APPROVER, now=NOW + 4 * HOUR, case_id=case_id, opinion="同意。")
    case = Case.objects.get(pk=case_id)
    assert case.decided_at == NOW + 4 * HOUR
    assert case.delivery_due == date(2026, 11, 30)
    assert case.step_due is None
    interval = CaseInterval.objects.get(case=case)
    assert (interval.ended_on, interval.days) == (date(2026, 11, 16), 0)


def test_the_reviewer_does_not_decide_in_another_post(db: None) -> None:
    case_id = reviewed()
    second = Post.objects.get(pk=APPROVER.post_id)
    second.pk, second.account_id = ID("post:reviewer-as-approver"), REVIEWER.account_id
    second.save(force_insert=True)
    both = replace(REVIEWER, party=Party.APPROVER, post_id=second.pk)
    with pytest.raises(SamePerson) as refused:
        grant(actor=both, now=NOW, case_id=case_id, opinion="同意。")
    assert "两个人" in refused.value.sentence()
    assert Case.objects.get(pk=case_id).state == "DECIDING"
    grant(actor=SECOND_APPROVER, now=NOW, case_id=case_id, opinion="同意。")


def test_an_unknown_authority_tells_who_must_register_it(db: None) -> None:
    case_id = reviewed()
    ItemVersion.objects.filter(pk=VERSION).update(authority="UNKNOWN")
    with pytest.raises(AuthorityUnknown) as refused:
        grant(actor=APPROVER, now=NOW, case_id=case_id, opinion="同意。")
    assert "县政务办" in refused.value.sentence()
    assert Case.objects.get(pk=case_id).decided_at is None


def test_a_department_that_is_not_registered_is_named(db: None) -> None:
    case_id = reviewed()
    Organ.objects.filter(pk=ID("organ:forestry")).update(department="水利")
    with pytest.raises(EntrustingOrganUnknown) as refused:
        grant(actor=APPROVER, now=NOW, case_id=case_id, opinion="同意。")
    assert "林业和草原" in refused.value.sentence()


@pytest.mark.parametrize("unknown", ["court", "reconsideration_organ"])
def test_unknown_remedies_stop_the_decision(db: None, unknown: str) -> None:
    Organ.objects.filter(pk=ID("organ:forestry")).update(**{unknown: ""})
    with pytest.raises(RemediesUnknown) as refused:
        grant(actor=APPROVER, now=NOW, case_id=reviewed(), opinion="同意。")
    assert "沧县林业主管部门" in refused.value.sentence()


def test_an_empty_opinion_is_refused(db: None) -> None:
    with pytest.raises(TextMissing):
        grant(actor=APPROVER, now=NOW, case_id=reviewed(), opinion="")


def test_what_is_not_reviewed_is_not_granted(db: None) -> None:
    with pytest.raises(OutOfTurn):
        grant(actor=APPROVER, now=NOW, case_id=accepted(), opinion="同意。")


def test_a_second_decision_comes_too_late(db: None) -> None:
    case_id = reviewed()
    grant(actor=APPROVER, now=NOW, case_id=case_id, opinion="同意。")
    with pytest.raises(OutOfTurn):
        grant(actor=SECOND_APPROVER, now=NOW, case_id=case_id, opinion="同意。")
    assert CasePaper.objects.filter(paper__kind="GRANT").count() == 1


def test_an_approver_of_another_county_does_not_find_it(db: None) -> None:
    case_id = reviewed()
    with pytest.raises(NotFound):
        grant(actor=OUTSIDE_APPROVER, now=NOW, case_id=case_id, opinion="同意。")


def test_a_reviewer_does_not_grant(db: None) -> None:
    reviewer: Actor = REVIEWER
    with pytest.raises(NotAllowed):
        grant(actor=reviewer, now=NOW, case_id=reviewed(), opinion="同意。")
