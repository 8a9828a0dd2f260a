"""Records how the department's own system ended a forwarded case."""

from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.case_forms import choose
from yimen.rules.cases import Act
from yimen.rules.errors import N_
from yimen.rules.forwarding import EXTERNAL_RESULT_LABELS, ExternalResult
from yimen.rules.text import clean_line, clean_text
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.actions.pass_on import NUMBER_LENGTH
from yimen.usecases.cases.messages import tell_result
from yimen.usecases.cases.places import center_of
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.shared.registry import action

RESULT_LENGTH = 500


@action("cases.record_result")
def record_result(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    result: str,
    text: str,
    external_no: str = "",
    request_key: str | None = None,
) -> CaseDone:
    """PASSED_ON → FORWARDED, an end of its own: the department has decided, we only pass it on.

    `result` is one of `ExternalResult`, `text` what the applicant is to know and do; the number of
    the department's system must be known by now. Leaves no decision paper of ours. Tells the
    applicant that there is a result, never which, and asks for the job that invites to rate the
    service. Refuses no choice, an empty text, and a missing number.
    """

    def core(case: Case) -> Done:
        chosen = ExternalResult(choose(result, ExternalResult, field="result", what=N_("部门的办理结果")))
        said = clean_text(text, field="text", max_length=RESULT_LENGTH)
        case.external_no = clean_line(
            external_no or case.external_no, field="external_no", max_length=NUMBER_LENGTH
        )
        case.external_result, case.decision_text = chosen.value, said
        case.step_due = case.reminded_at = None
        return Done(
            changed=(
                "external_no",
                "external_result",
                "decision_text",
                "step_due",
                "reminded_at",
            ),
            opinion=f"{EXTERNAL_RESULT_LABELS[chosen]}：{said}",
            facts={"external_no": case.external_no, "result": chosen.value},
            personal={"text": said},
            messages=(tell_result(case, center_of(case).name),),
            job=("invite_rating", {"case_id": str(case.pk), "county_code": case.county_code}),
        )

    return act_on_case(
        act=Act.RECORD_RESULT,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"result": result, "text": text, "external_no": external_no},
        core=core,
    )
