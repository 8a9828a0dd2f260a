"""How many statements the way of a case costs over the API, BEGIN and COMMIT and the job among them.

The bars are those of the project: a create in at most 12, the way from the counter to the decision in 45.
"""

from dataclasses import replace
from typing import Any

import pytest

from tests.api.calling import Caller, token_of
from tests.api.counting import Counted, counted
from tests.world import (
    APPROVER,
    CLERK,
    FILING_ITEM_CODE,
    ID_NUMBER,
    INSTANT_ITEM_CODE,
    ITEM_CODE,
    MATERIALS,
    REVIEWER,
    VILLAGE,
)
from yimen.gateways.installed import install
from yimen.gateways.jobs import ProcrastinateQueue

CREATE, SEQUENCE = 12, 45


@pytest.fixture
def real_queue(real_db: None, gateways: Any) -> None:
    """Jobs are written to the database, as they are in the product."""
    install(replace(gateways, queue=ProcrastinateQueue()))


def _case(item: str, materials: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "item_code": item,
        "village_code": VILLAGE,
        "applicant": {"name": "赵建国", "id_no": ID_NUMBER, "phone": "13800000001"},
        "identity_check": "IN_PERSON",
        "materials": [{"key": at, "verdict": "PASS"} for at in range(1, materials + 1)],
        **more,
    }


def _ask(caller: Caller, path: str, body: dict[str, Any], key: str, *, status: int) -> tuple[Any, Counted]:
    with counted() as found:
        answer = caller.post(path, body, key=key)
    assert answer.status_code == status, answer.content.decode()
    return answer.json(), found


def _warm(clerk: Caller) -> None:
    """The first call of a process reads the calendar; the first of a day marks the token."""
    _ask(clerk, "/cases", _case(ITEM_CODE, len(MATERIALS)), "warm", status=201)


@pytest.mark.usefixtures("real_queue")
@pytest.mark.parametrize(
    "body",
    [
        _case(ITEM_CODE, len(MATERIALS)),
        _case(FILING_ITEM_CODE),
        _case(INSTANT_ITEM_CODE, act="SETTLE", result="已打印参保证明一份。"),
    ],
    ids=["permit", "filing", "settled-at-once"],
)
def test_opening_a_case_keeps_to_its_bar(body: dict[str, Any]) -> None:
    clerk = Caller(token_of(CLERK))
    _warm(clerk)
    _, found = _ask(clerk, "/cases", body, "one", status=201)
    assert len(found) <= CREATE, str(found)


@pytest.mark.usefixtures("real_queue")
def test_the_way_from_the_counter_to_the_decision_keeps_to_its_bar() -> None:
    clerk, reviewer, approver = (Caller(token_of(each)) for each in (CLERK, REVIEWER, APPROVER))
    _warm(clerk)
    for each in (reviewer, approver):
        each.get("/me")
    opened, taken = _ask(clerk, "/cases", _case(FILING_ITEM_CODE), "k1", status=201)
    to = f"/cases/{opened['case_no']}/actions"
    _, accepted = _ask(clerk, f"{to}/accept", {}, "k2", status=200)
    points = [{"number": at, "passed": True} for at in (1, 2)]
    advice = {"points": points, "opinion": "材料齐全。", "advice": "GRANT"}
    _, reviewed = _ask(reviewer, f"{to}/review", advice, "k3", status=200)
    _, concluded = _ask(approver, f"{to}/conclude", {"result": "已备案。"}, "k4", status=200)
    steps = (taken, accepted, reviewed, concluded)
    assert sum(map(len, steps)) <= SEQUENCE, "\n\n".join(map(str, steps))
    assert any('INSERT INTO "documents_paper"' in each for each in taken.statements)
