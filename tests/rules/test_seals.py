"""On what the seal is pressed, and by whose leave."""

import pytest

from yimen.rules.documents import PaperKind, PaperState
from yimen.rules.seals import (
    DECIDED_BY,
    MOST_COPIES,
    SEALED_KINDS,
    UNSEALED_KINDS,
    BadCopies,
    Leave,
    PaperNotReady,
    PaperTakenBack,
    check_copies,
    check_paper,
    leave_for,
)


def test_papers_that_decide_need_an_approval_of_their_own() -> None:
    single = {kind for kind in PaperKind if leave_for(kind) is Leave.SINGLE}
    assert single == set(DECIDED_BY)
    assert {PaperKind.GRANT, PaperKind.REFUSAL, PaperKind.CONFIRMATION, PaperKind.EXTENSION} <= single
    for kind in (PaperKind.RECEIPT, PaperKind.ACCEPTANCE, PaperKind.ONE_TIME_NOTICE, PaperKind.DECLINE):
        assert leave_for(kind) is Leave.STANDING


def test_what_the_law_wants_sealed_waits_for_the_seal() -> None:
    # 行政许可法 32: 受理或者不予受理 bear the organ's seal and the day.
    assert {PaperKind.ACCEPTANCE, PaperKind.DECLINE} <= set(SEALED_KINDS)
    assert set(SEALED_KINDS) | UNSEALED_KINDS == set(PaperKind)
    assert not set(SEALED_KINDS) & UNSEALED_KINDS


def test_never_on_a_blank_sheet_nor_on_what_was_taken_back() -> None:
    check_paper(state=PaperState.READY, number="旧政受〔2026〕1号")
    with pytest.raises(PaperNotReady) as blank:
        check_paper(state=PaperState.PENDING, number="旧政受〔2026〕1号")
    assert "空白纸" in blank.value.sentence()
    with pytest.raises(PaperTakenBack):
        check_paper(state=PaperState.REVOKED, number="旧政受〔2026〕1号")


@pytest.mark.parametrize("typed", ["0", "-1", "", "三", "51", "1.5", "9999", "²"])
def test_no_copies_is_no_use(typed: str) -> None:
    with pytest.raises(BadCopies) as refused:
        check_copies(typed)
    assert refused.value.field == "copies"


def test_one_to_fifty_copies() -> None:
    assert check_copies(" 3 ") == 3
    assert check_copies(str(MOST_COPIES)) == 50
