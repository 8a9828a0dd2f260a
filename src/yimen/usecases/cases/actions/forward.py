"""Sends a case up to the organ that decides it, with all that the applicant handed in."""

from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.case_forms import OPINION_LENGTH
from yimen.rules.cases import Act, CaseState
from yimen.rules.text import clean_line, clean_text
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.messages import tell_forwarded
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.shared.registry import action


@action("cases.forward")
def forward(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    receiving_organ: str,
    opinion: str = "",
    request_key: str | None = None,
) -> CaseDone:
    """RECEIVED, REVIEWING or DECIDING → FORWARDED, an end of its own: `receiving_organ` goes on.

    What is reviewed here first goes up with its opinion and all materials, and the organ above
    asks the applicant for nothing again (行政许可法 35, 43). Ends the clocks; tells the applicant
    where it went. Refuses a missing organ, and from the review on a missing `opinion`.
    """

    def core(case: Case) -> Done:
        organ = clean_line(receiving_organ, field="receiving_organ", max_length=80)
        before_review = case.state == CaseState.RECEIVED.value
        said = clean_text(opinion, field="opinion", max_length=OPINION_LENGTH, required=not before_review)
        return Done(
            opinion="\n".join(each for each in (f"→ {organ}", said) if each),
            facts={"receiving_organ": organ},
            personal={"opinion": said},
            messages=(tell_forwarded(case, organ),),
        )

    return act_on_case(
        act=Act.FORWARD,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"receiving_organ": receiving_organ, "opinion": opinion},
        core=core,
    )
