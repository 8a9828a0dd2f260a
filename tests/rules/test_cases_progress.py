"""Where a case is, told to its applicant: stages by family, the one next thing, the lists of the desk."""

from datetime import date

import pytest

from yimen.rules.access import Party
from yimen.rules.case_flows import states_of
from yimen.rules.case_next import Names, department_words, next_thing, waiting_words
from yimen.rules.case_progress import StepMark, discreet_label, progress
from yimen.rules.case_queues import (
    ENDED_QUEUES,
    QUEUE_LABELS,
    QUEUE_STATES,
    Queue,
    count_words,
    queues_of,
)
from yimen.rules.cases import ENDS, TABLES, Act, CaseState
from yimen.rules.catalog import Family, default_steps

_DAY = date(2026, 11, 16)
_WAYS: dict[Family, tuple[tuple[Act, CaseState], ...]] = {
    Family.PERMIT: (
        (Act.SUBMIT, CaseState.SUBMITTED),
        (Act.RECEIVE, CaseState.RECEIVED),
        (Act.ACCEPT, CaseState.REVIEWING),
        (Act.REVIEW, CaseState.DECIDING),
        (Act.GRANT, CaseState.GRANTED),
        (Act.DELIVER, CaseState.DELIVERED),
        (Act.CLOSE, CaseState.CLOSED),
    ),
    Family.BENEFIT: (
        (Act.SUBMIT, CaseState.SUBMITTED),
        (Act.RECEIVE, CaseState.RECEIVED),
        (Act.ACCEPT, CaseState.REVIEWING),
        (Act.REVIEW, CaseState.VERIFYING),
        (Act.RECORD_VISIT, CaseState.PUBLICIZING),
        (Act.END_PUBLICITY, CaseState.CONFIRMING),
        (Act.CONFIRM, CaseState.GRANTED),
        (Act.DELIVER, CaseState.DELIVERED),
        (Act.CLOSE, CaseState.CLOSED),
    ),
    Family.INSTANT: ((Act.SETTLE, CaseState.CLOSED),),
    Family.FORWARDED: (
        (Act.SUBMIT, CaseState.SUBMITTED),
        (Act.RECEIVE, CaseState.RECEIVED),
        (Act.PASS_ON, CaseState.PASSED_ON),
        (Act.RECORD_RESULT, CaseState.FORWARDED),
    ),
    Family.DISCLOSURE: (
        (Act.SUBMIT, CaseState.SUBMITTED),
        (Act.RECEIVE, CaseState.REVIEWING),
        (Act.REVIEW, CaseState.DECIDING),
        (Act.ANSWER, CaseState.CONCLUDED),
        (Act.DELIVER, CaseState.DELIVERED),
        (Act.CLOSE, CaseState.CLOSED),
    ),
    Family.OTHER: (
        (Act.SUBMIT, CaseState.SUBMITTED),
        (Act.RECEIVE, CaseState.RECEIVED),
        (Act.ACCEPT, CaseState.REVIEWING),
        (Act.REVIEW, CaseState.DECIDING),
        (Act.CONCLUDE, CaseState.CONCLUDED),
        (Act.DELIVER, CaseState.DELIVERED),
        (Act.CLOSE, CaseState.CLOSED),
    ),
}
_PLACES = [
    (family, done, state) for family, way in _WAYS.items() for done, (_, state) in enumerate(way, start=1)
]


def _progress(family: Family, state: CaseState, dates: dict[Act, date], *, discreet: bool = False):  # type: ignore[no-untyped-def]
    return progress(state, dates, family=family, steps=default_steps(family), discreet=discreet)


def _names(**more: str) -> Names:
    return Names(center="旧州镇行政综合服务中心", organ="沧县旧州镇人民政府", department="公安部门", **more)


@pytest.mark.parametrize(("family", "done", "state"), _PLACES)
def test_what_is_done_has_its_date_and_one_step_is_now(family: Family, done: int, state: CaseState) -> None:
    way = _WAYS[family]
    steps = _progress(family, state, {act: _DAY for act, _ in way[:done]})
    assert len(steps) == len(way)
    assert [step.state for step in steps[:done]] == [StepMark.DONE] * done
    assert all(step.date == _DAY for step in steps[:done])
    assert [step.state for step in steps[done : done + 1]] == [StepMark.NOW][: len(way) - done]
    assert all(step.state is StepMark.NEXT and step.date is None for step in steps[done + 1 :])


def test_a_case_taken_in_at_the_counter_was_handed_in_and_received_at_once() -> None:
    steps = _progress(Family.PERMIT, CaseState.RECEIVED, {Act.TAKE_IN: _DAY})
    assert [step.date for step in steps[:2]] == [_DAY, _DAY]
    assert steps[2].state is StepMark.NOW


def test_a_stage_that_the_item_does_not_have_is_not_shown() -> None:
    steps = [each for each in default_steps(Family.BENEFIT) if each.code != "POST_PUBLICLY"]
    shown = progress(CaseState.CONFIRMING, {}, family=Family.BENEFIT, steps=steps)
    assert "村级公示" not in {each.label for each in shown}
    assert next(each for each in shown if each.state is StepMark.NOW).label == "确认"


