"""Where a case is, told to its applicant, and the lists that gather the states."""

from datetime import date

import pytest

from yimen.rules.case_progress import StepMark, next_thing, progress, waiting_words
from yimen.rules.case_queues import QUEUE_LABELS, QUEUE_STATES, Queue, count_words
from yimen.rules.cases import ENDS, Act, CaseState

_DAY = date(2026, 11, 16)
_WAY = (Act.SUBMIT, Act.RECEIVE, Act.ACCEPT, Act.REVIEW, Act.GRANT, Act.DELIVER, Act.CLOSE)
_STATES = (
    CaseState.SUBMITTED,
    CaseState.RECEIVED,
    CaseState.REVIEWING,
    CaseState.DECIDING,
    CaseState.GRANTED,
    CaseState.DELIVERED,
    CaseState.CLOSED,
)


def _names(**more: str) -> dict[str, str]:
    return {
        "center": "旧州镇行政综合服务中心",
        "organ": "沧县旧州镇人民政府",
        "due": "",
        "notice_due": "",
        **more,
    }


@pytest.mark.parametrize(("done", "state"), [*enumerate(_STATES, start=1)])
def test_what_is_done_has_its_date_and_one_step_is_now(done: int, state: CaseState) -> None:
    steps = progress(state, dict.fromkeys(_WAY[:done], _DAY))
    assert [step.state for step in steps[:done]] == [StepMark.DONE] * done
    assert all(step.date == _DAY for step in steps[:done])
    assert [step.state for step in steps[done : done + 1]] == [StepMark.NOW][: 7 - done]
    assert all(step.state is StepMark.NEXT and step.date is None for step in steps[done + 1 :])


def test_a_refusal_is_a_decision_too() -> None:
    dates = dict.fromkeys((*_WAY[:4], Act.REFUSE), _DAY)
    assert progress(CaseState.REFUSED, dates)[4].date == _DAY


@pytest.mark.parametrize("state", sorted(ENDS - {CaseState.CLOSED}))
def test_another_end_stops_after_the_last_step_done(state: CaseState) -> None:
    steps = progress(state, dict.fromkeys(_WAY[:2], _DAY))
    assert [step.state for step in steps[:3]] == [StepMark.DONE, StepMark.DONE, StepMark.STOPPED]
    assert steps[2].words


def test_a_sent_back_case_is_not_shown_as_decided() -> None:
    steps = progress(CaseState.REVIEWING, dict.fromkeys(_WAY[:4], _DAY))
    assert steps[3].state is StepMark.NOW
    assert steps[3].date is None


@pytest.mark.parametrize("state", list(CaseState))
def test_the_next_thing_is_one_sentence_with_a_doer(state: CaseState) -> None:
    thing = next_thing(state, **_names(due="2026年11月25日(周三)", notice_due="2026年11月23日(周一)"))
    assert thing.who
    assert thing.what
    assert "{" not in thing.who + thing.what + thing.words
    assert waiting_words(state)


def test_without_a_limit_no_date_is_promised() -> None:
    assert next_thing(CaseState.REVIEWING, **_names()).words == ""


def test_only_what_the_applicant_must_do_is_theirs() -> None:
    yours = {state for state in CaseState if next_thing(state, **_names()).is_yours}
    assert yours == {CaseState.SUBMITTED, CaseState.CORRECTING, CaseState.GRANTED, CaseState.REFUSED}


def test_every_list_has_a_label_and_no_open_state_falls_between_two() -> None:
    assert set(QUEUE_LABELS) == set(QUEUE_STATES) == set(Queue)
    ways = [queue for queue in Queue if queue not in {Queue.DUE_SOON, Queue.OVERDUE}]
    gathered = [state for queue in ways for state in QUEUE_STATES[queue]]
    assert len(gathered) == len(set(gathered))
    never_listed = ENDS - {CaseState.CLOSED, CaseState.FORWARDED}
    assert set(gathered) == set(CaseState) - never_listed


@pytest.mark.parametrize(("count", "words"), [(0, "0"), (12, "12"), (99, "99"), (100, "99+"), (5000, "99+")])
def test_counts_stop_at_ninety_nine(count: int, words: str) -> None:
    assert count_words(count) == words
