"""Cells: records and statements side by side, what cannot be, differences; the register."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.rules.indicators import INDICATORS, Figure
from yimen.rules.report_cells import (
    UNCOLLECTED,
    CellsContradict,
    CellsMissing,
    NotACount,
    NotStatable,
    ReasonMissing,
    ReportCell,
    TrainingsContradict,
    canonical,
    check_answer,
    check_whole,
    contradictions,
    differences,
    from_plain,
    share_of,
    to_plain,
)
from yimen.rules.report_columns import ASKED, COLUMN_BY_KEY, COLUMNS, FILLED, MOST_ASKED, AnswerKind
from yimen.rules.report_register import (
    ClosingNeedsReason,
    RegisterState,
    RegisterTerms,
    carried,
    check_closing,
    progress_of,
    state_of,
)

ASKED_WHOLE = {"trainings": "1", "trained": "24", "promotions": "0", "problems": "无"}


def cells(figures: dict[str, int | None] | None = None, **answers: str) -> tuple[ReportCell, ...]:
    """A whole report with these figures, all others unknown."""
    known, told = figures or {}, ASKED_WHOLE | answers
    return tuple(
        ReportCell(
            column=column,
            figure=None if column.is_asked else Figure(known.get(column.key), None, None, 0),
            answer=told.get(column.key, ""),
        )
        for column in COLUMNS
    )


def test_every_filled_column_is_an_indicator_and_at_most_six_are_asked() -> None:
    assert {column.indicator for column in FILLED} <= set(INDICATORS)
    assert len({column.key for column in COLUMNS}) == len(COLUMNS)
    assert len(ASKED) <= MOST_ASKED
    assert share_of(cells()).percent >= 80


def test_unknown_is_never_a_number() -> None:
    found = {cell.key: cell for cell in cells({"centers_built": 0})}
    assert (found["centers_built"].words, found["stations_built"].words) == ("0", UNCOLLECTED)
    assert found["stations_built"].number is None


@pytest.mark.parametrize("text", ["一次", "-1", "1.5", "99999999999", "1e3"])
def test_a_count_is_a_whole_number(text: str) -> None:
    with pytest.raises(NotACount):
        check_answer("trainings", text, "", None)
    assert check_answer("trainings", "０７", "", None).text == "7"


def test_a_difference_needs_a_reason_and_agreement_takes_it_back() -> None:
    figure = Figure(12, None, None, 0)
    with pytest.raises(ReasonMissing):
        check_answer("cases_received", "13", " ", figure)
    assert check_answer("cases_received", "13", "登记簿有 13 件", figure).text == "13"
    assert check_answer("cases_received", "12", "", figure).text == ""
    with pytest.raises(NotStatable):
        check_answer("coverage", "100", "就是", figure)
    with pytest.raises(NotStatable):
        check_answer("nothing", "1", "", None)


def test_a_part_is_never_more_than_its_whole_where_a_person_says_so() -> None:
    records = {"townships_due": 1, "centers_built": 1, "villages_due": 15, "stations_built": 14}
    check_whole(cells(records))
    with pytest.raises(CellsContradict):
        check_whole(cells(records, stations_built="16"))
    alone = cells(records | {"stations_built": 16})
    check_whole(alone)
    assert contradictions(alone) == (("stations_built", ("villages_due",)),)
    assert contradictions(cells({"area_places": 3})) == (), "unknown contradicts nothing"


def test_what_waits_and_what_does_not_match_is_not_whole() -> None:
    with pytest.raises(CellsMissing):
        check_whole(cells(problems=""))
    with pytest.raises(TrainingsContradict):
        check_whole(cells(trainings="0"))
    with pytest.raises(TrainingsContradict):
        check_whole(cells(trained="0"))
    check_whole(cells(trainings="0", trained="0"))


@given(st.dictionaries(st.sampled_from([column.key for column in FILLED]), st.integers(0, 999) | st.none()))
def test_kept_cells_come_back_as_they_were(figures: dict[str, int | None]) -> None:
    made = cells(figures)
    plain = to_plain(made)
    back = from_plain(plain)
    assert to_plain(back) == plain
    assert differences(made, back) == ()
    assert canonical({"unit": "1"}, plain) == canonical({"unit": "1"}, to_plain(back))


def test_a_column_that_came_after_the_filing_is_absent_and_every_other_stays_in_its_place() -> None:
    plain = to_plain(cells({"cases_received": 7}))
    later = FILLED[1].key
    back = from_plain([each for each in plain if each["key"] != later])
    assert [cell.key for cell in back] == [column.key for column in COLUMNS]
    (missing,) = (cell for cell in back if cell.is_absent)
    assert (missing.key, missing.words, missing.number) == (later, "—", None)
    assert not missing.is_unknown
    assert not missing.is_waiting
    check_whole(back)


@given(st.integers(0, 50), st.integers(0, 50))
def test_two_versions_differ_where_they_differ(one: int, other: int) -> None:
    found = differences(cells({"cases_received": one}), cells({"cases_received": other}))
    assert [each.heading for each in found] == ([] if one == other else ["当月办件量"])


def test_a_county_adds_what_its_townships_answered_and_its_own() -> None:
    column = COLUMN_BY_KEY["trainings"]
    assert column.asked is AnswerKind.COUNT
    assert ReportCell(column=column, answer="1", below=17, below_unknown=2).words == "18"


def test_progress_is_that_of_the_criterion_that_lags_most_and_half_a_proof_is_none() -> None:
    assert progress_of([Figure(Decimal("99.9")), Figure(Decimal(80))]) == 80
    assert progress_of([Figure(Decimal(100)), Figure(None)]) is None
    assert progress_of([]) is None


@pytest.mark.parametrize(
    ("percent", "words", "closed", "today", "state"),
    [
        (None, "", None, date(2026, 5, 1), RegisterState.NOT_STARTED),
        (0, "已动工", None, date(2026, 5, 1), RegisterState.UNDER_WAY),
        (40, "", None, date(2026, 5, 31), RegisterState.UNDER_WAY),
        (100, "", None, date(2026, 6, 1), RegisterState.OVERDUE),
        (40, "", date(2026, 5, 20), date(2026, 6, 1), RegisterState.DONE),
    ],
)
def test_the_state_follows_from_evidence_and_days(
    percent: int | None, words: str, closed: date | None, today: date, state: RegisterState
) -> None:
    due = date(2026, 5, 31)
    assert state_of(percent=percent, words=words, closed_on=closed, due_on=due, today=today) is state


def test_striking_off_needs_a_reason_unless_the_evidence_is_whole() -> None:
    assert check_closing(100, "") == ""
    with pytest.raises(ClosingNeedsReason):
        check_closing(99, "")
    assert check_closing(None, "纸质验收单") == "纸质验收单"


def test_last_month_proposes_all_but_its_progress() -> None:
    before = RegisterTerms(plan="建站", progress="已租房", problem="无房", next_step="挂牌", person="张三")
    assert carried(before) == RegisterTerms(plan="挂牌", problem="无房", person="张三")
