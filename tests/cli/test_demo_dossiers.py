"""The sample dossiers: made once, marked, in every state."""

from typing import Any

import pytest

from tests import world
from yimen.cli.demo.dossiers import seed_dossiers
from yimen.cli.demo.people import seed_people
from yimen.data.places.models import PlaceDossier, PlacePhoto
from yimen.rules.place_facts import FACTS_BY_KEY


@pytest.mark.django_db
def test_the_sample_dossiers_are_written_once_and_marked(gateways: Any) -> None:
    seed_people(world.NOW)
    written = seed_dossiers(world.NOW)
    rows = list(PlaceDossier.objects.all())
    assert written == len(rows) > 3
    assert all(row.sample and row.county_code == world.COUNTY for row in rows)
    assert {key for row in rows for key in row.facts} <= set(FACTS_BY_KEY)
    assert sorted(PlacePhoto.objects.values_list("likeness", flat=True)) == ["", "", "", "SAME"]
    assert PlacePhoto.objects.exclude(taken_at=None).count() == 4
    assert seed_dossiers(world.NOW) == 0
    assert gateways is not None
