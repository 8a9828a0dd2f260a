"""Concluding a filing, an adjudication or another power."""

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext

from yimen.rules.cases import ACT_LABELS, Act
from yimen.usecases.cases.actions import conclude
from yimen.web.desk.forms.briefing import briefing
from yimen.web.desk.forms.desk import Calls, Desk, Forms, area_field, button
from yimen.web.shared.requests import PageRequest

_ASIDE = (Act.FORWARD, Act.SEND_BACK)


def _conclude_form(desk: Desk) -> dict[str, Any]:
    aside = [
        {
            "value": f"TO_{act.value}",
            "label": f"{gettext(ACT_LABELS[act])}…",
            "kind": "secondary",
            "dialog": None,
        }
        for act in _ASIDE
        if act in desk.acts
    ]
    dialog = {
        "title": gettext("登记这个结果？"),
        "words": [
            gettext("出具《办理结果告知书》，编号后不能改回。"),
            gettext("短信告诉申请人有结果，不说是什么结果。"),
        ],
        "yes": gettext("登记结果"),
    }
    return {
        "title": gettext("登记办理结果"),
        "briefing": briefing(desk.case),
        "fields": [
            area_field(
                "result",
                gettext("办理结果"),
                desk,
                hint=gettext("原样写进《办理结果告知书》；没有办成的，把原因写在里面"),
            )
        ],
        "buttons": [button(Act.CONCLUDE, gettext("登记结果，出具告知书"), dialog=dialog), *aside],
    }


def _conclude_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    result = form.get("result", "")
    conclude(actor=request.actor, now=request.now, case_id=case_id, result=result, request_key=key)


FORMS: Forms = {Act.CONCLUDE: _conclude_form}
CALLS: Calls = {Act.CONCLUDE: _conclude_call}
