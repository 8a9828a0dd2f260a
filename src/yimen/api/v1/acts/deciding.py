"""Deciding, delivering, and every other way in which a case ends or opens again."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from yimen.api.shared.types import Body, Line, Words
from yimen.api.v1.acts.act import CaseAct, Reason, kept
from yimen.api.v1.acts.materials import FileKey
from yimen.rules.case_forms import DeliveryWay
from yimen.usecases.cases.actions import (
    close,
    conclude,
    deliver,
    grant,
    refuse,
    reopen,
    terminate,
    undo,
    void,
    withdraw,
)


class Grant(Body):
    """The opinion, and the last day on which the permit holds."""

    opinion: Words
    valid_until: date | None = Field(None, description="许可有效期的最后一天，没有期限的不写")


class Refuse(Body):
    """Facts, reasons and basis, as the paper states them."""

    facts: Words
    reasons: Words
    basis: Words = Field("", description="依据，不写用事项自己的依据")


class Conclude(Body):
    """The result, word for word as the paper states it."""

    result: Words
    opinion: Words = ""


class Deliver(Body):
    """The way, the day, and what the way must show."""

    way: DeliveryWay
    delivered_on: date | None = Field(None, description="送达的日期，不写是今天")
    place: Line = ""
    receiver: Line = ""
    relation: Line = ""
    second_deliverer: Line = ""
    tracking_no: Line = ""
    reason: Words = ""
    witnesses: Line = ""


class Withdraw(Body):
    """The applicant's own written request, and why."""

    written: FileKey
    reason: Words = ""


class Undo(Body):
    """The step that the caller saw as the last one."""

    step: Annotated[int, Field(ge=1, le=9999, description="要撤销的那一步的序号，见办件的 steps")]


def _deliver(body: Deliver) -> Mapping[str, Any]:
    details = {name: value for name, value in dict(body).items() if name not in {"way", "delivered_on"}}
    return {"way": body.way, "delivered_on": body.delivered_on, "details": details}


def _withdraw(body: Withdraw) -> Mapping[str, Any]:
    return {"written": kept(body.written), "reason": body.reason}


CASE_ACTS = (
    CaseAct(
        action="cases.grant",
        function=grant,
        words="待决定 → 准予，出具决定书，十个工作日内送达。审查过这件的人不能决定。",
        body=Grant,
        example={"opinion": "同意。", "valid_until": "2027-11-15"},
    ),
    CaseAct(
        action="cases.refuse",
        function=refuse,
        words="待决定 → 不予许可。写明事实、理由、依据，文书上有复议和诉讼的途径。",
        body=Refuse,
        example={"facts": "采伐地点不在承包范围内。", "reasons": "不符合采伐条件。"},
    ),
    CaseAct(
        action="cases.conclude",
        function=conclude,
        words="待办结 → 已有结果，出具《办理结果告知书》，结果原样写在上面。",
        body=Conclude,
        example={"result": "已经备案，备案编号 3。"},
    ),
    CaseAct(
        action="cases.deliver",
        function=deliver,
        words="登记送达，出具《送达回证》，随后自动办结。每种方式要写的不一样；网上签收只由本人做。",
        body=Deliver,
        arguments=_deliver,
        example={"way": "COUNTER", "receiver": "赵建国"},
    ),
    CaseAct(
        action="cases.close",
        function=close,
        words="已送达 → 办结。送达后系统会自动办结，一般不用调用。",
    ),
    CaseAct(
        action="cases.withdraw",
        function=withdraw,
        words="申请人撤回。要有本人签名的撤回申请书，先用 POST /files 上传。",
        body=Withdraw,
        arguments=_withdraw,
        example={"written": "0193f0d2-7b60-7c50-8a44-3c9e5b1f2a10", "reason": "不办了。"},
    ),
    CaseAct(
        action="cases.terminate",
        function=terminate,
        words="受理以后、决定以前，事由不存在了 → 已终止。",
        body=Reason,
        example={"reason": "申请采伐的树已被风刮倒。"},
    ),
    CaseAct(
        action="cases.void",
        function=void,
        words="受理以前登记错了、重了 → 已作废；当场办结的也能作废。由中心主任办。",
        body=Reason,
        example={"reason": "同一件事登记了两次。"},
    ),
    CaseAct(
        action="cases.reopen",
        function=reopen,
        words="办结 → 已送达(转办的回到部门办理中)。决定和文书不变，由中心主任办，会记录。",
        body=Reason,
        example={"reason": "送达登记错了人。"},
    ),
    CaseAct(
        action="cases.undo",
        function=undo,
        words="撤销自己刚办的一步。文书、短信、计时跟着走了的不能撤销。",
        body=Undo,
        example={"step": 3},
    ),
)