def test_a_refusal_is_a_decision_too() -> None:
    dates = {act: _DAY for act, _ in _WAYS[Family.PERMIT][:4]} | {Act.REFUSE: _DAY}
    assert _progress(Family.PERMIT, CaseState.REFUSED, dates)[4].date == _DAY


@pytest.mark.parametrize("state", sorted(ENDS - {CaseState.CLOSED}))
def test_another_end_stops_after_the_last_step_done(state: CaseState) -> None:
    dates = {act: _DAY for act, _ in _WAYS[Family.PERMIT][:2]}
    steps = _progress(Family.PERMIT, state, dates)
    assert [step.state for step in steps[:3]] == [StepMark.DONE, StepMark.DONE, StepMark.STOPPED]
    assert steps[2].words


def test_a_stop_and_a_correction_stand_still_where_they_are() -> None:
    for state, at in ((CaseState.CORRECTING, 2), (CaseState.SUSPENDED, 3)):
        steps = _progress(Family.PERMIT, state, {act: _DAY for act, _ in _WAYS[Family.PERMIT][:at]})
        assert steps[at].state is StepMark.STOPPED
        assert steps[at].words


def test_a_sent_back_case_is_not_shown_as_decided() -> None:
    steps = _progress(Family.PERMIT, CaseState.REVIEWING, {act: _DAY for act, _ in _WAYS[Family.PERMIT][:4]})
    assert steps[3].state is StepMark.NOW
    assert steps[3].date is None


@pytest.mark.parametrize("state", list(CaseState))
def test_a_discreet_look_tells_no_more_than_that_it_is_under_way(state: CaseState) -> None:
    said = str(_progress(Family.BENEFIT, state, {Act.SUBMIT: _DAY, Act.CONFIRM: _DAY}, discreet=True))
    said += discreet_label(state)
    assert [word for word in ("公示", "入户", "初审", "确认", "不予") if word in said] == []


@pytest.mark.parametrize("family", list(Family))
def test_the_next_thing_is_one_sentence_with_a_doer_in_every_state_of_the_table(family: Family) -> None:
    reached = {line.target for line in TABLES[family] if line.target is not None}
    for state in reached:
        thing = next_thing(
            state,
            family=family,
            names=_names(due="2026年11月25日(周三)", notice_due="2026年11月23日(周一)"),
        )
        assert thing.who
        assert thing.what
        assert "{" not in thing.who + thing.what + thing.words
        assert waiting_words(state, family)


def test_silence_accepts_permits_only() -> None:
    told = {
        family: next_thing(
            CaseState.RECEIVED, family=family, names=_names(notice_due="2026年11月23日(周一)")
        ).words
        for family in Family
    }
    assert [family for family, words in told.items() if "算受理" in words] == [Family.PERMIT]


def test_without_a_limit_no_date_is_promised() -> None:
    assert next_thing(CaseState.REVIEWING, family=Family.PERMIT, names=_names()).words == ""


def test_only_what_the_applicant_must_do_is_theirs() -> None:
    yours = {
        state for state in CaseState if next_thing(state, family=Family.BENEFIT, names=_names()).is_yours
    }
    assert yours == {
        CaseState.SUBMITTED,
        CaseState.CORRECTING,
        CaseState.GRANTED,
        CaseState.REFUSED,
        CaseState.CONCLUDED,
    }


def test_departments_are_named_as_people_say() -> None:
    assert [department_words(each) for each in ("公安", "残联", "")] == ["公安部门", "残联", ""]


def test_every_list_has_a_label_and_no_open_state_falls_between_two() -> None:
    assert set(QUEUE_LABELS) == set(QUEUE_STATES) == set(Queue)
    ways = [queue for queue in Queue if queue not in {Queue.DUE_SOON, Queue.OVERDUE, Queue.SILENT}]
    gathered = [state for queue in ways for state in QUEUE_STATES[queue]]
    assert len(gathered) == len(set(gathered))
    assert set(gathered) == set(CaseState)
    ended = {state for queue in ENDED_QUEUES for state in QUEUE_STATES[queue]}
    assert ended == ENDS


def test_every_state_lies_in_a_list_of_each_role_whose_desk_it_lies_on() -> None:
    for party in (Party.CLERK, Party.REVIEWER, Party.APPROVER, Party.COUNTY_APPROVER):
        seen = {state for queue in queues_of(party) for state in QUEUE_STATES[queue]}
        assert set(states_of(party)) <= seen, party
    assert queues_of(Party.CENTER_HEAD) == tuple(Queue)


@pytest.mark.parametrize(("count", "words"), [(0, "0"), (12, "12"), (99, "99"), (100, "99+"), (5000, "99+")])
def test_counts_stop_at_ninety_nine(count: int, words: str) -> None:
    assert count_words(count) == words
