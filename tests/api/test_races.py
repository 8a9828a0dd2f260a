"""Programs at once, each with its own connection: one decides, numbers never fail, one key is one case."""

from functools import partial
from typing import Any

import pytest

from tests.api.calling import Caller, token_of
from tests.api.cases import counter_case
from tests.api.walks import set_clock
from tests.usecases.cases import journey
from tests.usecases.people.racing import race
from tests.world import APPROVER, CLERK, COUNTY, NOW, SECOND_APPROVER, SECOND_CLERK
from yimen.data.cases.models import Case
from yimen.usecases.journal.verifying import verify_journal

pytestmark = pytest.mark.usefixtures("real_db")


def _statuses(answers: list[Any]) -> list[int]:
    return sorted(each.status_code for each in answers)


def test_of_two_decisions_at_once_one_stands_and_the_other_is_told() -> None:
    case_no = Case.objects.get(pk=journey.reviewed()).case_no
    set_clock(NOW + 5 * journey.HOUR)
    grant, refuse = Caller(token_of(APPROVER)), Caller(token_of(SECOND_APPROVER))
    path = f"/cases/{case_no}/actions"
    no = {"facts": "不在承包范围内。", "reasons": "不符合条件。"}
    answers = race(
        partial(grant.post, f"{path}/grant", {"opinion": "同意。"}),
        partial(refuse.post, f"{path}/refuse", no),
    )
    assert _statuses(answers) == [200, 409]
    [told] = [each.json() for each in answers if each.status_code == 409]  # type: ignore[attr-defined]
    state = Case.objects.get(case_no=case_no).state
    assert state in {"GRANTED", "REFUSED"}
    assert told["case_state"] == state
    assert verify_journal().findings == ()


def test_cases_opened_at_once_get_numbers_without_a_gap() -> None:
    set_clock(NOW)
    callers = [Caller(token_of(actor)) for actor in (CLERK, SECOND_CLERK)]
    answers = race(*(partial(callers[at % 2].post, "/cases", counter_case(), key=f"{at}") for at in range(6)))
    assert _statuses(answers) == [201] * 6
    serials = [int(each.json()["case_no"][-6:]) for each in answers]  # type: ignore[attr-defined]
    assert sorted(serials) == list(range(1, 7))
    assert verify_journal().findings == ()


def test_one_key_sent_at_once_opens_one_case() -> None:
    set_clock(NOW)
    caller = Caller(token_of(CLERK))
    answers = race(*(partial(caller.post, "/cases", counter_case(), key="the-same") for _ in range(3)))
    assert _statuses(answers) == [201] * 3
    assert len({each.json()["case_no"] for each in answers}) == 1  # type: ignore[attr-defined]
    replays = [each for each in answers if "Idempotent-Replay" in each.headers]  # type: ignore[attr-defined]
    assert len(replays) == 2
    assert Case.objects.filter(county_code=COUNTY).count() == 1
