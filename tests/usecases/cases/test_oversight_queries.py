"""What a department, the county's office and a head of center see of decisions under oversight."""

from datetime import date, timedelta

import pytest

from tests.usecases.cases import benefit_journey, journey, overseeing
from tests.usecases.cases.overseeing import CIVIL_AFFAIRS, FORESTRY, NEXT_DAY
from tests.world import (
    APPROVER,
    CENTER_HEAD,
    COUNTY_OFFICER,
    ITEM_CODE,
    NOW,
    OVERSEER,
    OWN_ITEM_CODE,
    SECOND_OVERSEER,
    SENSITIVE_ITEM_CODE,
    TOWNSHIP,
)
from yimen.data.catalog.models import Item
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.oversight import OversightPile, OversightState
from yimen.usecases.cases import actions
from yimen.usecases.cases.queries import get_case
from yimen.usecases.cases.queries.oversight import get_overseen, list_overseen, open_overseen_decision
from yimen.usecases.cases.queries.oversight_board import get_oversight_board, list_oversight
from yimen.usecases.cases.queries.oversight_rules import list_oversight_rules, preview_oversight_rules
from yimen.usecases.cases.queries.pages import BadPageKey

TODAY = date(2026, 11, 16)
FRIDAY = date(2026, 11, 20)


def _figures(board: object) -> dict[str, tuple[int, ...]]:
    lines = board.by_department  # type: ignore[attr-defined]
    return {
        each.name: (
            each.figures.decided,
            each.figures.unnamed,
            each.figures.to_acknowledge,
            each.figures.to_check,
            each.figures.checked,
            each.figures.late,
        )
        for each in lines
    }


def test_a_department_sees_its_own_masked_and_what_is_late(db: None) -> None:
    row = overseeing.handed_over()
    page = list_overseen(actor=OVERSEER, today=FRIDAY, pile=OversightPile.LATE)
    (shown,) = page.rows
    assert (shown.number, shown.applicant_name) == (row.case.case_no, "赵*国")
    assert (shown.light.value, shown.light_words) == ("RED", "已超期 1 个工作日")
    assert {each.pile: each.count for each in page.counts if each.count} == {
        OversightPile.TO_ACKNOWLEDGE: "1",
        OversightPile.TO_CHECK: "0",
        OversightPile.LATE: "1",
    }
    assert not list_overseen(actor=OVERSEER, today=date(2026, 11, 19), pile=OversightPile.LATE).rows
    assert not list_overseen(actor=SECOND_OVERSEER, today=FRIDAY, pile=OversightPile.ALL).rows
    with pytest.raises(NotAllowed):
        list_overseen(actor=APPROVER, today=FRIDAY, pile=OversightPile.ALL)


def test_pages_follow_each_other_by_key(db: None) -> None:
    rows = [overseeing.handed_over(now=NOW + timedelta(hours=at)) for at in range(3)]
    first = list_overseen(actor=OVERSEER, today=TODAY, pile=OversightPile.TO_ACKNOWLEDGE, limit=2)
    rest = list_overseen(
        actor=OVERSEER, today=TODAY, pile=OversightPile.TO_ACKNOWLEDGE, limit=2, after=first.next_key
    )
    assert [each.id for each in (*first.rows, *rest.rows)] == [each.pk for each in rows]
    assert rest.next_key == ""
    with pytest.raises(BadPageKey):
        list_overseen(actor=OVERSEER, today=TODAY, pile=OversightPile.ALL, after="x")


def test_one_decision_shows_what_to_look_at_and_its_paper(db: None) -> None:
    row = overseeing.handed_over()
    found = get_overseen(actor=OVERSEER, today=TODAY, referral_id=row.pk)
    assert found.terms is not None
    assert found.terms.points == ("采伐地点、株数、树种是否与许可证一致", "当年是否补种")
    assert (found.deciding_organ, found.handling_organ) == ("沧县林业主管部门", "沧县旧州镇人民政府")
    assert (found.due_on, found.provisional, found.has_decision_file) == (date(2026, 11, 19), False, True)
    assert [each.label for each in found.events] == ["已转监管部门"]
    assert open_overseen_decision(actor=OVERSEER, referral_id=row.pk).content.startswith(b"%PDF")
    assert "赵建国" not in repr(found)


def test_the_history_keeps_who_sent_it_back_and_who_has_it_now(db: None) -> None:
    row = overseeing.sent_back()
    with pytest.raises(NotFound):
        get_overseen(actor=OVERSEER, today=TODAY, referral_id=row.pk)
    at = NEXT_DAY + timedelta(hours=1)
    actions.name_overseer(actor=COUNTY_OFFICER, now=at, referral_ids=[row.pk], organ_id=CIVIL_AFFAIRS)
    found = get_overseen(actor=SECOND_OVERSEER, today=TODAY, referral_id=row.pk)
    assert [(each.label, each.organ_name) for each in found.events] == [
        ("已转监管部门", "沧县林业主管部门"),
        ("退回，不归本部门监管", "沧县林业主管部门"),
        ("已转监管部门", "沧县民政局"),
    ]


