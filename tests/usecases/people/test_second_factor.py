"""The second step of a log-in: bound once, each code once, and nothing opens before it."""

from datetime import timedelta
from typing import Any

import pytest

from tests import world
from tests.usecases.people.racing import race
from tests.usecases.people.ways import (
    ADDRESS,
    FAST,
    RECOVERY,
    app_code,
    enrolled,
    enter_by_password,
    half_in_by_password,
)
from yimen.data.journal.models import AnsweredRequest, Entry
from yimen.data.people.models import Account, LogIn, Post, RecoveryCode, SecondFactor
from yimen.rules.access import PUBLIC, NotFound, Party, system_actor
from yimen.rules.people import TooManyAttempts
from yimen.rules.second_factors import EntryStep, tidy_second_code
from yimen.usecases.people.demo_codes import demo_code
from yimen.usecases.people.enrolling import (
    Enrolled,
    WrongFirstCode,
    confirm_second_factor,
    find_enrolment,
)
from yimen.usecases.people.entering import CannotLogIn, log_in
from yimen.usecases.people.entries import Entered, HalfIn, HalfInOver
from yimen.usecases.people.passwords import set_password
from yimen.usecases.people.proving import WrongSecondFactor, prove_second_factor
from yimen.usecases.people.resetting import NoSecondFactor, enrol_sample, reset_second_factor
from yimen.usecases.people.secrets_kept import secret_of
from yimen.usecases.people.sessions import find_session

SYSTEM = system_actor("test")
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.usefixtures("fast_passwords")


@pytest.fixture
def fast_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = FAST


def _prove(half_in: HalfIn, code: str, **more: Any) -> Entered | HalfIn:
    given = {"actor": PUBLIC, "now": world.NOW, "address": ADDRESS, **more}
    return prove_second_factor(half_in=half_in, code=code, **given)


def _confirm(half_in: HalfIn, code: str, **more: Any) -> Enrolled:
    given = {"actor": PUBLIC, "now": world.NOW, "address": ADDRESS, **more}
    return confirm_second_factor(half_in=half_in, code=code, **given)


def _wrong(right: str) -> str:
    return "000000" if right != "000000" else "111111"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    ["approver", "county_approver", "seal_keeper", "center_head", "county_officer", "city_officer"],
)
def test_whoever_decides_seals_or_administers_must_bind_one_first(name: str) -> None:
    half_in = half_in_by_password(name)
    assert half_in.step is EntryStep.ENROL
    assert not LogIn.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["clerk", "reviewer", "village_proxy"])
def test_of_the_others_nothing_is_asked(name: str) -> None:
    assert enter_by_password(name).post_id is not None


@pytest.mark.django_db
def test_it_belongs_to_the_account_whichever_post_is_meant() -> None:
    Post.objects.create(
        id=world.ID("second post"),
        account_id=world.CLERK.account_id,
        organ_id=world.CLERK.organ_id,
        region_id=world.ID(f"region:{world.TOWNSHIP}"),
        role=Party.SEAL_KEEPER.value,
        valid_from=world.NOW.date(),
    )
    assert half_in_by_password("clerk").step is EntryStep.ENROL


@pytest.mark.django_db
def test_the_first_code_binds_the_app_and_tells_ten_recovery_codes_once() -> None:
    half_in = half_in_by_password()
    offered = find_enrolment(account_id=half_in.account_id, stamp=half_in.stamp)
    assert offered is not None
    assert offered.login_name == "approver"
    assert offered.qr_svg.startswith("<svg")
    assert [len(group) for group in offered.secret_words.split()] == [4] * 8
    done = _confirm(half_in, app_code(), request_key="one")
    assert isinstance(done.way, Entered)
    assert done.way.party is Party.APPROVER
    assert len(set(done.recovery_codes)) == 10
    again = _confirm(half_in, app_code(), request_key="one")
    assert again == done
    assert again.recovery_codes == ()
    assert find_enrolment(account_id=half_in.account_id, stamp=done.way.stamp) is None


@pytest.mark.django_db
def test_neither_secret_nor_codes_stand_in_the_database_in_the_clear() -> None:
    half_in = half_in_by_password()
    done = _confirm(half_in, app_code(), request_key="one")
    factor = SecondFactor.objects.select_related("account").get()
    secret = secret_of(factor)
    assert secret not in bytes(factor.sealed_secret)
    codes = [tidy_second_code(code) for code in done.recovery_codes]
    kept = [*RecoveryCode.objects.values_list("digest", flat=True)]
    kept += [str(answer) for answer in AnsweredRequest.objects.values_list("answer", flat=True)]
    kept += [*Entry.objects.values_list("text", flat=True)]
    assert all(code not in text for code in [*codes, secret.hex()] for text in kept)
    assert len(RecoveryCode.objects.all()) == 10


