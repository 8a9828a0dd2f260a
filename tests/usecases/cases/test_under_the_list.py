"""A case follows the list of its place: in whose name, how long, which materials, what is not done there."""

from datetime import date, timedelta

import pytest

from tests.usecases.cases import counter, families, journey
from tests.usecases.catalog.adjusting.walks import ENTRUSTED, order, published, taken_back
from tests.world import (
    APPROVER,
    CLERK,
    COUNTY,
    ID,
    INSTANT_ITEM_CODE,
    ITEM_CODE,
    NOW,
    OWN_ITEM_CODE,
    PENSION_ITEM_CODE,
    REVIEWER,
    SECOND_TOWNSHIP,
    TOWNSHIP,
    VILLAGE,
    VILLAGE_PROXY,
)
from yimen.data.cases.models import Case, CaseMaterial
from yimen.data.catalog.models import ItemVersion
from yimen.data.documents.models import Paper
from yimen.rules.case_flows import NotDoneHere
from yimen.rules.delegations import OpenCases, Way
from yimen.usecases.cases import actions
from yimen.usecases.cases.papers import DecidedAbove, authority_in
from yimen.usecases.cases.queries import get_intake_desk, search_here
from yimen.usecases.catalog.importing import count_up
from yimen.usecases.catalog.offers import NotOffered
from yimen.usecases.catalog.queries import search_items

pytestmark = pytest.mark.django_db
BEFORE, DAY = NOW - timedelta(days=1), timedelta(days=1)


def _case(case_id: object) -> Case:
    return Case.objects.select_related("delegation__entrusting_organ").get(county_code=COUNTY, pk=case_id)


def test_without_a_published_list_everything_is_as_the_item_says() -> None:
    case = _case(journey.accepted())
    assert (case.delegation_id, case.promised_amount) == (None, None)


def test_the_promise_of_the_township_runs_in_its_cases() -> None:
    published(ENTRUSTED, now=BEFORE)
    case = _case(journey.accepted())
    assert (case.promised_amount, case.promised_unit) == (5, "WORKDAYS")
    assert case.promised_due == date(2026, 11, 23)


def test_a_case_keeps_the_line_under_which_it_began() -> None:
    published(ENTRUSTED, now=BEFORE)
    case_id = journey.accepted()
    published(order(promised="3"), now=NOW + DAY)
    case = _case(case_id)
    assert case.delegation is not None
    assert case.delegation.ended_at == NOW + DAY
    assert (case.promised_amount, case.promised_due) == (5, date(2026, 11, 23))


def test_an_entrusted_decision_goes_out_in_the_name_of_the_entrusting_department() -> None:
    ItemVersion.objects.filter(item__code=ITEM_CODE).update(authority="UNKNOWN")
    published(ENTRUSTED, now=BEFORE)
    journey.granted()
    paper = Paper.objects.get(kind="GRANT")
    assert paper.organ_id == ID("organ:forestry")
    assert paper.facts["organ_name"] == "沧县林业主管部门"


def test_a_granted_power_is_decided_in_the_townships_own_name() -> None:
    published(order(way=Way.GRANTED, promised=""), now=BEFORE)
    journey.granted()
    assert Paper.objects.get(kind="GRANT").organ_id == ID("organ:jiuzhou")


def test_what_is_only_received_here_is_not_accepted_but_passed_up() -> None:
    published(order(way=Way.PASSED_ON, promised=""), now=BEFORE)
    case_id = journey.received()
    with pytest.raises(DecidedAbove) as refused:
        actions.accept(actor=CLERK, now=NOW + DAY, case_id=case_id, verdicts=journey.VERDICTS)
    assert "受理转办" in refused.value.sentence()
    done = actions.forward(actor=CLERK, now=NOW + DAY, case_id=case_id, receiving_organ="沧县林业主管部门")
    assert done.case_id == case_id


def test_a_waived_material_is_not_asked_for() -> None:
    published(order(waived=("林木权属证明",)), now=BEFORE)
    case_id = journey.submitted().case_id
    names = CaseMaterial.objects.filter(county_code=COUNTY, case=case_id).values_list("name", flat=True)
    assert list(names) == ["采伐申请(地点、林种、树种、面积、蓄积、方式、更新措施)"]
    desk = get_intake_desk(actor=CLERK, today=date(2026, 11, 16), item_code=ITEM_CODE)
    assert desk.item is not None
    assert [each.name for each in desk.item.materials] == list(names)
    assert desk.item.limit_words == "5 个工作日"


def test_what_the_list_lacks_is_not_taken_in() -> None:
    published(order(items=(OWN_ITEM_CODE,), way=Way.GRANTED, promised=""), now=BEFORE)
    with pytest.raises(NotOffered) as refused:
        counter.taken_in()
    assert "办理目录清单" in refused.value.sentence()
    with pytest.raises(NotOffered):
        journey.submitted()
    assert get_intake_desk(actor=CLERK, today=date(2026, 11, 16), item_code=PENSION_ITEM_CODE).item is None
    assert [hit.code for hit in search_here(unit_code=TOWNSHIP, query="林木采伐")] == []
    assert ITEM_CODE in [hit.code for hit in search_here(unit_code=SECOND_TOWNSHIP, query="林木采伐")]


def test_a_village_does_on_the_spot_only_what_its_own_list_says() -> None:
    published(order(items=(INSTANT_ITEM_CODE,), units=(VILLAGE,), way=Way.DIRECT, promised=""), now=BEFORE)
    case = _case(families.settled(actor=VILLAGE_PROXY, identity_check="AT_VILLAGE").case_id)
    assert case.delegation is not None
    assert case.delegation.unit_code == VILLAGE
    published(
        order(items=(INSTANT_ITEM_CODE,), units=(VILLAGE,), way=Way.VILLAGE_RECEIVES, promised=""), now=NOW
    )
    with pytest.raises(NotDoneHere):
        families.settled(actor=VILLAGE_PROXY, identity_check="AT_VILLAGE")


def test_open_cases_are_finished_or_handed_up_as_the_taking_back_says() -> None:
    published(ENTRUSTED, now=BEFORE)
    case_id = journey.reviewed()
    taken_back(OpenCases.HAND_UP, now=NOW + timedelta(hours=4))
    assert authority_in(_case(case_id)) is None
    with pytest.raises(DecidedAbove):
        actions.grant(actor=APPROVER, now=NOW + DAY, case_id=case_id, opinion="同意。")
    actions.send_back(actor=APPROVER, now=NOW + DAY, case_id=case_id, reason="授权已收回，转报。")
    actions.forward(
        actor=REVIEWER,
        now=NOW + 2 * DAY,
        case_id=case_id,
        receiving_organ="沧县林业主管部门",
        opinion="授权已收回，材料一并转报。",
    )


def test_open_cases_that_are_to_be_finished_are_decided_as_they_began() -> None:
    published(ENTRUSTED, now=BEFORE)
    case_id = journey.reviewed()
    taken_back(OpenCases.FINISH, now=NOW + timedelta(hours=4))
    actions.grant(actor=APPROVER, now=NOW + DAY, case_id=case_id, opinion="同意。")
    assert _case(case_id).state == "GRANTED"


def test_a_suspended_item_is_neither_found_nor_taken_in() -> None:
    ItemVersion.objects.filter(item__code=ITEM_CODE).update(standing="SUSPENDED")
    count_up()
    assert ITEM_CODE not in [hit.code for hit in search_items("林木采伐")]
    with pytest.raises(Exception, match="没有"):
        journey.submitted()
