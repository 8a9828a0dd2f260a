"""What the checks of an item's data find, where, and by which source."""

import datetime as dt
from typing import Any

import pytest

from yimen.rules.check_findings import ItemFinding
from yimen.rules.item_checks import check_item, has_errors, is_web_address
from yimen.rules.item_contents import ItemContent, MaterialContent
from yimen.rules.item_details import (
    Channel,
    Choice,
    Fee,
    ItemDetails,
    MaterialDetails,
    Question,
    Situation,
)
from yimen.rules.item_kinds import CaseKind, Need
from yimen.rules.items import ApplyWay, ItemType
from yimen.rules.tables import Severity


def found(
    details: ItemDetails | None = None,
    *materials: MaterialContent,
    item_type: ItemType = ItemType.PERMIT,
    name: str = "林木采伐许可证核发",
    **others: Any,
) -> dict[str, ItemFinding]:
    content = ItemContent(
        name=name,
        department="林业和草原",
        item_type=item_type,
        levels="乡镇",
        materials=materials,
        details=(details or ItemDetails()).to_json(),
        **others,
    )
    return {each.code.removeprefix("item."): each for each in check_item(content)}


def paper(name: str, **details: Any) -> MaterialContent:
    return MaterialContent(name=name, details=MaterialDetails(**details).to_json())


def test_an_item_of_which_nothing_is_known_has_no_fault() -> None:
    assert found() == {}


def test_a_promise_over_the_law_is_an_error_and_names_both() -> None:
    each = found(statutory="20", promised="25")["promise_over_limit"]
    assert (each.field, each.severity) == ("promised", Severity.ERROR)
    assert each.sentence() == "承诺时限(25个工作日)比法定时限(20个工作日)还长。"


def test_a_bare_number_is_workdays_by_law_only_for_permits() -> None:
    assert "limit_without_unit" not in found(statutory="20")
    each = found(statutory="20", item_type=ItemType.BENEFIT)["limit_without_unit"]
    assert each.severity is Severity.NOTICE
    assert "八十二" in each.source
    assert "limit_without_unit" not in found(statutory="20个工作日", item_type=ItemType.BENEFIT)


def test_a_matter_done_on_the_spot_promises_no_days() -> None:
    assert "instant_with_days" in found(ItemDetails(case_kind=CaseKind.INSTANT), promised="3")
    assert "instant_with_days" not in found(ItemDetails(case_kind=CaseKind.INSTANT), promised="即办")


def test_codes_must_be_codes_and_agree() -> None:
    real = "11370883MB2857374H4373098009001"
    assert found(ItemDetails(implementation_code=real), basic_code="373098009001") == {}
    assert "codes_differ" in found(ItemDetails(implementation_code=real), basic_code="000164120000")
    assert "bad_basic_code" in found(basic_code="123")
    assert "31" in found(ItemDetails(implementation_code="1"))["bad_implementation_code"].sentence()


def test_a_village_may_take_a_permit_in_but_not_decide_it() -> None:
    assert found(steps="RECEIVE@VILLAGE ACCEPT REVIEW DECIDE DELIVER") == {}
    each = found(steps="RECEIVE ACCEPT@VILLAGE REVIEW DECIDE DELIVER")["village_decides_permit"]
    assert "第二十四条" in each.source
    assert found(steps="FIRST_REVIEW@VILLAGE CONFIRM@VILLAGE", item_type=ItemType.BENEFIT) == {}


def test_a_permit_costs_nothing_unless_a_law_says_so() -> None:
    fee = Fee(name="工本费", standard="5 元")
    assert "五十八" in found(ItemDetails(charged=True, fees=(fee,)))["permit_fee_without_law"].source
    lawful = Fee(name="工本费", standard="5 元", basis="某法第一条")
    assert found(ItemDetails(charged=True, fees=(lawful,))) == {}
    others = found(ItemDetails(charged=True, fees=(fee,)), item_type=ItemType.PUBLIC_SERVICE)
    assert others["fee_without_basis"].severity is Severity.NOTICE
    assert "fees_but_free" in found(ItemDetails(charged=False, fees=(lawful,)))
    assert "charged_without_fees" in found(ItemDetails(charged=True))


def test_whoever_must_come_is_told_why() -> None:
    assert found(ItemDetails(visits=1))["visits_without_reason"].field == "visits_reason"
    assert found(ItemDetails(visits=1, visits_reason="当面核对身份")) == found(ItemDetails(visits=0)) == {}


