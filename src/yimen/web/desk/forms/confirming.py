"""Confirming a benefit or a status, or not."""

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext

from yimen.rules.cases import Act
from yimen.usecases.cases.actions import confirm, not_confirm
from yimen.web.desk.forms.briefing import briefing
from yimen.web.desk.forms.desk import Calls, Desk, Forms, area_field, back_button, button, text_field
from yimen.web.shared.requests import PageRequest


def _confirm_form(desk: Desk) -> dict[str, Any]:
    aside = [
        {"value": f"TO_{act.value}", "label": label, "kind": "secondary", "dialog": None}
        for act, label in (
            (Act.NOT_CONFIRM, gettext("不予确认…")),
            (Act.SEND_BACK, gettext("退回初审…")),
        )
        if act in desk.acts
    ]
    dialog = {
        "title": gettext("予以确认？"),
        "words": [
            gettext("出具《予以确认告知书》，编号后不能改回。"),
            gettext("短信告诉申请人有结果了，不说是什么结果。"),
        ],
        "yes": gettext("予以确认"),
    }
    return {
        "title": gettext("确认"),
        "briefing": briefing(desk.case),
        "fields": [
            area_field(
                "content",
                gettext("确认的内容"),
                desk,
                optional=True,
                hint=gettext("印在告知书上，例如保障几口人、多少钱、从哪个月起。"),
                rows=2,
            )
        ],
        "opinion_label": gettext("确认意见"),
        "phrases": [gettext("同意初审意见，予以确认。")],
        "buttons": [button(Act.CONFIRM, gettext("予以确认"), dialog=dialog), *aside],
    }


def _not_confirm_form(desk: Desk) -> dict[str, Any]:
    dialog = {
        "title": gettext("不予确认？"),
        "words": [
            gettext("出具《不予确认告知书》，写明事实、理由、依据和救济途径，编号后不能改回。"),
            gettext("短信告诉申请人有结果了，不说是什么结果。"),
        ],
        "yes": gettext("不予确认"),
    }
    return {
        "title": gettext("不予确认"),
        "words": gettext("事实、理由和依据会原样写进告知书；复议和诉讼的途径由系统写上。"),
        "briefing": briefing(desk.case),
        "fields": [
            area_field("facts", gettext("查明的事实"), desk),
            area_field("reasons", gettext("理由"), desk),
            text_field("basis", gettext("依据（法律条款）"), desk, optional=True),
        ],
        "buttons": [
            button(Act.NOT_CONFIRM, gettext("不予确认"), kind="danger", dialog=dialog),
            back_button(gettext("返回")),
        ],
    }


def _confirm_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    confirm(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        opinion=form.get("opinion", ""),
        content=form.get("content", ""),
        request_key=key,
    )


def _not_confirm_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    not_confirm(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        facts=form.get("facts", ""),
        reasons=form.get("reasons", ""),
        basis=form.get("basis", ""),
        request_key=key,
    )


FORMS: Forms = {Act.CONFIRM: _confirm_form, Act.NOT_CONFIRM: _not_confirm_form}
CALLS: Calls = {Act.CONFIRM: _confirm_call, Act.NOT_CONFIRM: _not_confirm_call}
