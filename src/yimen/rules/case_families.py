"""The transition tables of benefits, instant services, forwarded services and all else.

No line rests on 行政许可法: five-day notice, deemed acceptance, stops, hearings and the ten days to
deliver belong to permits only. Source: design §4, domain.md §2.3, 3.4, and for the order of
first review, verification, publicity and confirmation 社会救助暂行办法 11 (低保), 16 (特困).
"""

from yimen.rules.access import Party
from yimen.rules.case_lines import FILERS, Transition, line
from yimen.rules.case_states import Act, CaseState, ClockEffect
from yimen.rules.documents import PaperKind
from yimen.rules.errors import N_

_S = CaseState
_WITHDRAWERS = (Party.RESIDENT, Party.CLERK)
_DELIVERERS = (Party.RESIDENT, Party.CLERK)
_ADVISERS = (Party.REVIEWER, Party.CLERK)
_WITNESSES = (Party.VILLAGE_PROXY, Party.CLERK, Party.REVIEWER)
_CONFIRMERS = (Party.COUNTY_APPROVER, Party.APPROVER)

# How a case comes in, in every family that keeps it open: nothing here starts a clock.
_INTAKE: tuple[Transition, ...] = (
    line(
        Act.SUBMIT,
        (),
        _S.SUBMITTED,
        (Party.RESIDENT, Party.VILLAGE_PROXY),
        papers=(PaperKind.VILLAGE_RECEIPT,),
    ),
    line(
        Act.TAKE_IN,
        (),
        _S.RECEIVED,
        (Party.CLERK,),
        papers=(PaperKind.RECEIPT,),
        needs=("identity_check",),
    ),
    line(
        Act.TAKE_IN_LACKING,
        (),
        _S.CORRECTING,
        (Party.CLERK,),
        papers=(PaperKind.ONE_TIME_NOTICE,),
        needs=("identity_check", "missing_materials"),
    ),
    line(
        Act.RECEIVE,
        (_S.SUBMITTED,),
        _S.RECEIVED,
        (Party.CLERK,),
        papers=(PaperKind.RECEIPT,),
        needs=("identity_check",),
    ),
    line(Act.RETURN, (_S.SUBMITTED,), _S.RETURNED, (Party.CLERK,), needs=("reason",)),
    line(
        Act.SUPPLEMENT,
        (_S.CORRECTING,),
        _S.RECEIVED,
        FILERS,
        papers=(PaperKind.RECEIPT,),
    ),
)

_NOTICE = line(
    Act.ISSUE_ONE_TIME_NOTICE,
    (_S.RECEIVED, _S.CORRECTING),
    _S.CORRECTING,
    (Party.CLERK,),
    papers=(PaperKind.ONE_TIME_NOTICE,),
    needs=("missing_materials",),
)
_DECLINE = line(
    Act.DECLINE,
    (_S.SUBMITTED, _S.RECEIVED, _S.CORRECTING),
    _S.DECLINED,
    (Party.CLERK,),
    papers=(PaperKind.DECLINE,),
    needs=("reason", "competent_organ", "remedies"),
)
_ACCEPT = line(
    Act.ACCEPT,
    (_S.RECEIVED,),
    _S.REVIEWING,
    (Party.CLERK,),
    clock=ClockEffect.START,
    papers=(PaperKind.ACCEPTANCE,),
    needs=("verdicts",),
)
_VOID = line(
    Act.VOID,
    (_S.SUBMITTED, _S.RECEIVED, _S.CORRECTING),
    _S.VOIDED,
    (Party.CENTER_HEAD,),
    needs=("reason",),
)
_CLOSE = line(Act.CLOSE, (_S.DELIVERED,), _S.CLOSED, (Party.SYSTEM, Party.CLERK))
_REOPEN = line(Act.REOPEN, (_S.CLOSED,), _S.DELIVERED, (Party.CENTER_HEAD,), needs=("reason",))


def _deliver(*source: CaseState) -> Transition:
    return line(
        Act.DELIVER,
        source,
        _S.DELIVERED,
        _DELIVERERS,
        papers=(PaperKind.DELIVERY_RECORD,),
        needs=("delivery_way",),
    )


_BENEFIT_OPEN = (_S.REVIEWING, _S.VERIFYING, _S.PUBLICIZING, _S.CONFIRMING)

