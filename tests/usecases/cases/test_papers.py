"""The words on paper: punctuation, basis, and facts that the typesetter takes as they are."""

import pytest

from tests.usecases.cases.journey import HOUR, granted, reviewed
from tests.world import APPROVER, NOW, VERSION
from yimen.data.cases.models import CasePaper
from yimen.data.catalog.models import ItemVersion
from yimen.usecases.cases.actions import grant
from yimen.usecases.cases.papers import printed


@pytest.mark.parametrize(
    ("typed", "set_in_type"),
    [
        ("承包地，杨树 20 株(示例)", "承包地，杨树 20 株（示例）"),
        ("时间：2026-11-16 10:00", "时间：2026-11-16 10:00"),
        ("（一）甲；乙", "（一）甲；乙"),
        ("No. 3, A (b)", "No. 3, A (b)"),
        ("已经是，“好”", "已经是，“好”"),
    ],
)
def test_beside_chinese_signs_punctuation_is_full_width(typed: str, set_in_type: str) -> None:
    assert printed(typed) == set_in_type
    assert printed(set_in_type) == set_in_type


def test_the_remarks_of_the_list_stay_out_of_the_basis(db: None) -> None:
    ItemVersion.objects.filter(pk=VERSION).update(basis="森林法第56、57条；行政许可法第42条（一般20工作日）")
    case_id = reviewed()
    grant(actor=APPROVER, now=NOW + HOUR, case_id=case_id, opinion="同意。")
    basis = CasePaper.objects.get(case_id=case_id, paper__kind="GRANT").paper.facts["basis"]
    assert basis == "森林法第56、57条、行政许可法第42条、《中华人民共和国行政许可法》第三十八条第一款"


def test_an_item_without_a_basis_rests_on_the_permit_law(db: None) -> None:
    ItemVersion.objects.filter(pk=VERSION).update(basis="")
    case_id = granted()
    facts = CasePaper.objects.get(case_id=case_id, paper__kind="GRANT").paper.facts
    assert facts["basis"] == "《中华人民共和国行政许可法》第三十八条第一款"


def test_every_paper_of_the_way_was_taken_by_the_typesetter(db: None) -> None:
    case_id = granted()
    papers = [row.paper for row in CasePaper.objects.filter(case_id=case_id).select_related("paper")]
    assert {paper.state for paper in papers} == {"READY"}
    assert {paper.facts["applicant_id_masked"] for paper in papers} == {"110105********002X"}
