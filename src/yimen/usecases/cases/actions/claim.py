"""Takes a case that was filed at the counter or by a proxy into the applicant's own account."""

from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import Case
from yimen.data.people.models import Account
from yimen.rules.access import Actor, require
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.usecases.cases.acting import CaseDone, make_answer, read_answer
from yimen.usecases.cases.queries.tracking_from import find_counted
from yimen.usecases.cases.scope import account_of
from yimen.usecases.people.counties import note_county
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import write_back


class AnotherPhone(RuleViolation):
    """The account's telephone is not the one that was told when the case was filed."""

    code = "cases.another_phone"
    template = N_(
        "您登录的手机号和申请时留的不一样，不能收进来。凭编号和查询码仍可以查进度；要改手机号，请带身份证到窗口。"
    )
    refusal = Refusal.FORBIDDEN


class ClaimedAlready(RuleViolation):
    """The case belongs to an account already."""

    code = "cases.claimed_already"
    template = N_("这件已经在一个账号里了。是您自己的，请到“我的办件”看；不是的，请到窗口问。")
    refusal = Refusal.CONFLICT


@action("cases.claim")
def claim(
    *,
    actor: Actor,
    now: datetime,
    case_no: str,
    check_code: str,
    address: str,
    request_key: str | None = None,
) -> CaseDone:
    """Put a case without an account into the resident's, so that they can correct, withdraw and sign online.

    Three things must agree: number, check code (told to the applicant only), and the telephone that
    the account has proved by a code. Wrong pairs count against the address as those of `track_from`.
    Refuses what `track` refuses, another telephone (`AnotherPhone`) and a case of another account;
    one's own already is no error.
    """
    require(actor, "cases.claim")
    found = find_counted(now=now, case_no=case_no, check_code=check_code, address=address)
    answer = perform(
        action="cases.claim",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=found.county_code,
        body={"case_no": found.case_no},
        core=lambda: _apply_claim(actor, found.county_code, found.pk),
    )
    return read_answer(answer)


def _apply_claim(actor: Actor, county_code: str, case_id: UUID) -> Outcome:
    account = Account.objects.select_for_update().get(pk=account_of(actor))
    case = Case.objects.select_for_update().get(county_code=county_code, pk=case_id)
    if case.account_id == account.pk:
        return Outcome(answer=make_answer(case), record=None)
    if case.account_id is not None:
        raise ClaimedAlready
    if not case.applicant_phone or case.applicant_phone != account.phone:
        raise AnotherPhone
    case.account = account
    write_back(case, ["account"], county_code=county_code)
    note_county(account, county_code)
    record = Record(
        county_code=county_code,
        subject_type="case",
        subject_id=case.pk,
        act="cases.claim",
        facts={"case_no": case.case_no},
    )
    return Outcome(answer=make_answer(case), record=record)
