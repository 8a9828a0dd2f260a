"""The visit to the home and the posting in the village: what a benefit needs before it is confirmed."""

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext

from yimen.rules.case_reviews import HOUSEHOLD_CHECK_LABELS
from yimen.rules.cases import Act
from yimen.usecases.cases.actions import (
    end_publicity,
    issue_publicity_sheet,
    record_objection,
    record_posting,
    record_removal,
    record_visit,
)
from yimen.usecases.cases.queries import CaseView
from yimen.usecases.cases.queries.views import RoundView
from yimen.web.desk.forms.desk import (
    Calls,
    Desk,
    Forms,
    area_field,
    back_button,
    button,
    file_field,
    radios_field,
    text_field,
    typed_day,
)
from yimen.web.desk.forms.reading import read_number, read_upload, read_uploads
from yimen.web.shared.chinese_dates import day
from yimen.web.shared.requests import PageRequest

_NEW = "NEW"


def _today(desk: Desk) -> str:
    return desk.request.now.date().isoformat()


def _visit_form(desk: Desk) -> dict[str, Any]:
    return {
        "title": gettext("核对和入户调查"),
        "words": gettext("入户要有两个人。写清看到的住房、收入、家里几口人，和申报的对不对得上。"),
        "takes_files": True,
        "fields": [
            text_field("visited_on", gettext("入户日期"), desk, type="date", value=_today(desk)),
            text_field("first_visitor", gettext("入户的第一个人"), desk, value=desk.request.actor.name),
            text_field("second_visitor", gettext("入户的第二个人"), desk),
            radios_field(
                "household_check",
                gettext("家庭经济状况信息核对"),
                desk,
                {each.value: gettext(words) for each, words in HOUSEHOLD_CHECK_LABELS.items()},
            ),
            area_field("found", gettext("查到的情况"), desk, rows=2),
            file_field("photos", gettext("入户照片"), desk, optional=True, several=True),
        ],
        "buttons": [button(Act.RECORD_VISIT, gettext("登记入户调查")), *_aside(desk, Act.SEND_BACK)],
    }


def _sheet_form(desk: Desk) -> dict[str, Any]:
    fields = [
        text_field("members", gettext("家庭人口"), desk, type="number"),
        text_field("group", gettext("组"), desk, optional=True, hint=gettext("例如 3组。村名系统会写上。")),
        text_field(
            "householder",
            gettext("户主姓名"),
            desk,
            optional=True,
            hint=gettext("和申请人不是一个人才填。"),
        ),
    ]
    if desk.case.publicity_days is None:
        fields += [
            text_field("days", gettext("公示几天"), desk, type="number", hint=gettext("事项没有公布天数。")),
            text_field("days_source", gettext("天数的依据"), desk),
        ]
    words = gettext("公示单上只有户主姓名、人口和村组，不写身份证号、住址、电话和账号。只贴纸，不上网。")
    return {
        "title": gettext("出具公示单"),
        "words": words,
        "fields": fields,
        "buttons": [
            button(Act.ISSUE_PUBLICITY_SHEET, gettext("出具公示单")),
            *_aside(desk, Act.SEND_BACK),
        ],
    }


def _posting_form(desk: Desk) -> dict[str, Any]:
    return {
        "title": gettext("登记张贴"),
        "words": gettext("公示单打印盖章后交村里张贴。村级代办员可以用手机登记，也可以在这里登记。"),
        "takes_files": True,
        "fields": [
            text_field("posted_on", gettext("张贴日期"), desk, type="date", value=_today(desk)),
            text_field("place", gettext("贴在哪里"), desk, hint=gettext("例如 村委会公示栏。")),
            file_field("photo", gettext("张贴好的照片"), desk, camera=True),
        ],
        "buttons": [button(Act.RECORD_POSTING, gettext("登记张贴")), *_aside(desk, Act.SEND_BACK)],
    }


def _removal_fields(desk: Desk) -> list[dict[str, Any]]:
    return [
        text_field("removed_on", gettext("撤下日期"), desk, type="date", value=_today(desk)),
        file_field("photo", gettext("撤下后的照片"), desk, camera=True),
    ]


def _removal_form(desk: Desk) -> dict[str, Any]:
    return {
        "title": gettext("登记撤下"),
        "words": _until_words(_current(desk.case)),
        "takes_files": True,
        "fields": _removal_fields(desk),
        "buttons": [button(Act.RECORD_REMOVAL, gettext("登记撤下")), back_button(gettext("返回"))],
    }


