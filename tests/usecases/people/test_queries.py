"""Who is behind a session, and what outsiders learn: nothing."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password

from tests import world
from tests.web.sessions import open_log_in
from yimen.data.people.models import Account, Post
from yimen.rules.access import ACTION_LABELS, GRANTS, Actor, Party
from yimen.usecases.people.marks import session_stamp
from yimen.usecases.people.queries import (
    list_demo_accounts,
    list_demo_messages,
    list_duty,
    list_grants,
    list_posts_of,
    list_session_posts,
)
from yimen.usecases.people.sessions import find_session

TODAY = date(2026, 11, 16)


def _session(actor: Actor) -> dict[str, Any]:
    account = Account.objects.get(pk=actor.account_id)
    post_id = None if actor.post_id is None else str(actor.post_id)
    return {
        "account_id": str(account.pk),
        "post_id": post_id,
        "stamp": session_stamp(account),
        "log_in_id": str(open_log_in(account, world.NOW).pk),
        "now": world.NOW,
    }


def _without_post(session: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in session.items() if name != "post_id"}


def _actor(**session: Any) -> Actor | None:
    found = find_session(**session)
    return None if found is None else found.actor


@pytest.mark.django_db
@pytest.mark.parametrize("actor", [*world.STAFF, world.RESIDENT], ids=lambda actor: actor.name)
def test_a_session_is_its_actor_by_one_statement(actor: Actor, django_assert_num_queries: Any) -> None:
    session = _session(actor)
    with django_assert_num_queries(1):
        assert _actor(**session) == actor


@pytest.mark.django_db
def test_a_changed_password_ends_the_session() -> None:
    session = _session(world.CLERK)
    Account.objects.filter(pk=world.CLERK.account_id).update(password=make_password("another"))
    assert _actor(**session) is None
    assert list_session_posts(**_without_post(session)) == ()


@pytest.mark.django_db
def test_a_changed_telephone_ends_the_session_of_a_resident() -> None:
    session = _session(world.RESIDENT)
    Account.objects.filter(pk=world.RESIDENT.account_id).update(phone="13777777777")
    assert _actor(**session) is None


@pytest.mark.django_db
@pytest.mark.parametrize("actor", [world.CLERK, world.RESIDENT], ids=["staff", "resident"])
def test_a_closed_account_ends_the_session(actor: Actor) -> None:
    session = _session(actor)
    Account.objects.filter(pk=actor.account_id).update(is_active=False)
    assert _actor(**session) is None


@pytest.mark.django_db
def test_an_ended_post_ends_the_session_on_that_day() -> None:
    session = _session(world.CLERK)
    Post.objects.filter(pk=world.CLERK.post_id).update(valid_to=date(2026, 11, 17))
    assert _actor(**session) == world.CLERK
    assert _actor(**session | {"now": world.NOW.replace(hour=16)}) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes",
    [
        {"stamp": ""},
        {"stamp": "0" * 64},
        {"account_id": str(world.REVIEWER.account_id)},
        {"post_id": str(world.REVIEWER.post_id)},
        {"post_id": None},
        {"log_in_id": str(world.ID("no such log-in"))},
    ],
)
def test_a_session_with_a_foreign_part_is_nobody(changes: dict[str, Any]) -> None:
    assert _actor(**_session(world.CLERK) | changes) is None


@pytest.mark.django_db
def test_a_stamp_of_one_account_opens_no_other() -> None:
    stamp = _session(world.RESIDENT)["stamp"]
    assert _actor(**_session(world.OTHER_RESIDENT) | {"stamp": stamp}) is None


@pytest.mark.django_db
def test_an_outsider_gets_nothing() -> None:
    nobody = str(world.ID("nobody"))
    assert list_posts_of(nobody, TODAY) == ()
    assert list_posts_of(str(world.RESIDENT.account_id), TODAY) == ()
    assert list_session_posts(account_id=nobody, stamp="", log_in_id=nobody, now=world.NOW) == ()
    assert find_session(account_id=nobody, post_id=None, stamp="", log_in_id=nobody, now=world.NOW) is None
    assert list_duty("999999999999", TODAY) == ()


@pytest.mark.django_db
def test_duty_names_the_people_of_the_township_itself_by_role() -> None:
    rows = list_duty(world.TOWNSHIP, TODAY)
    assert {row.name for row in rows[:2]} == {"clerk", "second_clerk"}
    assert {row.name for row in rows[2:4]} == {"reviewer", "second_reviewer"}
    assert {"neighbor_clerk", "village_proxy", "county_officer"}.isdisjoint(row.name for row in rows)


@pytest.mark.django_db
def test_only_sample_accounts_are_shown_as_demo_accounts() -> None:
    assert list_demo_accounts(TODAY) == ()
    Account.objects.filter(pk__in=[world.CLERK.account_id, world.RESIDENT.account_id]).update(sample=True)
    assert [(row.login_name, row.phone) for row in list_demo_accounts(TODAY)] == [
        ("clerk", ""),
        ("", world.RESIDENT_PHONE),
    ]


def test_demo_messages_hide_the_telephone(gateways: Any) -> None:
    gateways.sms.send(world.RESIDENT_PHONE, "一", world.NOW)
    gateways.sms.send(world.OTHER_RESIDENT_PHONE, "二", world.NOW)
    assert [(row.phone_masked, row.text) for row in list_demo_messages(9)] == [
        ("138****0002", "二"),
        ("138****0001", "一"),
    ]


def test_every_grant_has_words_and_stands_in_one_group() -> None:
    rows = [row for group in list_grants() for row in group.rows]
    assert sorted(row.action for row in rows) == sorted(GRANTS)
    assert set(ACTION_LABELS) == set(GRANTS)
    assert all(row.label and row.parties for row in rows)
    assert next(row for row in rows if row.action == "cases.track").parties == (Party.ANYONE,)
