"""Every way in, every account and post, made ready to be used twice at once."""

from datetime import date
from typing import Any

from tests.meta.scenario import LATER, SYSTEM, Scenario, Twice, both
from tests.usecases.people.ways import (
    ADDRESS,
    NEW_PHONE,
    app_code,
    ask_for_code,
    enrolled,
    half_in_by_password,
)
from tests.web.sessions import open_log_in
from tests.world import APPROVER, CLERK, ID, NOW, PASSWORD, TOWNSHIP
from yimen.data.people.models import Account, ApiToken, LogIn, OneTimeCode, Post, RecoveryCode, SecondFactor
from yimen.rules.access import PUBLIC, Actor, Party
from yimen.rules.second_factors import RECOVERY_CODES
from yimen.usecases.people.marks import session_stamp
from yimen.usecases.people.secrets_kept import offer_secret
from yimen.usecases.people.tokens import add_token

_NEW_NAME = "new-clerk"


def _log_in(_: Any) -> Twice:
    return both(actor=PUBLIC, now=LATER, login_name="clerk", password=PASSWORD, address=ADDRESS)


def _choose_post(_: Any) -> Twice:
    chosen = {**_session(CLERK), "post_id": str(CLERK.post_id)}
    return both(actor=PUBLIC, now=LATER, address=ADDRESS, **chosen)


def _session(actor: Actor) -> dict[str, str]:
    account = Account.objects.get(pk=actor.account_id)
    log_in = open_log_in(account, NOW)
    return {"account_id": str(account.pk), "stamp": session_stamp(account), "log_in_id": str(log_in.pk)}


def _log_out(_: Any) -> Twice:
    return both(actor=CLERK, now=LATER, **_session(CLERK))


def _end_log_in(_: Any) -> Twice:
    return both(actor=CLERK, now=LATER, log_in_id=_session(CLERK)["log_in_id"])


def _end_others(_: Any) -> Twice:
    _session(CLERK)
    return both(actor=CLERK, now=LATER, current=_session(CLERK)["log_in_id"])


def _prove(_: Any) -> Twice:
    enrolled(APPROVER)
    half_in = half_in_by_password("approver", now=LATER)
    return both(actor=PUBLIC, now=LATER, half_in=half_in, code=app_code(APPROVER, now=LATER), address=ADDRESS)


def _confirm(_: Any) -> Twice:
    half_in = half_in_by_password("approver", now=LATER)
    return both(actor=PUBLIC, now=LATER, half_in=half_in, code=app_code(APPROVER, now=LATER), address=ADDRESS)


def _replace(_: Any) -> Twice:
    Account.objects.filter(pk=CLERK.account_id).update(password_given=True)
    half_in = half_in_by_password("clerk", now=LATER)
    return both(actor=PUBLIC, now=LATER, half_in=half_in, password="A-long-pass-phrase-8", address=ADDRESS)


def _change(_: Any) -> Twice:
    told = {"old": PASSWORD, "password": "A-long-pass-phrase-8", "address": ADDRESS}
    return both(actor=CLERK, now=LATER, log_in_id=_session(CLERK)["log_in_id"], **told)


def _reset(_: Any) -> Twice:
    enrolled(APPROVER)
    return both(actor=SYSTEM, now=LATER, account_id=APPROVER.account_id)


def _enrol_sample(_: Any) -> Twice:
    Account.objects.filter(pk=APPROVER.account_id).update(sample=True)
    return both(actor=SYSTEM, now=LATER, login_name="approver")


def _begin(_: Any) -> Twice:
    return both(actor=CLERK, now=LATER)


def _turn_on(_: Any) -> Twice:
    offer_secret(Account.objects.get(pk=CLERK.account_id), NOW)
    log_in_id = _session(CLERK)["log_in_id"]
    return both(actor=CLERK, now=LATER, log_in_id=log_in_id, code=app_code(CLERK, now=LATER))


def _turn_off(_: Any) -> Twice:
    enrolled(CLERK)
    log_in_id, code = _session(CLERK)["log_in_id"], app_code(CLERK, now=LATER)
    return both(actor=CLERK, now=LATER, log_in_id=log_in_id, code=code, address=ADDRESS)


def _renew(_: Any) -> Twice:
    enrolled(CLERK)
    return both(actor=CLERK, now=LATER, code=app_code(CLERK, now=LATER), address=ADDRESS)


def _ended() -> int:
    return LogIn.objects.exclude(ended_at=None).count()


def _send_code(_: Any) -> Twice:
    return both(actor=PUBLIC, now=LATER, phone=NEW_PHONE, address=ADDRESS)


def _log_in_with_code(gateways: Any) -> Twice:
    code = ask_for_code(gateways, NEW_PHONE)
    return both(actor=PUBLIC, now=NOW, phone=NEW_PHONE, code=code, address=ADDRESS)


def _open_account(_: Any) -> Twice:
    fresh = {"login_name": _NEW_NAME, "name": "孙小圣", "password": "A-long-pass-phrase-7"}
    return both(actor=SYSTEM, now=LATER, **fresh)


