"""How the acts of a permit between acceptance and delivery are done."""

from tests.usecases.cases.histories.history import COUNTY, SYSTEM, Doer, Doers, History
from tests.usecases.cases.journey import make_papers, points_of
from tests.world import APPROVER, CLERK, REVIEWER
from yimen.rules.cases import Act
from yimen.usecases.cases import actions


def _review(history: History) -> None:
    actions.review(
        actor=REVIEWER,
        now=history.now,
        case_id=history.case_id,
        opinion="现场核实，属实。",
        passed_points=points_of(history.case_id),
        advice="GRANT",
    )


def _may_extend(history: History) -> bool:
    case = history.case
    return (
        history.count(Act.EXTEND) == 0
        and case.statutory_due is not None
        and history.today <= case.statutory_due
    )


def _deliver(history: History) -> None:
    make_papers(history.now)
    actions.deliver(actor=CLERK, now=history.now, case_id=history.case_id, way="COUNTER")


REVIEWED: Doers = {
    Act.REVIEW: Doer(do=_review),
    Act.SEND_BACK: Doer(
        do=lambda h: actions.send_back(actor=APPROVER, now=h.now, case_id=h.case_id, reason="请补充说明。"),
        may=lambda h: h.count(Act.SEND_BACK) < 2,
    ),
    Act.TERMINATE: Doer(
        do=lambda h: actions.terminate(
            actor=APPROVER, now=h.now, case_id=h.case_id, reason="申请人已经去世。"
        )
    ),
}
DELIVERED: Doers = {
    Act.DELIVER: Doer(do=_deliver),
    Act.CLOSE: Doer(
        do=lambda h: actions.close(actor=SYSTEM, now=h.now, case_id=h.case_id, county_code=COUNTY)
    ),
}
UPWARD: Doers = {
    Act.FORWARD: Doer(
        do=lambda h: actions.forward(
            actor=CLERK if h.state.value == "RECEIVED" else REVIEWER,
            now=h.now,
            case_id=h.case_id,
            receiving_organ="沧县人民政府",
            opinion="初审同意，报请审批。",
        )
    ),
}
CLOCKS: Doers = {
    Act.SUSPEND: Doer(
        do=lambda h: actions.suspend(
            actor=REVIEWER,
            now=h.now,
            case_id=h.case_id,
            ground="EXPERT_REVIEW",
            days_needed=5,
            approver="李镇长",
        ),
        may=lambda h: h.count(Act.SUSPEND) < 3,
    ),
    Act.RESUME: Doer(
        do=lambda h: actions.resume(actor=REVIEWER, now=h.now, case_id=h.case_id, result="评审通过。")
    ),
    Act.EXTEND: Doer(
        do=lambda h: actions.extend(
            actor=APPROVER,
            now=h.now,
            case_id=h.case_id,
            days=10,
            approver="李镇长",
            reason="权属核查尚未完成。",
        ),
        may=_may_extend,
    ),
}
DECIDED: Doers = {
    Act.GRANT: Doer(
        do=lambda h: actions.grant(actor=APPROVER, now=h.now, case_id=h.case_id, opinion="同意。")
    ),
    Act.REFUSE: Doer(
        do=lambda h: actions.refuse(
            actor=APPROVER, now=h.now, case_id=h.case_id, facts="有争议。", reasons="权属不清。"
        )
    ),
}
