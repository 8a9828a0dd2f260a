"""Asks a third party or another organ, in writing, whether something may be made public."""

from datetime import datetime

from yimen.data.cases.models import Case, CaseInterval
from yimen.rules.access import Actor
from yimen.rules.calendar import beijing_date
from yimen.rules.case_forms import NotChosen
from yimen.rules.cases import Act
from yimen.rules.deadlines import STOP_GROUND_LABELS, IntervalKind, StopGround, check_stop
from yimen.rules.disclosures import CONSULT_BASES, CONSULTED_WORKDAYS, check_asked
from yimen.rules.errors import N_
from yimen.rules.text import clean_line
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.clocks import DUE_COLUMNS, read_intervals, refresh_dues
from yimen.usecases.cases.messages import tell_consulting
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.writing import fresh


@action("cases.consult")
def consult(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    ground: str,
    asked: str,
    document_no: str,
    approver: str,
    request_key: str | None = None,
) -> CaseDone:
    """REVIEWING or DECIDING → SUSPENDED; the time until they answer is not counted (政府信息公开条例 33 (3)).

    `ground` is THIRD_PARTY (art. 32) or OTHER_ORGAN (art. 34), `asked` whom, `document_no` the number of
    the letter to them: it must have gone out. They have fifteen workdays, until which the step is due.
    The applicant is told that somebody is asked, not whom. Information requests only. Refuses another
    ground, nobody asked, no letter, no approver.
    """

    def core(case: Case) -> Done:
        calendar = current_calendar()
        row = _stop(case, now, ground, asked, document_no, approver)
        refresh_dues(case, calendar, [*read_intervals(case), row])
        case.step_due = calendar.add_workdays(row.started_on, CONSULTED_WORKDAYS).date
        return Done(
            changed=(*DUE_COLUMNS, "step_due"),
            opinion=f"{STOP_GROUND_LABELS[StopGround(row.ground)]}：{row.reason}，{row.document_no}",
            facts={"ground": row.ground, "basis": row.basis, "document_no": row.document_no},
            personal={"asked": row.reason, "approver": row.approver_name},
            messages=(tell_consulting(case),),
            writes=fresh(row),
        )

    return act_on_case(
        act=Act.CONSULT,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"ground": ground, "asked": asked, "document_no": document_no, "approver": approver},
        core=core,
    )


def _stop(
    case: Case, now: datetime, ground: str, asked: str, document_no: str, approver: str
) -> CaseInterval:
    today = beijing_date(now)
    if ground not in {each.value for each in CONSULT_BASES}:
        raise NotChosen(field="ground", what=N_("征求谁的意见"))
    whom, number = check_asked(asked, document_no)
    stop = check_stop(
        ground=StopGround(ground),
        basis=CONSULT_BASES[StopGround(ground)],
        document_no=number,
        approver=approver,
        started_on=today,
        accepted_on=case.accepted_on or today,
        today=today,
    )
    return CaseInterval(
        id=new_id(now),
        county_code=case.county_code,
        case=case,
        kind=IntervalKind.STOP.value,
        started_on=stop.started_on,
        ground=stop.ground.value,
        basis=stop.basis,
        document_no=stop.document_no,
        reason=whom,
        approver_name=clean_line(approver, field="approver", max_length=60),
    )
