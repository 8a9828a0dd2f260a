"""The form of the one act that is due on a case, as data for the template; and its words."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from yimen.rules.case_forms import (
    ADVICE_LABELS,
    DELIVERY_WAY_LABELS,
    IDENTITY_CHECK_LABELS,
    Advice,
    DeliveryWay,
    IdentityCheck,
)
from yimen.rules.cases import Act
from yimen.usecases.cases.queries import CaseView

# Instead of the first act of a state: asked for by `?doing=`, because each has a form of its own.
ASIDE = (Act.REFUSE, Act.SEND_BACK)


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """What lies on the desk: the case, what this actor may do, what was typed and what was wrong with it.

    `points` are the ticked review points as typed, None before anything was typed.
    """

    case: CaseView
    typed: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    points: set[str] | None = None

    @property
    def acts(self) -> set[Act]:
        """What this actor may do now."""
        return {view.act for view in self.case.acts}


def due_act(case: CaseView) -> Act | None:
    """The act that the step of this case waits for, if it is this actor's; never one of `ASIDE`."""
    return next((view.act for view in case.acts if view.act not in ASIDE), None)


def act_form(desk: Desk, doing: str) -> dict[str, Any] | None:
    """The form of the act to be done now by this actor, or None when it is not theirs to act."""
    asked = next((act for act in ASIDE if act.value == doing and act in desk.acts), None)
    due = asked or due_act(desk.case)
    if due is None:
        return None
    form = {
        "action": reverse("desk:case", args=[desk.case.id]) + (f"?doing={asked.value}" if asked else ""),
        "takes_verdicts": due is Act.ACCEPT,
        "choice": desk.typed.get("choice", ""),
        "choice_error": desk.faults.get("choice", ""),
        "opinion": desk.typed.get("opinion", ""),
        "opinion_error": desk.faults.get("opinion", ""),
    }
    return form | _FORMS[due](desk)


def _receive(_desk: Desk) -> dict[str, Any]:
    return {
        "title": gettext("收件"),
        "words": gettext("核对申请人身份后收件。收件后出具《申请材料接收凭证》，并短信告诉申请人。"),
        "choice_legend": gettext("怎样核对的身份"),
        "choices": [
            {"value": way.value, "label": gettext(IDENTITY_CHECK_LABELS[way]), "hint": ""}
            for way in IdentityCheck
        ],
        "buttons": [_button(Act.RECEIVE, gettext("收件，出具接收凭证"))],
    }


def _accept(desk: Desk) -> dict[str, Any]:
    late = gettext("已过 5 个工作日没有告知：受理日倒回收件那一天（行政许可法第三十二条）。")
    return {
        "title": gettext("受理"),
        "words": late
        if desk.case.is_deemed_late
        else gettext("左边每样材料都核一遍。全部符合就受理，两个时限从今天的次日起算。"),
        "buttons": [_button(Act.ACCEPT, gettext("受理，出具受理通知书"))],
    }


def _review(desk: Desk) -> dict[str, Any]:
    return {
        "title": gettext("审查"),
        "points_legend": gettext("审查要点：核实一条，勾一条"),
        "points_error": desk.faults.get("points", ""),
        "points": [
            {
                "id": point.id,
                "text": point.text,
                "basis": point.basis,
                "checked": desk.points is not None and str(point.id) in desk.points,
                "asks_reason": desk.points is not None and str(point.id) not in desk.points,
                "reason": desk.typed.get(f"point-reason-{point.id}", ""),
            }
            for point in desk.case.points
        ],
        "choice_legend": gettext("审查建议"),
        "choices": [
            {"value": advice.value, "label": gettext(ADVICE_LABELS[advice]), "hint": ""} for advice in Advice
        ],
        "opinion_label": gettext("审查意见"),
        "phrases": [gettext("材料齐全，情况属实，符合条件。"), gettext("经现场核实，与申请一致。")],
        "buttons": [_button(Act.REVIEW, gettext("提交审查意见"))],
    }


