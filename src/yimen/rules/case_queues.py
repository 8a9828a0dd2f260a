"""The worklists of a township and the states they gather."""

from enum import StrEnum

from yimen.rules.case_states import CaseState
from yimen.rules.errors import N_

COUNT_LIMIT = 100  # counts stop at 99+: nobody works by an exact total, and it costs a scan


class Queue(StrEnum):
    """A worklist: most follow the way of a case, two its due light."""

    TO_RECEIVE = "TO_RECEIVE"
    TO_ACCEPT = "TO_ACCEPT"
    CORRECTING = "CORRECTING"
    TO_REVIEW = "TO_REVIEW"
    SUSPENDED = "SUSPENDED"
    TO_VERIFY = "TO_VERIFY"
    PUBLICIZING = "PUBLICIZING"
    TO_CONFIRM = "TO_CONFIRM"
    WITH_DEPARTMENT = "WITH_DEPARTMENT"
    TO_DECIDE = "TO_DECIDE"
    TO_DELIVER = "TO_DELIVER"
    DUE_SOON = "DUE_SOON"
    OVERDUE = "OVERDUE"
    CLOSED = "CLOSED"


QUEUE_LABELS: dict[Queue, str] = {
    Queue.TO_RECEIVE: N_("待收件"),
    Queue.TO_ACCEPT: N_("待受理"),
    Queue.CORRECTING: N_("补正中"),
    Queue.TO_REVIEW: N_("待审查"),
    Queue.SUSPENDED: N_("特别程序"),
    Queue.TO_VERIFY: N_("待核对入户"),
    Queue.PUBLICIZING: N_("公示中"),
    Queue.TO_CONFIRM: N_("待确认"),
    Queue.WITH_DEPARTMENT: N_("部门办理中"),
    Queue.TO_DECIDE: N_("待决定"),
    Queue.TO_DELIVER: N_("待送达"),
    Queue.DUE_SOON: N_("即将到期"),
    Queue.OVERDUE: N_("超期"),
    Queue.CLOSED: N_("已办结"),
}

_S = CaseState
_OPEN = (
    _S.SUBMITTED,
    _S.RECEIVED,
    _S.REVIEWING,
    _S.DECIDING,
    _S.VERIFYING,
    _S.PUBLICIZING,
    _S.CONFIRMING,
    _S.PASSED_ON,
    _S.GRANTED,
    _S.REFUSED,
)
QUEUE_STATES: dict[Queue, tuple[CaseState, ...]] = {
    Queue.TO_RECEIVE: (_S.SUBMITTED,),
    Queue.TO_ACCEPT: (_S.RECEIVED,),
    Queue.CORRECTING: (_S.CORRECTING,),
    Queue.TO_REVIEW: (_S.REVIEWING,),
    Queue.SUSPENDED: (_S.SUSPENDED,),
    Queue.TO_VERIFY: (_S.VERIFYING,),
    Queue.PUBLICIZING: (_S.PUBLICIZING,),
    Queue.TO_CONFIRM: (_S.CONFIRMING,),
    Queue.WITH_DEPARTMENT: (_S.PASSED_ON,),
    Queue.TO_DECIDE: (_S.DECIDING,),
    Queue.TO_DELIVER: (_S.GRANTED, _S.REFUSED, _S.CONCLUDED),
    Queue.DUE_SOON: _OPEN,
    Queue.OVERDUE: _OPEN,
    Queue.CLOSED: (_S.DELIVERED, _S.CLOSED, _S.FORWARDED),
}


def count_words(count: int) -> str:
    """A count as the rail shows it: 99+ from a hundred on."""
    return f"{COUNT_LIMIT - 1}+" if count >= COUNT_LIMIT else str(count)