def test_a_link_names_its_system_and_an_address_that_one_can_follow() -> None:
    bare = found(ItemDetails(channels=(Channel(way=ApplyWay.LINK),)))
    assert {"link_without_system", "link_without_url"} <= set(bare)
    wrong = Channel(way=ApplyWay.LINK, system="省平台", url="javascript:alert(1)")
    assert found(ItemDetails(channels=(wrong,)))["bad_url"].field == "channels.1.url"
    assert found(ItemDetails(channels=(Channel(way=ApplyWay.COUNTER),))) == {}


@pytest.mark.parametrize(
    "text", ["javascript:1", "//x", "https://", "http://u:p@h/", "ftp://h", "https://[", "h"]
)
def test_what_is_no_address_to_follow(text: str) -> None:
    assert not is_web_address(text)
    assert is_web_address("https://www.hbzwfw.gov.cn/a?b=1")


def test_what_can_be_had_by_sharing_must_not_be_asked() -> None:
    each = found(None, paper("申请表"), paper("婚姻证明", shareable=True))["shared_but_asked"]
    assert (each.field, each.severity) == ("materials.2.shareable", Severity.ERROR)
    assert "若干规定第七条" in each.source
    assert found(None, paper("婚姻证明", shareable=True, need=Need.OPTIONAL)) == {}


def test_a_card_of_which_an_electronic_one_exists_gives_a_notice_until_somebody_has_looked() -> None:
    assert found(None, paper("申请人身份证"))["perhaps_shared"].severity is Severity.NOTICE
    assert found(None, paper("申请人身份证", shareable=False)) == {}
    assert found(None, paper("采伐申请")) == {}


def test_nobody_fetches_from_an_office_what_that_office_made() -> None:
    each = found(None, paper("权属情况说明", issuer="县林业和草原局"))["asks_for_its_own"]
    assert each.field == "materials.1.issuer"
    assert found(None, paper("权属情况说明", issuer="村民委员会")) == {}


def test_a_proof_of_what_the_item_decides_is_a_circle() -> None:
    asked = paper("残疾人证", shareable=False)
    assert "circular_proof" in found(ItemDetails(result_name="残疾人证"), asked, name="残疾人证新办办理")
    assert found(ItemDetails(result_name="残疾人证"), asked, name="残疾人证换领") == {}
    assert found(ItemDetails(result_name="残疾人证"), paper("残疾人证申请表", shareable=False)) == {}


def test_the_same_material_twice_and_one_without_a_name() -> None:
    twice = found(None, paper("采伐 申请"), paper("采伐申请"))
    assert twice["material_twice"].severity is Severity.ERROR
    assert found(None, paper(" "))["material_without_name"].field == "materials.1.name"


def test_what_may_come_later_says_when() -> None:
    assert "later_without_when" in found(None, paper("照片", need=Need.LATER))
    assert found(None, paper("照片", need=Need.LATER, later_note="领证前补齐")) == {}


def test_situations_select_something_that_exists_and_can_be_reached() -> None:
    def situation(*choices: Choice) -> ItemDetails:
        return ItemDetails(situations=(Situation(question="哪种?", choices=choices),))

    own, other = Choice(text="自家", materials=("权属证明",)), Choice(text="别家")
    assert found(situation(own, other), paper("权属证明")) == {}
    assert "situation_without_choice" in found(situation(own), paper("权属证明"))
    assert "situation_selects_nothing" in found(situation(other, other))
    unknown = found(situation(own, other), paper("别的证明"))["situation_unknown_material"]
    assert unknown.field == "situations.1.choices.1.materials"
    shut = Choice(text="房前屋后", materials=("权属证明",), ends=True, note="不用办")
    assert "material_unreachable" in found(situation(shut, other), paper("权属证明"))
    assert "ending_without_reason" in found(situation(Choice(text="房前屋后", ends=True), other))
    assert "situation_without_question" in found(
        ItemDetails(situations=(Situation(question="", choices=(own, other)),)), paper("权属证明")
    )


def test_a_question_has_an_answer_and_a_plan_an_order() -> None:
    asked = ItemDetails(questions=(Question(question="要钱吗?"),))
    assert found(asked)["question_without_answer"].field == "questions.1.answer"
    backwards = ItemDetails(plan_from=dt.date(2026, 5, 1), plan_to=dt.date(2026, 4, 1))
    assert "plan_ends_first" in found(backwards)


def test_only_errors_stand_in_the_way() -> None:
    assert not has_errors(tuple(found(None, paper("申请人身份证")).values()))
    assert has_errors(tuple(found(ItemDetails(visits=1)).values()))
