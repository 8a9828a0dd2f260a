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
from yimen.rules.errors import N_
from yimen.usecases.cases.actions import close, deliver
from yimen.web.desk.forms.desk import Calls, Desk, Forms, button, text_field, typed_day
from yimen.web.shared.requests import PageRequest

_HINTS = {
    DeliveryWay.COUNTER: N_("申请人或代领人到窗口拿"),
    DeliveryWay.DIRECT: N_("两个人送到家里"),
    DeliveryWay.MAIL: N_("以回执上的签收日期为准"),
    DeliveryWay.LEFT: N_("拒收的，请见证人到场，留在住处"),
    DeliveryWay.ANNOUNCED: N_("找不到人，别的办法都送不到；满三十日算送达"),
}
_W = DeliveryWay


def _for(field: dict[str, Any], *ways: DeliveryWay) -> dict[str, Any]:
    """A field that only these ways ask for."""
    return field | {"only": " ".join(way.value for way in ways)}


def _deliver_form(desk: Desk) -> dict[str, Any]:
    ways = [way for way in DeliveryWay if way is not DeliveryWay.DOWNLOAD]

    def line(name: str, label: str, hint: str = "", *, kind: str = "text") -> dict[str, Any]:
        return text_field(name, label, desk, hint=hint, type=kind, optional=True)

    return {
        "title": gettext("送达"),
        "words": gettext("申请人在网上签收，就算送达。其他方式在这里登记，会出具《送达回证》。"),
        "choice_legend": gettext("送达方式"),
        "choices": [
            {
                "value": way.value,
                "label": gettext(DELIVERY_WAY_LABELS[way]),
                "hint": gettext(_HINTS[way]),
            }
            for way in ways
        ],
        "fields": [
            _for(
                line("receiver", gettext("签收人"), gettext("本人签收的不用填。")),
                *(_W.COUNTER, _W.DIRECT, _W.MAIL),
            ),
            _for(
                line("relation", gettext("与申请人的关系"), gettext("代收的要填，例如：儿子。")),
                *(_W.COUNTER, _W.DIRECT, _W.MAIL),
            ),
            _for(
                line(
                    "place",
                    gettext("地点"),
                    gettext("上门、留置、邮寄写住址；公告写张贴或刊登处。"),
                ),
                *(_W.DIRECT, _W.MAIL, _W.LEFT, _W.ANNOUNCED),
            ),
            _for(
                line("second_deliverer", gettext("第二个送达人"), gettext("上门和留置要两个人。")),
                *(_W.DIRECT, _W.LEFT),
            ),
            _for(line("tracking_no", gettext("邮寄单号")), _W.MAIL),
            _for(
                line("reason", gettext("事由"), gettext("留置写拒收的事由；公告写为什么只能公告。")),
                *(_W.LEFT, _W.ANNOUNCED),
            ),
            _for(line("witnesses", gettext("见证人")), _W.LEFT),
            _for(
                line(
                    "delivered_on",
                    gettext("日期"),
                    gettext("送到或签收的那天；公告写公告那天。不填就是今天。"),
                    kind="date",
                ),
                *(_W.DIRECT, _W.MAIL, _W.LEFT, _W.ANNOUNCED),
            ),
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
    deliver(
        actor=request.actor,
        now=request.now,
        case_id=case_id,
        way=form.get("choice", ""),
        delivered_on=typed_day(form.get("delivered_on", "")),
        details={name: form.get(name, "") for name in form},
        request_key=key,
    )


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
