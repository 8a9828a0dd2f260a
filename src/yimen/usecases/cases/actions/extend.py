"""Extends the limit of the law once, with the approval of whoever may give it."""

from datetime import date, datetime

from yimen.data.cases.models import Case, CaseInterval
from yimen.data.documents.models import Paper
from yimen.rules.access import Actor
from yimen.rules.calendar import beijing_date, spoken_date
from yimen.rules.cases import Act, CaseState
from yimen.rules.catalog import Family
from yimen.rules.deadlines import Extension, IntervalKind, check_extension
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.text import clean_line
from yimen.usecases.cases.acting import CaseDone, Done, PaperOrder, act_on_case
from yimen.usecases.cases.clocks import DUE_COLUMNS, read_intervals, refresh_dues
from yimen.usecases.cases.messages import tell_extended
from yimen.usecases.cases.paper_orders import order_extension
from yimen.usecases.cases.papers import item_basis
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.writing import Fresh, fresh


class NothingToExtend(RuleViolation):
    """No limit of the law is published for the item, or none that may be extended."""

    code = "cases.nothing_to_extend"
    template = N_("“{item}”没有公布{what}，没有可以延长的期限。")
    refusal = Refusal.CONFLICT


@action("cases.extend")
def extend(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    days: int | None,
    approver: str,
    reason: str,
    request_key: str | None = None,
) -> CaseDone:
    """The state stays; the statutory limit grows by `days` in its own unit, the promise does not.

    Permits (行政许可法 42): once, at most 10 workdays, 15 when several organs handle it jointly, on
    the approval of the head of the organ (jointly: of the people's government), before the limit
    has run out. Other families only as far as their item publishes an extension of its own. The
    延期告知书 with former and new day and the reason goes out with the act. Refuses a second
    extension, too many days, a limit that has run out or is not published, no approver, no reason.
    """

    def core(case: Case) -> Done:
        intervals, former = read_intervals(case), case.statutory_due
        row = _extension(case, intervals, now, days=days, approver=approver, reason=reason)

        def keep(paper: Paper) -> tuple[Fresh, ...]:
            row.document_no = paper.paper_no
            return fresh(row)

        refresh_dues(case, current_calendar(), [*intervals, row])
        if case.state == CaseState.DECIDING.value:
            case.step_due = min(each for each in (case.promised_due, case.statutory_due) if each)
        new = case.statutory_due
        return Done(
            changed=(*DUE_COLUMNS, "step_due"),
            opinion=row.reason,
            facts={
                "days": row.days,
                "former_due": former.isoformat() if former else None,
                "statutory_due": new.isoformat() if new else None,
            },
            personal={"approver": row.approver_name, "reason": row.reason},
            paper=_order(case, actor, now, former, row),
            messages=(tell_extended(case, spoken_date(new) if new else ""),),
            with_paper=keep,
        )

    return act_on_case(
        act=Act.EXTEND,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"days": days, "approver": approver, "reason": reason},
        core=core,
    )


def _extension(
    case: Case,
    intervals: list[CaseInterval],
    now: datetime,
    *,
    days: int | None,
    approver: str,
    reason: str,
) -> CaseInterval:
    """The row of a lawful extension; it is saved with the number of its notice, which is taken last."""
    item, is_permit = case.version.short_name, case.family == Family.PERMIT.value
    published = None if is_permit else case.version.extension_amount
    if not is_permit and published is None:
        raise NothingToExtend(item=item, what=N_("可以延长的期限"))
    if case.statutory_due is None:
        raise NothingToExtend(item=item, what=N_("法定时限"))
    former = [each for each in intervals if each.kind == IntervalKind.EXTENSION.value]
    given = check_extension(
        days=days,
        approver=approver,
        reason=reason,
        granted_on=beijing_date(now),
        previous=[
            Extension(days=each.days or 0, granted_on=each.started_on, reason=each.reason) for each in former
        ],
        due_on=case.statutory_due,
        joint=bool(case.joint_organs),
        most_days=published,
    )
    return CaseInterval(
        id=new_id(now),
        county_code=case.county_code,
        case=case,
        kind=IntervalKind.EXTENSION.value,
        started_on=given.granted_on,
        days=given.days,
        basis=_basis(case)[:200],
        reason=given.reason,
        approver_name=clean_line(approver, field="approver", max_length=60),
    )


def _order(case: Case, actor: Actor, now: datetime, former: date | None, row: CaseInterval) -> PaperOrder:
    return order_extension(
        case,
        actor,
        now,
        former_due=former,
        new_due=case.statutory_due,
        reasons=row.reason,
        approver_name=row.approver_name,
        basis=_basis(case),
    )


def _basis(case: Case) -> str:
    """The article that gives the extension: of the permit law, or where the item publishes its own."""
    if case.family != Family.PERMIT.value:
        return case.version.extension_source or item_basis(case, "")
    return item_basis(case, N_("第四十二条第二款") if case.joint_organs else N_("第四十二条第一款"))
