"""Sending a case away at the door: back to the applicant, to another organ, or home without a permit."""

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext

from yimen.rules.cases import Act
from yimen.usecases.cases.actions import decline, find_not_needed, return_prefiling
from yimen.web.desk.forms.desk import Calls, Desk, Forms, area_field, back_button, button, text_field
from yimen.web.shared.requests import PageRequest


def _return_form(desk: Desk) -> dict[str, Any]:
    dialog = {
        "title": gettext("退回这份预填？"),
        "words": [
            gettext("这一件就结束了，没有收件；申请人改好要重新提交。"),
            gettext("原因会显示给申请人，并发短信。"),
        ],
        "yes": gettext("退回"),
    }
    return {
        "title": gettext("退回预填"),
        "words": gettext(
            "只用于误填、测试、选错事项这样的预填。材料不齐的不要退回：先收件，再一次性告知要补什么。"
        ),
        "fields": [area_field("reason", gettext("退回原因"), desk, hint=gettext("申请人看得到。"))],
        "buttons": [
            button(Act.RETURN, gettext("退回"), kind="danger", dialog=dialog),
            back_button(gettext("返回")),
        ],
    }


def _decline_form(desk: Desk) -> dict[str, Any]:
    dialog = {
        "title": gettext("不予受理？"),
        "words": [
            gettext("出具《不予受理通知书》，写明理由、该找哪个机关、怎样复议和起诉，编号后不能改回。"),
            gettext("短信告诉申请人有一份通知书，不说内容。"),
        ],
        "yes": gettext("不予受理"),
    }
    return {
        "title": gettext("不予受理"),
        "words": gettext(
            "只用于依法不归本机关管的事。材料不齐、不符合的，要一次性告知补正；复议和诉讼的途径由系统写上。"
        ),
        "fields": [
            area_field("reasons", gettext("理由"), desk, hint=gettext("原样写进通知书。")),
            text_field(
                "competent_organ",
                gettext("该到哪个机关申请"),
                desk,
                hint=gettext("写机关全称，知道地址电话的一起写上。"),
            ),
            text_field("basis", gettext("依据(法律条款)"), desk, optional=True),
        ],
        "buttons": [
            button(Act.DECLINE, gettext("不予受理"), kind="danger", dialog=dialog),
            back_button(gettext("返回")),
        ],
    }


def _not_needed_form(desk: Desk) -> dict[str, Any]:
    dialog = {
        "title": gettext("告知不需许可？"),
        "words": [
            gettext("出具《不需行政许可告知书》，这一件就结束了。"),
            gettext("短信告诉申请人有一份告知书。"),
        ],
        "yes": gettext("告知不需许可"),
    }
    return {
        "title": gettext("告知不需许可"),
        "words": gettext(
            "依法不用许可就能做的事，要即时告诉申请人不用办，不能让人补材料（行政许可法第三十二条第一款第一项）。"
        ),
        "fields": [
            area_field(
                "reasons",
                gettext("为什么不需要许可"),
                desk,
                hint=gettext(
                    "例：采伐的是自留地、房前屋后个人所有的零星林木，依照森林法第五十六条不需要申请采伐许可证。"
                ),
            ),
            text_field("basis", gettext("依据(法律条款)"), desk, optional=True),
        ],
        "buttons": [
            button(Act.FIND_NOT_NEEDED, gettext("告知不需许可"), dialog=dialog),
            back_button(gettext("返回")),
        ],
    }


def _return_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    reason = form.get("reason", "")
    return_prefiling(actor=request.actor, now=request.now, case_id=case_id, reason=reason, request_key=key)


def _decline_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    decline(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        reasons=form.get("reasons", ""),
        competent_organ=form.get("competent_organ", ""),
        basis=form.get("basis", ""),
        request_key=key,
    )


def _not_needed_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    find_not_needed(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        reasons=form.get("reasons", ""),
        basis=form.get("basis", ""),
        request_key=key,
    )


FORMS: Forms = {
    Act.RETURN: _return_form,
    Act.DECLINE: _decline_form,
    Act.FIND_NOT_NEEDED: _not_needed_form,
}
CALLS: Calls = {
    Act.RETURN: _return_call,
    Act.DECLINE: _decline_call,
    Act.FIND_NOT_NEEDED: _not_needed_call,
}
