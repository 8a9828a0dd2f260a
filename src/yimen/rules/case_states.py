"""Where a case can stand, what can be done to it, and what that does to its clocks."""

from enum import StrEnum

from yimen.rules.errors import N_


class CaseState(StrEnum):
    """Where a case stands; the last eight are ends, each of its own kind."""

    SUBMITTED = "SUBMITTED"
    RECEIVED = "RECEIVED"
    CORRECTING = "CORRECTING"
    REVIEWING = "REVIEWING"
    SUSPENDED = "SUSPENDED"
    DECIDING = "DECIDING"
    GRANTED = "GRANTED"
    REFUSED = "REFUSED"
    DELIVERED = "DELIVERED"
    CLOSED = "CLOSED"
    DECLINED = "DECLINED"
    NOT_NEEDED = "NOT_NEEDED"
    WITHDRAWN = "WITHDRAWN"
    RETURNED = "RETURNED"
    FORWARDED = "FORWARDED"
    VOIDED = "VOIDED"
    TERMINATED = "TERMINATED"


STATE_LABELS: dict[CaseState, str] = {
    CaseState.SUBMITTED: N_("待收件"),
    CaseState.RECEIVED: N_("待受理"),
    CaseState.CORRECTING: N_("补正中"),
    CaseState.REVIEWING: N_("待审查"),
    CaseState.SUSPENDED: N_("特别程序"),
    CaseState.DECIDING: N_("待决定"),
    CaseState.GRANTED: N_("准予，待送达"),
    CaseState.REFUSED: N_("不予许可，待送达"),
    CaseState.DELIVERED: N_("已送达"),
    CaseState.CLOSED: N_("办结"),
    CaseState.DECLINED: N_("不予受理"),
    CaseState.NOT_NEEDED: N_("不需许可"),
    CaseState.WITHDRAWN: N_("已撤回"),
    CaseState.RETURNED: N_("已退回"),
    CaseState.FORWARDED: N_("已转报"),
    CaseState.VOIDED: N_("已作废"),
    CaseState.TERMINATED: N_("已终止"),
}

ENDS = frozenset(
    {
        CaseState.CLOSED,
        CaseState.DECLINED,
        CaseState.NOT_NEEDED,
        CaseState.WITHDRAWN,
        CaseState.RETURNED,
        CaseState.FORWARDED,
        CaseState.VOIDED,
        CaseState.TERMINATED,
    }
)


class Act(StrEnum):
    """What can be done to a case."""

    SUBMIT = "SUBMIT"
    RECEIVE = "RECEIVE"
    RETURN = "RETURN"
    ISSUE_ONE_TIME_NOTICE = "ISSUE_ONE_TIME_NOTICE"
    SUPPLEMENT = "SUPPLEMENT"
    ACCEPT = "ACCEPT"
    DEEM_ACCEPTED = "DEEM_ACCEPTED"
    DECLINE = "DECLINE"
    FIND_NOT_NEEDED = "FIND_NOT_NEEDED"
    FORWARD = "FORWARD"
    REVIEW = "REVIEW"
    SEND_BACK = "SEND_BACK"
    SUSPEND = "SUSPEND"
    RESUME = "RESUME"
    EXTEND = "EXTEND"
    GRANT = "GRANT"
    REFUSE = "REFUSE"
    DELIVER = "DELIVER"
    CLOSE = "CLOSE"
    WITHDRAW = "WITHDRAW"
    TERMINATE = "TERMINATE"
    VOID = "VOID"


ACT_LABELS: dict[Act, str] = {
    Act.SUBMIT: N_("提交"),
    Act.RECEIVE: N_("收件"),
    Act.RETURN: N_("退回预填"),
    Act.ISSUE_ONE_TIME_NOTICE: N_("一次性告知补正"),
    Act.SUPPLEMENT: N_("补齐补正"),
    Act.ACCEPT: N_("受理"),
    Act.DEEM_ACCEPTED: N_("视为受理"),
    Act.DECLINE: N_("不予受理"),
    Act.FIND_NOT_NEEDED: N_("告知不需许可"),
    Act.FORWARD: N_("转报"),
    Act.REVIEW: N_("审查"),
    Act.SEND_BACK: N_("退回审查"),
    Act.SUSPEND: N_("启动特别程序"),
    Act.RESUME: N_("结束特别程序"),
    Act.EXTEND: N_("延长期限"),
    Act.GRANT: N_("准予许可"),
    Act.REFUSE: N_("不予许可"),
    Act.DELIVER: N_("送达"),
    Act.CLOSE: N_("办结"),
    Act.WITHDRAW: N_("撤回申请"),
    Act.TERMINATE: N_("终止办理"),
    Act.VOID: N_("作废"),
}


class ClockEffect(StrEnum):
    """What an act does to the clocks of the case."""

    NONE = "NONE"
    START_NOTICE = "START_NOTICE"
    START = "START"
    STOP = "STOP"
    RESUME = "RESUME"
    EXTEND = "EXTEND"
    START_DELIVERY = "START_DELIVERY"
    END = "END"
