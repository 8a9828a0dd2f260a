"""Ends a case because its applicant takes it back, before anything is decided."""

from datetime import datetime

from yimen.data.cases.models import Case
from yimen.rules.access import Actor, Party, require
from yimen.rules.case_forms import OPINION_LENGTH, EvidenceKind
from yimen.rules.cases import Act
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.text import clean_text
from yimen.usecases.cases.acting import CaseDone, Done, act_on_case
from yimen.usecases.cases.evidence import Upload, keep, store
from yimen.usecases.cases.messages import tell_withdrawn
from yimen.usecases.cases.scope import CaseKey, county_of_case
from yimen.usecases.shared.registry import action


class WithdrawalNotConfirmed(RuleViolation):
    """The applicant did not say that they mean it."""

    code = "cases.withdrawal_not_confirmed"
    template = N_("撤回以后这一件就不办了。确实要撤回，请先确认。")


class WrittenRequestMissing(RuleViolation):
    """A clerk would withdraw without the applicant's own written word."""

    code = "cases.written_request_missing"
    template = N_("窗口代办撤回，要有申请人签名的撤回申请书。请拍照或扫描后上传。")


@action("cases.withdraw")
def withdraw(
    *,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    confirmed: bool = False,
    written: Upload | None = None,
    reason: str = "",
    request_key: str | None = None,
) -> CaseDone:
    """Any state before the decision → WITHDRAWN, an end of its own; every clock ends.

    A resident must have `confirmed` it; a clerk brings the `written` request of the applicant, kept
    as evidence. The reason is free. Tells the phone in either case, so that a stranger's click is
    seen. Refuses a missing confirmation or request, and a case that is decided (`OutOfTurn`).
    """
    require(actor, "cases.withdraw")
    if actor.party is Party.RESIDENT and not confirmed:
        raise WithdrawalNotConfirmed(field="confirmed")
    if actor.party is not Party.RESIDENT and written is None:
        raise WrittenRequestMissing(field="written")
    county = county_of_case(actor, case_id)
    stored = None if written is None else store(written, actor=actor, now=now, county_code=county)

    def core(case: Case) -> Done:
        said = clean_text(reason, field="reason", max_length=OPINION_LENGTH, required=False)
        if stored is not None:
            keep(case, EvidenceKind.WITHDRAWAL, stored, actor=actor, now=now)
        return Done(
            opinion=said,
            facts={"written_sha256": stored.sha256 if stored else None},
            personal={"reason": said} if said else {},
            messages=(tell_withdrawn(case),),
        )

    return act_on_case(
        act=Act.WITHDRAW,
        actor=actor,
        now=now,
        case_id=case_id,
        request_key=request_key,
        body={
            "confirmed": confirmed,
            "written": written.digest if written else None,
            "reason": reason,
        },
        core=core,
    )
