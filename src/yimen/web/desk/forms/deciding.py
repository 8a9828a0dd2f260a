"""Deciding a permit."""

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext

from yimen.rules.cases import Act
from yimen.usecases.cases.actions import grant, refuse
from yimen.web.desk.forms.briefing import briefing
from yimen.web.desk.forms.desk import (
    Calls,
    Desk,
    Forms,
    area_field,
    back_button,
    button,
    text_field,
    typed_day,
)
from yimen.web.shared.requests import PageRequest


def _grant_form(desk: Desk) -> dict[str, Any]:
    aside = [
        {"value": f"TO_{act.value}", "label": label, "kind": "secondary", "dialog": None}
        for act, label in ((Act.REFUSE, gettext("不予许可…")), (Act.SEND_BACK, gettext("退回审查…")))
        if act in desk.acts
    ]
    dialog = {
        "title": gettext("准予这件许可？"),
        "words": [
            gettext("出具《准予行政许可决定书》，编号后不能改回。"),
            gettext("短信告诉申请人，十个工作日内送达。"),
        ],
        "yes": gettext("准予"),
    }
    return {
        "title": gettext("决定"),
        "briefing": briefing(desk.case),
        "opinion_label": gettext("决定意见"),
        "phrases": [gettext("同意审查意见，准予许可。")],
        "fields": [
            text_field(
                "valid_until",
                gettext("有效期至"),
                desk,
                type="date",
                optional=True,
                hint=gettext("许可有期限的才填，会写进决定书；延续按它计算。"),
            )
        ],
        "buttons": [button(Act.GRANT, gettext("准予许可"), dialog=dialog), *aside],
    }


def _refuse_form(desk: Desk) -> dict[str, Any]:
    dialog = {
        "title": gettext("不予许可？"),
        "words": [
            gettext("出具《不予行政许可决定书》，写明事实、理由、依据和救济途径，编号后不能改回。"),
            gettext("短信告诉申请人，十个工作日内送达。"),
        ],
        "yes": gettext("不予许可"),
    }
    return {
        "title": gettext("不予许可"),
        "words": gettext(
            "事实、理由和依据会原样写进决定书；复议和诉讼的途径由系统写上（行政许可法第三十八条）。"
        ),
        "fields": [
            area_field("facts", gettext("查明的事实"), desk),
            area_field("reasons", gettext("理由"), desk),
            {
                "kind": "text",
                "name": "basis",
                "label": gettext("依据(法律条款)"),
                "value": desk.typed.get("basis", ""),
                "error": desk.faults.get("basis", ""),
                "optional": True,
            },
        ],
        "buttons": [
            button(Act.REFUSE, gettext("不予许可"), kind="danger", dialog=dialog),
            back_button(gettext("返回")),
        ],
    }


def _grant_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    grant(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        opinion=form.get("opinion", ""),
        valid_until=typed_day(form.get("valid_until", "")),
        request_key=key,
    )


def _refuse_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    refuse(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        facts=form.get("facts", ""),
        reasons=form.get("reasons", ""),
        basis=form.get("basis", ""),
        request_key=key,
    )


FORMS: Forms = {
    Act.GRANT: _grant_form,
    Act.REFUSE: _refuse_form,
}
CALLS: Calls = {
    Act.GRANT: _grant_call,
    Act.REFUSE: _refuse_call,
}
