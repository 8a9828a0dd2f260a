"""Passing on to a department's own system, and keeping what it answers."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext

from yimen.rules.cases import Act
from yimen.rules.forwarding import EXTERNAL_RESULT_LABELS, ExternalResult
from yimen.usecases.cases.actions import pass_on, record_progress, record_result
from yimen.usecases.cases.queries import CaseView
from yimen.web.desk.forms.correcting import VERDICT, notice_button, reason_presets, seen_notices
from yimen.web.desk.forms.desk import Calls, Desk, Forms, area_field, back_button, button, text_field
from yimen.web.shared.requests import PageRequest


def _pass_on_form(desk: Desk) -> dict[str, Any]:
    forwarding = desk.case.forwarding
    return {
        "title": gettext("转部门办理"),
        "words": gettext("左边每样材料都核一遍，再抄进部门的系统。部门作决定，我们问到底、告诉群众。"),
        "takes_verdicts": True,
        "presets": reason_presets(),
        "hidden": [seen_notices(desk)],
        "fields": [
            text_field(
                "external_system",
                gettext("部门的系统"),
                desk,
                value=forwarding.system if forwarding else "",
                hint=gettext("部门自己用哪个系统办，就写哪个"),
            ),
            text_field(
                "external_no",
                gettext("部门系统里的编号"),
                desk,
                optional=True,
                hint=gettext("还没有编号可以先空着，登记进度时再补"),
            ),
            _ask_on_field(desk, forwarding.suggested_ask_on if forwarding else None),
        ],
        "buttons": [button(Act.PASS_ON, gettext("已转部门办理")), *notice_button(desk)],
    }


def _ask_on_field(desk: Desk, day: date | None, *, optional: bool = False) -> dict[str, Any]:
    return text_field(
        "ask_on",
        gettext("哪天去问部门"),
        desk,
        optional=optional,
        type="date",
        value=day.isoformat() if day else "",
        hint=gettext("过了这一天还没有回音，这件就进“久未回复”"),
    )


def _progress_form(desk: Desk) -> dict[str, Any]:
    return {
        "title": gettext("登记部门进度"),
        "words": gettext("问过部门，把它现在的状态记下来；群众在进度页上看得到。"),
        "fields": [
            text_field("external_state", gettext("部门现在的状态"), desk, value=""),
            text_field(
                "external_no", gettext("部门系统里的编号"), desk, optional=True, value=_number(desk.case)
            ),
            _ask_on_field(desk, None, optional=True),
        ],
        "buttons": [button(Act.RECORD_PROGRESS, gettext("登记进度")), back_button(gettext("返回"))],
    }


def _result_form(desk: Desk) -> dict[str, Any]:
    aside = [
        {
            "value": f"TO_{Act.RECORD_PROGRESS.value}",
            "label": gettext("只登记进度…"),
            "kind": "secondary",
            "dialog": None,
        }
    ]
    return {
        "title": gettext("登记部门结果"),
        "words": gettext("部门办完了，在这里登记。短信只说有结果，不说是什么结果。"),
        "fields": [
            {
                "kind": "select",
                "name": "result",
                "label": gettext("部门的办理结果"),
                "placeholder": gettext("请选择"),
                "value": desk.typed.get("result", ""),
                "error": desk.faults.get("result", ""),
                "options": [
                    {"value": each.value, "label": gettext(EXTERNAL_RESULT_LABELS[each])}
                    for each in ExternalResult
                ],
            },
            area_field(
                "text",
                gettext("告诉申请人的话"),
                desk,
                hint=gettext("办成了什么，去哪里领；没办成的写原因和接下来怎么办"),
            ),
            text_field("external_no", gettext("部门系统里的编号"), desk, value=_number(desk.case)),
        ],
        "buttons": [button(Act.RECORD_RESULT, gettext("登记结果，告诉申请人")), *aside],
    }


def _number(case: CaseView) -> str:
    return case.forwarding.number if case.forwarding else ""


def _pass_on_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    pass_on(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        verdicts={n.removeprefix(VERDICT): form.get(n, "") for n in form if n.startswith(VERDICT)},
        external_system=form.get("external_system", ""),
        external_no=form.get("external_no", ""),
        ask_on=form.get("ask_on", ""),
        request_key=key,
    )


def _progress_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    record_progress(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        external_state=form.get("external_state", ""),
        external_no=form.get("external_no", ""),
        ask_on=form.get("ask_on", ""),
        request_key=key,
    )


def _result_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    record_result(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        result=form.get("result", ""),
        text=form.get("text", ""),
        external_no=form.get("external_no", ""),
        request_key=key,
    )


FORMS: Forms = {
    Act.PASS_ON: _pass_on_form,
    Act.RECORD_RESULT: _result_form,
    Act.RECORD_PROGRESS: _progress_form,
}
CALLS: Calls = {
    Act.PASS_ON: _pass_on_call,
    Act.RECORD_RESULT: _result_call,
    Act.RECORD_PROGRESS: _progress_call,
}
