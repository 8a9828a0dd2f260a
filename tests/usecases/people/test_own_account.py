"""What somebody does to their own account: other log-ins, the app, the password."""

from datetime import timedelta
from typing import Any

import pytest

from tests import world
from tests.usecases.people.ways import (
    ADDRESS,
    FAST,
    RECOVERY,
    app_code,
    ask_for_code,
    enrolled,
    enter_by_code,
    enter_by_password,
)
from yimen.data.journal.models import Entry
from yimen.data.people.models import Account, LogIn, RecoveryCode, SecondFactor
from yimen.rules.access import PUBLIC, Actor, NotAllowed, NotFound
from yimen.rules.people import TooManyAttempts, WeakPassword
from yimen.rules.second_factors import tidy_second_code
from yimen.usecases.people.enrolling import NothingToConfirm, WrongFirstCode
from yimen.usecases.people.entries import Entered
from yimen.usecases.people.leaving import NoOtherLogIns, end_log_in, end_other_log_ins, log_out
from yimen.usecases.people.log_ins import list_log_ins, note_seen
from yimen.usecases.people.own_account import get_own_account
from yimen.usecases.people.own_factor import (
    AlreadyBound,
    Bound,
    MustStayBound,
    begin_second_factor,
    renew_recovery_codes,
    turn_off_second_factor,
    turn_on_second_factor,
)
from yimen.usecases.people.own_password import SamplePassword, WrongOldPassword, change_own_password
from yimen.usecases.people.proving import WrongSecondFactor
from yimen.usecases.people.resetting import NoSecondFactor
from yimen.usecases.people.sessions import find_session

NEW = "A-long-pass-phrase-8"
MINUTE = timedelta(minutes=1)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fast_passwords")]


@pytest.fixture
def fast_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = FAST


def _holds(found: Entered, *, stamp: str | None = None) -> bool:
    session = find_session(
        account_id=found.account_id,
        post_id=found.post_id,
        stamp=found.stamp if stamp is None else stamp,
        log_in_id=found.log_in_id,
        now=world.NOW,
    )
    return session is not None


def _list(actor: Actor = world.CLERK, current: str | None = None, **more: Any) -> list[tuple[str, bool]]:
    rows = list_log_ins(actor=actor, current=current, **{"now": world.NOW, **more})
    return [(row.log_in_id, row.is_this) for row in rows]


def test_the_own_log_ins_are_listed_this_one_first() -> None:
    first, second = enter_by_password(), enter_by_password(now=world.NOW + MINUTE)
    enter_by_password("reviewer")
    listed = _list(current=first.log_in_id)
    assert listed == [(first.log_in_id, True), (second.log_in_id, False)]


def test_what_was_not_used_for_eight_hours_is_listed_no_more() -> None:
    found = enter_by_password()
    assert _list(now=world.NOW + timedelta(hours=7, minutes=59)) == [(found.log_in_id, False)]
    assert _list(now=world.NOW + timedelta(hours=8)) == []


def test_a_use_is_noted_once_in_a_quarter_of_an_hour(django_assert_num_queries: Any) -> None:
    found = enter_by_password()
    note_seen(found.log_in_id, world.NOW + 14 * MINUTE)
    assert LogIn.objects.get().seen_at == world.NOW
    note_seen(found.log_in_id, world.NOW + 44 * MINUTE)
    assert LogIn.objects.get().seen_at == world.NOW + 30 * MINUTE


def test_an_ended_log_in_opens_nothing_and_is_journalled() -> None:
    here, there = enter_by_password(), enter_by_password()
    end_log_in(actor=world.CLERK, now=world.NOW, log_in_id=there.log_in_id)
    assert (_holds(here), _holds(there)) == (True, False)
    entry = Entry.objects.get(act="people.end_log_in")
    assert entry.subject_id == world.CLERK.account_id
    with pytest.raises(NotFound):
        end_log_in(actor=world.CLERK, now=world.NOW, log_in_id=there.log_in_id)


def test_nobody_ends_the_log_in_of_somebody_else() -> None:
    found = enter_by_password()
    for actor in (world.REVIEWER, world.CENTER_HEAD, world.RESIDENT):
        with pytest.raises(NotFound):
            end_log_in(actor=actor, now=world.NOW, log_in_id=found.log_in_id)
    with pytest.raises(NotFound):
        end_log_in(actor=world.CLERK, now=world.NOW, log_in_id="no id at all")
    with pytest.raises(NotAllowed):
        end_log_in(actor=PUBLIC, now=world.NOW, log_in_id=found.log_in_id)
    assert _holds(found)


def test_all_others_are_ended_at_once() -> None:
    here, *others = [enter_by_password() for _ in range(3)]
    neighbor = enter_by_password("reviewer")
    assert end_other_log_ins(actor=world.CLERK, now=world.NOW, current=here.log_in_id) == 2
    assert [_holds(each) for each in (here, *others, neighbor)] == [True, False, False, True]
    with pytest.raises(NoOtherLogIns):
        end_other_log_ins(actor=world.CLERK, now=world.NOW, current=here.log_in_id)


def test_a_resident_has_a_list_too(gateways: Any) -> None:
    found = enter_by_code(ask_for_code(gateways, world.RESIDENT_PHONE), world.RESIDENT_PHONE)
    assert _list(world.RESIDENT) == [(found.log_in_id, False)]
    end_log_in(actor=world.RESIDENT, now=world.NOW, log_in_id=found.log_in_id)
    assert _list(world.RESIDENT) == []
    assert not _holds(found)


