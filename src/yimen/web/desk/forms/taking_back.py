"""Taking back: an application by its applicant, a registration or a closing by the head of the center."""

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext

from yimen.rules.cases import Act
from yimen.usecases.cases.actions import reopen, void, withdraw
from yimen.web.desk.forms.desk import Calls, Desk, Forms, area_field, back_button, button, file_field
from yimen.web.desk.forms.reading import read_upload
from yimen.web.shared.requests import PageRequest


def _withdraw_form(desk: Desk) -> dict[str, Any]:
    """No dialog: the written request that must come along is the second thought."""
    return {
        "title": gettext("撤回申请"),
        "words": gettext(
            "申请人自己不办了才用。要有本人签名的撤回申请书；登记后这一件就结束了，短信告诉申请人，不能改回。"
        ),
        "takes_files": True,
        "fields": [
            file_field(
                "written",
                gettext("撤回申请书(照片或扫描件)"),
                desk,
                hint=gettext("选好文件后，如果页面提示有错，要重新选一次。"),
                camera=True,
            ),
            area_field("reason", gettext("撤回原因"), desk, optional=True, rows=2),
        ],
        "buttons": [
            button(Act.WITHDRAW, gettext("登记撤回"), kind="danger"),
            back_button(gettext("返回")),
        ],
    }


def _void_form(desk: Desk) -> dict[str, Any]:
    dialog = {
        "title": gettext("作废这次登记？"),
        "words": [
            gettext("这一件不再算数，也不算办结；已经出的文书留在登记簿里。"),
            gettext("短信告诉申请人，原因登录后能看到。"),
        ],
        "yes": gettext("作废"),
    }
    return {
        "title": gettext("作废"),
        "words": gettext("登记重了、登错了人或事项时才用。申请人不办了的，请窗口登记撤回。"),
        "fields": [area_field("reason", gettext("作废原因"), desk)],
        "buttons": [
            button(Act.VOID, gettext("作废"), kind="danger", dialog=dialog),
            back_button(gettext("返回")),
        ],
    }


def _reopen_form(desk: Desk) -> dict[str, Any]:
    dialog = {
        "title": gettext("重新打开？"),
        "words": [
            gettext("回到办结以前的一步；决定和文书不变。"),
            gettext("谁在什么时候、为什么打开，会一直记着。"),
        ],
        "yes": gettext("重新打开"),
    }
    return {
        "title": gettext("重新打开"),
        "words": gettext("办结就是办结。确实送错了人、登错了结果，才由中心主任打开改正。"),
        "fields": [area_field("reason", gettext("为什么要打开"), desk)],
        "buttons": [
            button(Act.REOPEN, gettext("重新打开"), kind="danger", dialog=dialog),
            back_button(gettext("返回")),
        ],
    }


def _withdraw_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    withdraw(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        written=read_upload(request, "written"),
        reason=form.get("reason", ""),
        request_key=key,
    )


def _void_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    reason = form.get("reason", "")
    void(actor=request.actor, now=request.now, case_id=case_id, reason=reason, request_key=key)


def _reopen_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    reason = form.get("reason", "")
    reopen(actor=request.actor, now=request.now, case_id=case_id, reason=reason, request_key=key)


FORMS: Forms = {
    Act.WITHDRAW: _withdraw_form,
    Act.VOID: _void_form,
    Act.REOPEN: _reopen_form,
}
CALLS: Calls = {
    Act.WITHDRAW: _withdraw_call,
    Act.VOID: _void_call,
    Act.REOPEN: _reopen_call,
}
