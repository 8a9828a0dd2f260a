"""Whatever a program sends, the API answers as it is described: no 5xx, no untold status, in its shape.

Calls are generated from the description: bodies that fit it and bodies that do not, half of them on cases
that stand somewhere in the middle. Each is made once, which is slow, and then sent by nobody and by three
posts. The seed is fixed and the number small; `YIMEN_DEEP_TESTS=1` asks much more, each time something else.
"""

import os
import random
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, note, seed, settings, strategies
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.calling import token_of
from tests.api.committed import TOLD
from tests.usecases.cases import journey
from tests.world import APPROVER, CLERK, COUNTY_OFFICER
from yimen.data.cases.models import Case
from yimen.rules.access import Actor

DEEP = os.environ.get("YIMEN_DEEP_TESTS") == "1"
EXAMPLES = 50 if DEEP else 2
SEED = random.randrange(2**32) if DEEP else 20261127  # noqa: S311 - no secret
CALLERS = (CLERK, APPROVER, COUNTY_OFFICER)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
SCHEMA = schemathesis.openapi.from_dict(TOLD)
SCHEMA.app = get_wsgi_application()
OPERATIONS: dict[str, Any] = {
    operation.label: operation for operation in (found.ok() for found in SCHEMA.get_all_operations())
}
LIMITS = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def in_process(db: None) -> Iterator[None]:
    """Calls keep the connection of the test, as Django's own client does it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_every_operation_answers_as_it_is_described(in_process: None) -> None:
    numbers = _cases_on_their_way()
    callers = {"nobody": {}} | {each.name: _headers_of(each) for each in CALLERS}
    for label in sorted(OPERATIONS):
        for mode in _modes(label):
            _ask(label, mode, callers, numbers if "{case_no}" in label else ())


def _headers_of(actor: Actor) -> dict[str, str]:
    return {"Authorization": f"Bearer {token_of(actor)}"}


def _cases_on_their_way() -> tuple[str, ...]:
    steps = (journey.received, journey.accepted, journey.reviewed, journey.granted)
    return tuple(Case.objects.get(pk=step()).case_no for step in steps)


def _modes(label: str) -> tuple[GenerationMode, ...]:
    """What takes nothing cannot be given something wrong."""
    told = OPERATIONS[label].definition.raw
    takes_something = told.get("parameters") or told.get("requestBody")
    return tuple(GenerationMode) if takes_something else (GenerationMode.POSITIVE,)


def _ask(
    label: str, mode: GenerationMode, callers: dict[str, dict[str, str]], numbers: tuple[str, ...]
) -> None:
    operation = OPERATIONS[label]
    needs_token = bool(operation.definition.raw["security"])

    @seed(SEED)
    @LIMITS
    @given(
        case=operation.as_strategy(generation_mode=mode),
        number=strategies.sampled_from((None, *numbers)),
    )
    def ask(case: Any, number: str | None) -> None:
        if number is not None:
            case.path_parameters["case_no"] = number
        for caller, headers in callers.items():
            note(f"{label} by {caller}")
            answer = case.call(headers=headers)
            case.validate_response(answer, checks=CHECKS)
            assert not needs_token or headers or answer.status_code == 401, "opened without a token"

    ask()
