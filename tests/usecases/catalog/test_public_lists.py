"""A list as everybody may read it: the edition in force, old ones, what each changed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.usecases.catalog.adjusting.walks import drafted, in_review, order, publish, published
from tests.world import NOW, OWN_ITEM_CODE, TOWNSHIP
from yimen.rules.access import NotFound
from yimen.rules.delegations import Way
from yimen.usecases.catalog.public_lists import get_public_list

pytestmark = pytest.mark.django_db


def _second() -> None:
    published()
    more = order(items=(OWN_ITEM_CODE,), way=Way.GRANTED, promised="")
    publish(in_review(drafted(more)), now=NOW + timedelta(hours=1))


def test_a_place_without_a_list_says_so() -> None:
    found = get_public_list(TOWNSHIP)
    assert (found.zone, found.editions, found.difference) == (None, (), None)
    assert found.place.township_name == "旧州镇"


def test_the_edition_in_force_stands_with_what_it_changed() -> None:
    _second()
    found = get_public_list(TOWNSHIP)
    assert found.zone is not None
    assert found.zone.edition.number == 2
    assert found.editions[0][1].startswith("第 2 版")
    assert found.difference is not None
    assert [name.split()[0] for name in found.difference.added] == [OWN_ITEM_CODE]
    assert found.difference.gone == ()


def test_an_old_edition_reads_as_it_was() -> None:
    _second()
    found = get_public_list(TOWNSHIP, 1)
    assert found.zone is not None
    assert [len(found.zone.lines), found.zone.edition.in_force] == [1, False]
    assert found.difference is None


def test_a_number_that_the_list_never_had_is_not_found() -> None:
    _second()
    for number in (0, 3):
        with pytest.raises(NotFound):
            get_public_list(TOWNSHIP, number)


def test_it_costs_the_same_whatever_its_length() -> None:
    published()
    with CaptureQueriesContext(
        connection,
    ) as one:
        get_public_list(TOWNSHIP)
    assert len(one) <= 10
