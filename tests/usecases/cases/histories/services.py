"""How the acts of instant and forwarded services, and of everything else, are done."""

from tests.usecases.cases.histories.history import PERSON, Doer, Doers, History
from tests.usecases.cases.histories.permits import DELIVERED
from tests.usecases.cases.journey import points_of
from tests.world import APPROVER, CLERK, REVIEWER, VILLAGE
from yimen.data.catalog.models import Material
from yimen.rules.cases import Act
from yimen.usecases.cases import actions


def _settle(history: History) -> None:
    rows = Material.objects.filter(version__item__code=history.item_code, version__superseded_at=None)
    history.case_id = actions.settle(
        actor=CLERK,
        now=history.now,
        item_code=history.item_code,
        village_code=VILLAGE,
        fields=PERSON,
        identity_check="IN_PERSON",
        result="已打印，当场交给本人。",
        verdicts={str(row.pk): "PASS" for row in rows},
    ).case_id


def _review(history: History) -> None:
    actions.review(
        actor=REVIEWER,
        now=history.now,
        case_id=history.case_id,
        opinion="材料属实。",
        passed_points=points_of(history.case_id),
        advice="GRANT",
    )


def _forward(history: History) -> None:
    doers = {"RECEIVED": CLERK, "REVIEWING": REVIEWER, "DECIDING": APPROVER}
    actions.forward(
        actor=doers[history.state.value],
        now=history.now,
        case_id=history.case_id,
        receiving_organ="沧县人民政府",
        opinion="初审同意。",
    )


INSTANT: Doers = {Act.SETTLE: Doer(do=_settle)}

FORWARDED: Doers = {
    Act.PASS_ON: Doer(
        do=lambda h: actions.pass_on(
            actor=CLERK,
            now=h.now,
            case_id=h.case_id,
            verdicts=h.verdicts(),
            external_system="社会保险经办系统",
            external_no="2026001",
        )
    ),
    Act.RECORD_PROGRESS: Doer(
        do=lambda h: actions.record_progress(
            actor=CLERK, now=h.now, case_id=h.case_id, external_state="正在审核。"
        ),
        may=lambda h: h.count(Act.RECORD_PROGRESS) < 3,
    ),
    Act.RECORD_RESULT: Doer(
        do=lambda h: actions.record_result(
            actor=CLERK,
            now=h.now,
            case_id=h.case_id,
            result="DONE",
            text="参保登记已办好，从下月起缴费。",
            external_no="2026001",
        )
    ),
}

OTHER: Doers = {
    Act.REVIEW: Doer(do=_review),
    Act.SEND_BACK: Doer(
        do=lambda h: actions.send_back(actor=APPROVER, now=h.now, case_id=h.case_id, reason="请补充说明。"),
        may=lambda h: h.count(Act.SEND_BACK) < 2,
    ),
    Act.FORWARD: Doer(do=_forward),
    Act.CONCLUDE: Doer(
        do=lambda h: actions.conclude(
            actor=APPROVER, now=h.now, case_id=h.case_id, result="准予备案，备案号 1。", opinion="同意。"
        )
    ),
    Act.TERMINATE: Doer(
        do=lambda h: actions.terminate(
            actor=APPROVER, now=h.now, case_id=h.case_id, reason="业主委员会已经解散。"
        )
    ),
    **DELIVERED,
}
