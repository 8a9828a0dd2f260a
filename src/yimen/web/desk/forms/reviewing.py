"""Reviewing, and sending back for another review."""

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext

from yimen.rules.case_forms import Advice
from yimen.rules.case_reviews import NEAR_RELATIVE_LABELS, advice_label
from yimen.rules.cases import Act
from yimen.rules.catalog import Family
from yimen.usecases.cases.actions import review, send_back
from yimen.web.desk.forms.desk import Calls, Desk, Forms, back_button, button, radios_field, text_field
from yimen.web.shared.requests import PageRequest

_POINT_REASON = "point-reason-"


def _review_form(desk: Desk) -> dict[str, Any]:
    is_benefit = desk.case.family is Family.BENEFIT
    return {
        "title": gettext("初审") if is_benefit else gettext("审查"),
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
        "choice_legend": gettext("初审建议") if is_benefit else gettext("审查建议"),
        "choices": [
            {"value": advice.value, "label": gettext(advice_label(advice, desk.case.family)), "hint": ""}
            for advice in Advice
        ],
        "fields": _relative_fields(desk) if is_benefit else [],
        "opinion_label": gettext("初审意见") if is_benefit else gettext("审查意见"),
        "phrases": _phrases(desk.case.family),
        "buttons": [button(Act.REVIEW, gettext("提交审查意见"))],
    }


def _phrases(family: Family) -> list[str]:
    """The usual words of an opinion, to be taken over and changed."""
    if family is Family.DISCLOSURE:
        return [
            gettext("已检索，找到所要的信息，审查后可以公开。"),
            gettext("已在档案和办公系统检索，没有找到。"),
        ]
    return [gettext("材料齐全，情况属实，符合条件。"), gettext("经现场核实，与申请一致。")]


def _relative_fields(desk: Desk) -> list[dict[str, Any]]:
    """The question about near relatives, which is asked of every benefit and kept with the review."""
    return [
        radios_field(
            "near_relative",
            gettext("申请人是经办人员或者村委会成员的近亲属吗？"),
            desk,
            {answer.value: gettext(words) for answer, words in NEAR_RELATIVE_LABELS.items()},
            hint=gettext("是的单独登记备案，确认机关会看到。"),
        ),
        text_field("relative_name", gettext("经办人员或成员的姓名"), desk, optional=True),
        text_field("relative_relation", gettext("和申请人的关系"), desk, optional=True),
    ]


def _send_back_form(_desk: Desk) -> dict[str, Any]:
    return {
        "title": gettext("退回审查"),
        "words": gettext("时限照走，不打扰申请人。写清楚还要核什么。"),
        "opinion_label": gettext("退回原因"),
        "buttons": [
            button(Act.SEND_BACK, gettext("退回审查")),
            back_button(gettext("返回")),
        ],
    }


def _review_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    reasons = {
        int(name.removeprefix(_POINT_REASON)): form.get(name, "")
        for name in form
        if name.startswith(_POINT_REASON) and _is_number(name.removeprefix(_POINT_REASON))
    }
    review(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        opinion=form.get("opinion", ""),
        passed_points=tuple(int(each) for each in form.getlist("points") if _is_number(each)),
        advice=form.get("choice", ""),
        point_reasons=reasons,
        near_relative=form.get("near_relative", ""),
        relative_name=form.get("relative_name", ""),
        relative_relation=form.get("relative_relation", ""),
        request_key=key,
    )


def _send_back_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    reason = form.get("opinion", "")
    send_back(actor=request.actor, now=request.now, case_id=case_id, reason=reason, request_key=key)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4


FORMS: Forms = {
    Act.REVIEW: _review_form,
    Act.SEND_BACK: _send_back_form,
}
CALLS: Calls = {
    Act.REVIEW: _review_call,
    Act.SEND_BACK: _send_back_call,
}
