"""The sample lists of 沧县: once, by two people, by what is known of each item."""

import pytest

from tests import world
from yimen.cli.demo.lists import seed_lists
from yimen.cli.demo.people import seed_people
from yimen.data.catalog.models import Adjustment, Delegation
from yimen.rules.delegations import Way
from yimen.usecases.catalog.unit_lists import get_unit_list


@pytest.mark.django_db
def test_the_sample_lists_are_published_once_by_two_people() -> None:
    seed_people(world.NOW)
    count = seed_lists(world.NOW)
    lines = {line.item_code: line for line in get_unit_list(world.TOWNSHIP).lines}
    assert count == len(lines) > 0
    assert lines[world.ITEM_CODE].way is Way.ENTRUSTED
    assert lines[world.OWN_ITEM_CODE].way is Way.GRANTED
    assert lines[world.INSTANT_ITEM_CODE].way is Way.DIRECT
    rows = Delegation.objects.count()
    assert seed_lists(world.NOW) == count
    assert Delegation.objects.count() == rows
    for row in Adjustment.objects.all():
        assert row.author_id != row.reviewer_id
        assert row.sample
