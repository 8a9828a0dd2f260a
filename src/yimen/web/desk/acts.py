"""Calls the one action that a pressed button means."""

from collections.abc import Callable
from uuid import UUID

from django.http import QueryDict

from yimen.rules.cases import Act
from yimen.usecases.cases.actions import accept, close, deliver, grant, receive, refuse, review, send_back
from yimen.web.shared.request_keys import key_for
from yimen.web.shared.requests import PageRequest

_VERDICT = "verdict-"
_POINT_REASON = "point-reason-"


def do_act(request: PageRequest, case_id: UUID, act: Act) -> None:
    """Do the act with what was typed; raises the action's own refusals."""
    form = request.POST
    typed = [f"{name}={value}" for name, values in sorted(form.lists()) for value in values]
    body = [
        line for line in typed if not line.startswith(("csrfmiddlewaretoken=", "request_key=", "form_owner="))
    ]
    _CALLS[act](request, case_id, form, key_for(request, act.value, *body))


def _receive(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    receive(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        identity_check=form.get("choice", ""),
        request_key=key,
    )


def _accept(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    verdicts = {name.removeprefix(_VERDICT): form.get(name, "") for name in form if name.startswith(_VERDICT)}
    accept(actor=request.actor, now=request.now, case_id=case_id, verdicts=verdicts, request_key=key)


def _review(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    reasons = {
        int(name.removeprefix(_POINT_REASON)): form.get(name, "")
        for name in form
        if name.startswith(_POINT_REASON) and _is_number(name.removeprefix(_POINT_REASON))
    }
    review(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        opinion=form.get("opinion", ""),
        passed_points=tuple(int(each) for each in form.getlist("points") if _is_number(each)),
        advice=form.get("choice", ""),
        point_reasons=reasons,
        request_key=key,
    )


def _grant(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    opinion = form.get("opinion", "")
    grant(actor=request.actor, now=request.now, case_id=case_id, opinion=opinion, request_key=key)


def _refuse(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    refuse(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        facts=form.get("facts", ""),
        reasons=form.get("reasons", ""),
        basis=form.get("basis", ""),
        request_key=key,
    )


def _send_back(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    reason = form.get("opinion", "")
    send_back(actor=request.actor, now=request.now, case_id=case_id, reason=reason, request_key=key)


def _deliver(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    way = form.get("choice", "")
    deliver(actor=request.actor, now=request.now, case_id=case_id, way=way, request_key=key)


def _close(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:  # noqa: ARG001
    close(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        county_code=request.actor.county_code,
        request_key=key,
    )


_CALLS: dict[Act, Callable[[PageRequest, UUID, QueryDict, str | None], None]] = {
    Act.RECEIVE: _receive,
    Act.ACCEPT: _accept,
    Act.REVIEW: _review,
    Act.GRANT: _grant,
    Act.REFUSE: _refuse,
    Act.SEND_BACK: _send_back,
    Act.DELIVER: _deliver,
    Act.CLOSE: _close,
}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4
