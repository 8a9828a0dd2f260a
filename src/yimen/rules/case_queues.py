"""The worklists of a township and the states they gather."""

from enum import StrEnum

from yimen.rules.access import Party
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
    SILENT = "SILENT"
    TO_DECIDE = "TO_DECIDE"
    TO_DELIVER = "TO_DELIVER"
    DUE_SOON = "DUE_SOON"
    OVERDUE = "OVERDUE"
    CLOSED = "CLOSED"
    ENDED_OTHERWISE = "ENDED_OTHERWISE"


QUEUE_LABELS: dict[Queue, str] = {
    Queue.TO_RECEIVE: N_("待收件"),
    Queue.TO_ACCEPT: N_("待受理"),
    Queue.CORRECTING: N_("补正中"),
    Queue.TO_REVIEW: N_("待审查"),
    Queue.SUSPENDED: N_("停止计时"),
    Queue.TO_VERIFY: N_("待核对入户"),
    Queue.PUBLICIZING: N_("公示中"),
    Queue.TO_CONFIRM: N_("待确认"),
    Queue.WITH_DEPARTMENT: N_("部门办理中"),
    Queue.SILENT: N_("久未回复"),
    Queue.TO_DECIDE: N_("待决定"),
    Queue.TO_DELIVER: N_("待送达"),
    Queue.DUE_SOON: N_("即将到期"),
    Queue.OVERDUE: N_("超期"),
    Queue.CLOSED: N_("已办结"),
    Queue.ENDED_OTHERWISE: N_("其他结束"),
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
    _S.CONCLUDED,
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
    Queue.SILENT: (_S.PASSED_ON,),
    Queue.TO_DECIDE: (_S.DECIDING,),
    Queue.TO_DELIVER: (_S.GRANTED, _S.REFUSED, _S.CONCLUDED, _S.DELIVERED),
    Queue.DUE_SOON: _OPEN,
    Queue.OVERDUE: _OPEN,
    Queue.CLOSED: (_S.CLOSED, _S.FORWARDED),
    Queue.ENDED_OTHERWISE: (
        _S.DECLINED,
        _S.NOT_NEEDED,
        _S.WITHDRAWN,
        _S.RETURNED,
        _S.VOIDED,
        _S.TERMINATED,
    ),
}

# What is over lies in these, newest first; everything else is ordered by what is due.
ENDED_QUEUES = frozenset({Queue.CLOSED, Queue.ENDED_OTHERWISE})

# Each open case lies in exactly one of these: they follow the way of a case, none its light.
WAY_QUEUES = tuple(
    queue
    for queue in Queue
    if queue not in ENDED_QUEUES and queue not in {Queue.DUE_SOON, Queue.OVERDUE, Queue.SILENT}
)

_EVERYBODY = (Queue.DUE_SOON, Queue.OVERDUE, Queue.CLOSED, Queue.ENDED_OTHERWISE)
_OF_PARTY: dict[Party, tuple[Queue, ...]] = {
    Party.CLERK: (
        Queue.TO_RECEIVE,
        Queue.TO_ACCEPT,
        Queue.CORRECTING,
        Queue.PUBLICIZING,
        Queue.WITH_DEPARTMENT,
        Queue.SILENT,
        Queue.TO_DELIVER,
    ),
    Party.REVIEWER: (Queue.TO_REVIEW, Queue.SUSPENDED, Queue.TO_VERIFY, Queue.PUBLICIZING),
    Party.APPROVER: (Queue.TO_DECIDE, Queue.TO_CONFIRM, Queue.SUSPENDED),
    Party.SEAL_KEEPER: (Queue.TO_DELIVER,),
    Party.COUNTY_APPROVER: (Queue.TO_CONFIRM,),
}


def queues_of(party: Party) -> tuple[Queue, ...]:
    """The lists that a role works on, in the order of the way of a case; who oversees sees them all."""
    own = _OF_PARTY.get(party)
    if own is None:
        return tuple(Queue)
    return tuple(queue for queue in Queue if queue in own or queue in _EVERYBODY)


def count_words(count: int) -> str:
    """A count as the rail shows it: 99+ from a hundred on."""
    return f"{COUNT_LIMIT - 1}+" if count >= COUNT_LIMIT else str(count)
