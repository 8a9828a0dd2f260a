"""Staff get in by password; nobody learns which part was wrong."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password

from tests import world
from tests.usecases.people.hashers import CountingHasher
from tests.usecases.people.racing import race
from tests.usecases.people.ways import FAST, enter_by_password
from yimen.data.journal.models import AnsweredRequest, Entry
from yimen.data.people.models import Account, Attempt, Post
from yimen.rules.access import PUBLIC, NotFound, Party
from yimen.rules.people import TooManyAttempts
from yimen.usecases.people.entering import CannotLogIn, NoPostToday, SecondFactorNeeded, choose_post
from yimen.usecases.people.entries import Entered
from yimen.usecases.people.queries import list_session_posts
from yimen.usecases.people.sessions import find_session

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def fast_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = FAST


def _add_post(role: Party = Party.REVIEWER) -> None:
    Post.objects.create(
        id=world.ID(f"second post {role}"),
        account_id=world.CLERK.account_id,
        organ_id=world.CLERK.organ_id,
        region_id=world.ID(f"region:{world.TOWNSHIP}"),
        role=role.value,
        valid_from=date(2026, 1, 1),
    )


@pytest.mark.django_db
def test_the_one_post_of_an_account_is_taken_at_once() -> None:
    found = enter_by_password()
    assert (found.account_id, found.post_id) == (str(world.CLERK.account_id), str(world.CLERK.post_id))
    session = find_session(**_parts(found), post_id=found.post_id)
    assert session is not None
    assert session.actor == world.CLERK


def _parts(found: Entered) -> dict[str, Any]:
    return {
        "account_id": found.account_id,
        "stamp": found.stamp,
        "log_in_id": found.log_in_id,
        "now": world.NOW,
    }


@pytest.mark.django_db
def test_the_login_name_may_be_typed_full_width_and_in_capitals() -> None:
    assert enter_by_password(" CLERK ").account_id == str(world.CLERK.account_id)


@pytest.mark.django_db
def test_a_log_in_is_journalled_on_the_account_without_personal_values() -> None:
    enter_by_password()
    entry = Entry.objects.get(act="people.log_in")
    assert (entry.subject_type, entry.subject_id) == ("account", world.CLERK.account_id)
    assert "192.0.2.7" not in entry.text
    assert world.PASSWORD not in entry.text


@pytest.mark.django_db
def test_unknown_name_wrong_password_and_closed_account_get_the_same_words() -> None:
    Account.objects.filter(pk=world.REVIEWER.account_id).update(is_active=False)
    said = set()
    for name, password in (("nobody", "x"), ("clerk", "x"), ("reviewer", world.PASSWORD), ("", "")):
        with pytest.raises(CannotLogIn) as refused:
            enter_by_password(name, password)
        said.add((refused.value.sentence(), refused.value.field))
    assert len(said) == 1


@pytest.mark.django_db
def test_an_unknown_name_costs_as_much_work_as_a_wrong_password(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["tests.usecases.people.hashers.CountingHasher"]
    Account.objects.filter(login_name="clerk").update(password=make_password("right"))
    work = []
    for name in ("clerk", "nobody"):
        before = CountingHasher.count
        with pytest.raises(CannotLogIn):
            enter_by_password(name, "wrong")
        work.append(CountingHasher.count - before)
    assert work == [1, 1]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["clerk", "nobody"])
def test_five_failures_lock_for_fifteen_minutes_and_then_release(name: str) -> None:
    for _ in range(4):
        with pytest.raises(CannotLogIn):
            enter_by_password(name, "wrong")
    with pytest.raises(TooManyAttempts, match="15 分钟"):
        enter_by_password(name, "wrong")
    with pytest.raises(TooManyAttempts, match="5 分钟"):
        enter_by_password(name, world.PASSWORD, now=world.NOW + 10 * MINUTE)
    after = world.NOW + 15 * MINUTE
    if name == "clerk":
        assert enter_by_password(name, now=after).party is Party.CLERK
    else:
        with pytest.raises(CannotLogIn):
            enter_by_password(name, "wrong", now=after)


@pytest.mark.django_db
def test_a_success_forgets_the_failures_before_it() -> None:
    for start in (0, 5):
        for at in range(4):
            with pytest.raises(CannotLogIn):
                enter_by_password(password="wrong", now=world.NOW + (start + at) * SECOND)
        enter_by_password(now=world.NOW + (start + 4) * SECOND)
    assert Attempt.objects.filter(ok=False).count() == 16


@pytest.mark.django_db
def test_no_personal_value_stands_in_the_attempts() -> None:
    enter_by_password()
    assert all(len(row.key) == 64 for row in Attempt.objects.all())


@pytest.mark.django_db
def test_one_address_is_locked_out_after_many_names() -> None:
    for at in range(30):
        with pytest.raises(CannotLogIn):
            enter_by_password(f"name{at}", "wrong")
    with pytest.raises(TooManyAttempts):
        enter_by_password("clerk")
    assert enter_by_password("clerk", address="192.0.2.8").party is Party.CLERK


@pytest.mark.django_db
def test_all_addresses_of_one_household_count_as_one() -> None:
    for at in range(30):
        with pytest.raises(CannotLogIn):
            enter_by_password(f"name{at}", "wrong", address=f"2001:db8:1:2::{at:x}")
    with pytest.raises(TooManyAttempts):
        enter_by_password("clerk", address="2001:db8:1:2:ffff::1")
    assert enter_by_password("clerk", address="2001:db8:1:3::1").party is Party.CLERK


@pytest.mark.django_db
def test_somebody_with_several_posts_chooses_one() -> None:
    _add_post()
    found = enter_by_password()
    assert (found.post_id, found.party) == (None, None)
    assert find_session(**_parts(found), post_id=None) is None
    posts = list_session_posts(**_parts(found))
    assert {post.role for post in posts} == {Party.CLERK, Party.REVIEWER}
    chosen = _choose(found, next(post.post_id for post in posts if post.role is Party.REVIEWER))
    assert (chosen.party, chosen.log_in_id) == (Party.REVIEWER, found.log_in_id)
    assert Entry.objects.filter(act="people.choose_post", subject_id=world.CLERK.account_id).count() == 1


def _choose(found: Entered, post_id: str, *, stamp: str | None = None) -> Entered:
    return choose_post(
        actor=PUBLIC,
        now=world.NOW,
        account_id=found.account_id,
        stamp=found.stamp if stamp is None else stamp,
        log_in_id=found.log_in_id,
        post_id=post_id,
        address="",
    )


@pytest.mark.django_db
def test_nobody_takes_a_post_of_somebody_else_or_with_a_forged_stamp() -> None:
    _add_post()
    found = enter_by_password()
    with pytest.raises(NotFound):
        _choose(found, str(world.REVIEWER.post_id))
    with pytest.raises(NotFound):
        _choose(found, str(world.CLERK.post_id), stamp="0" * 64)
    assert list_session_posts(**_parts(found) | {"stamp": "0" * 64}) == ()


@pytest.mark.django_db
def test_a_post_that_decides_is_not_taken_up_in_a_session_without_a_second_factor() -> None:
    found = enter_by_password()
    _add_post(Party.APPROVER)
    posts = list_session_posts(**_parts(found))
    with pytest.raises(SecondFactorNeeded):
        _choose(found, next(post.post_id for post in posts if post.role is Party.APPROVER))


@pytest.mark.django_db
def test_an_account_whose_post_has_ended_does_not_get_in() -> None:
    Post.objects.filter(pk=world.CLERK.post_id).update(valid_to=date(2026, 11, 16))
    with pytest.raises(NoPostToday):
        enter_by_password()


@pytest.mark.django_db
def test_a_post_holds_on_the_beijing_day_not_on_the_utc_day() -> None:
    Post.objects.filter(pk=world.CLERK.post_id).update(valid_from=date(2026, 11, 16))
    late_on_the_15th_in_utc = world.NOW.replace(day=15, hour=17)
    assert enter_by_password(now=late_on_the_15th_in_utc).post_id == str(world.CLERK.post_id)
    with pytest.raises(NoPostToday):
        enter_by_password(now=late_on_the_15th_in_utc.replace(hour=15, minute=59))


@pytest.mark.django_db
def test_sample_people_get_in_only_where_the_demo_runs() -> None:
    Account.objects.filter(pk=world.CLERK.account_id).update(sample=True)
    with pytest.raises(CannotLogIn):
        enter_by_password()
    assert enter_by_password(samples_may_enter=True).party is Party.CLERK


def test_many_guesses_at_once_are_all_counted_and_only_five_are_judged(real_db: None) -> None:
    calls = [lambda at=at: enter_by_password(password=f"guess{at}") for at in range(8)]
    results = race(*calls)
    assert sum(isinstance(result, CannotLogIn) for result in results) <= 5
    assert all(isinstance(result, CannotLogIn | TooManyAttempts) for result in results)
    key_rows = Attempt.objects.filter(ok=False).count()
    assert key_rows == 2 * 5
    with pytest.raises(TooManyAttempts):
        enter_by_password()


def test_a_double_click_is_one_log_in(real_db: None) -> None:
    results = race(*[lambda: enter_by_password(request_key="twice")] * 2)
    assert results[0] == results[1]
    assert isinstance(results[0], Entered)
    assert Entry.objects.filter(act="people.log_in").count() == 1
    assert AnsweredRequest.objects.filter(request_key="twice").count() == 1


@pytest.mark.django_db
def test_a_repeated_request_key_opens_nothing_without_the_password() -> None:
    enter_by_password(request_key="mine")
    with pytest.raises(CannotLogIn):
        enter_by_password(password="wrong", request_key="mine")
