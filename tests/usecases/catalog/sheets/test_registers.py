"""The register of delegations out and in again: byte-stable, with every finding at its cell."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from tests.usecases.catalog.adjusting.walks import (
    begun,
    in_review,
    order,
    publish,
    published,
    taken_back,
)
from tests.usecases.catalog.sheets.walks import with_real_sheets
from tests.world import (
    COUNTY_OFFICER,
    INSTANT_ITEM_CODE,
    ITEM_CODE,
    NOW,
    OWN_ITEM_CODE,
    SECOND_TOWNSHIP,
    TOWNSHIP,
    VILLAGE,
)
from yimen.data.catalog.models import Delegation
from yimen.rules.adjustments import NotOpen
from yimen.rules.delegations import OpenCases, Way
from yimen.rules.list_sheets import RowFate
from yimen.rules.register_sheets import NoRegisterHeadings
from yimen.usecases.catalog.sheets.exports import export_register
from yimen.usecases.catalog.sheets.registers import (
    NothingToTake,
    RegisterPlan,
    draft_register,
    preview_register,
)

_LATER = NOW + timedelta(hours=2)


@pytest.fixture(autouse=True)
def _real(gateways: Any) -> None:
    with_real_sheets()


def _file(kind: str = "xlsx") -> bytes:
    return export_register(actor=COUNTY_OFFICER, now=NOW, kind=kind).content


def _preview(content: bytes) -> RegisterPlan:
    return preview_register(actor=COUNTY_OFFICER, content=content, true_size=len(content))


def _csv(*rows: Sequence[str], heading: str = "本系统编号,单位代码,承接,授权依据,截止日期,此处承诺") -> bytes:
    return "\n".join([heading, *(",".join(row) for row in rows)]).encode()


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_goes_out_and_comes_in_unchanged_changes_nothing(db: None, kind: str) -> None:
    published()
    published(order(items=(INSTANT_ITEM_CODE,), way=Way.DIRECT, basis="", notice="", promised=""))
    sent = _file(kind)
    plan = _preview(sent)
    assert [line.fate for line in plan.lines] == [RowFate.UNCHANGED] * 2
    assert plan.taken == ()
    assert _file(kind) == sent


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_register_that_was_taken_back_whole_comes_in_again_byte_for_byte(db: None, kind: str) -> None:
    published()
    sent = _file(kind)
    taken_back(OpenCases.FINISH, now=NOW + timedelta(minutes=5))
    assert _file(kind) != sent
    plan = _preview(sent)
    assert [line.fate for line in plan.lines] == [RowFate.NEW]
    adjustment = begun()
    draft_register(actor=COUNTY_OFFICER, now=NOW, adjustment_id=adjustment, rows=plan.taken)
    publish(in_review(adjustment), now=NOW + timedelta(minutes=10))
    assert _file(kind) == sent


def test_a_changed_cell_alters_the_line_and_a_blank_one_takes_nothing_away(db: None) -> None:
    published()
    plan = _preview(_csv([ITEM_CODE, TOWNSHIP, "委托", "", "", "4个工作日"]))
    (line,) = plan.lines
    assert (line.fate, line.findings) == (RowFate.ALTERED, ())
    adjustment = begun()
    assert draft_register(actor=COUNTY_OFFICER, now=NOW, adjustment_id=adjustment, rows=plan.taken) == 1
    publish(in_review(adjustment), now=_LATER)
    row = Delegation.objects.get(item__code=ITEM_CODE, unit_code=TOWNSHIP, ended_at=None)
    assert (row.promised_amount, row.basis) == (4, "森林法第五十七条")
    assert row.notice == "沧县林业主管部门公告〔2026〕1号"


def test_every_finding_stands_at_its_cell(db: None) -> None:
    plan = _preview(
        _csv(
            ["CZ9999", TOWNSHIP, "直接办结", "", "", ""],
            [INSTANT_ITEM_CODE, "130999100000", "直接办结", "", "", ""],
            [INSTANT_ITEM_CODE, TOWNSHIP, "随便办", "", "", ""],
            [OWN_ITEM_CODE, VILLAGE, "村级受理、乡级办结", "", "", ""],
            [INSTANT_ITEM_CODE, SECOND_TOWNSHIP, "直接办结", "", "明年", "5"],
            [INSTANT_ITEM_CODE, "", "直接办结", "", "", ""],
            [OWN_ITEM_CODE, TOWNSHIP, "赋权", "土地管理法第六十二条", "", "30个工作日"],
            [OWN_ITEM_CODE, SECOND_TOWNSHIP, "赋权", "土地管理法第六十二条", "", ""],
        )
    )
    places = [[each.place for each in line.findings] for line in plan.lines]
    assert places == [["A2"], ["B3"], ["C4"], ["C5"], ["E6", "F6"], ["B7"], ["F8"], []]
    assert [line.fate for line in plan.lines[:-1]] == [RowFate.REFUSED] * 7
    assert plan.count(RowFate.NEW) == 1


def test_a_line_given_twice_is_an_error_at_the_second(db: None) -> None:
    row = [INSTANT_ITEM_CODE, TOWNSHIP, "直接办结", "", "", ""]
    plan = _preview(_csv(row, row))
    assert [line.fate for line in plan.lines] == [RowFate.NEW, RowFate.REFUSED]
    assert "第 2 行" in plan.lines[1].findings[0].sentence()


def test_a_sheet_without_the_headings_is_refused(db: None) -> None:
    with pytest.raises(NoRegisterHeadings):
        _preview(_csv(["a", "b", "c"], heading="事项,单位,方式"))


def test_nothing_is_drafted_into_what_is_handed_in_or_of_rows_that_hold_already(db: None) -> None:
    published()
    row = {"ITEM_CODE": ITEM_CODE, "UNIT_CODE": TOWNSHIP, "WAY": "ENTRUSTED"}
    with pytest.raises(NothingToTake):
        draft_register(actor=COUNTY_OFFICER, now=NOW, adjustment_id=begun(), rows=[row])
    handed_in = in_review(_with_line())
    with pytest.raises(NotOpen):
        draft_register(actor=COUNTY_OFFICER, now=NOW, adjustment_id=handed_in, rows=[row])


def _with_line() -> Any:
    adjustment = begun()
    row = {"ITEM_CODE": INSTANT_ITEM_CODE, "UNIT_CODE": TOWNSHIP, "WAY": "DIRECT"}
    draft_register(actor=COUNTY_OFFICER, now=NOW, adjustment_id=adjustment, rows=[row])
    return adjustment
