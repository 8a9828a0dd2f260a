"""The worklists of a township and the states they gather."""

from enum import StrEnum

from yimen.rules.case_states import CaseState
from yimen.rules.errors import N_

COUNT_LIMIT = 100  # counts stop at 99+: nobody works by an exact total, and it costs a scan


class Queue(StrEnum):
    """A worklist; the first six follow the way of a case, the last two its due light."""

    TO_RECEIVE = "TO_RECEIVE"
    TO_ACCEPT = "TO_ACCEPT"
    TO_REVIEW = "TO_REVIEW"
    TO_DECIDE = "TO_DECIDE"
    TO_DELIVER = "TO_DELIVER"
    DUE_SOON = "DUE_SOON"
    OVERDUE = "OVERDUE"
    CLOSED = "CLOSED"


QUEUE_LABELS: dict[Queue, str] = {
    Queue.TO_RECEIVE: N_("待收件"),
    Queue.TO_ACCEPT: N_("待受理"),
    Queue.TO_REVIEW: N_("待审查"),
    Queue.TO_DECIDE: N_("待决定"),
    Queue.TO_DELIVER: N_("待送达"),
    Queue.DUE_SOON: N_("即将到期"),
    Queue.OVERDUE: N_("超期"),
    Queue.CLOSED: N_("已办结"),
}

_S = CaseState
_OPEN = (_S.SUBMITTED, _S.RECEIVED, _S.REVIEWING, _S.DECIDING, _S.GRANTED, _S.REFUSED)
QUEUE_STATES: dict[Queue, tuple[CaseState, ...]] = {
    Queue.TO_RECEIVE: (_S.SUBMITTED,),
    Queue.TO_ACCEPT: (_S.RECEIVED,),
    Queue.TO_REVIEW: (_S.REVIEWING,),
    Queue.TO_DECIDE: (_S.DECIDING,),
    Queue.TO_DELIVER: (_S.GRANTED, _S.REFUSED),
    Queue.DUE_SOON: _OPEN,
    Queue.OVERDUE: _OPEN,
    Queue.CLOSED: (_S.DELIVERED, _S.CLOSED),
}


def count_words(count: int) -> str:
    """A count as the rail shows it: 99+ from a hundred on."""
    return f"{COUNT_LIMIT - 1}+" if count >= COUNT_LIMIT else str(count)
