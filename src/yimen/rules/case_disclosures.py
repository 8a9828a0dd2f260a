"""The transition table of information requests (依申请公开).

No line rests on 行政许可法 and nothing is accepted: the time to answer runs from the day on which the
request came, a corrected one from the day of its correction. Source: 政府信息公开条例 (国务院令第711号,
2019) 29 to 36, and `docs/rules/information-requests.md`.
"""

from yimen.rules.access import Party
from yimen.rules.case_lines import FILERS, Transition, line
from yimen.rules.case_states import Act, CaseState, ClockEffect
from yimen.rules.documents import PaperKind
from yimen.rules.errors import N_

_S = CaseState
_RUNNING = (_S.REVIEWING, _S.DECIDING)

DISCLOSURE: tuple[Transition, ...] = (
    # By internet the day of receipt is the one on which both sides confirm (31 (3)): nothing runs yet.
    line(
        Act.SUBMIT,
        (),
        _S.SUBMITTED,
        (Party.RESIDENT, Party.VILLAGE_PROXY),
        papers=(PaperKind.VILLAGE_RECEIPT,),
        basis=N_("政府信息公开条例第二十九条"),
    ),
    line(
        Act.TAKE_IN,
        (),
        _S.REVIEWING,
        (Party.CLERK,),
        clock=ClockEffect.START,
        papers=(PaperKind.RECEIPT,),
        needs=("identity_check",),
        basis=N_("政府信息公开条例第三十一条"),
    ),
    line(
        Act.TAKE_IN_LACKING,
        (),
        _S.CORRECTING,
        (Party.CLERK,),
        papers=(PaperKind.ONE_TIME_NOTICE,),
        needs=("identity_check", "missing_materials"),
        basis=N_("政府信息公开条例第三十条"),
    ),
    line(
        Act.RECEIVE,
        (_S.SUBMITTED,),
        _S.REVIEWING,
        (Party.CLERK,),
        clock=ClockEffect.START,
        papers=(PaperKind.RECEIPT,),
        needs=("identity_check",),
        basis=N_("政府信息公开条例第三十一条"),
    ),
    line(
        Act.ISSUE_ONE_TIME_NOTICE,
        (_S.REVIEWING,),
        _S.CORRECTING,
        (Party.CLERK,),
        clock=ClockEffect.STOP,
        papers=(PaperKind.ONE_TIME_NOTICE,),
        needs=("missing_materials",),
        basis=N_("政府信息公开条例第三十条"),
    ),
    line(
        Act.SUPPLEMENT,
        (_S.CORRECTING,),
        _S.REVIEWING,
        FILERS,
        clock=ClockEffect.START,
        papers=(PaperKind.RECEIPT,),
        basis=N_("政府信息公开条例第三十条"),
    ),
    line(
        Act.LAPSE,
        (_S.CORRECTING,),
        _S.TERMINATED,
        (Party.CLERK, Party.REVIEWER),
        clock=ClockEffect.END,
        needs=("reason",),
        basis=N_("政府信息公开条例第三十条"),
    ),
    line(
        Act.REVIEW,
        (_S.REVIEWING,),
        _S.DECIDING,
        (Party.REVIEWER,),
        needs=("opinion", "review_points"),
        basis=N_("政府信息公开条例第十七条"),
    ),
    line(Act.SEND_BACK, (_S.DECIDING,), _S.REVIEWING, (Party.APPROVER,), needs=("reason",)),
    line(
        Act.CONSULT,
        _RUNNING,
        _S.SUSPENDED,
        (Party.REVIEWER, Party.APPROVER),
        clock=ClockEffect.STOP,
        needs=("ground", "asked", "document_no", "approver"),
        basis=N_("政府信息公开条例第三十二条、第三十三条第三款、第三十四条"),
    ),
    line(
        Act.END_CONSULTATION,
        (_S.SUSPENDED,),
        # Back to the review: what was said belongs into the opinion on which the answer rests.
        _S.REVIEWING,
        (Party.REVIEWER,),
        clock=ClockEffect.RESUME,
        needs=("reply", "ended_on"),
        basis=N_("政府信息公开条例第三十三条第三款"),
    ),
    line(
        Act.EXTEND,
        _RUNNING,
        None,
        (Party.APPROVER,),
        clock=ClockEffect.EXTEND,
        papers=(PaperKind.EXTENSION,),
        needs=("reason", "approver", "published_extension"),
        basis=N_("政府信息公开条例第三十三条第二款"),
    ),
    line(
        Act.ANSWER,
        (_S.DECIDING,),
        _S.CONCLUDED,
        (Party.APPROVER,),
        clock=ClockEffect.END,
        papers=(PaperKind.ANSWER,),
        needs=("kind", "text", "remedies"),
        basis=N_("政府信息公开条例第三十六条"),
    ),
    line(
        Act.DELIVER,
        (_S.CONCLUDED,),
        _S.DELIVERED,
        (Party.RESIDENT, Party.CLERK),
        papers=(PaperKind.DELIVERY_RECORD,),
        needs=("delivery_way",),
    ),
    line(Act.CLOSE, (_S.DELIVERED,), _S.CLOSED, (Party.SYSTEM, Party.CLERK)),
    line(
        Act.WITHDRAW,
        (_S.SUBMITTED, _S.CORRECTING, *_RUNNING, _S.SUSPENDED),
        _S.WITHDRAWN,
        (Party.RESIDENT, Party.CLERK),
        clock=ClockEffect.END,
    ),
    line(
        Act.VOID,
        (_S.SUBMITTED, _S.CORRECTING, _S.REVIEWING),
        _S.VOIDED,
        (Party.CENTER_HEAD,),
        clock=ClockEffect.END,
        needs=("reason",),
    ),
    line(Act.REOPEN, (_S.CLOSED,), _S.DELIVERED, (Party.CENTER_HEAD,), needs=("reason",)),
)