def _appoint(_: Any) -> Twice:
    place = {"organ_id": CLERK.organ_id, "region_code": TOWNSHIP}
    return both(
        actor=SYSTEM,
        now=LATER,
        account_id=CLERK.account_id,
        role=Party.REVIEWER,
        valid_from=date(2026, 12, 1),
        **place,
    )


def _set_password(_: Any) -> Twice:
    return both(actor=SYSTEM, now=LATER, account_id=CLERK.account_id, password="A-long-pass-phrase-8")


def _end_post(_: Any) -> Twice:
    return both(actor=SYSTEM, now=LATER, post_id=CLERK.post_id, valid_to=date(2026, 12, 1))


def _add_token(_: Any) -> Twice:
    return both(actor=SYSTEM, now=LATER, post_id=CLERK.post_id, name="冀时办")


def _end_token(_: Any) -> Twice:
    assert CLERK.post_id is not None
    added = add_token(actor=SYSTEM, now=NOW, post_id=CLERK.post_id, name="冀时办")
    return both(actor=SYSTEM, now=LATER, token_id=added.token_id)


SCENARIOS = {
    "people.add_token": Scenario(prepare=_add_token, only_one=ApiToken.objects.count),
    "people.end_token": Scenario(
        prepare=_end_token, only_one=ApiToken.objects.filter(ended_at__isnull=False).count
    ),
    # the code counts once: the other is refused, and its try stays counted
    "people.prove_second_factor": Scenario(
        prepare=_prove,
        only_one=LogIn.objects.filter(account=APPROVER.account_id).count,
        refusals_kept=True,
    ),
    "people.confirm_second_factor": Scenario(
        prepare=_confirm, only_one=SecondFactor.objects.exclude(confirmed_at=None).count
    ),
    "people.replace_given_password": Scenario(
        prepare=_replace, only_one=LogIn.objects.filter(account=CLERK.account_id).count
    ),
    "people.change_own_password": Scenario(
        prepare=_change, only_one=Account.objects.filter(login_name="clerk", session_round=1).count
    ),
    "people.reset_second_factor": Scenario(
        prepare=_reset, only_one=Account.objects.filter(login_name="approver", session_round=1).count
    ),
    # whoever comes second finds what he wanted
    "people.enrol_sample": Scenario(
        prepare=_enrol_sample, only_one=SecondFactor.objects.exclude(confirmed_at=None).count, winners=2
    ),
    # two browsers may each ask: the later secret counts, and nothing is bound yet
    "people.begin_second_factor": Scenario(
        prepare=_begin, only_one=SecondFactor.objects.filter(confirmed_at=None).count, winners=2, entries=2
    ),
    "people.turn_on_second_factor": Scenario(
        prepare=_turn_on, only_one=SecondFactor.objects.exclude(confirmed_at=None).count
    ),
    "people.turn_off_second_factor": Scenario(
        prepare=_turn_off, only_one=Account.objects.filter(login_name="clerk", session_round=1).count
    ),
    # the code counts once: the other is refused, and its try stays counted
    "people.renew_recovery_codes": Scenario(
        prepare=_renew, only_one=lambda: RecoveryCode.objects.count() // RECOVERY_CODES, refusals_kept=True
    ),
    "people.log_out": Scenario(prepare=_log_out, only_one=_ended),
    "people.end_log_in": Scenario(prepare=_end_log_in, only_one=_ended),
    "people.end_other_log_ins": Scenario(prepare=_end_others, only_one=_ended),
    # one may log in on two devices at once; each time is journaled
    "people.log_in": Scenario(
        prepare=_log_in, only_one=Account.objects.filter(login_name="clerk").count, winners=2, entries=2
    ),
    "people.choose_post": Scenario(
        prepare=_choose_post, only_one=Post.objects.filter(pk=CLERK.post_id).count, winners=2, entries=2
    ),
    "people.send_code": Scenario(prepare=_send_code, only_one=OneTimeCode.objects.count),
    # a used code is refused after the transaction, in which the wrong try was counted
    "people.log_in_with_code": Scenario(
        prepare=_log_in_with_code,
        only_one=Account.objects.filter(phone=NEW_PHONE).count,
        refusals_kept=True,
    ),
    "people.open_account": Scenario(
        prepare=_open_account, only_one=Account.objects.filter(login_name=_NEW_NAME).count
    ),
    "people.appoint": Scenario(
        prepare=_appoint, only_one=Post.objects.filter(account=CLERK.account_id, role="REVIEWER").count
    ),
    # two administrators may each set it; both are journaled, the later one holds
    "people.set_password": Scenario(
        prepare=_set_password,
        only_one=Account.objects.filter(login_name="clerk").count,
        winners=2,
        entries=2,
    ),
    "people.end_post": Scenario(
        prepare=_end_post, only_one=Post.objects.filter(pk=ID("post:clerk"), valid_to="2026-12-01").count
    ),
}
