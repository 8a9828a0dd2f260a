"""The six tables: what may follow what, by whom, and that every road of every family leads to an end."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.rules.access import GRANTS, PARTY_LABELS, Party
from yimen.rules.case_flows import confirming_party, states_of, target_of, waits_for
from yimen.rules.cases import (
    ACT_LABELS,
    BENEFIT,
    CLOCK_EFFECT_LABELS,
    DISCLOSURE,
    ENDS,
    FORWARDED,
    INSTANT,
    OTHER,
    PERMIT,
    STATE_LABELS,
    TABLES,
    Act,
    CaseState,
    ClockEffect,
    NoSuchProcedure,
    OutOfTurn,
    Transition,
    WrongParty,
    check,
    possible_acts,
    state_label,
    transition,
)
from yimen.rules.catalog import Family, Step, default_steps
from yimen.rules.documents import PaperKind
from yimen.rules.orgs import Level

_S = CaseState
_FAMILIES = list(Family)
# Papers that only the permit law knows.
_PERMIT_PAPERS = {
    PaperKind.GRANT,
    PaperKind.REFUSAL,
    PaperKind.SUSPENSION,
    PaperKind.HEARING_RIGHTS,
    PaperKind.HEARING_NOTICE,
}


def _reached(table: tuple[Transition, ...]) -> set[CaseState]:
    """Every state that a case of this table can stand in."""
    return {line.target for line in table if line.target is not None}


def test_every_act_and_state_is_used_and_has_its_words() -> None:
    assert {line.act for table in TABLES.values() for line in table} == set(Act)
    assert {state for table in TABLES.values() for state in _reached(table)} == set(CaseState)
    assert set(ACT_LABELS) == set(Act)
    assert set(STATE_LABELS) == set(CaseState)
    assert set(CLOCK_EFFECT_LABELS) == set(ClockEffect)
    assert set(TABLES) == set(Family)


@pytest.mark.parametrize("family", _FAMILIES)
def test_an_act_has_one_line_in_a_family(family: Family) -> None:
    acts = [line.act for line in TABLES[family]]
    assert len(acts) == len(set(acts))


@pytest.mark.parametrize("family", _FAMILIES)
def test_nothing_leaves_an_end_but_a_logged_power_of_the_head(family: Family) -> None:
    for line in TABLES[family]:
        if line.source & ENDS:
            assert line.parties == {Party.CENTER_HEAD}, line.act
            assert "reason" in line.needs, line.act


@pytest.mark.parametrize("family", _FAMILIES)
def test_every_state_is_reached_from_the_beginning_and_leads_to_an_end(family: Family) -> None:
    table = TABLES[family]
    begun = {line.target for line in table if not line.source and line.target}
    assert begun
    assert {state for line in table for state in line.source} <= _reached(table)
    ways = {s: {t.target for t in table if s in t.source and t.target} for s in _reached(table)}
    assert _closure(begun, ways) == _reached(table)
    for state in _reached(table) - ENDS:
        assert _closure({state}, ways) & ENDS, state


def _closure(start: set[CaseState], ways: dict[CaseState, set[CaseState]]) -> set[CaseState]:
    seen, ahead = set(start), list(start)
    while ahead:
        fresh = ways.get(ahead.pop(), set()) - seen
        seen |= fresh
        ahead += fresh
    return seen


@pytest.mark.parametrize("family", _FAMILIES)
def test_withdrawn_returned_forwarded_and_voided_are_ends_of_their_own(family: Family) -> None:
    own = {
        Act.WITHDRAW: _S.WITHDRAWN,
        Act.RETURN: _S.RETURNED,
        Act.FORWARD: _S.FORWARDED,
        Act.RECORD_RESULT: _S.FORWARDED,
        Act.VOID: _S.VOIDED,
        Act.TERMINATE: _S.TERMINATED,
    }
    for line in TABLES[family]:
        if line.act in own:
            assert line.target is own[line.act]
    closing = {line.act for line in TABLES[family] if line.target is _S.CLOSED}
    assert closing <= {Act.CLOSE, Act.SETTLE}


def test_no_village_ever_accepts_or_decides_a_permit() -> None:
    acts = {line.act for line in PERMIT if Party.VILLAGE_PROXY in line.parties}
    assert acts == {Act.SUBMIT, Act.SUPPLEMENT}


def test_a_village_settles_only_what_is_done_on_the_spot() -> None:
    deciding = {Act.ACCEPT, Act.REVIEW, Act.CONFIRM, Act.NOT_CONFIRM, Act.CONCLUDE, Act.PASS_ON, Act.GRANT}
    for family in (Family.BENEFIT, Family.FORWARDED, Family.OTHER):
        acts = {line.act for line in TABLES[family] if Party.VILLAGE_PROXY in line.parties}
        assert not acts & deciding, family
    assert Party.VILLAGE_PROXY in transition(Family.INSTANT, Act.SETTLE).parties


@pytest.mark.parametrize("family", [each for each in _FAMILIES if each is not Family.PERMIT])
def test_no_rule_of_permits_reaches_another_family(family: Family) -> None:
    for line in TABLES[family]:
        assert "行政许可法" not in line.basis, line.act
        assert not _PERMIT_PAPERS & {*line.papers}, line.act
        stops = {ClockEffect.STOP, ClockEffect.RESUME}
        assert family is Family.DISCLOSURE or line.clock not in stops, line.act
        assert line.clock not in {
            ClockEffect.START_NOTICE,
            ClockEffect.START_DELIVERY,
        }, line.act
    permit_only = {
        Act.DEEM_ACCEPTED,
        Act.FIND_NOT_NEEDED,
        Act.SUSPEND,
        Act.RESUME,
        Act.NOTIFY_HEARING,
        Act.SCHEDULE_HEARING,
        Act.GRANT,
        Act.REFUSE,
        Act.DEEM_RENEWED,
    }
    assert not permit_only & {line.act for line in TABLES[family]}


def test_an_information_request_is_never_accepted_declined_or_sent_back_unread() -> None:
    """政府信息公开条例 knows receipt, correction and answer; what is not ours is answered too."""
    foreign = {Act.ACCEPT, Act.DECLINE, Act.RETURN, Act.FORWARD, Act.CONCLUDE, Act.TERMINATE}
    assert not foreign & {line.act for line in DISCLOSURE}
    starting = {line.act for line in DISCLOSURE if line.clock is ClockEffect.START}
    assert starting == {Act.TAKE_IN, Act.RECEIVE, Act.SUPPLEMENT}
    stopping = {line.act for line in DISCLOSURE if line.clock is ClockEffect.STOP}
    assert stopping == {Act.ISSUE_ONE_TIME_NOTICE, Act.CONSULT}


def test_papers_against_the_applicant_need_reasons_and_ways_of_complaint() -> None:
    against = {PaperKind.REFUSAL, PaperKind.NON_CONFIRMATION}
    for table in TABLES.values():
        for line in table:
            if against & {*line.papers}:
                assert {"reasons", "remedies"} <= {*line.needs}, line.act
            if PaperKind.DECLINE in line.papers:
                assert "reason" in line.needs, line.act


def test_instant_is_one_act_and_leaves_no_paper() -> None:
    line = transition(Family.INSTANT, Act.SETTLE)
    assert (line.source, line.target, line.papers) == (frozenset(), _S.CLOSED, ())
    assert not {Party.REVIEWER, Party.APPROVER} & {p for each in INSTANT for p in each.parties}


def test_what_another_system_decides_leaves_no_decision_of_ours() -> None:
    kinds = {kind for line in FORWARDED for kind in line.papers}
    assert kinds == {PaperKind.RECEIPT, PaperKind.VILLAGE_RECEIPT, PaperKind.ONE_TIME_NOTICE}
    assert not {_S.GRANTED, _S.REFUSED, _S.CONCLUDED, _S.CLOSED} & _reached(FORWARDED)


def test_a_stop_needs_its_five_facts() -> None:
    stop = transition(Family.PERMIT, Act.SUSPEND)
    assert {"ground", "basis", "document_no", "days_needed", "approver"} <= {*stop.needs}
    assert stop.clock is ClockEffect.STOP


@pytest.mark.parametrize("family", _FAMILIES)
def test_before_acceptance_no_clock_runs(family: Family) -> None:
    for line in TABLES[family]:
        if line.clock in {ClockEffect.STOP, ClockEffect.RESUME, ClockEffect.EXTEND}:
            assert not line.source & {_S.SUBMITTED, _S.RECEIVED, _S.CORRECTING}


def test_a_benefit_passes_only_the_steps_that_its_item_has() -> None:
    whole = default_steps(Family.BENEFIT)
    review = transition(Family.BENEFIT, Act.REVIEW)
    assert target_of(review, _S.REVIEWING, whole) is _S.VERIFYING
    unposted = tuple(step for step in whole if step.code != "POST_PUBLICLY")
    visit = transition(Family.BENEFIT, Act.RECORD_VISIT)
    assert target_of(visit, _S.VERIFYING, whole) is _S.PUBLICIZING
    assert target_of(visit, _S.VERIFYING, unposted) is _S.CONFIRMING
    short = tuple(step for step in unposted if step.code != "HOME_VISIT")
    assert target_of(review, _S.REVIEWING, short) is _S.CONFIRMING
    note = transition(Family.BENEFIT, Act.RECORD_OBJECTION)
    assert target_of(note, _S.PUBLICIZING, unposted) is _S.PUBLICIZING


def test_the_item_says_who_confirms() -> None:
    assert confirming_party(default_steps(Family.BENEFIT)) is Party.COUNTY_APPROVER
    own = Step(code="CONFIRM", level=Level.TOWNSHIP, role=Party.APPROVER, label="乡镇确认")
    assert confirming_party((own,)) is Party.APPROVER


def test_every_open_state_lies_on_somebodys_desk() -> None:
    for state in set(CaseState) - ENDS:
        assert waits_for(state), state
        for party in waits_for(state):
            assert state in states_of(party)
    assert not any(waits_for(state) for state in ENDS)


@pytest.mark.parametrize("family", _FAMILIES)
def test_whoever_a_state_waits_for_has_an_act_there(family: Family) -> None:
    for state in _reached(TABLES[family]) - ENDS:
        assert any(possible_acts(family, state, party) for party in waits_for(state)), state


@given(
    family=st.sampled_from(sorted(Family)),
    act=st.sampled_from(sorted(Act)),
    state=st.sampled_from(sorted(CaseState)),
    party=st.sampled_from(sorted(Party)),
)
def test_check_lets_through_exactly_what_the_table_says(
    family: Family, act: Act, state: CaseState, party: Party
) -> None:
    line = next((each for each in TABLES[family] if each.act is act), None)
    if line is None:
        with pytest.raises(NoSuchProcedure) as unknown:
            check(family, act, state, party)
        assert family.label in unknown.value.sentence()
        assert act not in possible_acts(family, state, party)
    elif state not in line.source:
        with pytest.raises(OutOfTurn) as refused:
            check(family, act, state, party)
        assert state_label(state, family) in refused.value.sentence()
        assert ACT_LABELS[act] in refused.value.sentence()
    elif party not in line.parties:
        with pytest.raises(WrongParty) as wrong:
            check(family, act, state, party)
        assert PARTY_LABELS[party] in wrong.value.sentence()
    else:
        assert check(family, act, state, party) is line
        assert act in possible_acts(family, state, party)


def test_possible_acts_and_check_never_disagree() -> None:
    for family, state, party in itertools.product(Family, CaseState, Party):
        for act in possible_acts(family, state, party):
            check(family, act, state, party)


def test_the_grants_of_an_act_are_the_parties_of_its_lines() -> None:
    """An act of a draft or a neighbor is granted under a name of its own."""
    for act in Act:
        lines = [line for table in TABLES.values() for line in table if line.act is act]
        parties = frozenset(party for line in lines for party in line.parties)
        granted = GRANTS[f"cases.{act.value.lower()}"]
        assert granted <= parties, act
        if act is not Act.SUBMIT:
            assert granted == parties, act
    assert GRANTS["cases.submit"] | GRANTS["cases.file_for_neighbor"] == {
        Party.RESIDENT,
        Party.VILLAGE_PROXY,
    }


def test_the_words_of_permits_are_theirs_alone() -> None:
    for family, table in (
        (Family.BENEFIT, BENEFIT),
        (Family.OTHER, OTHER),
        (Family.FORWARDED, FORWARDED),
        (Family.DISCLOSURE, DISCLOSURE),
    ):
        for state in _reached(table):
            assert "许可" not in state_label(state, family), (family, state)
