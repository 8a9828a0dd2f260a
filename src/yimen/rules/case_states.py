"""Where a case can stand, what can be done to it, and what that does to its clocks."""

from enum import StrEnum

from yimen.rules.errors import N_
from yimen.rules.items import Family


class CaseState(StrEnum):
    """Where a case stands; the last eight are ends, each of its own kind."""

    SUBMITTED = "SUBMITTED"
    RECEIVED = "RECEIVED"
    CORRECTING = "CORRECTING"
    REVIEWING = "REVIEWING"
    SUSPENDED = "SUSPENDED"
    DECIDING = "DECIDING"
    VERIFYING = "VERIFYING"
    PUBLICIZING = "PUBLICIZING"
    CONFIRMING = "CONFIRMING"
    PASSED_ON = "PASSED_ON"
    GRANTED = "GRANTED"
    REFUSED = "REFUSED"
    CONCLUDED = "CONCLUDED"
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
    CaseState.VERIFYING: N_("待核对和入户调查"),
    CaseState.PUBLICIZING: N_("村级公示"),
    CaseState.CONFIRMING: N_("待确认"),
    CaseState.PASSED_ON: N_("部门办理中"),
    CaseState.GRANTED: N_("准予，待送达"),
    CaseState.REFUSED: N_("不予许可，待送达"),
    CaseState.CONCLUDED: N_("已有结果，待送达"),
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

# What a family calls a state otherwise: the words of permits are theirs alone.
_FAMILY_LABELS: dict[tuple[Family, CaseState], str] = {
    (Family.BENEFIT, CaseState.REVIEWING): N_("待初审"),
    (Family.BENEFIT, CaseState.GRANTED): N_("予以确认，待送达"),
    (Family.BENEFIT, CaseState.REFUSED): N_("不予确认，待送达"),
    (Family.DISCLOSURE, CaseState.REVIEWING): N_("待检索和审查"),
    (Family.DISCLOSURE, CaseState.SUSPENDED): N_("征求意见中"),
    (Family.DISCLOSURE, CaseState.DECIDING): N_("待答复"),
    (Family.DISCLOSURE, CaseState.CONCLUDED): N_("已有答复，待送达"),
    (Family.DISCLOSURE, CaseState.TERMINATED): N_("视为放弃申请"),
    (Family.OTHER, CaseState.DECIDING): N_("待办结"),
    (Family.FORWARDED, CaseState.RECEIVED): N_("待转办"),
    (Family.FORWARDED, CaseState.FORWARDED): N_("部门已办结"),
}


def state_label(state: CaseState, family: Family) -> str:
    """The Chinese word for a state in a family, untranslated."""
    return _FAMILY_LABELS.get((family, state), STATE_LABELS[state])


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
    TAKE_IN = "TAKE_IN"
    TAKE_IN_LACKING = "TAKE_IN_LACKING"
    SETTLE = "SETTLE"
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
    NOTIFY_HEARING = "NOTIFY_HEARING"
    SCHEDULE_HEARING = "SCHEDULE_HEARING"
    RECORD_VISIT = "RECORD_VISIT"
    ISSUE_PUBLICITY_SHEET = "ISSUE_PUBLICITY_SHEET"
    RECORD_POSTING = "RECORD_POSTING"
    RECORD_REMOVAL = "RECORD_REMOVAL"
    RECORD_OBJECTION = "RECORD_OBJECTION"
    END_PUBLICITY = "END_PUBLICITY"
    CONFIRM = "CONFIRM"
    NOT_CONFIRM = "NOT_CONFIRM"
    PASS_ON = "PASS_ON"  # noqa: S105 - an act, no password
    RECORD_PROGRESS = "RECORD_PROGRESS"
    RECORD_RESULT = "RECORD_RESULT"
    GRANT = "GRANT"
    REFUSE = "REFUSE"
    CONCLUDE = "CONCLUDE"
    CONSULT = "CONSULT"
    END_CONSULTATION = "END_CONSULTATION"
    ANSWER = "ANSWER"
    LAPSE = "LAPSE"
    DEEM_RENEWED = "DEEM_RENEWED"
    DELIVER = "DELIVER"
    CLOSE = "CLOSE"
    WITHDRAW = "WITHDRAW"
    TERMINATE = "TERMINATE"
    VOID = "VOID"
    REOPEN = "REOPEN"


ACT_LABELS: dict[Act, str] = {
    Act.SUBMIT: N_("提交"),
    Act.TAKE_IN: N_("窗口收件"),
    Act.TAKE_IN_LACKING: N_("窗口收件，一次性告知补正"),
    Act.SETTLE: N_("当场办结"),
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
    Act.NOTIFY_HEARING: N_("告知听证权利"),
    Act.SCHEDULE_HEARING: N_("通知听证时间"),
    Act.RECORD_VISIT: N_("登记核对和入户调查"),
    Act.ISSUE_PUBLICITY_SHEET: N_("出具公示单"),
    Act.RECORD_POSTING: N_("登记张贴"),
    Act.RECORD_REMOVAL: N_("登记撤下"),
    Act.RECORD_OBJECTION: N_("登记异议"),
    Act.END_PUBLICITY: N_("结束公示，报送确认"),
    Act.CONFIRM: N_("予以确认"),
    Act.NOT_CONFIRM: N_("不予确认"),
    Act.PASS_ON: N_("转部门办理"),
    Act.RECORD_PROGRESS: N_("登记部门进度"),
    Act.RECORD_RESULT: N_("登记部门结果"),
    Act.GRANT: N_("准予许可"),
    Act.REFUSE: N_("不予许可"),
    Act.CONCLUDE: N_("登记办理结果"),
    Act.CONSULT: N_("书面征求意见"),
    Act.END_CONSULTATION: N_("登记征求结果"),
    Act.ANSWER: N_("答复"),
    Act.LAPSE: N_("登记视为放弃"),
    Act.DEEM_RENEWED: N_("视为准予延续"),
    Act.DELIVER: N_("送达"),
    Act.CLOSE: N_("办结"),
    Act.WITHDRAW: N_("撤回申请"),
    Act.TERMINATE: N_("终止办理"),
    Act.VOID: N_("作废"),
    Act.REOPEN: N_("重新打开"),
}


class ClockEffect(StrEnum):
    """What an act does to the clocks of the case."""

    NONE = "NONE"
    START_NOTICE = "START_NOTICE"
    END_NOTICE = "END_NOTICE"
    START = "START"
    STOP = "STOP"
    RESUME = "RESUME"
    EXTEND = "EXTEND"
    START_DELIVERY = "START_DELIVERY"
    END = "END"
