"""Delivering and closing."""

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext

from yimen.rules.case_forms import (
    DELIVERY_WAY_LABELS,
    DeliveryWay,
)
from yimen.rules.cases import Act
from yimen.usecases.cases.actions import close, deliver
from yimen.web.desk.forms.desk import Calls, Desk, Forms, button
from yimen.web.shared.requests import PageRequest


def _deliver_form(_desk: Desk) -> dict[str, Any]:
    ways = [way for way in DeliveryWay if way is not DeliveryWay.DOWNLOAD]
    return {
        "title": gettext("送达"),
        "words": gettext("申请人在网上签收，就算送达。到窗口领或邮寄的，在这里登记。"),
        "choice_legend": gettext("送达方式"),
        "choices": [
            {"value": way.value, "label": gettext(DELIVERY_WAY_LABELS[way]), "hint": ""} for way in ways
        ],
        "buttons": [button(Act.DELIVER, gettext("登记送达"))],
    }


def _close_form(_desk: Desk) -> dict[str, Any]:
    return {
        "title": gettext("办结"),
        "words": gettext("已经送达，系统会自动办结；等不及可以现在办结。"),
        "buttons": [button(Act.CLOSE, gettext("办结"))],
    }


def _deliver_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:
    way = form.get("choice", "")
    deliver(actor=request.actor, now=request.now, case_id=case_id, way=way, request_key=key)


def _close_call(request: PageRequest, case_id: UUID, form: QueryDict, key: str | None) -> None:  # noqa: ARG001
    close(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        county_code=request.actor.county_code,
        request_key=key,
    )


FORMS: Forms = {
    Act.DELIVER: _deliver_form,
    Act.CLOSE: _close_form,
}
CALLS: Calls = {
    Act.DELIVER: _deliver_call,
    Act.CLOSE: _close_call,
}
