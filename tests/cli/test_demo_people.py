"""The sample people of 沧县: complete, marked, and the same after a second run."""

import pytest

from tests import world
from yimen.cli.demo.people import RESIDENTS, seed_people
from yimen.data.journal.models import Entry
from yimen.data.orgs.models import Organ
from yimen.data.people.models import Account, Post
from yimen.rules.access import PUBLIC, Party
from yimen.usecases.people.accounts import DEMO_PASSWORD
from yimen.usecases.people.entering import CannotLogIn, log_in
from yimen.usecases.people.entries import Entered


def _count() -> tuple[int, int, int, int]:
    return (Account.objects.count(), Post.objects.count(), Organ.objects.count(), Entry.objects.count())


@pytest.mark.django_db
def test_the_sample_people_are_complete_marked_and_made_once() -> None:
    Account.objects.filter(is_resident=True).delete()
    seed_people(world.NOW)
    once = _count()
    seed_people(world.NOW)
    assert _count() == once
    held = Post.objects.filter(account__sample=True)
    jiuzhou = set(held.filter(region__code=world.TOWNSHIP).values_list("role", flat=True))
    assert jiuzhou == {
        p.value for p in (Party.CLERK, Party.REVIEWER, Party.APPROVER, Party.SEAL_KEEPER, Party.CENTER_HEAD)
    }
    assert {Party.VILLAGE_PROXY.value, Party.COUNTY_OFFICER.value, Party.CITY_OFFICER.value} <= set(
        held.values_list("role", flat=True)
    )
    assert all(
        name.startswith("示例·")
        for name in Account.objects.filter(sample=True).values_list("name", flat=True)
    )
    assert Account.objects.filter(sample=True, is_resident=True).count() == len(RESIDENTS)


@pytest.mark.django_db
def test_a_telephone_that_is_taken_stays_with_its_owner() -> None:
    seed_people(world.NOW)
    owner = Account.objects.get(phone=RESIDENTS[0][1])
    assert (owner.pk, owner.sample) == (world.RESIDENT.account_id, False)


@pytest.mark.django_db
def test_the_published_password_opens_sample_accounts_in_the_demo_only() -> None:
    seed_people(world.NOW)
    given = {"login_name": "clerk.jiuzhou", "password": DEMO_PASSWORD, "address": "127.0.0.1"}
    found = log_in(actor=PUBLIC, now=world.NOW, samples_may_enter=True, **given)
    assert isinstance(found, Entered)
    assert found.party is Party.CLERK
    with pytest.raises(CannotLogIn):
        log_in(actor=PUBLIC, now=world.NOW, **given)
