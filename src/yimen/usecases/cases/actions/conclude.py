"""Concludes a filing, an adjudication or another power: neither a permit nor a benefit."""

from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.case_flows import check_ends_here
from yimen.rules.case_forms import OPINION_LENGTH
from yimen.rules.cases import Act
from yimen.rules.text import clean_text
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.clocks import end_clocks
from yimen.usecases.cases.deciding import DECISION_COLUMNS, check_second_person
from yimen.usecases.cases.messages import tell_concluded
from yimen.usecases.cases.oversight import referral_of
from yimen.usecases.cases.paper_orders import order_result
from yimen.usecases.cases.places import center_of
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.catalog.versions import read_flow
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.shared.registry import action


@action("cases.conclude")
def conclude(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    result: str,
    opinion: str = "",
    request_key: str | None = None,
) -> CaseDone:
    """DECIDING → CONCLUDED; leaves the 办理结果告知书, in which `result` stands word for word.

    Goes out in the name of the township that received and handled it. No rule
    of permits applies: no ten days to deliver, no articles of 行政许可法. Refuses an empty result,
    whoever reviewed the case, and what the item's own steps end at the county (`EndsAbove`).
    """

    def core(case: Case) -> Done:
        said = clean_text(result, field="result", max_length=OPINION_LENGTH)
        aside = clean_text(opinion, field="opinion", max_length=OPINION_LENGTH, required=False)
        check_ends_here(read_flow(case.version), item=case.version.short_name)
        check_second_person(case, actor)
        calendar = current_calendar()
        clocks = end_clocks(case, now, calendar)
        case.decision_text = said
        return Done(
            changed=DECISION_COLUMNS,
            opinion=aside or said,
            facts={"organ": case.organ.name},
            personal={"opinion": aside, "decision_text": said} if aside else {"decision_text": said},
            paper=order_result(case, case.organ, now),
            messages=(tell_concluded(case, center_of(case).name),),
            writes=(*clocks, referral_of(case, now, calendar, always=False)),
            ends_clocks=True,
        )

    return act_on_case(
        act=Act.CONCLUDE,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"result": result, "opinion": opinion},
        core=core,
    )
