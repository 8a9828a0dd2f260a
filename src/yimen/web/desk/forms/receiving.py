"""Receiving and accepting: the first two acts at the counter."""

import re
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext

from yimen.rules.case_forms import (
    IDENTITY_CHECK_LABELS,
    identity_checks,
)
from yimen.rules.cases import Act
from yimen.rules.catalog import Family
from yimen.usecases.cases.actions import accept, receive
from yimen.web.desk.forms.correcting import VERDICT, notice_button, reason_presets, seen_notices
from yimen.web.desk.forms.desk import Calls, Desk, Forms, button, text_field
from yimen.web.shared.requests import PageRequest


def _receive_form(desk: Desk) -> dict[str, Any]:
    return {
        "title": gettext("收件"),
        "words": gettext("核对申请人身份后收件。收件后出具《申请材料接收凭证》，并短信告诉申请人。"),
        "choice_legend": gettext("怎样核对的身份"),
        "choices": [
            {"value": way.value, "label": gettext(IDENTITY_CHECK_LABELS[way]), "hint": ""}
            for way in identity_checks(desk.case.family)
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
        "rare": _rare(desk) if desk.case.family is Family.PERMIT else None,
        "buttons": [button(Act.ACCEPT, gettext("受理，出具受理通知书")), *notice_button(desk)],
    }


def _rare(desk: Desk) -> dict[str, Any]:
    """What few permits need, folded; open once something stands there or was refused there."""
    fields = _permit_fields(desk)
    return {
        "label": gettext("少见情况：联合办理、申请延续"),
        "is_open": any(each["value"] or each["error"] for each in fields),
        "fields": fields,
    }


def _permit_fields(desk: Desk) -> list[dict[str, Any]]:
    return [
        text_field(
            "joint_organs",
            gettext("联合办理的其他机关"),
            desk,
            optional=True,
            hint=gettext(
                "几个机关联合办理的才填，用顿号隔开；法定期限 45 个工作日（行政许可法第四十二条）。"
            ),
        ),
        text_field(
            "renews_no",
            gettext("延续的原办件编号"),
            desk,
            optional=True,
            hint=gettext("申请延续原有许可的才填；届满前没有决定的，视为准予延续（行政许可法第五十条）。"),
        ),
    ]


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
    accept(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        verdicts=verdicts,
        joint_organs=re.split("[、，,;；]", form.get("joint_organs", "")),
        renews_no=form.get("renews_no", ""),
        request_key=key,
    )


FORMS: Forms = {
    Act.RECEIVE: _receive_form,
    Act.ACCEPT: _accept_form,
}
CALLS: Calls = {
    Act.RECEIVE: _receive_call,
    Act.ACCEPT: _accept_call,
}
