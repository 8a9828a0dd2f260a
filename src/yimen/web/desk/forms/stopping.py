"""Stopping the clocks, letting them run again, and extending the limit."""

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext

from yimen.rules.access import Party
from yimen.rules.cases import Act
from yimen.rules.catalog import Family
from yimen.rules.deadlines import STOP_GROUND_LABELS
from yimen.rules.errors import N_
from yimen.rules.intervals import PERMIT_GROUNDS
from yimen.usecases.cases.actions import extend, resume, suspend
from yimen.web.desk.forms.desk import (
    Calls,
    Desk,
    Forms,
    area_field,
    back_button,
    button,
    select_field,
    text_field,
    typed_day,
    whole_number,
)
from yimen.web.shared.requests import PageRequest

_APPROVES = {
    Family.PERMIT: N_("由本机关负责人批准；联合办理的由本级人民政府负责人批准。"),
    Family.DISCLOSURE: N_(
        "由政府信息公开工作机构的负责人同意，最多再延 20 个工作日（政府信息公开条例第三十三条）。"
    ),
}


def _suspend_form(desk: Desk) -> dict[str, Any]:
    approver = desk.request.actor.name if desk.request.actor.party is Party.APPROVER else ""
    grounds = {ground.value: gettext(STOP_GROUND_LABELS[ground]) for ground in PERMIT_GROUNDS}
    return {
        "title": gettext("启动特别程序"),
        "words": gettext(
            "从明天起两个时限都停止计算，到结束那天为止（行政许可法第四十五条）。"
            "同时出具《特别程序告知书》，并短信告诉申请人。现场踏勘、公示、领导外出不能停。"
        ),
        "fields": [
            select_field("ground", gettext("种类"), desk, grounds, placeholder=gettext("请选择")),
            text_field(
                "days_needed",
                gettext("预计需要几个工作日"),
                desk,
                type="number",
                hint=gettext("会写进告知书。超过了，环节灯会变红。"),
            ),
            text_field("approver", gettext("批准人"), desk, value=approver),
            text_field(
                "basis",
                gettext("依据的条文"),
                desk,
                optional=True,
                hint=gettext("法定八种不用填；选“其他依据”的，写明法规名称和条号。"),
            ),
            area_field("reason", gettext("说明"), desk, optional=True, rows=2),
        ],
        "buttons": [
            button(Act.SUSPEND, gettext("停止计时，出具告知书")),
            back_button(gettext("返回")),
        ],
    }


def _resume_form(desk: Desk) -> dict[str, Any]:
    today = desk.request.now.date().isoformat()
    return {
        "title": gettext("结束特别程序"),
        "words": gettext(
            "从结束那天的次日起接着计算，两个到期日重新算。结束后回到审查，把结果写进审查意见。"
        ),
        "fields": [
            area_field("result", gettext("结果"), desk, hint=gettext("例如：专家评审通过，意见附后。")),
            text_field(
                "ended_on",
                gettext("结束的日期"),
                desk,
                type="date",
                value=today,
                hint=gettext("填结果出来的那天；晚登记不会多出时间。"),
            ),
        ],
        "buttons": [button(Act.RESUME, gettext("继续计时"))],
    }


def _extend_form(desk: Desk) -> dict[str, Any]:
    return {
        "title": gettext("延长期限"),
        "words": gettext(
            "只能延长一次，最多 10 个工作日，联合办理的最多 15 个，要在期限届满前批准"
            "（行政许可法第四十二条）。延长的是法定期限，承诺的日子不变。"
        )
        if desk.case.family is Family.PERMIT
        else gettext("按这个事项自己公布的延长期限，只能延长一次。延长的是法定期限，承诺的日子不变。"),
        "fields": [
            text_field("days", gettext("延长几天"), desk, type="number", hint=gettext("单位与原期限相同。")),
            text_field(
                "approver",
                gettext("批准的负责人"),
                desk,
                hint=gettext(_APPROVES[desk.case.family]) if desk.case.family in _APPROVES else "",
            ),
            area_field("reason", gettext("理由"), desk, hint=gettext("会原样写进《延期告知书》。")),
        ],
        "buttons": [button(Act.EXTEND, gettext("延长，出具延期告知书")), back_button(gettext("返回"))],
    }


def _suspend_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    suspend(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        ground=form.get("ground", ""),
        days_needed=whole_number(form.get("days_needed", "")),
        approver=form.get("approver", ""),
        basis=form.get("basis", ""),
        reason=form.get("reason", ""),
        request_key=key,
    )


def _resume_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    resume(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        result=form.get("result", ""),
        ended_on=typed_day(form.get("ended_on", "")),
        request_key=key,
    )


def _extend_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    extend(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        days=whole_number(form.get("days", "")),
        approver=form.get("approver", ""),
        reason=form.get("reason", ""),
        request_key=key,
    )


FORMS: Forms = {
    Act.SUSPEND: _suspend_form,
    Act.RESUME: _resume_form,
    Act.EXTEND: _extend_form,
}
CALLS: Calls = {
    Act.SUSPEND: _suspend_call,
    Act.RESUME: _resume_call,
    Act.EXTEND: _extend_call,
}
