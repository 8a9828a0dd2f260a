"""Confirms a benefit or a status, in the name of whoever the item's own step names."""

from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.case_forms import OPINION_LENGTH
from yimen.rules.cases import Act
from yimen.rules.errors import N_
from yimen.rules.text import clean_text
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.confirming import CONFIRMATION_COLUMNS, begin_confirmation
from yimen.usecases.cases.messages import tell_decided
from yimen.usecases.cases.oversight import referral_of
from yimen.usecases.cases.paper_orders import order_confirmation
from yimen.usecases.cases.places import center_of
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.shared.registry import action

_TEXT = N_("经审核，{name}的“{item}”申请符合规定条件，予以确认。")
_CONTENT_LENGTH = 300


@action("cases.confirm")
def confirm(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    opinion: str,
    content: str = "",
    request_key: str | None = None,
) -> CaseDone:
    """CONFIRMING → GRANTED; leaves the 予以确认告知书 and ends the clocks.

    `content` is what is confirmed, such as how many people, how much and from when; it is printed.
    No day for the delivery follows: the ten workdays of 行政许可法 44 are of permits. Refuses an empty
    opinion and whatever `begin_confirmation` refuses.
    """

    def core(case: Case) -> Done:
        said = clean_text(opinion, field="opinion", max_length=OPINION_LENGTH)
        more = clean_text(content, field="content", max_length=_CONTENT_LENGTH, required=False)
        name = begin_confirmation(case, actor, Act.CONFIRM, now)
        first = _TEXT.format(name=case.applicant_name, item=case.version.short_name)
        case.decision_text = f"{first}\n{more}" if more else first
        return Done(
            changed=CONFIRMATION_COLUMNS,
            opinion=said,
            facts={"organ": name.organ.name},
            personal={"opinion": said, "decision_text": case.decision_text},
            paper=order_confirmation(case, name.organ, now, signing_organ=name.signing_organ),
            messages=(tell_decided(case, center_of(case).name),),
            writes=(*name.clocks, referral_of(case, now, name.calendar, always=False)),
            ends_clocks=True,
        )

    return act_on_case(
        act=Act.CONFIRM,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"opinion": opinion, "content": content},
        core=core,
    )
