"""Hearings: telling the right, and calling one that was asked for."""

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext

from yimen.rules.calendar import BEIJING
from yimen.rules.cases import Act
from yimen.usecases.cases.actions import notify_hearing, schedule_hearing
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


def _notify_form(desk: Desk) -> dict[str, Any]:
    return {
        "title": gettext("告知听证权利"),
        "words": gettext(
            "直接涉及申请人与他人重大利益的，决定前要告知可以要求听证；"
            "申请人有五个工作日提出（行政许可法第四十七条）。时限照常计算，要停请另外启动特别程序。"
        ),
        "fields": [
            area_field(
                "reason",
                gettext("涉及谁的什么重大利益"),
                desk,
                hint=gettext("会原样写进《听证告知书》。"),
            )
        ],
        "buttons": [button(Act.NOTIFY_HEARING, gettext("出具听证告知书")), back_button(gettext("返回"))],
    }


def _schedule_form(desk: Desk) -> dict[str, Any]:
    return {
        "title": gettext("通知听证时间"),
        "words": gettext(
            "申请听证后二十个工作日内举行，七个工作日前通知；主持人不能是审查这件的人。"
            "听证公开举行，制作笔录，决定要根据笔录作出（行政许可法第四十七条、第四十八条）。"
        ),
        "fields": [
            text_field("asked_on", gettext("申请人哪天提出的"), desk, type="date"),
            text_field("hearing_on", gettext("听证日期"), desk, type="date"),
            text_field("hearing_time", gettext("听证时间"), desk, type="time", value="09:00"),
            text_field("place", gettext("地点"), desk),
            text_field("host", gettext("主持人"), desk),
        ],
        "buttons": [button(Act.SCHEDULE_HEARING, gettext("出具听证通知书")), back_button(gettext("返回"))],
    }


def _moment(form: QueryDict) -> datetime | None:
    day = typed_day(form.get("hearing_on", ""))
    try:
        at = time.fromisoformat(form.get("hearing_time", "").strip())
    except ValueError:
        return None
    return None if day is None else datetime.combine(day, at.replace(tzinfo=None), tzinfo=BEIJING)


def _notify_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    reason = form.get("reason", "")
    notify_hearing(actor=request.actor, now=request.now, case_id=case_id, reason=reason, request_key=key)


def _schedule_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    schedule_hearing(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        asked_on=typed_day(form.get("asked_on", "")),
        hearing_at=_moment(form),
        place=form.get("place", ""),
        host=form.get("host", ""),
        request_key=key,
    )


FORMS: Forms = {
    Act.NOTIFY_HEARING: _notify_form,
    Act.SCHEDULE_HEARING: _schedule_form,
}
CALLS: Calls = {
    Act.NOTIFY_HEARING: _notify_call,
    Act.SCHEDULE_HEARING: _schedule_call,
}
