"""Every action is done twice at once: one wins, the other is told in words, the journal keeps one entry."""

from functools import partial
from typing import Any

import pytest

from tests.meta.scenario import Call
from tests.meta.scenarios import SCENARIOS, all_actions
from tests.usecases.people.racing import race
from yimen.data.journal.models import AnsweredRequest, Entry
from yimen.rules.errors import RuleViolation
from yimen.usecases.journal.verifying import verify_journal


def test_every_action_has_its_race() -> None:
    assert set(SCENARIOS) == set(all_actions())


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_two_requests_at_once(real_db: None, gateways: Any, name: str) -> None:
    scenario = SCENARIOS[name]
    first, second = scenario.prepare(gateways)
    before = Entry.objects.filter(act=name).count()
    answers = _race(name, {**first, "request_key": "first"}, {**second, "request_key": "second"})
    refused = [each for each in answers if isinstance(each, Exception)]
    assert [each for each in refused if not isinstance(each, RuleViolation)] == []
    assert len(answers) - len(refused) == scenario.winners
    assert Entry.objects.filter(act=name).count() - before == scenario.entries
    assert AnsweredRequest.objects.exclude(answer=None).filter(action=name).count() == scenario.answered
    assert AnsweredRequest.objects.count() == scenario.answered
    assert scenario.only_one() == 1
    assert verify_journal().findings == ()


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_one_request_sent_twice_at_once(real_db: None, gateways: Any, name: str) -> None:
    scenario = SCENARIOS[name]
    call = {**scenario.prepare(gateways)[0], "request_key": "the same"}
    before = Entry.objects.filter(act=name).count()
    first, second = _race(name, call, call)
    assert not isinstance(first, Exception), first
    assert first == second
    assert Entry.objects.filter(act=name).count() - before == min(scenario.entries, 1)
    assert AnsweredRequest.objects.exclude(answer=None).filter(action=name).count() == 1
    assert scenario.only_one() == 1
    assert verify_journal().findings == ()


def _race(name: str, first: Call, second: Call) -> list[object]:
    act = all_actions()[name]
    return race(partial(act, **first), partial(act, **second))
