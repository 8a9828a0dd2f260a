"""The quality board of a county: figures by place, the lines behind them, who must act."""

import pytest

from tests.usecases.catalog.adjusting.walks import order, published
from tests.world import (
    CENTER_HEAD,
    CLERK,
    COUNTY_OFFICER,
    ITEM_CODE,
    OTHER_TOWNSHIP,
    OWN_ITEM_CODE,
    SECOND_TOWNSHIP,
    TOWNSHIP,
    VILLAGE,
)
from yimen.data.catalog.models import ItemVersion
from yimen.data.orgs.models import ServicePoint
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.delegations import Way
from yimen.rules.hanging import HangingState
from yimen.rules.list_quality import ActsOn, ListGap, QualityFigures, QualityShow
from yimen.usecases.catalog.list_quality import get_quality_board, list_quality_lines

DETAILS = {"conditions": ["有林权证明"], "public_points": [{"text": "地点与申请一致"}]}


def _tell_all() -> None:
    ItemVersion.objects.filter(item__code=ITEM_CODE).update(details=DETAILS)
    ServicePoint.objects.filter(region__code=TOWNSHIP).update(address="旧州镇一号", phone="0317-0000000")


def test_without_a_list_a_place_is_unknown_and_not_nought(db: None) -> None:
    board = get_quality_board(actor=COUNTY_OFFICER)
    assert [(each.figures, each.hanging, each.number) for each in board.rows] == [
        (None, HangingState.NO_LIST, None),
        (None, HangingState.NO_LIST, None),
    ]
    assert board.unlisted == ("旧州镇", "兴济镇")
    assert board.gaps == ()


def test_a_published_list_is_counted_and_its_gaps_name_who_must_act(db: None) -> None:
    published(order(items=(ITEM_CODE,)))
    board = get_quality_board(actor=COUNTY_OFFICER)
    row = next(each for each in board.rows if each.unit_code == TOWNSHIP)
    assert row.figures == QualityFigures(offered=1, guided=0, online=1, asks_points=1, pointed=0, complete=0)
    assert (row.number, row.hanging) == (1, HangingState.UNRECORDED)
    assert {each.gap: (each.acts, each.lines, each.places) for each in board.gaps} == {
        ListGap.NO_CONDITIONS: (ActsOn.COUNTY_OFFICE, 1, ("旧州镇",)),
        ListGap.NO_POINTS: (ActsOn.COUNTY_OFFICE, 1, ("旧州镇",)),
        ListGap.NO_ADDRESS: (ActsOn.TOWNSHIP_HEAD, 1, ("旧州镇",)),
        ListGap.NO_PHONE: (ActsOn.TOWNSHIP_HEAD, 1, ("旧州镇",)),
    } | ({ListGap.NO_BASIS: (ActsOn.COUNTY_OFFICE, 1, ("旧州镇",))} if _has_no_basis() else {})
    assert board.total == row.figures
    assert board.unlisted == ("兴济镇",)


def _has_no_basis() -> bool:
    return not ItemVersion.objects.get(item__code=ITEM_CODE, superseded_at=None).basis


def test_what_is_told_is_complete_and_opens_as_a_line(db: None) -> None:
    published(order(items=(ITEM_CODE,)))
    _tell_all()
    ItemVersion.objects.filter(item__code=ITEM_CODE).update(basis="森林法第57条")
    found = list_quality_lines(actor=COUNTY_OFFICER, unit_code=TOWNSHIP, show=QualityShow.COMPLETE)
    assert [(each.item_code, each.way_label, each.gaps) for each in found.rows] == [(ITEM_CODE, "委托", ())]
    assert not list_quality_lines(actor=COUNTY_OFFICER, unit_code=TOWNSHIP, show=QualityShow.INCOMPLETE).rows
    board = get_quality_board(actor=COUNTY_OFFICER)
    assert (board.total.offered, board.total.complete, board.gaps) == (1, 1, ())


def test_a_suspended_item_is_offered_nowhere(db: None) -> None:
    published(order(items=(ITEM_CODE,)))
    ItemVersion.objects.filter(item__code=ITEM_CODE).update(standing="SUSPENDED")
    assert get_quality_board(actor=COUNTY_OFFICER).total.offered == 0


def test_a_township_shows_itself_and_its_villages(db: None) -> None:
    published(order(items=(OWN_ITEM_CODE,), units=(VILLAGE,), way=Way.ASSISTED, promised="", notice=""))
    for actor, unit in ((COUNTY_OFFICER, TOWNSHIP), (CENTER_HEAD, "")):
        board = get_quality_board(actor=actor, unit_code=unit)
        assert [each.name for each in board.rows] == ["旧州镇", "东关村", "西关村"]
        figures = next(each for each in board.rows if each.unit_code == VILLAGE).figures
        assert figures is not None
        assert figures.offered == 1


def test_pages_go_on_by_code(db: None) -> None:
    published(order(items=(ITEM_CODE, OWN_ITEM_CODE), way=Way.ASSISTED, promised="", notice=""))
    told = {"actor": COUNTY_OFFICER, "unit_code": TOWNSHIP, "show": QualityShow.OFFERED, "limit": 1}
    first = list_quality_lines(**told)
    rest = list_quality_lines(**told, after=first.next_key)
    assert [each.item_code for each in (*first.rows, *rest.rows)] == [OWN_ITEM_CODE, ITEM_CODE]
    assert rest.next_key == ""


@pytest.mark.parametrize("unit", [SECOND_TOWNSHIP, OTHER_TOWNSHIP, "130900000000", "999999999999"])
def test_a_head_of_center_finds_no_other_place(db: None, unit: str) -> None:
    with pytest.raises(NotFound):
        get_quality_board(actor=CENTER_HEAD, unit_code=unit)
    with pytest.raises(NotFound):
        list_quality_lines(actor=CENTER_HEAD, unit_code=unit, show=QualityShow.OFFERED)


def test_a_clerk_may_not(db: None) -> None:
    with pytest.raises(NotAllowed):
        get_quality_board(actor=CLERK)
