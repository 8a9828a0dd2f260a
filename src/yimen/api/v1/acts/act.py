"""The shape of an act in the API: one address, one body, one use-case call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Router, Schema

from yimen.api.shared.answers import ACTS, answers
from yimen.api.shared.callers import CallRequest, Post
from yimen.api.shared.keys import RequestKey
from yimen.api.shared.types import Body, CaseNumber, Words
from yimen.api.v1.acts.done import CaseAfter, tell
from yimen.rules.grants import ACTION_LABELS
from yimen.usecases.cases.acting import CaseDone
from yimen.usecases.cases.evidence import Upload

Arguments = Callable[[Any], Mapping[str, Any]]


class Nothing(Body):
    """An act that needs nothing to be said."""


class Reason(Body):
    """Why, in words that go into the step."""

    reason: Words


def as_they_are(body: Body) -> Mapping[str, Any]:
    """The fields of the body are the arguments of the use case, by the same names."""
    return dict(body)


def tell_case(done: CaseDone, response: HttpResponse) -> dict[str, Any]:
    """The answer of an act of the tables: where the case stands, and its paper."""
    return tell(done, response)


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseAct:
    """One act on one case: the use case `function`, and how a body becomes its arguments.

    `example` is a body that fits the schema; `answer` the shape of what `tell` makes of the outcome.
    """

    action: str
    function: Callable[..., Any]
    words: str
    body: type[Body] = Nothing
    arguments: Arguments = as_they_are
    example: Mapping[str, Any] = field(default_factory=dict)
    answer: type[Schema] = CaseAfter
    tell: Callable[[Any, HttpResponse], Any] = tell_case

    @property
    def slug(self) -> str:
        """The last part of the address: the verb, with hyphens."""
        return self.action.removeprefix("cases.").replace("_", "-")

    @property
    def operation_id(self) -> str:
        """The name of the operation for programs that are made from the description."""
        return f"{self.action.removeprefix('cases.')}_case"


def enter(router: Router, act: CaseAct) -> None:
    """Add the operation of the act: granted before the body is read, one use-case call."""

    def operation(
        request: CallRequest,
        response: HttpResponse,
        case_no: CaseNumber,
        payload: Any,
        key: RequestKey = None,
    ) -> Any:
        done = act.function(
            actor=request.auth,
            now=request.now,
            case_id=case_no,
            request_key=key,
            **act.arguments(payload),
        )
        return act.tell(done, response)

    operation.__name__ = act.operation_id
    operation.__doc__ = act.words
    operation.__annotations__["payload"] = act.body
    router.post(
        f"/{{case_no}}/actions/{act.slug}",
        auth=Post(act.action),
        response=answers({200: act.answer}, *ACTS),
        operation_id=act.operation_id,
        summary=ACTION_LABELS[act.action],
        tags=["acts"],
        openapi_extra={"requestBody": {"content": {"application/json": {"example": dict(act.example)}}}},
    )(operation)


def kept(file_id: UUID | None) -> Upload | None:
    """The file of a key that `POST /files` gave, or None."""
    return None if file_id is None else Upload(kept_id=file_id)
