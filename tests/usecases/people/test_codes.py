"""Residents get in by telephone and code: once, in time, on their own telephone."""

from datetime import timedelta
from typing import Any

import pytest

from tests import world
from tests.usecases.people.racing import race
from tests.usecases.people.ways import ADDRESS, NEW_PHONE, ask_for_code, enter_by_code
from yimen.data.journal.models import Entry, Outbox
from yimen.data.people.models import Account, OneTimeCode
from yimen.gateways.sms import CannotSendSms, NoSms
from yimen.rules.access import PUBLIC, Party
from yimen.rules.people import BadPhone, TooManyAttempts
from yimen.usecases.people.codes import CannotUseCode, send_code
from yimen.usecases.people.entries import Entered
from yimen.usecases.people.sessions import find_session

MINUTE = timedelta(minutes=1)


@pytest.mark.django_db
def test_the_first_log_in_opens_the_account_and_the_second_finds_it(gateways: Any) -> None:
    first = enter_by_code(ask_for_code(gateways))
    later = world.NOW + 2 * MINUTE
    second = enter_by_code(ask_for_code(gateways, now=later), now=later)
    assert first.account_id == second.account_id
    account = Account.objects.get(phone=NEW_PHONE)
    assert (account.is_resident, account.login_name, account.name) == (True, None, "")
    session = find_session(
        account_id=first.account_id, post_id=None, stamp=first.stamp, log_in_id=first.log_in_id, now=later
    )
    assert session is not None
    assert (session.actor.party, session.actor.scope_code) == (Party.RESIDENT, "")


@pytest.mark.django_db
def test_known_and_unknown_telephones_are_answered_alike(gateways: Any) -> None:
    known = ask_for_code(gateways, world.RESIDENT_PHONE)
    unknown = ask_for_code(gateways, NEW_PHONE)
    texts = {sent.text.replace(known, "").replace(unknown, "") for sent in gateways.sms.recent(2)}
    assert len(texts) == 1
    assert not Account.objects.filter(phone=NEW_PHONE).exists()


@pytest.mark.django_db
def test_only_a_digest_of_the_code_is_kept(gateways: Any) -> None:
    code = ask_for_code(gateways)
    assert OneTimeCode.objects.get().digest != code
    assert not Outbox.objects.exists()
    assert all(
        code not in text and NEW_PHONE not in text for text in Entry.objects.values_list("text", flat=True)
    )


@pytest.mark.django_db
def test_a_code_works_once(gateways: Any) -> None:
    code = ask_for_code(gateways)
    enter_by_code(code)
    with pytest.raises(CannotUseCode):
        enter_by_code(code)


@pytest.mark.django_db
def test_a_code_holds_ten_minutes(gateways: Any) -> None:
    code = ask_for_code(gateways)
    with pytest.raises(CannotUseCode):
        enter_by_code(code, now=world.NOW + 10 * MINUTE)
    assert enter_by_code(code, now=world.NOW + 10 * MINUTE - timedelta(seconds=1)).party is Party.RESIDENT


@pytest.mark.django_db
def test_the_code_of_another_telephone_is_refused(gateways: Any) -> None:
    code = ask_for_code(gateways, world.RESIDENT_PHONE)
    ask_for_code(gateways, NEW_PHONE)
    with pytest.raises(CannotUseCode):
        enter_by_code(code, NEW_PHONE)
    assert enter_by_code(code, world.RESIDENT_PHONE).account_id == str(world.RESIDENT.account_id)


@pytest.mark.django_db
def test_a_new_code_ends_the_one_before(gateways: Any) -> None:
    first = ask_for_code(gateways)
    later = world.NOW + MINUTE
    second = ask_for_code(gateways, now=later)
    with pytest.raises(CannotUseCode):
        enter_by_code(first, now=later)
    assert enter_by_code(second, now=later).party is Party.RESIDENT


@pytest.mark.django_db
def test_wrong_old_used_and_never_sent_get_the_same_words(gateways: Any) -> None:
    used = ask_for_code(gateways)
    enter_by_code(used)
    said = set()
    for code, phone in (
        (used, NEW_PHONE),
        ("000000", NEW_PHONE),
        ("abc", NEW_PHONE),
        ("000000", "13700000000"),
    ):
        with pytest.raises(CannotUseCode) as refused:
            enter_by_code(code, phone)
        said.add((refused.value.sentence(), refused.value.field))
    assert len(said) == 1


@pytest.mark.django_db
def test_five_wrong_tries_end_the_code_and_lock_the_telephone(gateways: Any) -> None:
    code = ask_for_code(gateways)
    wrong = "000000" if code != "000000" else "111111"
    for at in range(5):
        with pytest.raises(CannotUseCode if at < 4 else TooManyAttempts):
            enter_by_code(wrong)
    with pytest.raises(TooManyAttempts):
        enter_by_code(code)
    with pytest.raises(CannotUseCode):
        enter_by_code(code, now=world.NOW + 15 * MINUTE)
    assert OneTimeCode.objects.get().tries == 5