BENEFIT: tuple[Transition, ...] = (
    *_INTAKE,
    _NOTICE,
    _ACCEPT,
    _DECLINE,
    line(
        Act.REVIEW,
        (_S.REVIEWING,),
        _S.VERIFYING,
        (Party.REVIEWER,),
        needs=("opinion", "review_points", "near_relative"),
        basis=N_("社会救助暂行办法第十一条"),
    ),
    line(
        Act.RECORD_VISIT,
        (_S.VERIFYING,),
        _S.PUBLICIZING,
        (Party.REVIEWER,),
        needs=("visited_on", "two_people", "found"),
        basis=N_("社会救助暂行办法第十一条"),
    ),
    line(
        Act.ISSUE_PUBLICITY_SHEET,
        (_S.PUBLICIZING,),
        None,
        _ADVISERS,
        papers=(PaperKind.PUBLICITY_SHEET,),
        needs=("publicity_days",),
    ),
    line(Act.RECORD_POSTING, (_S.PUBLICIZING,), None, _WITNESSES, needs=("posted_on", "place", "photo")),
    # The village takes the sheet down; that the posting is over is for the township to say.
    line(Act.RECORD_REMOVAL, (_S.PUBLICIZING,), None, _WITNESSES, needs=("removed_on", "photo")),
    line(Act.RECORD_OBJECTION, (_S.PUBLICIZING,), None, _WITNESSES, needs=("objection",)),
    line(
        Act.END_PUBLICITY,
        (_S.PUBLICIZING,),
        _S.CONFIRMING,
        _ADVISERS,
        needs=("removed_on", "photo", "objections_handled"),
    ),
    line(
        Act.SEND_BACK,
        (_S.CONFIRMING, _S.VERIFYING, _S.PUBLICIZING),
        _S.REVIEWING,
        (*_CONFIRMERS, Party.REVIEWER),
        needs=("reason",),
    ),
    line(
        Act.EXTEND,
        _BENEFIT_OPEN,
        None,
        # Who has the duty writes it down and names who approved it; nobody else may look into the case.
        (Party.REVIEWER, Party.APPROVER, Party.COUNTY_APPROVER),
        clock=ClockEffect.EXTEND,
        papers=(PaperKind.EXTENSION,),
        needs=("reason", "approver", "published_extension"),
    ),
    line(
        Act.CONFIRM,
        (_S.CONFIRMING,),
        _S.GRANTED,
        _CONFIRMERS,
        clock=ClockEffect.END,
        papers=(PaperKind.CONFIRMATION,),
        needs=("opinion",),
    ),
    line(
        Act.NOT_CONFIRM,
        (_S.CONFIRMING,),
        _S.REFUSED,
        _CONFIRMERS,
        clock=ClockEffect.END,
        papers=(PaperKind.NON_CONFIRMATION,),
        needs=("reasons", "remedies"),
    ),
    _deliver(_S.GRANTED, _S.REFUSED),
    _CLOSE,
    line(
        Act.WITHDRAW,
        (_S.SUBMITTED, _S.RECEIVED, _S.CORRECTING, *_BENEFIT_OPEN),
        _S.WITHDRAWN,
        _WITHDRAWERS,
        clock=ClockEffect.END,
    ),
    line(
        Act.TERMINATE,
        _BENEFIT_OPEN,
        _S.TERMINATED,
        _CONFIRMERS,
        clock=ClockEffect.END,
        needs=("reason",),
    ),
    _VOID,
    _REOPEN,
)

INSTANT: tuple[Transition, ...] = (
    line(
        Act.SETTLE,
        (),
        _S.CLOSED,
        (Party.CLERK, Party.VILLAGE_PROXY),
        needs=("identity_check", "result"),
        basis=N_("domain.md 3.2：即办件只有受理、办结两环节，同一时刻"),
    ),
    line(Act.VOID, (_S.CLOSED,), _S.VOIDED, (Party.CENTER_HEAD,), needs=("reason",)),
)

FORWARDED: tuple[Transition, ...] = (
    *_INTAKE,
    line(
        Act.ISSUE_ONE_TIME_NOTICE,
        (_S.RECEIVED, _S.CORRECTING, _S.PASSED_ON),
        _S.CORRECTING,
        (Party.CLERK,),
        papers=(PaperKind.ONE_TIME_NOTICE,),
        needs=("missing_materials",),
    ),
    line(Act.PASS_ON, (_S.RECEIVED,), _S.PASSED_ON, (Party.CLERK,), needs=("external_system",)),
    line(Act.RECORD_PROGRESS, (_S.PASSED_ON,), None, (Party.CLERK,), needs=("external_state",)),
    line(Act.RECORD_RESULT, (_S.PASSED_ON,), _S.FORWARDED, (Party.CLERK,), needs=("external_result",)),
    line(
        Act.WITHDRAW,
        (_S.SUBMITTED, _S.RECEIVED, _S.CORRECTING),
        _S.WITHDRAWN,
        _WITHDRAWERS,
    ),
    _VOID,
    line(Act.REOPEN, (_S.FORWARDED,), _S.PASSED_ON, (Party.CENTER_HEAD,), needs=("reason",)),
)

OTHER: tuple[Transition, ...] = (
    *_INTAKE,
    _NOTICE,
    _ACCEPT,
    _DECLINE,
    line(Act.REVIEW, (_S.REVIEWING,), _S.DECIDING, (Party.REVIEWER,), needs=("opinion", "review_points")),
    line(Act.SEND_BACK, (_S.DECIDING,), _S.REVIEWING, (Party.APPROVER,), needs=("reason",)),
    line(
        Act.FORWARD,
        (_S.RECEIVED, _S.REVIEWING, _S.DECIDING),
        _S.FORWARDED,
        (Party.CLERK, Party.REVIEWER, Party.APPROVER),
        clock=ClockEffect.END,
        needs=("receiving_organ",),
    ),
    line(
        Act.CONCLUDE,
        (_S.DECIDING,),
        _S.CONCLUDED,
        (Party.APPROVER,),
        clock=ClockEffect.END,
        papers=(PaperKind.RESULT,),
        needs=("result",),
    ),
    _deliver(_S.CONCLUDED),
    _CLOSE,
    line(
        Act.WITHDRAW,
        (_S.SUBMITTED, _S.RECEIVED, _S.CORRECTING, _S.REVIEWING, _S.DECIDING),
        _S.WITHDRAWN,
        _WITHDRAWERS,
        clock=ClockEffect.END,
    ),
    line(
        Act.TERMINATE,
        (_S.REVIEWING, _S.DECIDING),
        _S.TERMINATED,
        (Party.APPROVER,),
        clock=ClockEffect.END,
        needs=("reason",),
    ),
    _VOID,
    _REOPEN,
)
