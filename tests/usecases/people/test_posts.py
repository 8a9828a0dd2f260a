"""Accounts are opened, posts given and ended; the same post never overlaps."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import world
from tests.usecases.people.racing import race
from tests.usecases.people.ways import FAST
from yimen.data.journal.models import Entry
from yimen.data.people.models import Account, Post
from yimen.rules.access import NotAllowed, NotFound, Party, system_actor
from yimen.rules.people import WeakPassword
from yimen.usecases.people.accounts import (
    AccountExists,
    AccountNeedsAWayIn,
    BadLoginName,
    open_account,
)
from yimen.usecases.people.posts import Appointed, CannotAppoint, CannotEndPost, appoint, end_post

SYSTEM = system_actor("test")
SOUND = "Zheng-que-88"


@pytest.fixture(autouse=True)
def fast_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = FAST


def _open(**changes: Any) -> str:
    given = {"login_name": "new.clerk", "name": "新来的人", "password": SOUND, **changes}
    return open_account(actor=SYSTEM, now=world.NOW, **given).account_id


def _appoint(**changes: Any) -> Appointed:
    given = {
        "account_id": world.CLERK.account_id,
        "organ_id": world.CLERK.organ_id,
        "region_code": world.TOWNSHIP,
        "role": Party.REVIEWER,
        "valid_from": date(2026, 12, 1),
        **changes,
    }
    return appoint(actor=SYSTEM, now=world.NOW, **given)


@pytest.mark.django_db
def test_an_opened_account_keeps_no_password_and_tells_the_journal_no_name() -> None:
    account = Account.objects.get(pk=_open())
    assert SOUND not in account.password
    text = Entry.objects.get(act="people.open_account").text
    assert "新来的人" not in text
    assert "new.clerk" not in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"login_name": "王敏"}, BadLoginName),
        ({"login_name": "ab"}, BadLoginName),
        ({"password": "short"}, WeakPassword),
        ({"password": "new.clerk-2026-A"}, WeakPassword),
        ({"login_name": "clerk"}, AccountExists),
        ({"login_name": None, "password": None, "phone": world.RESIDENT_PHONE}, AccountExists),
        ({"password": None}, AccountNeedsAWayIn),
        ({"phone": "13811112222"}, AccountNeedsAWayIn),
        ({"login_name": None, "phone": "13811112222"}, AccountNeedsAWayIn),
    ],
)
def test_an_account_that_cannot_be_is_refused(changes: dict[str, Any], refusal: type[Exception]) -> None:
    before = Account.objects.count()
    with pytest.raises(refusal):
        _open(**changes)
    assert Account.objects.count() == before


@pytest.mark.django_db
def test_only_the_system_opens_accounts() -> None:
    with pytest.raises(NotAllowed):
        open_account(actor=world.CENTER_HEAD, now=world.NOW, phone="13811112222", name="某人")


@pytest.mark.django_db
def test_the_database_itself_refuses_the_same_post_twice_at_a_time() -> None:
    post = Post.objects.get(pk=world.CLERK.post_id)
    post.pk, post.valid_from, post.valid_to = world.ID("twin"), date(2030, 1, 1), None
    with pytest.raises(IntegrityError, match="people_post_no_overlap"), transaction.atomic():
        post.save(force_insert=True)


@pytest.mark.django_db
def test_the_same_post_may_follow_the_day_another_ends() -> None:
    _appoint(valid_to=date(2027, 1, 1))
    with pytest.raises(CannotAppoint, match="已经有同一个岗位"):
        _appoint(valid_from=date(2026, 12, 31))
    assert _appoint(valid_from=date(2027, 1, 1)).post_id


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"role": Party.RESIDENT}, CannotAppoint),
        ({"role": Party.SYSTEM}, CannotAppoint),
        ({"valid_to": date(2026, 12, 1)}, CannotAppoint),
        ({"account_id": world.RESIDENT.account_id}, CannotAppoint),
        ({"region_code": world.OTHER_TOWNSHIP}, CannotAppoint),
        ({"region_code": "130921000000"}, CannotAppoint),
        ({"region_code": "999999999999"}, NotFound),
        ({"organ_id": world.ID("no such organ")}, NotFound),
        ({"account_id": world.ID("nobody")}, NotFound),
    ],
)
def test_a_post_that_cannot_be_is_refused(changes: dict[str, Any], refusal: type[Exception]) -> None:
    before = Post.objects.count()
    with pytest.raises(refusal):
        _appoint(**changes)
    assert Post.objects.count() == before


@pytest.mark.django_db
def test_a_proxy_may_be_appointed_for_a_village_of_the_township() -> None:
    assert _appoint(role=Party.VILLAGE_PROXY, region_code=world.VILLAGE).post_id


@pytest.mark.django_db
def test_a_post_ends_once_and_after_it_began() -> None:
    def end(day: date) -> None:
        end_post(actor=SYSTEM, now=world.NOW, post_id=world.CLERK.post_id, valid_to=day)

    with pytest.raises(CannotEndPost):
        end(date(2020, 5, 1))
    end(date(2026, 12, 1))
    with pytest.raises(CannotEndPost):
        end(date(2027, 1, 1))
    end(date(2026, 11, 20))
    assert Entry.objects.filter(act="people.end_post", subject_id=world.CLERK.account_id).count() == 2


@pytest.mark.django_db
def test_the_same_request_appoints_once() -> None:
    assert _appoint(request_key="once") == _appoint(request_key="once")


def test_two_appointments_to_the_same_post_at_once_have_one_winner(real_db: None) -> None:
    results = race(*[_appoint] * 2)
    assert sum(isinstance(result, Appointed) for result in results) == 1
    assert sum(isinstance(result, CannotAppoint) for result in results) == 1
