"""Renews a permit by law, because nobody decided before the former one ended."""

from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.calendar import beijing_date
from yimen.rules.cases import Act
from yimen.rules.documents import cn_date
from yimen.rules.errors import N_
from yimen.rules.renewals import NotYetRenewed, check_deemed
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.clocks import end_clocks
from yimen.usecases.cases.deciding import DECISION_COLUMNS
from yimen.usecases.cases.messages import tell_decided
from yimen.usecases.cases.oversight import referral_of
from yimen.usecases.cases.papers import deciding_organ, order_grant
from yimen.usecases.cases.places import center_of
from yimen.usecases.cases.renewing import find_former
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.shared.registry import action

_TEXT = N_(
    "{name}申请延续“{item}”（原办件{number}，有效期至{until}）。"
    "有效期届满前没有作出是否准予延续的决定，依法视为准予延续。"
)


@action("cases.deem_renewed")
def deem_renewed(
    *, actor: Actor, now: datetime, case_id: UUID, county_code: str, request_key: str | None = None
) -> CaseDone:
    """An undecided renewal whose former permit has ended → GRANTED, by law (行政许可法 50 (2)).

    Leaves the decision that says so; ten workdays to deliver it follow. How long the renewed permit
    holds the law does not say: the column stays empty, for the organ to register. What was never
    accepted counts as accepted on the day of receipt, as the law has it after five silent workdays.
    Refuses a case that renews nothing, a former permit that still holds, and an organ without
    remedies.
    """

    def core(case: Case) -> Done:
        former = find_former(case)
        if former is None or former.valid_until is None:
            raise NotYetRenewed
        check_deemed(former.valid_until, today=beijing_date(now))
        organ = deciding_organ(case)
        case.accepted_on = case.accepted_on or beijing_date(case.received_at)
        calendar = current_calendar()
        clocks = end_clocks(case, now, calendar)
        case.notice_due_at = None
        case.decision_text = _TEXT.format(
            name=case.applicant_name,
            item=case.version.short_name,
            number=former.case_no,
            until=cn_date(former.valid_until),
        )
        return Done(
            changed=(*DECISION_COLUMNS, "accepted_on", "notice_due_at"),
            facts={"organ": organ.name, "renews": former.case_no, "ended_on": former.valid_until.isoformat()},
            personal={"decision_text": case.decision_text},
            paper=order_grant(case, organ, now, article=N_("第五十条第二款")),
            messages=(tell_decided(case, center_of(case).name),),
            writes=(*clocks, referral_of(case, now, calendar, always=True)),
            ends_clocks=True,
        )

    return act_on_case(
        act=Act.DEEM_RENEWED,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"county_code": county_code},
        core=core,
        county_code=county_code,
    )
