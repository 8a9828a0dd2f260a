"""Residents get in by their telephone and a one-time code; the first time opens their account."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db.models import F

from yimen.data.people.models import Account, OneTimeCode
from yimen.gateways.installed import installed
from yimen.rules.access import Actor, Party, require
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.people import check_mobile
from yimen.rules.text import clean_line
from yimen.usecases.journal.folding import INSTANCE_COUNTY
from yimen.usecases.people.attempts import Way, confirm, count_code, reserve
from yimen.usecases.people.entering import raise_refused
from yimen.usecases.people.entries import Entered, entered
from yimen.usecases.people.log_ins import Device, begin_log_in
from yimen.usecases.people.marks import (
    code_digest,
    digests_match,
    make_code,
    mark,
    session_stamp,
    tidy_code,
)
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action

CODE_MINUTES = 10
_MOST_TRIES = 5
_REPEAT_SECONDS = 120
_TEXT = N_("【一门】验证码 {code},{minutes} 分钟内有效，只用于登录办事。工作人员不会向您要验证码。")


class CannotUseCode(RuleViolation):
    """A wrong, old, used or unknown code: one sentence for all."""

    code = "people.cannot_use_code"
    template = N_("验证码不对，或者已经过期、用过了。请核对短信，或重新发送一个。")


@action("people.send_code")
def send_code(
    *, actor: Actor, now: datetime, phone: str, address: str, request_key: str | None = None
) -> None:
    """Send a fresh code to the telephone; it holds 10 minutes, once, and ends the one before.

    Only its digest is kept, therefore it leaves here, after the transaction, and not by the
    outbox, which would keep the text. Refuses what is no mobile number (`BadPhone`), too many
    codes (`TooManyAttempts`), and a place without a channel (`CannotSendSms`). The answer is the
    same whether or not the telephone has an account. A repeated request key sends nothing more.
    """
    mobile = check_mobile(phone)
    code = make_code()
    fresh: list[str] = []

    def core() -> Outcome:
        outcome = _apply_code(now, mobile, code, address)
        fresh.append(code)
        return outcome

    perform(
        action="people.send_code",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={"phone": mark("phone", mobile)},
        core=core,
    )
    for each in fresh:
        installed().sms.send(mobile, _TEXT.format(code=each, minutes=CODE_MINUTES), now)


def _apply_code(now: datetime, phone: str, code: str, address: str) -> Outcome:
    count_code(now=now, phone=phone, address=address)
    # Ended here and not told by its time: the clock may have been set back since.
    OneTimeCode.objects.filter(phone=phone, used_at=None).update(used_at=now)
    row = OneTimeCode.objects.create(
        id=new_id(now),
        phone=phone,
        digest=code_digest(phone, code),
        sent_at=now,
        expires_at=now + timedelta(minutes=CODE_MINUTES),
    )
    record = Record(
        county_code=INSTANCE_COUNTY,
        subject_type="one_time_code",
        subject_id=row.pk,
        act="people.send_code",
        personal={"phone": phone, "address": address},
    )
    return Outcome(answer={"sent": True}, record=record)


@action("people.log_in_with_code")
def log_in_with_code(
    *,
    actor: Actor,
    now: datetime,
    phone: str,
    code: str,
    name: str = "",
    address: str,
    browser: str = "",
    replaces: str | None = None,
    samples_may_enter: bool = False,
    request_key: str | None = None,
) -> Entered:
    """Let a resident in by a code, opening the account the first time; journals it on the account.

    Uses the code up. Refuses with one sentence a wrong, old, used or unknown code and a closed
    account (`CannotUseCode`), and a locked-out telephone or address (`TooManyAttempts`); each
    refused try stays counted. Sample accounts count as closed outside the demo. The same request
    key gets the same answer for two minutes, which makes a double click harmless, and never later.
    """
    require(actor, "people.log_in_with_code")
    mobile, digits = check_mobile(phone), tidy_code(code)
    clean_name = clean_line(name, field="name", max_length=60, required=False)
    reservation = reserve(now=now, way=Way.CODE, value=mobile, address=address)
    answer = perform(
        action="people.log_in_with_code",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=INSTANCE_COUNTY,
        body={"phone": mark("phone", mobile), "code": code_digest(mobile, digits)},
        core=lambda: _apply_code_use(
            now,
            mobile,
            digits,
            clean_name,
            Device(address=address, browser=browser, replaces=replaces),
            samples_may_enter=samples_may_enter,
        ),
    )
    is_late = now.timestamp() - float(str(answer["at"])) > _REPEAT_SECONDS
    if answer["account_id"] is None or is_late:
        raise_refused(reservation, CannotUseCode(field="code"))
    confirm(reservation)
    return entered(answer)


def _apply_code_use(
    now: datetime, phone: str, code: str, name: str, device: Device, *, samples_may_enter: bool
) -> Outcome:
    """The code's row stays locked until the end, so of two uses at once one wins."""
    rows = OneTimeCode.objects.select_for_update().filter(phone=phone, used_at=None)
    row = rows.order_by("-sent_at", "-id").first()
    at = int(now.timestamp())
    refused = Outcome(answer={"account_id": None, "at": at}, record=None)
    if row is None or row.tries >= _MOST_TRIES or now >= row.expires_at:
        return refused
    if not digests_match(row.digest, code_digest(phone, code)):
        OneTimeCode.objects.filter(pk=row.pk).update(tries=F("tries") + 1)
        return refused
    OneTimeCode.objects.filter(pk=row.pk).update(used_at=now)
    account, is_new = _account_of(phone, name, now)
    if not account.is_active or (account.sample and not samples_may_enter):
        return refused
    return Outcome(
        answer={
            "account_id": str(account.pk),
            "post_id": None,
            "stamp": session_stamp(account),
            "party": Party.RESIDENT.value,
            "log_in_id": str(begin_log_in(account, now, device)),
            "at": at,
        },
        record=Record(
            county_code=INSTANCE_COUNTY,
            subject_type="account",
            subject_id=account.pk,
            act="people.log_in_with_code",
            facts={"way": Way.CODE.value, "opened": is_new},
            personal={"phone": phone, "address": device.address},
        ),
    )


def _account_of(phone: str, name: str, now: datetime) -> tuple[Account, bool]:
    unusable = make_password(None)  # costs nothing: a mark that no password fits
    return Account.objects.get_or_create(
        phone=phone,
        is_resident=True,
        defaults={"id": new_id(now), "name": name, "password": unusable, "created_at": now},
    )
