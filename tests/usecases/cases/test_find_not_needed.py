"""No permit is needed: told at once, no correction and no refusal (森林法 56; domain.md §0 row 16)."""

import pytest

from tests.usecases.cases.door_journey import case_of, noticed
from tests.usecases.cases.journey import HOUR, received, submitted
from tests.world import CLERK, NOW, OUTSIDER, REVIEWER, SENSITIVE_VERSION
from yimen.data.cases.models import Case, CasePaper
from yimen.data.journal.models import Outbox
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.cases import NoSuchProcedure, OutOfTurn
from yimen.rules.text import TextMissing
from yimen.usecases.cases.actions import find_not_needed

REASONS = "采伐的是房前屋后个人所有的零星林木，依照森林法第五十六条不需要申请采伐许可证。"
LATER = NOW + 3 * HOUR


def test_trees_beside_the_house_need_no_permit(db: None) -> None:
    for case_id in (submitted().case_id, received(now=NOW + HOUR)):
        find_not_needed(actor=CLERK, now=LATER, case_id=case_id, reasons=REASONS)
        case = Case.objects.get(pk=case_id)
        assert (case.state, case.notice_due_at) == ("NOT_NEEDED", None)
        paper = CasePaper.objects.get(case=case_id, paper__kind="DECLINE").paper
        assert paper.facts["title"] == "不需行政许可告知书"
        assert "第三十二条第一款第一项" in paper.facts["basis"]
        assert "森林法第56" in paper.facts["basis"]
        assert "不需要取得行政许可" in paper.facts["where_to_apply"]
        assert len(paper.facts["remedies"]) == 2
    assert Outbox.objects.filter(topic="cases.not_needed").count() == 2


def test_it_says_why(db: None) -> None:
    with pytest.raises(TextMissing):
        find_not_needed(actor=CLERK, now=LATER, case_id=received(), reasons="")


def test_it_is_of_permits_only(db: None) -> None:
    with pytest.raises(NoSuchProcedure):
        find_not_needed(
            actor=CLERK, now=LATER, case_id=case_of(SENSITIVE_VERSION, "RECEIVED"), reasons=REASONS
        )


def test_who_was_asked_to_correct_is_not_told_afterwards_that_it_was_for_nothing(db: None) -> None:
    with pytest.raises(OutOfTurn):
        find_not_needed(actor=CLERK, now=LATER, case_id=noticed(), reasons=REASONS)


def test_neither_a_stranger_nor_another_role_finds_it(db: None) -> None:
    case_id = received()
    with pytest.raises(NotFound):
        find_not_needed(actor=OUTSIDER, now=LATER, case_id=case_id, reasons=REASONS)
    with pytest.raises(NotAllowed):
        find_not_needed(actor=REVIEWER, now=LATER, case_id=case_id, reasons=REASONS)
