"""The sample showcase sites: made once, marked in public too, and never the real first batch."""

import pytest

from tests.world import NOW
from yimen.cli.demo.people import CITY, seed_people
from yimen.cli.demo.showcase import seed_showcase
from yimen.data.showcase.models import ShowcaseSite
from yimen.usecases.showcase.reading import list_public_sites


@pytest.mark.django_db
def test_the_sample_sites_are_written_once_and_marked() -> None:
    seed_people(NOW)
    assert seed_showcase(NOW) == 3
    assert seed_showcase(NOW) == 0
    shown = list_public_sites(CITY)
    assert [each.number for each in shown.batches] == [2]
    assert all(site.sample for county in shown.counties for site in county.sites)
    assert all(row.sample and "示例" in row.reason for row in ShowcaseSite.objects.all())