@pytest.mark.django_db
def test_a_wrong_first_code_binds_nothing() -> None:
    half_in = half_in_by_password()
    with pytest.raises(WrongFirstCode) as refused:
        _confirm(half_in, _wrong(app_code()))
    assert refused.value.field == "code"
    assert SecondFactor.objects.get().confirmed_at is None
    assert isinstance(_confirm(half_in, app_code()).way, Entered)


@pytest.mark.django_db
def test_each_log_in_offers_a_fresh_secret_until_one_is_confirmed() -> None:
    half_in_by_password()
    first = app_code()
    half_in_by_password(now=world.NOW + SECOND)
    assert app_code() != first
    assert SecondFactor.objects.count() == 1


@pytest.mark.django_db
def test_binding_ends_the_sessions_that_began_without_it() -> None:
    before = enter_by_password()
    _end_as_approver()
    half_in = half_in_by_password("clerk")
    done = _confirm(half_in, app_code(world.CLERK))
    assert isinstance(done.way, Entered)
    assert _session(before) is None
    assert _session(done.way) is not None


def _end_as_approver() -> None:
    Post.objects.filter(pk=world.CLERK.post_id).update(role=Party.APPROVER.value)


def _session(found: Entered) -> Any:
    return find_session(
        account_id=found.account_id,
        post_id=found.post_id,
        stamp=found.stamp,
        log_in_id=found.log_in_id,
        now=world.NOW,
    )


@pytest.mark.django_db
def test_the_app_s_code_opens_the_desk_and_is_journalled() -> None:
    enrolled()
    half_in = half_in_by_password()
    assert half_in.step is EntryStep.CODE
    found = _prove(half_in, f" {app_code()[:3]} {app_code()[3:]} ")
    assert isinstance(found, Entered)
    session = _session(found)
    assert session.actor == world.APPROVER
    entry = Entry.objects.get(act="people.prove_second_factor")
    assert entry.subject_id == world.APPROVER.account_id
    assert '"proof":"APP"' in entry.text.replace(" ", "")
    assert app_code() not in entry.text


@pytest.mark.django_db
def test_a_code_counts_once_and_so_does_the_step_before_it() -> None:
    enrolled()
    half_in = half_in_by_password()
    used, earlier = app_code(), app_code(steps=-1)
    _prove(half_in, used)
    for code in (used, earlier):
        with pytest.raises(WrongSecondFactor):
            _prove(half_in, code)
    assert isinstance(_prove(half_in, app_code(steps=1)), Entered)


@pytest.mark.django_db
def test_a_telephone_may_be_half_a_minute_off_and_no_more() -> None:
    enrolled()
    half_in = half_in_by_password()
    for steps in (-2, 2):
        with pytest.raises(WrongSecondFactor):
            _prove(half_in, app_code(steps=steps))
    assert isinstance(_prove(half_in, app_code(steps=-1)), Entered)


@pytest.mark.django_db
def test_a_recovery_code_opens_once_however_it_is_typed() -> None:
    enrolled()
    half_in = half_in_by_password()
    assert isinstance(_prove(half_in, " abcde-23456 "), Entered)
    for code in (RECOVERY[0], "ABCDE-23456"):
        with pytest.raises(WrongSecondFactor):
            _prove(half_in, code)
    assert isinstance(_prove(half_in, RECOVERY[1]), Entered)


@pytest.mark.django_db
def test_the_recovery_code_of_somebody_else_opens_nothing() -> None:
    enrolled()
    enrolled(world.SECOND_APPROVER)
    RecoveryCode.objects.filter(account=world.APPROVER.account_id).delete()
    with pytest.raises(WrongSecondFactor):
        _prove(half_in_by_password(), RECOVERY[0])


@pytest.mark.django_db
def test_wrong_codes_lock_like_wrong_passwords() -> None:
    enrolled()
    half_in = half_in_by_password()
    for _ in range(4):
        with pytest.raises(WrongSecondFactor):
            _prove(half_in, _wrong(app_code()))
    with pytest.raises(TooManyAttempts, match="15 分钟"):
        _prove(half_in, _wrong(app_code()))
    with pytest.raises(TooManyAttempts):
        _prove(half_in, app_code())
    later = world.NOW + 15 * MINUTE
    fresh = half_in_by_password(now=later)
    assert isinstance(_prove(fresh, app_code(now=later), now=later), Entered)