def _end_form(desk: Desk) -> dict[str, Any]:
    now = _current(desk.case)
    is_down = now is not None and now.removed_on is not None
    still_open = [each.number for each in now.objections if not each.handling] if now else []
    words = gettext("村里已经登记撤下。确认没有异议，或者每条异议都处理了，就报送确认。")
    if not is_down:
        words = _until_words(now)
    if still_open:
        numbers = "、".join(map(str, still_open))
        words += gettext("第 {numbers} 条异议还没有写处理结果。").format(numbers=numbers)
    return {
        "title": gettext("结束公示，报送确认"),
        "words": words,
        "takes_files": not is_down,
        "fields": [] if is_down else _removal_fields(desk),
        "buttons": [
            button(Act.END_PUBLICITY, gettext("结束公示，报送确认")),
            *_aside(desk, Act.RECORD_OBJECTION),
        ],
    }


def _objection_form(desk: Desk) -> dict[str, Any]:
    now = _current(desk.case)
    still_open = [each for each in now.objections if not each.handling] if now else []
    which = {_NEW: gettext("登记新的异议")} | {
        str(each.number): gettext("第 {number} 条：{text}").format(number=each.number, text=each.text[:40])
        for each in still_open
    }
    choose = [radios_field("number", gettext("登记什么"), desk, which, value=_NEW)] if still_open else []
    return {
        "title": gettext("公示异议"),
        "words": gettext("提出人可以不留姓名。每条异议都要核查，写清怎么处理的，才能结束公示。"),
        "fields": [
            *choose,
            area_field("text", gettext("提了什么"), desk, optional=bool(still_open), rows=2),
            text_field("by", gettext("谁提的"), desk, optional=True),
            area_field("handling", gettext("怎么处理的"), desk, optional=True, rows=2),
        ],
        "buttons": [button(Act.RECORD_OBJECTION, gettext("登记")), back_button(gettext("返回"))],
    }


def _current(case: CaseView) -> RoundView | None:
    return next((each for each in case.rounds if each.is_current), None)


def _until_words(now: RoundView | None) -> str:
    if now is None or now.posted_on is None:
        return ""
    words = gettext("{posted}张贴，张贴当天不算，公示 {days} 日到{last}满，{earliest}起才能撤下。")
    return words.format(
        posted=day(now.posted_on), days=now.days, last=day(now.last_day), earliest=day(now.earliest)
    )


def _aside(desk: Desk, act: Act) -> list[dict[str, Any]]:
    labels = {Act.SEND_BACK: gettext("退回初审…"), Act.RECORD_OBJECTION: gettext("登记异议…")}
    if act not in desk.acts:
        return []
    return [{"value": f"TO_{act.value}", "label": labels[act], "kind": "secondary", "dialog": None}]


def _visit_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    record_visit(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        visited_on=typed_day(form.get("visited_on", "")),
        first_visitor=form.get("first_visitor", ""),
        second_visitor=form.get("second_visitor", ""),
        household_check=form.get("household_check", ""),
        found=form.get("found", ""),
        photos=read_uploads(request, "photos"),
        request_key=key,
    )


def _sheet_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    issue_publicity_sheet(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        members=read_number(form, "members"),
        group=form.get("group", ""),
        householder=form.get("householder", ""),
        days=read_number(form, "days"),
        days_source=form.get("days_source", ""),
        request_key=key,
    )


def _posting_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    record_posting(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        posted_on=typed_day(form.get("posted_on", "")),
        place=form.get("place", ""),
        photo=read_upload(request, "photo"),
        request_key=key,
    )


def _removal_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    record_removal(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        removed_on=typed_day(form.get("removed_on", "")),
        photo=read_upload(request, "photo"),
        request_key=key,
    )


def _end_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    end_publicity(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        removed_on=typed_day(form.get("removed_on", "")),
        photo=read_upload(request, "photo"),
        request_key=key,
    )


def _objection_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    record_objection(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        text=form.get("text", ""),
        by=form.get("by", ""),
        handling=form.get("handling", ""),
        number=read_number(form, "number"),
        request_key=key,
    )


FORMS: Forms = {
    Act.RECORD_VISIT: _visit_form,
    Act.ISSUE_PUBLICITY_SHEET: _sheet_form,
    Act.RECORD_POSTING: _posting_form,
    Act.RECORD_REMOVAL: _removal_form,
    Act.RECORD_OBJECTION: _objection_form,
    Act.END_PUBLICITY: _end_form,
}
CALLS: Calls = {
    Act.RECORD_VISIT: _visit_call,
    Act.ISSUE_PUBLICITY_SHEET: _sheet_call,
    Act.RECORD_POSTING: _posting_call,
    Act.RECORD_REMOVAL: _removal_call,
    Act.RECORD_OBJECTION: _objection_call,
    Act.END_PUBLICITY: _end_call,
}