def test_the_figures_are_the_rows_behind_them(db: None) -> None:
    overseeing.unnamed()
    overseeing.ruled(now=NOW, item=Item.objects.get(code=OWN_ITEM_CODE).pk)
    overseeing.ruled()
    overseeing.handed_over()
    overseeing.acknowledged()
    overseeing.checked()
    board = get_oversight_board(actor=COUNTY_OFFICER, today=FRIDAY, year=2026)
    # the first waited for the rule of the felling permit, and went with it
    assert _figures(board) == {"沧县林业主管部门": (4, 0, 2, 1, 1, 2)}
    assert (board.total.decided, board.total.limited, board.total.in_time) == (4, 2, 2)
    for pile, count in (
        (OversightPile.ALL, 4),
        (OversightPile.TO_ACKNOWLEDGE, 2),
        (OversightPile.TO_CHECK, 1),
        (OversightPile.CHECKED, 1),
        (OversightPile.LATE, 2),
    ):
        found = list_oversight(
            actor=COUNTY_OFFICER,
            today=FRIDAY,
            pile=pile,
            year=2026,
            organ_id=FORESTRY,
            township_code=TOWNSHIP,
        )
        assert len(found.page.rows) == count, pile
    assert not get_oversight_board(actor=COUNTY_OFFICER, today=FRIDAY, year=2025).by_township


def test_what_nobody_is_named_for_stands_with_the_word_of_who_sent_it_back(db: None) -> None:
    overseeing.sent_back()
    found = list_oversight(actor=COUNTY_OFFICER, today=TODAY, pile=OversightPile.TO_NAME)
    (row,) = found.page.rows
    assert (row.organ_name, row.sent_back) == ("", "沧县林业主管部门：城区行道树归城管。")
    assert [each.name for each in found.departments] == ["沧县林业主管部门", "沧县民政局"]
    head = list_oversight(actor=CENTER_HEAD, today=TODAY, pile=OversightPile.TO_NAME)
    assert (len(head.page.rows), head.departments) == (1, ())


def test_of_a_sensitive_case_who_watches_sees_no_applicant_and_no_page(db: None) -> None:
    overseeing.ruled(item=Item.objects.get(code=SENSITIVE_ITEM_CODE).pk, organ=CIVIL_AFFAIRS)
    case_id = benefit_journey.confirmed()
    for watcher in (COUNTY_OFFICER, CENTER_HEAD):
        (row,) = list_oversight(actor=watcher, today=TODAY, pile=OversightPile.ALL).page.rows
        assert (row.case_id, row.applicant_name, row.village_name) == (None, "", "")
        assert "低保" not in row.item_name
    (row,) = list_overseen(actor=SECOND_OVERSEER, today=TODAY, pile=OversightPile.ALL).rows
    assert (row.case_id, row.state) == (case_id, OversightState.HANDED_OVER)


def test_the_case_shows_its_colleagues_what_became_of_the_decision(db: None) -> None:
    case_id = journey.granted()
    shown = get_case(actor=APPROVER, today=TODAY, case_id=case_id).oversight
    assert shown is not None
    assert (shown.organ_name, shown.state_label, shown.events) == ("", "未指定监管部门", ())
    checked = overseeing.checked()
    shown = get_case(actor=APPROVER, today=TODAY, case_id=checked.case_id).oversight
    assert shown is not None
    assert (shown.organ_name, shown.result_label) == ("沧县林业主管部门", "未发现问题")
    assert [each.label for each in shown.events] == ["已转监管部门", "监管部门确认接收", "首次检查"]
    assert get_case(actor=APPROVER, today=TODAY, case_id=journey.reviewed()).oversight is None


def test_the_preview_says_what_would_change_and_writes_nothing(db: None) -> None:
    overseeing.unnamed()
    homestead, felling = (Item.objects.get(code=code).pk for code in (OWN_ITEM_CODE, ITEM_CODE))
    told = {"actor": COUNTY_OFFICER, "item_ids": [homestead, felling], **overseeing.TERMS}
    found = preview_oversight_rules(organ_id=FORESTRY, **told)
    assert (len(found.fresh), found.replaced, found.unchanged, found.waiting) == (2, (), (), 1)
    page = list_oversight_rules(actor=COUNTY_OFFICER)
    assert {row.code: (row.organ_name, row.waiting) for row in page.rows} == {
        OWN_ITEM_CODE: ("", 0),
        ITEM_CODE: ("", 1),
    }
    overseeing.ruled()
    found = preview_oversight_rules(organ_id=FORESTRY, **told)
    assert (len(found.fresh), len(found.unchanged), found.waiting) == (1, 1, 0)
    other = preview_oversight_rules(organ_id=CIVIL_AFFAIRS, **told)
    assert other.replaced == (("林木采伐许可证核发", "沧县林业主管部门"),)
