"""Receiving and accepting: the first two acts at the counter."""

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext

from yimen.rules.case_forms import (
    IDENTITY_CHECK_LABELS,
    IdentityCheck,
)
from yimen.rules.cases import Act
from yimen.usecases.cases.actions import accept, receive
from yimen.web.desk.forms.correcting import VERDICT, notice_button, reason_presets, seen_notices
from yimen.web.desk.forms.desk import Calls, Desk, Forms, button
from yimen.web.shared.requests import PageRequest


def _receive_form(_desk: Desk) -> dict[str, Any]:
    return {
        "title": gettext("收件"),
        "words": gettext("核对申请人身份后收件。收件后出具《申请材料接收凭证》，并短信告诉申请人。"),
        "choice_legend": gettext("怎样核对的身份"),
        "choices": [
            {"value": way.value, "label": gettext(IDENTITY_CHECK_LABELS[way]), "hint": ""}
            for way in IdentityCheck
        ],
        "buttons": [button(Act.RECEIVE, gettext("收件，出具接收凭证"))],
    }


def _accept_form(desk: Desk) -> dict[str, Any]:
    late = gettext(
        "已过 5 个工作日没有告知：依法已经受理，受理日倒回收到材料那一天（行政许可法第三十二条）。"
        "缺的材料不能再要求补，留给审查。"
    )
    ready = gettext("左边每样材料都核一遍。全部符合就受理；有缺的、不符合的，写明怎么补，一次告知。")
    return {
        "title": gettext("受理"),
        "words": late if desk.case.is_deemed_late else ready,
        "presets": reason_presets(),
        "hidden": [seen_notices(desk)],
        "buttons": [button(Act.ACCEPT, gettext("受理，出具受理通知书")), *notice_button(desk)],
    }


def _receive_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    receive(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        identity_check=form.get("choice", ""),
        request_key=key,
    )


def _accept_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    verdicts = {name.removeprefix(VERDICT): form.get(name, "") for name in form if name.startswith(VERDICT)}
    accept(actor=request.actor, now=request.now, case_id=case_id, verdicts=verdicts, request_key=key)


FORMS: Forms = {
    Act.RECEIVE: _receive_form,
    Act.ACCEPT: _accept_form,
}
CALLS: Calls = {
    Act.RECEIVE: _receive_call,
    Act.ACCEPT: _accept_call,
}
