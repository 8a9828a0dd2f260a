"""Information requests: asking others, what they said, the answer, and what counts as given up."""

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext

from yimen.rules.access import Party
from yimen.rules.cases import ACT_LABELS, Act
from yimen.rules.disclosures import (
    ANSWER_ARTICLES,
    ANSWER_KIND_LABELS,
    CONSULT_BASES,
    CONSULT_REPLY_LABELS,
    WITHHELD_GROUND_LABELS,
)
from yimen.rules.intervals import STOP_GROUND_LABELS
from yimen.usecases.cases.actions import answer, consult, end_consultation, lapse
from yimen.web.desk.forms.briefing import briefing
from yimen.web.desk.forms.desk import (
    Calls,
    Desk,
    Forms,
    area_field,
    back_button,
    button,
    radios_field,
    select_field,
    text_field,
    typed_day,
)
from yimen.web.shared.requests import PageRequest


def _consult_form(desk: Desk) -> dict[str, Any]:
    approver = desk.request.actor.name if desk.request.actor.party is Party.APPROVER else ""
    grounds = {ground.value: gettext(STOP_GROUND_LABELS[ground]) for ground in CONSULT_BASES}
    return {
        "title": gettext("书面征求意见"),
        "words": gettext(
            "征求意见书发出以后登记。征求第三方和其他机关意见的时间不计入答复期限，对方有 15 个工作日"
            "（政府信息公开条例第三十二条、第三十三条、第三十四条）。短信告诉申请人正在征求意见，不说征求谁。"
        ),
        "fields": [
            radios_field("ground", gettext("征求谁的意见"), desk, grounds),
            text_field("asked", gettext("对方的名称或姓名"), desk),
            text_field("document_no", gettext("征求意见书的文号"), desk),
            text_field("approver", gettext("批准人"), desk, value=approver),
        ],
        "buttons": [button(Act.CONSULT, gettext("停止计时，等对方回复")), back_button(gettext("返回"))],
    }


def _end_consultation_form(desk: Desk) -> dict[str, Any]:
    replies = {reply.value: gettext(words) for reply, words in CONSULT_REPLY_LABELS.items()}
    return {
        "title": gettext("登记征求结果"),
        "words": gettext(
            "从结束那天的次日起接着计算。第三方逾期不说的，由本机关决定；其他机关逾期不说的，视为同意公开。"
        ),
        "fields": [
            radios_field("reply", gettext("对方怎样回复"), desk, replies),
            area_field(
                "said",
                gettext("回复的内容"),
                desk,
                optional=True,
                hint=gettext("不同意公开的，写明对方的理由。"),
            ),
            text_field(
                "ended_on",
                gettext("结束的日期"),
                desk,
                type="date",
                value=desk.request.now.date().isoformat(),
                hint=gettext("填收到回复的那天；晚登记不会多出时间。"),
            ),
        ],
        "buttons": [button(Act.END_CONSULTATION, gettext("继续计时"))],
    }


def _answer_form(desk: Desk) -> dict[str, Any]:
    dialog = {
        "title": gettext("作出这个答复？"),
        "words": [
            gettext("出具《政府信息公开申请答复书》，编号后不能改回。"),
            gettext("短信告诉申请人已有结果，不说是什么答复。"),
        ],
        "yes": gettext("作出答复"),
    }
    aside = [
        {
            "value": f"TO_{act.value}",
            "label": f"{gettext(ACT_LABELS[act])}…",
            "kind": "secondary",
            "dialog": None,
        }
        for act in (Act.SEND_BACK,)
        if act in desk.acts
    ]
    return {
        "title": gettext("答复"),
        "briefing": briefing(desk.case),
        "fields": _answer_fields(desk),
        "buttons": [button(Act.ANSWER, gettext("答复，出具答复书"), dialog=dialog), *aside],
    }


def _answer_fields(desk: Desk) -> list[dict[str, Any]]:
    kinds = {
        kind.value: gettext("{words}（{article}）").format(
            words=gettext(words), article=gettext(ANSWER_ARTICLES[kind])
        )
        for kind, words in ANSWER_KIND_LABELS.items()
    }
    grounds = {ground.value: gettext(words) for ground, words in WITHHELD_GROUND_LABELS.items()}
    return [
        select_field(
            "kind",
            gettext("答复的类型（政府信息公开条例）"),
            desk,
            kinds,
            placeholder=gettext("请选择"),
        ),
        area_field(
            "said",
            gettext("答复的内容"),
            desk,
            hint=gettext(
                "公开的写提供什么、怎样取得；没有的写怎样检索过；不归本机关的写该找谁；重复的写哪天以哪一号答复过。"
            ),
            rows=4,
        ),
        radios_field(
            "ground",
            gettext("不公开的依据"),
            desk,
            grounds,
            optional=True,
            hint=gettext("不予公开、部分公开的要选。"),
        ),
        area_field(
            "reasons",
            gettext("理由"),
            desk,
            optional=True,
            hint=gettext("不公开、部分公开、不属于本机关、不予提供、不予处理的必须写。"),
        ),
    ]


def _lapse_form(desk: Desk) -> dict[str, Any]:
    dialog = {
        "title": gettext("登记视为放弃？"),
        "words": [gettext("这件申请就此结束，不再处理。申请人可以重新申请。")],
        "yes": gettext("登记视为放弃"),
    }
    return {
        "title": gettext("登记视为放弃"),
        "words": gettext(
            "补正期限已满，申请人没有补正，也没有说明正当理由的才登记（政府信息公开条例第三十条）。"
        ),
        "fields": [
            area_field("reason", gettext("怎样联系过、为什么认为没有正当理由"), desk),
        ],
        "buttons": [
            button(Act.LAPSE, gettext("登记视为放弃"), dialog=dialog),
            back_button(gettext("返回")),
        ],
    }


def _consult_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    told = {name: form.get(name, "") for name in ("ground", "asked", "document_no", "approver")}
    consult(actor=request.actor, now=request.now, case_id=case_id, request_key=key, **told)


def _end_consultation_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    end_consultation(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        reply=form.get("reply", ""),
        said=form.get("said", ""),
        ended_on=typed_day(form.get("ended_on", "")),
        request_key=key,
    )


def _answer_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    told = {name: form.get(name, "") for name in ("kind", "said", "ground", "reasons")}
    answer(actor=request.actor, now=request.now, case_id=case_id, request_key=key, **told)


def _lapse_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    reason = form.get("reason", "")
    lapse(actor=request.actor, now=request.now, case_id=case_id, reason=reason, request_key=key)


FORMS: Forms = {
    Act.CONSULT: _consult_form,
    Act.END_CONSULTATION: _end_consultation_form,
    Act.ANSWER: _answer_form,
    Act.LAPSE: _lapse_form,
}
CALLS: Calls = {
    Act.CONSULT: _consult_call,
    Act.END_CONSULTATION: _end_consultation_call,
    Act.ANSWER: _answer_call,
    Act.LAPSE: _lapse_call,
}
