"""Makes the sheet that hangs in the village: householder, how many they are, village and group."""

from datetime import datetime

from yimen.data.cases.models import Case, CasePublicity
from yimen.rules.access import Actor
from yimen.rules.cases import Act
from yimen.rules.errors import N_
from yimen.rules.publicity import SheetHangs, check_days, sheet_text
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.messages import tell_publicity
from yimen.usecases.cases.paper_orders import order_publicity_sheet
from yimen.usecases.cases.publicity import current_round, last_round
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.registry import action

_OPINION = N_("公示 {days} 日")
_OPINION_BY = N_("公示 {days} 日，依据：{source}")


@action("cases.issue_publicity_sheet")
def issue_publicity_sheet(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    members: int | None,
    group: str = "",
    householder: str = "",
    days: int | None = None,
    days_source: str = "",
    request_key: str | None = None,
) -> CaseDone:
    """PUBLICIZING stays; leaves the 公示单 and opens a round of posting.

    The sheet shows the householder (the applicant, unless named), `members` people, and the village
    with its `group`: nothing else of the family (domain.md §10). The item's own number of days
    holds; where it publishes none, `days` must come with its source. A sheet that was never posted
    is replaced by the new one. Refuses while a sheet still hangs.
    """

    def core(case: Case) -> Done:
        hangs, source = check_days(
            case.version.publicity_days, days, days_source, item=case.version.neutral_name
        )
        text = sheet_text(
            householder=householder or case.applicant_name,
            members=members,
            village=case.village.short_name,
            group=group,
        )
        row = _open_round(case, hangs, now)
        words = _OPINION_BY if source else _OPINION
        return Done(
            opinion=words.format(days=hangs, source=source),
            facts={"round": row.order, "days": hangs, "days_source": source},
            personal={"sheet": text},
            paper=order_publicity_sheet(case, actor, now, days=hangs, text=text),
            messages=(tell_publicity(case),),
        )

    return act_on_case(
        act=Act.ISSUE_PUBLICITY_SHEET,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={
            "members": members,
            "group": group,
            "householder": householder,
            "days": days,
            "days_source": days_source,
        },
        core=core,
    )


def _open_round(case: Case, days: int, now: datetime) -> CasePublicity:
    """A round after the last one; refuses while the sheet of that still hangs."""
    former, last = current_round(case), last_round(case)
    if former is not None and former.posted_on is not None and former.removed_on is None:
        raise SheetHangs(order=former.order, place=former.place)
    return CasePublicity.objects.create(
        id=new_id(now),
        county_code=case.county_code,
        case=case,
        order=last.order + 1 if last else 1,
        days=days,
    )