@pytest.mark.django_db
def test_the_mark_holds_ten_minutes_and_ends_with_the_password() -> None:
    enrolled()
    half_in = half_in_by_password()
    late = world.NOW + 10 * MINUTE
    with pytest.raises(HalfInOver):
        _prove(half_in, app_code(now=late), now=late)
    in_time = late - SECOND
    assert isinstance(_prove(half_in, app_code(now=in_time), now=in_time), Entered)
    set_password(
        actor=SYSTEM, now=world.NOW, account_id=world.APPROVER.account_id, password="A-long-pass-phrase-8"
    )
    with pytest.raises(HalfInOver):
        _prove(half_in, app_code())


@pytest.mark.django_db
def test_a_closed_account_does_not_get_past_the_second_step() -> None:
    enrolled()
    half_in = half_in_by_password()
    Account.objects.filter(pk=world.APPROVER.account_id).update(is_active=False)
    with pytest.raises(HalfInOver):
        _prove(half_in, app_code())


@pytest.mark.django_db
def test_half_in_is_no_session() -> None:
    enrolled()
    half_in = half_in_by_password()
    assert (
        find_session(
            account_id=half_in.account_id,
            post_id=str(world.APPROVER.post_id),
            stamp=half_in.stamp,
            log_in_id=str(world.ID("none")),
            now=world.NOW,
        )
        is None
    )


@pytest.mark.django_db
def test_a_lost_telephone_is_reset_by_the_operator_and_everything_ends() -> None:
    enrolled()
    half_in = half_in_by_password()
    found = _prove(half_in, app_code())
    assert isinstance(found, Entered)
    reset_second_factor(actor=SYSTEM, now=world.NOW, account_id=world.APPROVER.account_id)
    assert _session(found) is None
    with pytest.raises(HalfInOver):
        _prove(half_in, "123456")
    assert not RecoveryCode.objects.exists()
    assert half_in_by_password().step is EntryStep.ENROL
    assert Entry.objects.filter(act="people.reset_second_factor").count() == 1
    with pytest.raises(NoSecondFactor):
        reset_second_factor(actor=SYSTEM, now=world.NOW, account_id=world.APPROVER.account_id)


@pytest.mark.django_db
def test_only_staff_have_one_to_reset() -> None:
    with pytest.raises(NotFound):
        reset_second_factor(actor=SYSTEM, now=world.NOW, account_id=world.RESIDENT.account_id)


@pytest.mark.django_db
def test_a_sample_account_gets_in_by_its_code_only_where_the_demo_runs() -> None:
    Account.objects.filter(pk=world.APPROVER.account_id).update(sample=True)
    enrol_sample(actor=SYSTEM, now=world.NOW, login_name="approver")
    half_in = half_in_by_password(samples_may_enter=True)
    with pytest.raises(HalfInOver):
        _prove(half_in, app_code())
    assert isinstance(_prove(half_in, app_code(), samples_may_enter=True), Entered)
    with pytest.raises(CannotLogIn):
        log_in(actor=PUBLIC, now=world.NOW, login_name="approver", password=world.PASSWORD, address=ADDRESS)


@pytest.mark.django_db
def test_only_sample_accounts_get_a_sample_factor_and_keep_it() -> None:
    with pytest.raises(NotFound):
        enrol_sample(actor=SYSTEM, now=world.NOW, login_name="approver")
    Account.objects.filter(pk=world.APPROVER.account_id).update(sample=True)
    enrol_sample(actor=SYSTEM, now=world.NOW, login_name="approver")
    code = app_code()
    enrol_sample(actor=SYSTEM, now=world.NOW, login_name="approver")
    assert app_code() == code


@pytest.mark.django_db
def test_the_demo_shows_codes_that_still_count_and_says_when_there_are_none() -> None:
    enrolled()
    half_in = half_in_by_password()
    for _ in range(2):
        shown = demo_code(account_id=half_in.account_id, stamp=half_in.stamp, now=world.NOW)
        assert isinstance(_prove(half_in, shown), Entered)
    assert demo_code(account_id=half_in.account_id, stamp=half_in.stamp, now=world.NOW) == ""
    assert demo_code(account_id=half_in.account_id, stamp="0" * 64, now=world.NOW) == ""


def test_two_passwords_at_once_offer_one_secret(real_db: None) -> None:
    race(half_in_by_password, half_in_by_password)
    assert SecondFactor.objects.count() == 1


def test_many_guesses_of_a_code_at_once_are_all_counted_and_only_five_judged(real_db: None) -> None:
    enrolled()
    half_in = half_in_by_password()
    wrong = _wrong(app_code())
    results = race(*[lambda: _prove(half_in, wrong)] * 8)
    assert all(isinstance(result, WrongSecondFactor | TooManyAttempts) for result in results)
    assert sum(isinstance(result, WrongSecondFactor) for result in results) <= 5
    with pytest.raises(TooManyAttempts):
        _prove(half_in, app_code())