def _decide(desk: Desk) -> dict[str, Any]:
    aside = [
        {"value": f"TO_{act.value}", "label": label, "kind": "secondary", "dialog": None}
        for act, label in ((Act.REFUSE, gettext("不予许可…")), (Act.SEND_BACK, gettext("退回审查…")))
        if act in desk.acts
    ]
    dialog = {
        "title": gettext("准予这件许可？"),
        "words": [
            gettext("出具《准予行政许可决定书》，编号后不能改回。"),
            gettext("短信告诉申请人，十个工作日内送达。"),
        ],
        "yes": gettext("准予"),
    }
    return {
        "title": gettext("决定"),
        "briefing": _briefing(desk.case),
        "opinion_label": gettext("决定意见"),
        "phrases": [gettext("同意审查意见，准予许可。")],
        "buttons": [_button(Act.GRANT, gettext("准予许可"), dialog=dialog), *aside],
    }


def _refuse(desk: Desk) -> dict[str, Any]:
    dialog = {
        "title": gettext("不予许可？"),
        "words": [
            gettext("出具《不予行政许可决定书》，写明事实、理由、依据和救济途径，编号后不能改回。"),
            gettext("短信告诉申请人，十个工作日内送达。"),
        ],
        "yes": gettext("不予许可"),
    }
    return {
        "title": gettext("不予许可"),
        "words": gettext(
            "事实、理由和依据会原样写进决定书；复议和诉讼的途径由系统写上（行政许可法第三十八条）。"
        ),
        "fields": [
            _area("facts", gettext("查明的事实"), desk),
            _area("reasons", gettext("理由"), desk),
            {
                "kind": "text",
                "name": "basis",
                "label": gettext("依据(法律条款)"),
                "value": desk.typed.get("basis", ""),
                "error": desk.faults.get("basis", ""),
                "optional": True,
            },
        ],
        "buttons": [
            _button(Act.REFUSE, gettext("不予许可"), kind="danger", dialog=dialog),
            {"value": "BACK", "label": gettext("返回"), "kind": "secondary", "dialog": None},
        ],
    }


def _send_back(_desk: Desk) -> dict[str, Any]:
    return {
        "title": gettext("退回审查"),
        "words": gettext("时限照走，不打扰申请人。写清楚还要核什么。"),
        "opinion_label": gettext("退回原因"),
        "buttons": [
            _button(Act.SEND_BACK, gettext("退回审查")),
            {"value": "BACK", "label": gettext("返回"), "kind": "secondary", "dialog": None},
        ],
    }


def _deliver(_desk: Desk) -> dict[str, Any]:
    ways = [way for way in DeliveryWay if way is not DeliveryWay.DOWNLOAD]
    return {
        "title": gettext("送达"),
        "words": gettext("申请人在网上签收，就算送达。到窗口领或邮寄的，在这里登记。"),
        "choice_legend": gettext("送达方式"),
        "choices": [
            {"value": way.value, "label": gettext(DELIVERY_WAY_LABELS[way]), "hint": ""} for way in ways
        ],
        "buttons": [_button(Act.DELIVER, gettext("登记送达"))],
    }


def _close(_desk: Desk) -> dict[str, Any]:
    return {
        "title": gettext("办结"),
        "words": gettext("已经送达，系统会自动办结；等不及可以现在办结。"),
        "buttons": [_button(Act.CLOSE, gettext("办结"))],
    }


_FORMS: dict[Act, Callable[[Desk], dict[str, Any]]] = {
    Act.RECEIVE: _receive,
    Act.ACCEPT: _accept,
    Act.REVIEW: _review,
    Act.GRANT: _decide,
    Act.REFUSE: _refuse,
    Act.SEND_BACK: _send_back,
    Act.DELIVER: _deliver,
    Act.CLOSE: _close,
}


def _button(
    act: Act, label: str, *, kind: str = "primary", dialog: dict[str, Any] | None = None
) -> dict[str, Any]:
    return {"value": act.value, "label": label, "kind": kind, "dialog": dialog}


def _area(name: str, label: str, desk: Desk) -> dict[str, Any]:
    return {
        "kind": "textarea",
        "name": name,
        "label": label,
        "value": desk.typed.get(name, ""),
        "error": desk.faults.get(name, ""),
        "rows": 3,
    }


def _briefing(case: CaseView) -> list[dict[str, str]]:
    """What the reviewer found, for whoever decides."""
    if case.review is None:
        return []
    rows = [
        {"term": gettext("审查人"), "text": case.review.reviewer},
        {"term": gettext("建议"), "text": gettext(case.review.advice)},
        {"term": gettext("审查意见"), "text": case.review.opinion},
    ]
    open_points = [each for each in case.review.findings if not each.passed]
    rows += [{"term": gettext("未勾的要点"), "text": f"{each.text} {each.reason}"} for each in open_points]
    return rows
