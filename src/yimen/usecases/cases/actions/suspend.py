"""Stops both clocks of a permit for a special procedure, and tells the applicant how long it takes."""

from datetime import datetime

from yimen.data.cases.models import Case, CaseInterval
from yimen.data.documents.models import Paper
from yimen.rules.access import Actor
from yimen.rules.calendar import beijing_date
from yimen.rules.case_forms import choose
from yimen.rules.cases import Act
from yimen.rules.deadlines import STOP_GROUND_LABELS, IntervalKind, StopGround, check_days_needed, check_stop
from yimen.rules.documents import PAPER_LABELS, PaperKind
from yimen.rules.errors import N_
from yimen.rules.intervals import CONSULTING_GROUNDS
from yimen.rules.stops import STOP_BASIS
from yimen.rules.text import clean_line, clean_text
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.clocks import DUE_COLUMNS, read_intervals, refresh_dues
from yimen.usecases.cases.messages import tell_suspended
from yimen.usecases.cases.paper_orders import order_suspension
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.writing import Fresh, fresh

_TIME = N_("{days} 个工作日")


@action("cases.suspend")
def suspend(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    ground: str,
    days_needed: int | None,
    approver: str,
    basis: str = "",
    reason: str = "",
    request_key: str | None = None,
) -> CaseDone:
    """REVIEWING or DECIDING → SUSPENDED; both due dates are open until `resume` (行政许可法 45).

    `ground` is one of the eight of the law, or OTHER_BASIS with the article that allows it in
    `basis`; `days_needed` are workdays. The clock stops with the day after this act, because the
    written notice goes out with it: the number of the 特别程序告知书 is the one that the stop names.
    The step is due when the days told are over. Refuses a stop that lacks one of the five things.
    """

    def core(case: Case) -> Done:
        calendar = current_calendar()
        row = _stop(case, now, ground, basis, approver, reason)
        row.days = days = check_days_needed(days_needed)

        def keep(paper: Paper) -> tuple[Fresh, ...]:
            row.document_no = paper.paper_no
            return fresh(row)

        refresh_dues(case, calendar, [*read_intervals(case), row])
        case.step_due = calendar.add_workdays(row.started_on, days).date
        label, time = STOP_GROUND_LABELS[StopGround(row.ground)], _TIME.format(days=days)
        return Done(
            changed=(*DUE_COLUMNS, "step_due"),
            opinion="，".join(each for each in (label, time, row.reason) if each),
            facts={"ground": row.ground, "basis": row.basis, "days_needed": days},
            personal={"approver": row.approver_name, "reason": row.reason},
            paper=order_suspension(case, actor, now, ground=label, basis=row.basis, time_needed=time),
            messages=(tell_suspended(case, N_("预计需要 {days} 个工作日").format(days=days)),),
            with_paper=keep,
        )

    return act_on_case(
        act=Act.SUSPEND,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={
            "ground": ground,
            "days_needed": days_needed,
            "approver": approver,
            "basis": basis,
            "reason": reason,
        },
        core=core,
    )


def _stop(case: Case, now: datetime, ground: str, basis: str, approver: str, reason: str) -> CaseInterval:
    """The row of a lawful stop; it is saved with the number of its notice, which is taken last."""
    today = beijing_date(now)
    own = "" if ground in CONSULTING_GROUNDS else ground  # these are of information requests
    chosen = StopGround(choose(own, StopGround, field="ground", what=N_("特别程序的种类")))
    stop = check_stop(
        ground=chosen,
        basis=basis if basis.strip() or chosen is StopGround.OTHER_BASIS else STOP_BASIS,
        # The notice goes out with this act; its number is taken last and then takes this place.
        document_no=PAPER_LABELS[PaperKind.SUSPENSION],
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
        reason=clean_text(reason, field="reason", max_length=500, required=False),
        approver_name=clean_line(approver, field="approver", max_length=60),
    )
