"""Refusing: facts, reasons, basis, and both ways of complaint."""

import pytest

from tests.usecases.cases.journey import HOUR, reviewed
from tests.world import APPROVER, ID, NOW, OUTSIDE_APPROVER
from yimen.data.cases.models import Case, CasePaper
from yimen.data.orgs.models import Organ
from yimen.rules.access import NotFound
from yimen.rules.text import TextMissing
from yimen.usecases.cases.actions import refuse
from yimen.usecases.cases.papers import RemediesUnknown

_FACTS = "申请采伐的林地权属有争议。"
_REASONS = "权属不清，不符合采伐条件。"


def test_a_refusal_states_all_that_the_law_asks(db: None) -> None:
    case_id = reviewed(advice="REFUSE")
    done = refuse(actor=APPROVER, now=NOW + 4 * HOUR, case_id=case_id, facts=_FACTS, reasons=_REASONS)
    case = Case.objects.get(pk=case_id)
    paper = CasePaper.objects.get(case=case, paper__kind="REFUSAL").paper
    assert done.state == case.state == "REFUSED"
    assert paper.facts["decision_text"] == _FACTS
    assert paper.facts["reasons"] == _REASONS.replace(",", "，")
    assert "第三十八条第二款" in paper.facts["basis"]
    reconsideration, lawsuit = paper.facts["remedies"]
    assert "60 日" in reconsideration
    assert "沧县人民政府" in reconsideration
    assert "6 个月" in lawsuit
    assert "沧县人民法院" in lawsuit
    assert case.delivery_due is not None


def test_a_basis_of_ones_own_replaces_the_items(db: None) -> None:
    case_id = reviewed(advice="REFUSE")
    refuse(actor=APPROVER, now=NOW, case_id=case_id, facts=_FACTS, reasons=_REASONS, basis="森林法第五十六条")
    assert CasePaper.objects.get(paper__kind="REFUSAL").paper.facts["basis"] == "森林法第五十六条"


@pytest.mark.parametrize(("facts", "reasons", "field"), [("", _REASONS, "facts"), (_FACTS, " ", "reasons")])
def test_facts_and_reasons_are_both_needed(db: None, facts: str, reasons: str, field: str) -> None:
    with pytest.raises(TextMissing) as refused:
        refuse(actor=APPROVER, now=NOW, case_id=reviewed(), facts=facts, reasons=reasons)
    assert refused.value.field == field


def test_no_refusal_without_remedies(db: None) -> None:
    Organ.objects.filter(pk=ID("organ:forestry")).update(court="")
    with pytest.raises(RemediesUnknown):
        refuse(actor=APPROVER, now=NOW, case_id=reviewed(), facts=_FACTS, reasons=_REASONS)


def test_another_county_does_not_find_it(db: None) -> None:
    with pytest.raises(NotFound):
        refuse(actor=OUTSIDE_APPROVER, now=NOW, case_id=reviewed(), facts=_FACTS, reasons=_REASONS)