@pytest.mark.django_db
def test_a_dead_code_stays_dead_when_the_lock_is_released_early(gateways: Any) -> None:
    code = ask_for_code(gateways)
    OneTimeCode.objects.update(tries=5)
    with pytest.raises(CannotUseCode):
        enter_by_code(code)


@pytest.mark.django_db
def test_codes_are_sent_once_a_minute_and_five_times_an_hour(gateways: Any) -> None:
    ask_for_code(gateways)
    with pytest.raises(TooManyAttempts, match="1 分钟"):
        ask_for_code(gateways, now=world.NOW + timedelta(seconds=30))
    for at in range(1, 5):
        ask_for_code(gateways, now=world.NOW + at * MINUTE)
    with pytest.raises(TooManyAttempts, match="55 分钟"):
        ask_for_code(gateways, now=world.NOW + 5 * MINUTE)
    assert len(gateways.sms.recent(99)) == 5


@pytest.mark.django_db
def test_one_address_cannot_send_codes_to_everybody(gateways: Any) -> None:
    for at in range(30):
        ask_for_code(gateways, f"139000001{at:02d}")
    with pytest.raises(TooManyAttempts):
        ask_for_code(gateways, "13900000200")


@pytest.mark.django_db
def test_a_double_click_sends_one_message(gateways: Any) -> None:
    for _ in range(2):
        send_code(actor=PUBLIC, now=world.NOW, phone=NEW_PHONE, address=ADDRESS, request_key="twice")
    assert len(gateways.sms.recent(9)) == 1


@pytest.mark.django_db
def test_a_place_without_a_channel_says_so(gateways: Any) -> None:
    from dataclasses import replace

    from yimen.gateways.installed import install

    install(replace(gateways, sms=NoSms()))
    with pytest.raises(CannotSendSms):
        send_code(actor=PUBLIC, now=world.NOW, phone=NEW_PHONE, address=ADDRESS)


@pytest.mark.django_db
def test_what_is_no_mobile_number_is_refused_by_name() -> None:
    with pytest.raises(BadPhone) as refused:
        send_code(actor=PUBLIC, now=world.NOW, phone="12345", address=ADDRESS)
    assert refused.value.field == "phone"


@pytest.mark.django_db
def test_blanks_and_full_width_digits_in_a_code_are_mended(gateways: Any) -> None:
    code = ask_for_code(gateways)
    typed = " " + "".join(chr(ord(digit) + 0xFEE0) for digit in code[:3]) + " " + code[3:]
    assert enter_by_code(typed).party is Party.RESIDENT


@pytest.mark.django_db
def test_a_closed_account_is_refused_like_a_wrong_code(gateways: Any) -> None:
    Account.objects.filter(pk=world.RESIDENT.account_id).update(is_active=False)
    with pytest.raises(CannotUseCode):
        enter_by_code(ask_for_code(gateways, world.RESIDENT_PHONE), world.RESIDENT_PHONE)


@pytest.mark.django_db
def test_sample_residents_get_in_only_where_the_demo_runs(gateways: Any) -> None:
    Account.objects.filter(pk=world.RESIDENT.account_id).update(sample=True)
    with pytest.raises(CannotUseCode):
        enter_by_code(ask_for_code(gateways, world.RESIDENT_PHONE), world.RESIDENT_PHONE)
    later = world.NOW + 2 * MINUTE
    code = ask_for_code(gateways, world.RESIDENT_PHONE, now=later)
    assert (
        enter_by_code(code, world.RESIDENT_PHONE, now=later, samples_may_enter=True).party is Party.RESIDENT
    )


def test_two_uses_of_one_code_at_once_have_one_winner(real_db: None, gateways: Any) -> None:
    code = ask_for_code(gateways)
    results = race(*[lambda: enter_by_code(code)] * 2)
    assert sum(isinstance(result, Entered) for result in results) == 1
    assert sum(isinstance(result, CannotUseCode) for result in results) == 1
    assert Account.objects.filter(phone=NEW_PHONE).count() == 1
    assert Entry.objects.filter(act="people.log_in_with_code").count() == 1


def test_a_double_click_on_the_code_is_one_log_in_and_holds_two_minutes(real_db: None, gateways: Any) -> None:
    code = ask_for_code(gateways)
    results = race(*[lambda: enter_by_code(code, request_key="twice")] * 2)
    assert results[0] == results[1]
    assert isinstance(results[0], Entered)
    with pytest.raises(CannotUseCode):
        enter_by_code(code, request_key="twice", now=world.NOW + 3 * MINUTE)


def test_two_requests_for_a_code_at_once_send_one(real_db: None, gateways: Any) -> None:
    results = race(*[lambda: ask_for_code(gateways)] * 2)
    assert sum(isinstance(result, TooManyAttempts) for result in results) == 1
    assert len(gateways.sms.recent(9)) == 1


def test_a_refused_code_stays_counted(real_db: None, gateways: Any) -> None:
    code = ask_for_code(gateways)
    wrong = "000000" if code != "000000" else "111111"
    results = race(*[lambda: enter_by_code(wrong)] * 2)
    assert all(isinstance(result, CannotUseCode) for result in results)
    assert OneTimeCode.objects.get().tries == 2