def test_logging_out_needs_the_session_s_own_stamp() -> None:
    found = enter_by_password()
    told = {"actor": PUBLIC, "now": world.NOW, "account_id": found.account_id, "log_in_id": found.log_in_id}
    with pytest.raises(NotFound):
        log_out(**told, stamp="0" * 64)
    log_out(**told, stamp=found.stamp)
    assert not _holds(found)


def _bind(found: Entered) -> Bound:
    begin_second_factor(actor=world.CLERK, now=world.NOW)
    return turn_on_second_factor(
        actor=world.CLERK, now=world.NOW, log_in_id=found.log_in_id, code=app_code(world.CLERK)
    )


def test_a_clerk_may_bind_an_app_and_keeps_only_this_session() -> None:
    here, there = enter_by_password(), enter_by_password()
    bound = _bind(here)
    assert len(bound.recovery_codes) == 10
    assert (_holds(here), _holds(there)) == (False, False)
    assert _holds(here, stamp=bound.stamp)
    with pytest.raises(AlreadyBound):
        begin_second_factor(actor=world.CLERK, now=world.NOW)


def test_nothing_is_bound_by_a_wrong_code_or_without_an_offer() -> None:
    told = {"actor": world.CLERK, "now": world.NOW, "log_in_id": enter_by_password().log_in_id}
    with pytest.raises(NothingToConfirm):
        turn_on_second_factor(**told, code="123456")
    begin_second_factor(actor=world.CLERK, now=world.NOW)
    with pytest.raises(WrongFirstCode):
        turn_on_second_factor(**told, code="nonsense")
    assert SecondFactor.objects.get().confirmed_at is None


def _unbind(found: Entered, code: str, actor: Actor = world.CLERK) -> str:
    return turn_off_second_factor(
        actor=actor, now=world.NOW, log_in_id=found.log_in_id, code=code, address=ADDRESS
    )


def test_who_bound_one_freely_unbinds_it_by_a_code() -> None:
    here = enter_by_password()
    enrolled(world.CLERK)
    with pytest.raises(WrongSecondFactor):
        _unbind(here, "nonsense")
    stamp = _unbind(here, app_code(world.CLERK))
    assert _holds(here, stamp=stamp)
    assert not RecoveryCode.objects.exists()
    assert enter_by_password().post_id == str(world.CLERK.post_id)
    with pytest.raises(NoSecondFactor):
        _unbind(here, RECOVERY[0])


def test_whoever_must_have_one_keeps_it_and_no_try_is_counted() -> None:
    enrolled(world.APPROVER)
    here = enter_by_password()
    for _ in range(6):
        with pytest.raises(MustStayBound):
            _unbind(here, app_code(), world.APPROVER)


def test_new_recovery_codes_end_the_old_ones() -> None:
    enrolled(world.CLERK)
    told = {"actor": world.CLERK, "now": world.NOW, "address": ADDRESS}
    done = renew_recovery_codes(**told, code=RECOVERY[0])
    assert len(done.recovery_codes) == 10
    with pytest.raises(WrongSecondFactor):
        renew_recovery_codes(**told, code=RECOVERY[1])
    fresh = tidy_second_code(done.recovery_codes[0])
    assert len(renew_recovery_codes(**told, code=fresh).recovery_codes) == 10


def _change(found: Entered, old: str = world.PASSWORD, new: str = NEW, **more: Any) -> str:
    given = {"actor": world.CLERK, "now": world.NOW, "address": ADDRESS, **more}
    return change_own_password(log_in_id=found.log_in_id, old=old, password=new, **given)


def test_a_changed_password_ends_the_other_sessions() -> None:
    here, there = enter_by_password(), enter_by_password()
    stamp = _change(here)
    assert _holds(here, stamp=stamp)
    assert (_holds(here), _holds(there)) == (False, False)
    assert enter_by_password(password=NEW).post_id is not None
    entry = Entry.objects.get(act="people.change_own_password")
    assert NEW not in entry.text


def test_the_old_password_is_asked_and_guessing_it_locks_the_door() -> None:
    here, later = enter_by_password(), world.NOW + MINUTE
    for _ in range(4):
        with pytest.raises(WrongOldPassword):
            _change(here, old="wrong", now=later)
    with pytest.raises(TooManyAttempts):
        _change(here, old="wrong", now=later)
    with pytest.raises(TooManyAttempts):
        enter_by_password(now=later)


@pytest.mark.parametrize(
    "new", ["short", "clerk-Passw0rd-1", "Welcome123!", "Dragonball99", world.PASSWORD, "Wang-Min-2026"]
)
def test_a_weak_password_is_refused(new: str) -> None:
    Account.objects.filter(pk=world.CLERK.account_id).update(name="示例·王敏")
    with pytest.raises(WeakPassword):
        _change(enter_by_password(), new=new)


def test_the_password_of_a_sample_account_stays() -> None:
    here = enter_by_password()
    Account.objects.filter(pk=world.CLERK.account_id).update(sample=True)
    with pytest.raises(SamplePassword):
        _change(here)


def test_the_own_account_says_how_it_is_protected(django_assert_num_queries: Any) -> None:
    enrolled(world.APPROVER)
    with django_assert_num_queries(5):
        own = get_own_account(actor=world.APPROVER, now=world.NOW, current=None)
    assert (own.login_name, own.is_bound, own.must_be_bound, own.codes_left) == ("approver", True, True, 2)
    clerk = get_own_account(actor=world.CLERK, now=world.NOW, current=None)
    assert (clerk.is_bound, clerk.must_be_bound, clerk.codes_left) == (False, False, 0)
