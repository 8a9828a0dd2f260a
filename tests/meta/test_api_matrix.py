"""Who may call what, where: made of the address table of the API and the grant table, and asked for real."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction

from tests.api.calling import Caller
from tests.api.committed import TOLD
from tests.api.walks import set_clock
from tests.meta.api_posts import INSIDE, Placed, Stage, ids_of, place_all, set_stage
from tests.meta.scenarios import all_actions
from tests.uploads import PDF
from tests.world import ITEM_CODE, NOW
from yimen.api.shared.callers import Anyone, Post
from yimen.api.v1.acts import CASE_ACTS
from yimen.api.v1.api import api
from yimen.rules.access import GRANTS, POST_ROLES, Party

# What opens a case is `POST /cases`; what follows is about many cases, or about none.
OPENERS = {"cases.take_in", "cases.take_in_lacking", "cases.settle", "cases.file_for_neighbor"}
NOT_OF_ONE_CASE = {
    "cases.take_in_list": "many cases from one list",
    "cases.hand_over": "all cases of a post",
    "cases.ask_consent": "before there is a case: POST /consents",
    "cases.find_neighbor": "a person, not a case",
    "cases.look_up_person": "a person, not a case",
    "cases.print_due_list": "people who are due",
    "cases.save_opinion_template": "one's own wordings, which pages offer",
    "cases.drop_opinion_template": "one's own wordings, which pages offer",
    "cases.acknowledge_oversight": "several decisions of a department: POST /oversight/acknowledge",
    "cases.name_overseer": "several decisions of a county",
    "cases.record_first_check": "a referral: POST /oversight/{referral_id}/first-check",
    "cases.send_back_oversight": "a referral: POST /oversight/{referral_id}/send-back",
    "cases.set_oversight_rules": "rules of a county",
}
_EXAMPLE_FILE = "0193f0d2-7b60-7c50-8a44-3c9e5b1f2a10"
_SOME_ID = "0193f0d2-7b60-7c50-8a44-000000000000"
_NOT_GRANTED = "access.not_allowed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Operation:
    """One operation: its address, its grant (None: for everybody), and a body that fits."""

    id: str
    method: str
    path: str
    is_open: bool
    grant: str
    body: Any
    takes_file: bool

    def url(self, stage: Stage, placed: Placed | None) -> str:
        """The address with everything filled in."""
        case = stage.at_counter if placed is None else stage.case_for(placed.role, self.id)
        given: dict[str, Any] = {"case_no": case.case_no}
        if "_id}" in self.path:
            ids = ids_of(case)
            file = ids["evidence_id" if self.id == "download_evidence" else "file_id"]
            given |= {"file_id": file, "paper_id": ids["paper_id"]}
        return self.path.format_map(_Filled(given))

    def call(self, caller: Caller, stage: Stage, placed: Placed | None = None) -> Any:
        """The call by this program, taken back afterwards."""
        mark = transaction.savepoint()
        try:
            url = self.url(stage, placed)
            if self.method == "GET":
                return caller.get(url)
            if self.takes_file:
                return caller.upload(url, "文书.pdf", PDF)
            text = json.dumps(self.body)
            if placed is not None and placed.file_key:
                text = text.replace(_EXAMPLE_FILE, placed.file_key)
            return caller.send(self.method, url, json.loads(text))
        finally:
            transaction.savepoint_rollback(mark)


class _Filled(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return ITEM_CODE if name == "code" else _SOME_ID


# Bodies whose example names people of a real place.
_BODIES: dict[str, Any] = {"assign_case": {"login_name": "second_clerk"}}


def _operations() -> Iterator[Operation]:
    doors = {
        operation.operation_id: operation.auth_callbacks[0]
        for router in api._get_bound_routers()
        for view in router.path_operations.values()
        for operation in view.operations
    }
    for path, methods in TOLD["paths"].items():
        for method, told in methods.items():
            door = doors[told["operationId"]]
            assert isinstance(door, Post | Anyone), told["operationId"]
            content = told.get("requestBody", {}).get("content", {})
            yield Operation(
                id=told["operationId"],
                method=method.upper(),
                path=path.removeprefix("/api/v1"),
                is_open=isinstance(door, Anyone),
                grant=door.grant or "cases.take_in",
                body=_BODIES.get(told["operationId"], _example(content.get("application/json", {}))),
                takes_file="multipart/form-data" in content,
            )


def _example(part: dict[str, Any]) -> Any:
    named = [each["value"] for each in part.get("examples", {}).values()]
    return part.get("example", named[0] if named else {})


OPERATIONS = tuple(_operations())


def _fault(operation: Operation, placed: Placed, answer: Any) -> str:
    """What is wrong with an answer, or nothing."""
    status = answer.status_code
    code = answer.json().get("code", "") if "json" in answer.headers["Content-Type"] else ""
    is_granted = placed.role in GRANTS[operation.grant]
    if not is_granted:
        fits = status == 403 and code == _NOT_GRANTED
    elif "{case_no}" in operation.path and placed.place not in INSIDE:
        fits = status == 404
    elif "{case_no}" in operation.path and placed.role is Party.OVERSEER:
        fits = status == 404  # none of these cases was handed to its department
    elif "{case_no}" in operation.path:
        fits = status in {200, 202, 400, 409} or (status == 403 and code != _NOT_GRANTED)
    else:
        fits = status < 500 and status != 401 and code != _NOT_GRANTED
    return "" if fits else f"{operation.id} by {placed.role} {placed.place}: {status} {code}"


@pytest.mark.usefixtures("db")
def test_every_operation_lets_in_whom_the_grants_and_the_scope_let_in() -> None:
    set_clock(NOW)
    placed = list(place_all())
    stage = set_stage()
    assert {each.role for each in placed} == POST_ROLES
    faults = []
    for operation in OPERATIONS:
        without = operation.call(Caller(), stage)
        if (without.status_code == 401) is operation.is_open:
            faults.append(f"{operation.id} without a token: {without.status_code}")
        if operation.is_open:
            continue
        for each in placed:
            # A grant does not depend on the place: whoever has none is asked once.
            if each.place == "own" or each.role in GRANTS[operation.grant]:
                found = _fault(operation, each, operation.call(each.caller, stage, each))
                faults += [found] if found else []
    assert faults == []


def test_every_act_of_a_post_on_a_case_has_its_operation() -> None:
    of_posts = {name for name in all_actions() if name.startswith("cases.") and GRANTS[name] & POST_ROLES}
    in_the_api = {act.action for act in CASE_ACTS}
    assert in_the_api | OPENERS | set(NOT_OF_ONE_CASE) == of_posts
    assert not in_the_api & (OPENERS | set(NOT_OF_ONE_CASE))


def test_every_operation_of_an_act_has_its_grant() -> None:
    by_id = {operation.id: operation.grant for operation in OPERATIONS}
    assert {by_id[act.operation_id] for act in CASE_ACTS} == {act.action for act in CASE_ACTS}


def test_no_two_shapes_have_one_name() -> None:
    """Of two of one name the description would keep the last, and lie about the other."""
    from ninja import Schema

    def below(shape: type[Schema]) -> Iterator[type[Schema]]:
        for each in shape.__subclasses__():
            yield each
            yield from below(each)

    names = [each.__name__ for each in below(Schema) if each.__module__.startswith("yimen.")]
    assert sorted({name for name in names if names.count(name) > 1}) == []
