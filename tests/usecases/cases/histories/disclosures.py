"""How the acts of information requests are done."""

from tests.usecases.cases import disclosures
from tests.usecases.cases.histories.history import Doer, Doers, History
from tests.usecases.cases.histories.permits import DELIVERED
from tests.usecases.cases.histories.services import OTHER
from tests.world import APPROVER, CLERK, REVIEWER
from yimen.data.cases.models import CaseInterval
from yimen.rules.cases import Act
from yimen.usecases.cases import actions
from yimen.usecases.orgs.calendars import current_calendar


def _may_correct(history: History) -> bool:
    """Once, and within seven workdays of receipt."""
    case = history.case
    if case.supplemented_at is not None or case.accepted_on is None:
        return False
    return history.today <= current_calendar().add_workdays(case.accepted_on, 7).date


def _may_extend(history: History) -> bool:
    case = history.case
    given = CaseInterval.objects.filter(county_code=case.county_code, case=case, kind="EXTENSION").exists()
    return not given and case.statutory_due is not None and history.today <= case.statutory_due


DISCLOSURE: Doers = {
    Act.ISSUE_ONE_TIME_NOTICE: Doer(
        do=lambda h: actions.issue_one_time_notice(
            actor=CLERK,
            now=h.now,
            case_id=h.case_id,
            verdicts=disclosures.UNCLEAR,
            reasons=disclosures.WHY,
            notices_before=h.notices(),
        ),
        may=_may_correct,
    ),
    Act.LAPSE: Doer(
        do=lambda h: actions.lapse(actor=CLERK, now=h.now, case_id=h.case_id, reason="两次提醒没有补正。"),
        may=lambda h: h.case.step_due is not None and h.today > h.case.step_due,
    ),
    Act.REVIEW: OTHER[Act.REVIEW],
    Act.SEND_BACK: OTHER[Act.SEND_BACK],
    Act.CONSULT: Doer(
        do=lambda h: actions.consult(actor=REVIEWER, now=h.now, case_id=h.case_id, **disclosures.ASKED),
        may=lambda h: h.count(Act.CONSULT) < 2,
    ),
    Act.END_CONSULTATION: Doer(
        do=lambda h: actions.end_consultation(actor=REVIEWER, now=h.now, case_id=h.case_id, reply="AGREES")
    ),
    Act.EXTEND: Doer(
        do=lambda h: actions.extend(
            actor=APPROVER,
            now=h.now,
            case_id=h.case_id,
            days=20,
            approver="信息公开办负责人",
            reason="要查阅的档案多。",
        ),
        may=_may_extend,
    ),
    Act.ANSWER: Doer(
        do=lambda h: actions.answer(actor=APPROVER, now=h.now, case_id=h.case_id, **disclosures.GIVEN)
    ),
    **DELIVERED,
}
