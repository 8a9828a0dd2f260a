"""How the acts of a benefit between first review and confirmation are done."""

from datetime import timedelta

from tests.usecases.cases.histories.history import Doer, Doers, History, picture
from tests.usecases.cases.histories.permits import DELIVERED
from tests.usecases.cases.journey import points_of
from tests.world import CLERK, COUNTY_APPROVER, REVIEWER, VILLAGE_PROXY
from yimen.rules.cases import Act
from yimen.usecases.cases import actions


def _review(history: History) -> None:
    actions.review(
        actor=REVIEWER,
        now=history.now,
        case_id=history.case_id,
        opinion="家庭收入低于标准。",
        passed_points=points_of(history.case_id),
        advice="GRANT",
        near_relative="NO",
    )


def _visit(history: History) -> None:
    actions.record_visit(
        actor=REVIEWER,
        now=history.now,
        case_id=history.case_id,
        visited_on=history.today,
        first_visitor="李强",
        second_visitor="王敏",
        household_check="AGREES",
        found="与申报一致。",
        photos=(picture("入户.png"),),
    )


def _sheet(history: History) -> None:
    actions.issue_publicity_sheet(
        actor=REVIEWER, now=history.now, case_id=history.case_id, members=2, group="3组"
    )


def _post(history: History) -> None:
    actions.record_posting(
        actor=VILLAGE_PROXY,
        now=history.now,
        case_id=history.case_id,
        posted_on=history.today,
        place="村委会公示栏",
        photo=picture("张贴.png"),
    )


def _hangs(history: History) -> bool:
    row = history.round()
    return row is not None and row.posted_on is not None and row.removed_on is None


def _waits_for_posting(history: History) -> bool:
    row = history.round()
    return row is not None and row.posted_on is None


def _has_hung_long_enough(history: History) -> bool:
    row = history.round()
    if row is None or row.posted_on is None or row.removed_on is not None:
        return False
    return history.today > row.posted_on + timedelta(days=row.days)


def _may_end(history: History) -> bool:
    row = history.round()
    if row is None or row.posted_on is None:
        return False
    handled = all(each.get("handling") for each in row.objections)
    return handled and (row.removed_on is not None or _has_hung_long_enough(history))


def _remove(history: History) -> None:
    actions.record_removal(
        actor=VILLAGE_PROXY,
        now=history.now,
        case_id=history.case_id,
        removed_on=history.today,
        photo=picture("撤下.png"),
    )


def _object(history: History) -> None:
    row = history.round()
    waiting = [
        number
        for number, each in enumerate(row.objections if row else [], start=1)
        if not each.get("handling")
    ]
    if waiting:
        told = {"number": waiting[0], "handling": "核实后情况属实，已告知。"}
    else:
        told = {"text": "听说有一辆车。", "by": ""}
    actions.record_objection(actor=CLERK, now=history.now, case_id=history.case_id, **told)


def _end(history: History) -> None:
    row = history.round()
    told = {} if row and row.removed_on else {"removed_on": history.today, "photo": picture("撤下.png")}
    actions.end_publicity(actor=REVIEWER, now=history.now, case_id=history.case_id, **told)


def _may_extend(history: History) -> bool:
    due = history.case.statutory_due
    return history.count(Act.EXTEND) == 0 and due is not None and history.today <= due


BENEFITS: Doers = {
    Act.REVIEW: Doer(do=_review),
    Act.RECORD_VISIT: Doer(do=_visit),
    Act.ISSUE_PUBLICITY_SHEET: Doer(
        do=_sheet, may=lambda h: not _hangs(h) and h.count(Act.ISSUE_PUBLICITY_SHEET) < 3
    ),
    Act.RECORD_POSTING: Doer(do=_post, may=_waits_for_posting),
    Act.RECORD_REMOVAL: Doer(do=_remove, may=_has_hung_long_enough),
    Act.RECORD_OBJECTION: Doer(
        do=_object, may=lambda h: h.round() is not None and h.count(Act.RECORD_OBJECTION) < 4
    ),
    Act.END_PUBLICITY: Doer(do=_end, may=_may_end),
    Act.SEND_BACK: Doer(
        do=lambda h: actions.send_back(
            actor=COUNTY_APPROVER if h.state.value == "CONFIRMING" else REVIEWER,
            now=h.now,
            case_id=h.case_id,
            reason="请补充说明。",
        ),
        may=lambda h: h.count(Act.SEND_BACK) < 2,
    ),
    Act.EXTEND: Doer(
        do=lambda h: actions.extend(
            actor=REVIEWER,
            now=h.now,
            case_id=h.case_id,
            days=15,
            approver="李镇长",
            reason="核对信息尚未返回。",
        ),
        may=lambda h: _may_extend(h) and h.state.value != "CONFIRMING",
    ),
    Act.CONFIRM: Doer(
        do=lambda h: actions.confirm(
            actor=COUNTY_APPROVER, now=h.now, case_id=h.case_id, opinion="同意。", content="一户两人。"
        )
    ),
    Act.NOT_CONFIRM: Doer(
        do=lambda h: actions.not_confirm(
            actor=COUNTY_APPROVER,
            now=h.now,
            case_id=h.case_id,
            facts="家庭收入高于标准。",
            reasons="不符合条件。",
        )
    ),
    Act.TERMINATE: Doer(
        do=lambda h: actions.terminate(
            actor=COUNTY_APPROVER, now=h.now, case_id=h.case_id, reason="申请人已经去世。"
        ),
        may=lambda h: h.state.value == "CONFIRMING",
    ),
    **DELIVERED,
}
