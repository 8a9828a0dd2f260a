"""Grants a permit."""

from datetime import date, datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor
from yimen.rules.calendar import beijing_date
from yimen.rules.case_forms import OPINION_LENGTH
from yimen.rules.cases import Act
from yimen.rules.documents import cn_date
from yimen.rules.errors import N_
from yimen.rules.renewals import check_validity
from yimen.rules.text import clean_text
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.deciding import DECISION_COLUMNS, begin_decision
from yimen.usecases.cases.messages import tell_decided
from yimen.usecases.cases.oversight import referral_of
from yimen.usecases.cases.papers import authority_words, order_grant
from yimen.usecases.cases.places import center_of
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.shared.registry import action

_TEXT = N_("准予{name}的“{item}”申请。申请内容：{request}")
_VALID = N_("\n有效期至{day}。")


@action("cases.grant")
def grant(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    opinion: str,
    valid_until: date | None = None,
    request_key: str | None = None,
) -> CaseDone:
    """DECIDING → GRANTED; leaves the decision, and ten workdays to deliver it (行政许可法 38, 44).

    Goes out in the name of the township's own organ, or of the department that entrusts it
    (行政许可法 24). `valid_until` is the last day on which the permit holds, None when it has no end; by
    it a renewal is known (行政许可法 50). Refuses an empty opinion, a validity that has passed, whoever
    reviewed the case, and an organ that cannot be named or has no registered remedies.
    """

    def core(case: Case) -> Done:
        said = clean_text(opinion, field="opinion", max_length=OPINION_LENGTH)
        deciding = begin_decision(case, actor, now)
        organ = deciding.organ
        case.decision_text = _TEXT.format(
            name=case.applicant_name, item=case.version.short_name, request=case.request_text
        )
        case.valid_until = check_validity(valid_until, decided_on=beijing_date(now))
        if case.valid_until is not None:
            case.decision_text += _VALID.format(day=cn_date(case.valid_until))
        return Done(
            changed=(*DECISION_COLUMNS, "valid_until"),
            opinion=said,
            facts={
                "organ": organ.name,
                "authority": authority_words(case),
                "valid_until": case.valid_until.isoformat() if case.valid_until else None,
            },
            personal={"opinion": said, "decision_text": case.decision_text},
            paper=order_grant(case, organ, now),
            messages=(tell_decided(case, center_of(case).name),),
            writes=(*deciding.clocks, referral_of(case, now, deciding.calendar, always=True)),
            ends_clocks=True,
        )

    return act_on_case(
        act=Act.GRANT,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={"opinion": opinion, "valid_until": valid_until.isoformat() if valid_until else None},
        core=core,
    )
