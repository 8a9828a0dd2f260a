"""The table of permits: what may follow what, by whom, and that every road leads to an end."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.rules.access import GRANTS, PARTY_LABELS, Party
from yimen.rules.cases import (
    ACT_LABELS,
    ENDS,
    PERMIT,
    STATE_LABELS,
    TABLES,
    Act,
    CaseState,
    ClockEffect,
    NoSuchProcedure,
    OutOfTurn,
    WrongParty,
    check,
    possible_acts,
    table_for,
    transition,
)
from yimen.rules.catalog import Family
from yimen.rules.documents import PaperKind

_CASE_ENDS = ENDS - {CaseState.CLOSED}


def test_every_act_has_one_line_and_a_label() -> None:
    assert sorted(line.act for line in PERMIT) == sorted(Act)
    assert set(ACT_LABELS) == set(Act)
    assert set(STATE_LABELS) == set(CaseState)


def test_nothing_leaves_an_end() -> None:
    assert [line.act for line in PERMIT if line.source & ENDS] == []


def test_every_state_is_reached_and_every_open_state_has_a_way_to_an_end() -> None:
    reached = {line.target for line in PERMIT if line.target is not None}
    assert reached == set(CaseState)
    ways = {state: {t.target for t in PERMIT if state in t.source and t.target} for state in CaseState}
    for state in set(CaseState) - ENDS:
        seen, ahead = {state}, [state]
        while ahead:
            fresh = ways[ahead.pop()] - seen
            seen |= fresh
            ahead += fresh
        assert seen & ENDS, state


def test_withdrawn_returned_forwarded_and_voided_are_ends_of_their_own() -> None:
    targets = {line.act: line.target for line in PERMIT}
    assert targets[Act.WITHDRAW] is CaseState.WITHDRAWN
    assert targets[Act.RETURN] is CaseState.RETURNED
    assert targets[Act.FORWARD] is CaseState.FORWARDED
    assert targets[Act.VOID] is CaseState.VOIDED
    assert [act for act, target in targets.items() if target is CaseState.CLOSED] == [Act.CLOSE]


def test_no_village_ever_accepts_or_decides_a_permit() -> None:
    acts = {line.act for line in PERMIT if Party.VILLAGE_PROXY in line.parties}
    assert acts == {Act.SUBMIT, Act.SUPPLEMENT}


def test_papers_against_the_applicant_need_reasons() -> None:
    for kind in (PaperKind.REFUSAL, PaperKind.DECLINE):
        for line in PERMIT:
            if kind in line.papers:
                assert {"reason", "reasons"} & {*line.needs}, line.act


def test_a_refusal_needs_remedies_and_a_stop_its_five_facts() -> None:
    assert "remedies" in transition(Family.PERMIT, Act.REFUSE).needs
    stop = transition(Family.PERMIT, Act.SUSPEND)
    assert {"ground", "basis", "document_no", "days_needed", "approver"} <= {*stop.needs}
    assert stop.clock is ClockEffect.STOP


def test_before_acceptance_no_clock_runs() -> None:
    for line in PERMIT:
        if line.clock in {ClockEffect.STOP, ClockEffect.RESUME, ClockEffect.EXTEND}:
            assert not line.source & {CaseState.SUBMITTED, CaseState.RECEIVED, CaseState.CORRECTING}


@given(
    act=st.sampled_from(sorted(Act)),
    state=st.sampled_from(sorted(CaseState)),
    party=st.sampled_from(sorted(Party)),
)
def test_check_lets_through_exactly_what_the_table_says(act: Act, state: CaseState, party: Party) -> None:
    line = transition(Family.PERMIT, act)
    if state not in line.source:
        with pytest.raises(OutOfTurn) as refused:
            check(Family.PERMIT, act, state, party)
        assert STATE_LABELS[state] in refused.value.sentence()
        assert ACT_LABELS[act] in refused.value.sentence()
    elif party not in line.parties:
        with pytest.raises(WrongParty) as wrong:
            check(Family.PERMIT, act, state, party)
        assert PARTY_LABELS[party] in wrong.value.sentence()
    else:
        assert check(Family.PERMIT, act, state, party) is line
        assert act in possible_acts(Family.PERMIT, state, party)


def test_possible_acts_and_check_never_disagree() -> None:
    for state, party in itertools.product(CaseState, Party):
        for act in possible_acts(Family.PERMIT, state, party):
            check(Family.PERMIT, act, state, party)


def test_a_family_without_a_table_is_refused_in_words() -> None:
    for family in set(Family) - set(TABLES):
        with pytest.raises(NoSuchProcedure) as refused:
            table_for(family)
        assert family.label in refused.value.sentence()
        assert possible_acts(family, CaseState.SUBMITTED, Party.CLERK) == ()


def test_the_grants_of_an_act_are_the_parties_of_its_line() -> None:
    for line in PERMIT:
        granted = GRANTS.get(f"cases.{line.act.value.lower()}")
        if granted is not None:
            assert granted <= line.parties, line.act


def test_ends_but_closed_are_reached_by_an_act_of_their_own() -> None:
    assert {line.target for line in PERMIT} >= _CASE_ENDS
