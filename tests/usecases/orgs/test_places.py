"""What is asked about places, and what is recorded of them."""

import pytest

from tests import world
from tests.usecases.orgs.lists import NOW, SYSTEM
from yimen.data.journal.models import Entry
from yimen.data.orgs.models import ServicePoint
from yimen.rules.access import NotFound
from yimen.rules.orgs import BadRegionCode
from yimen.usecases.orgs.actions import open_department, record_dossiers
from yimen.usecases.orgs.organs import find_organ
from yimen.usecases.orgs.queries import find_region, get_place, list_counties, list_townships, list_villages
from yimen.usecases.orgs.service_points import Dossier, UnknownPoint

pytestmark = pytest.mark.django_db


def test_counties_stand_by_code_and_what_is_below_by_its_sound() -> None:
    assert [county.name for county in list_counties()] == ["沧县", "青县"]
    assert [town.short_name for town in list_townships(world.COUNTY)] == ["旧州镇", "兴济镇"]
    assert [village.short_name for village in list_villages(world.TOWNSHIP)] == ["东关村", "西关村"]
    assert list_townships("999999") == list_villages("' or 1=1") == ()


def test_a_village_knows_its_station_and_the_center_of_its_township() -> None:
    place = get_place(world.VILLAGE)
    assert place.full_name == "沧县旧州镇东关村"
    assert place.center is not None
    assert place.station is not None
    assert (place.center.name, place.station.name) == ("旧州镇行政综合服务中心", "东关村综合服务站")
    assert (place.center.address, place.center.phone, place.center.hours) == (None, None, None)


def test_an_unknown_place_is_not_found_and_nonsense_is_no_code() -> None:
    assert find_region("130999000000") is None
    with pytest.raises(NotFound):
        get_place("130921100299")
    with pytest.raises(BadRegionCode):
        get_place("abc")


def _record(*dossiers: Dossier) -> tuple[int, int]:
    done = record_dossiers(actor=SYSTEM, now=NOW, county_code=world.COUNTY, dossiers=dossiers, sample=True)
    return done.updated, done.unchanged


def test_a_dossier_fills_what_it_knows_and_leaves_the_rest_uncollected() -> None:
    dossier = Dossier(region_code=world.TOWNSHIP, phone="0317-0000001")
    assert _record(dossier) == (1, 0)
    assert _record(dossier) == (0, 1)
    point = ServicePoint.objects.get(region__code=world.TOWNSHIP)
    assert (point.phone, point.address, point.sample) == ("0317-0000001", None, True)
    assert Entry.objects.filter(act="orgs.record_dossiers").count() == 1


def test_a_dossier_of_another_county_is_refused() -> None:
    with pytest.raises(UnknownPoint, match=world.OTHER_TOWNSHIP):
        _record(Dossier(region_code=world.OTHER_TOWNSHIP, phone="0317-0000002"))


def _open(region_code: str) -> bool:
    return open_department(
        actor=SYSTEM,
        now=NOW,
        region_code=region_code,
        department="水利",
        name="沧县水务局",
        paper_mark="沧县水",
    ).created


def test_a_department_has_the_remedies_of_its_county_and_is_opened_once() -> None:
    assert (_open("130921000000"), _open("130921000000")) == (True, False)
    organ = find_organ(region_code="130921000000", department="水利")
    assert organ is not None
    assert (organ.reconsideration_organ, organ.court) == ("沧县人民政府", "沧县人民法院")
    assert find_organ(region_code="130922000000", department="水利") is None


def test_a_township_has_no_departments() -> None:
    with pytest.raises(NotFound):
        _open(world.TOWNSHIP)
