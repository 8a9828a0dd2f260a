"""Telling once what is missing, and taking in what comes then."""

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext

from yimen.rules.case_notices import REASON_FIELD
from yimen.rules.cases import Act, CaseState
from yimen.rules.catalog import Family
from yimen.usecases.cases.actions import issue_one_time_notice, supplement
from yimen.usecases.cases.queries.notices import NoticeLine
from yimen.web.desk.forms.desk import Calls, Desk, Forms, back_button, button, file_field
from yimen.web.desk.forms.reading import read_number, read_uploads
from yimen.web.shared.requests import PageRequest

VERDICT = "verdict-"
SEEN = "notices_before"
_FILE, _PAPER = "file-", "paper-"


def seen_notices(desk: Desk) -> dict[str, str]:
    """How many notices the page shows, sent along: a colleague's newer one is then not told over."""
    return {"name": SEEN, "value": str(len(desk.case.notices))}


def reason_presets() -> list[str]:
    """The usual words on what is wrong, to be taken over and changed."""
    return [
        gettext("没有签名或盖章，请补签后重交。"),
        gettext("照片看不清，请在亮处重拍。"),
        gettext("缺页，请补齐全部页。"),
        gettext("已过有效期，请换有效的。"),
        gettext("和申请内容不一致，请更正后重交。"),
        gettext("是复印件，请带原件核对。"),
    ]


def notice_button(desk: Desk) -> list[dict[str, Any]]:
    """Beside the act that needs all materials to pass: the one that helps when they do not.

    A permit that the law has accepted can be asked for nothing more.
    """
    if Act.ISSUE_ONE_TIME_NOTICE not in desk.acts or desk.case.is_deemed_late:
        return []
    return [button(Act.ISSUE_ONE_TIME_NOTICE, gettext("一次性告知补正"), kind="secondary")]


def _notice_form(desk: Desk) -> dict[str, Any]:
    again = desk.case.state is CaseState.CORRECTING
    if desk.case.family is Family.DISCLOSURE:
        return _correction_form(desk)
    words = gettext(
        "左边每样材料都核一遍：符合的选“符合”，不行的写明差在哪里、怎么补。所有要补的一次写全，出一份告知书。"
    )
    second = gettext(
        "已经告知过一次。再告知照样可以出：上次告知过、补来仍不符合的，接着上次；"
        "上次就该提而没提的，告知书上写明是我方过失，并登记。"
    )
    return {
        "title": gettext("一次性告知补正"),
        "words": second if again or desk.case.notices else words,
        "takes_verdicts": True,
        "presets": reason_presets(),
        "hidden": [seen_notices(desk)],
        "buttons": [
            button(Act.ISSUE_ONE_TIME_NOTICE, gettext("出具一次性告知书")),
            back_button(gettext("返回")),
        ],
    }


def _correction_form(desk: Desk) -> dict[str, Any]:
    """Of an information request: once, within seven workdays, and its time to answer begins anew."""
    return {
        "title": gettext("一次性告知补正"),
        "words": gettext(
            "申请内容不明确的才要求补正，只能一次，自收到申请之日起 7 个工作日内。在左边“申请表”选“不符合”，"
            "写明哪里不明确、怎样写清楚。告知书写明补正期限；答复期限自收到补正的申请之日起重新计算"
            "（政府信息公开条例第三十条）。"
        ),
        "takes_verdicts": True,
        "hidden": [seen_notices(desk)],
        "buttons": [
            button(Act.ISSUE_ONE_TIME_NOTICE, gettext("出具一次性告知书")),
            back_button(gettext("返回")),
        ],
    }


def _supplement_form(desk: Desk) -> dict[str, Any]:
    lines = desk.case.notices[-1].lines if desk.case.notices else ()
    fields = [field for line in lines for field in _brought(line, desk)]
    return {
        "title": gettext("补齐补正"),
        "words": gettext(
            "告知书上的材料全部到齐才登记；到齐这一天算收到的日子。收下后出补正材料的接收凭证，再核一遍。"
        ),
        "takes_files": True,
        "fields": fields,
        "buttons": [button(Act.SUPPLEMENT, gettext("全部收到，出接收凭证"))],
    }


def _brought(line: NoticeLine, desk: Desk) -> list[dict[str, Any]]:
    """One material of the notice: a file, or the tick that the paper is here."""
    paper = f"{_PAPER}{line.id}"
    return [
        file_field(f"{_FILE}{line.id}", line.name, desk, hint=line.why) | {"several": True, "either": True},
        {
            "kind": "checkbox",
            "name": paper,
            "label": gettext("收到纸质件，已核对"),
            "value": desk.typed.get(paper) == "1",
        },
    ]


def _notice_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    issue_one_time_notice(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        verdicts=_by_material(form, VERDICT),
        reasons=_by_material(form, REASON_FIELD),
        notices_before=read_number(form, SEEN) or 0,
        request_key=key,
    )


def _supplement_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    names = [name for name in request.FILES if name.startswith(_FILE)]
    supplement(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        files={name.removeprefix(_FILE): read_uploads(request, name) for name in names},
        on_paper=[name for name, value in _by_material(form, _PAPER).items() if value == "1"],
        request_key=key,
    )


def _by_material(form: QueryDict, prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): form.get(name, "") for name in form if name.startswith(prefix)}


FORMS: Forms = {
    Act.ISSUE_ONE_TIME_NOTICE: _notice_form,
    Act.SUPPLEMENT: _supplement_form,
}
CALLS: Calls = {
    Act.ISSUE_ONE_TIME_NOTICE: _notice_call,
    Act.SUPPLEMENT: _supplement_call,
}
