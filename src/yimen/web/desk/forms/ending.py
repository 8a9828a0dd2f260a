"""Ending a case without a decision of ours: sending it up, or terminating it."""

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext

from yimen.rules.cases import Act, CaseState
from yimen.usecases.cases.actions import forward, terminate
from yimen.web.desk.forms.desk import Calls, Desk, Forms, area_field, back_button, button, text_field
from yimen.web.shared.requests import PageRequest


def _forward_form(desk: Desk) -> dict[str, Any]:
    early = desk.case.state is CaseState.RECEIVED
    dialog = {
        "title": gettext("转报上级机关？"),
        "words": [
            gettext("本机关不再办理，时限停止；材料直接报送，不再要申请人重复提交（行政许可法第三十五条）。"),
            gettext("短信告诉申请人转到了哪里。"),
        ],
        "yes": gettext("转报"),
    }
    return {
        "title": gettext("转报"),
        "words": gettext("依法由上级机关决定的，把全部材料和初步审查意见直接报送过去。"),
        "fields": [text_field("receiving_organ", gettext("接收机关的全称"), desk)],
        "opinion_label": gettext("初步审查意见"),
        "opinion_optional": early,
        "buttons": [button(Act.FORWARD, gettext("转报"), dialog=dialog), back_button(gettext("返回"))],
    }


def _terminate_form(desk: Desk) -> dict[str, Any]:
    dialog = {
        "title": gettext("终止办理？"),
        "words": [gettext("这件不再作决定，也不算办结；时限停止。"), gettext("短信告诉申请人。")],
        "yes": gettext("终止办理"),
    }
    return {
        "title": gettext("终止办理"),
        "words": gettext(
            "申请的事情已经不存在、办下去没有意义时才用。申请人自己不办了的，请登记撤回；不符合条件的，作不予决定。"
        ),
        "fields": [area_field("reason", gettext("原因"), desk, hint=gettext("申请人登录后能看到。"))],
        "buttons": [
            button(Act.TERMINATE, gettext("终止办理"), kind="danger", dialog=dialog),
            back_button(gettext("返回")),
        ],
    }


def _forward_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    forward(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        receiving_organ=form.get("receiving_organ", ""),
        opinion=form.get("opinion", ""),
        request_key=key,
    )


def _terminate_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    reason = form.get("reason", "")
    terminate(actor=request.actor, now=request.now, case_id=case_id, reason=reason, request_key=key)


FORMS: Forms = {
    Act.FORWARD: _forward_form,
    Act.TERMINATE: _terminate_form,
}
CALLS: Calls = {
    Act.FORWARD: _forward_call,
    Act.TERMINATE: _terminate_call,
}
