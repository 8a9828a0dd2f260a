"""The matrix: what is unknown counts as unknown, every figure opens to its places, statements stay few."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.usecases.places.dossiers import recorded, station_recorded, verdicts
from tests.world import (
    CITY_OFFICER,
    CLERK,
    COUNTY,
    COUNTY_OFFICER,
    NOW,
    OTHER_COUNTY,
    OUTSIDER,
    TOWNSHIP,
    VILLAGE,
)
from yimen.data.journal.models import Entry
from yimen.data.orgs.models import Region, ServicePoint
from yimen.data.places.models import InstitutionText, PlaceDossier, StandardVerdict
from yimen.rules.access import NotFound, system_actor
from yimen.rules.institutions import STARTING_TEXTS, Institution, InstitutionUnchanged
from yimen.rules.place_facts import FactGroup
from yimen.rules.standards import Standard, Verdict
from yimen.usecases.places.board import StandardsBoard, get_standards_board, list_points_by_verdict
from yimen.usecases.places.board_file import export_board
from yimen.usecases.places.institutions import publish_institution, read_institutions
from yimen.usecases.places.rejudging import judge_again
from yimen.usecases.places.samples import SampleDossier, record_sample_dossiers

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
SYSTEM = system_actor("test")
AREA = list(Standard).index(Standard.AREA)
ALL_POSTED = {f"posted_{each.value}": ["0"] for each in Institution}


def board(**more: Any) -> StandardsBoard:
    return get_standards_board(**({"actor": COUNTY_OFFICER} | more))


def test_a_county_sees_its_townships_and_a_township_its_places() -> None:
    recorded()
    station_recorded()
    county = board()
    assert [unit.name for unit in county.units] == ["旧州镇", "兴济镇"]
    first = county.units[0]
    assert (first.places, first.recorded) == (3, 2)
    area = first.tallies[AREA]
    assert (area.met, area.not_met, area.unknown) == (1, 1, 1)
    assert county.units[1].tallies[AREA].unknown == 2
    assert county.total.tallies[AREA].places == 5
    township = board(unit_code=TOWNSHIP)
    assert [point.marks[AREA].verdict.value for point in township.points] == ["MET", "NOT_MET", "UNKNOWN"]
    assert township.total.tallies == first.tallies


def test_a_city_sees_its_counties_and_nobody_sees_beyond_the_own_scope() -> None:
    recorded()
    city = board(actor=CITY_OFFICER)
    assert [(unit.code[:6], unit.recorded) for unit in city.units] == [(COUNTY, 1), (OTHER_COUNTY, 0)]
    assert board(actor=CLERK).code == TOWNSHIP
    for code in (f"{OTHER_COUNTY}000000", "130900000000"):
        with pytest.raises(NotFound):
            board(unit_code=code)
    with pytest.raises(NotFound):
        board(actor=OUTSIDER, unit_code=TOWNSHIP)


def test_a_place_that_has_ended_is_counted_nowhere() -> None:
    station_recorded()
    Region.objects.filter(code=VILLAGE).update(valid_to=LATER.date())
    for found in (board(), board(actor=CITY_OFFICER), board(unit_code=TOWNSHIP)):
        assert found.total.recorded == 0
        assert found.total.tallies[AREA].unknown == found.total.places
    assert StandardVerdict.objects.filter(until=None).exists()


def test_every_figure_opens_to_its_places() -> None:
    recorded()
    station_recorded()
    county = board()
    for verdict in Verdict:
        page = list_points_by_verdict(
            actor=COUNTY_OFFICER, unit_code=county.code, standard=Standard.AREA, verdict=verdict
        )
        tally = county.total.tallies[AREA]
        counts = {Verdict.MET: tally.met, Verdict.NOT_MET: tally.not_met, Verdict.UNKNOWN: tally.unknown}
        assert len(page.rows) == counts.get(verdict, 0)
        assert page.tally == tally


def test_statements_stay_below_fifteen_whatever_the_number_of_places() -> None:
    def count(**more: Any) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            board(**more)
        return len(asked)

    few, few_below = count(), count(unit_code=TOWNSHIP)
    _crowd(60)
    assert count() == few < 15
    assert count(unit_code=TOWNSHIP) == few_below < 15


def test_samples_come_all_at_once_with_few_statements_and_are_not_written_twice() -> None:
    _crowd(60)
    told = [
        SampleDossier(
            region_code=code,
            facts={"area": 12.0, "premises": "DEDICATED", "mark": True},
            confirmed=True,
            explanations={Standard.AREA: "村部翻建"},
        )
        for code in _villages()
    ]
    with CaptureQueriesContext(connection) as asked:
        written = record_sample_dossiers(actor=SYSTEM, now=NOW, county_code=COUNTY, dossiers=told)
    assert (written, len(asked) < 25) == (len(told), True)
    assert verdicts(VILLAGE) == {"AREA": "EXPLAINED", "OWN_ROOM": "MET", "MARK": "MET"}
    assert PlaceDossier.objects.filter(sample=True).count() == len(told)
    assert record_sample_dossiers(actor=SYSTEM, now=NOW, county_code=COUNTY, dossiers=told) == 0


def test_stations_that_all_have_one_area_are_pointed_out() -> None:
    _crowd(8)
    codes = [code for code in _villages() if code.startswith(TOWNSHIP[:9])]
    told = [SampleDossier(region_code=code, facts={"area": 20.0}) for code in codes]
    record_sample_dossiers(actor=SYSTEM, now=NOW, county_code=COUNTY, dossiers=told)
    assert board(unit_code=TOWNSHIP).same_area == (20.0, len(codes))
    assert board().same_area is None


def test_a_new_text_of_an_institution_makes_the_old_sheet_lapse_at_once() -> None:
    recorded(FactGroup.POSTED, ALL_POSTED)
    assert verdicts() == {"INSTITUTIONS": "MET"}
    number = publish_institution(
        actor=COUNTY_OFFICER, now=LATER, institution=Institution.SEAL, text="专人保管。\n\n先审后用。"
    )
    assert number == 1
    assert verdicts() == {"INSTITUTIONS": "LAPSED"}
    seal = read_institutions(COUNTY)[-1]
    assert (seal.number, seal.paragraphs) == (1, ("专人保管。", "先审后用。"))
    recorded(FactGroup.POSTED, ALL_POSTED | {"posted_SEAL": ["1"]}, now=LATER)
    assert verdicts() == {"INSTITUTIONS": "MET"}
    with pytest.raises(InstitutionUnchanged):
        publish_institution(
            actor=COUNTY_OFFICER, now=LATER, institution=Institution.SEAL, text="专人保管。\n先审后用。"
        )
    with pytest.raises(InstitutionUnchanged):
        publish_institution(
            actor=COUNTY_OFFICER,
            now=LATER,
            institution=Institution.IN_TIME,
            text="\n".join(STARTING_TEXTS[Institution.IN_TIME]),
        )
    assert InstitutionText.objects.count() == 1
    assert {each.number for each in read_institutions(OTHER_COUNTY)} == {0}


def test_a_place_that_is_renamed_is_judged_again_in_the_night() -> None:
    recorded(
        FactGroup.PLAQUE,
        {
            "plaque": ["yes"],
            "plaque_words": ["旧州镇行政综合服务中心"],
            "plaque_width": ["60"],
            "plaque_height": ["40"],
            "plaque_lines": ["yes"],
            "plaque_colors": ["yes"],
            "plaque_metal": ["yes"],
        },
    )
    assert verdicts() == {"PLAQUE": "MET"}
    assert judge_again(actor=SYSTEM, now=LATER, county_code=COUNTY) == 0
    ServicePoint.objects.filter(region__code=TOWNSHIP).update(name="旧州镇便民服务中心")
    assert judge_again(actor=SYSTEM, now=LATER, county_code=COUNTY) == 1
    assert verdicts() == {"PLAQUE": "LAPSED"}
    assert StandardVerdict.objects.get(verdict="MET").until == LATER


def test_a_township_that_becomes_a_town_takes_its_dossier_along() -> None:
    recorded()
    old = Region.objects.get(code=TOWNSHIP)
    new = Region.objects.create(
        id=_id("town"),
        code="130921120000",
        parent=old.parent,
        name="旧州镇",
        short_name="旧州镇",
        pinyin="",
        level="TOWNSHIP",
        kind="TOWN",
        valid_from=LATER.date(),
    )
    Region.objects.filter(pk=old.pk).update(valid_to=LATER.date(), successor=new)
    ServicePoint.objects.filter(region=old).update(region=new)
    assert judge_again(actor=SYSTEM, now=LATER, county_code=COUNTY) == 0
    assert verdicts(new.code) == {"AREA": "MET", "OWN_ROOM": "MET"}
    unit = next(each for each in board().units if each.code == new.code)
    assert (unit.recorded, unit.tallies[AREA].met) == (1, 1)
    assert judge_again(actor=SYSTEM, now=LATER, county_code=COUNTY) == 0
    assert Entry.objects.filter(act="places.judge_again").count() == 1


def test_the_file_holds_every_place_and_what_there_is_to_do(gateways: Any) -> None:
    recorded()
    station_recorded()
    file = export_board(actor=COUNTY_OFFICER, now=NOW)
    matrix, reasons, sums = json.loads(file.content).values()
    assert len(matrix) == 1 + 5
    assert [row[1:5] for row in reasons[1:]] == [["旧州镇", "东关村综合服务站", "面积达标", "不达标"]]
    assert sums[1] == ["面积达标", "5", "1", "0", "1", "0", "3"]
    assert file.name == "沧县中心和服务站标准核对-20261116.xlsx"
    assert gateways is not None
    with pytest.raises(NotFound):
        export_board(actor=OUTSIDER, now=NOW, unit_code=TOWNSHIP)


def _villages() -> list[str]:
    rows = Region.objects.filter(level="VILLAGE", code__startswith=COUNTY)
    return list(rows.values_list("code", flat=True))


def _crowd(count: int) -> None:
    """Many more villages with their stations in 旧州镇."""
    parent = Region.objects.get(code=TOWNSHIP)
    for at in range(count):
        code = f"130921100{300 + at}"
        if Region.objects.filter(code=code).exists():
            continue
        region = Region.objects.create(
            id=_id(code),
            code=code,
            parent=parent,
            name=f"{at}村村民委员会",
            short_name=f"{at}村",
            pinyin="",
            level="VILLAGE",
            kind="VILLAGE",
            valid_from=parent.valid_from,
        )
        ServicePoint.objects.create(
            id=region.pk,
            county_code=COUNTY,
            region=region,
            kind="STATION",
            name=f"{at}村综合服务站",
            pinyin="",
        )


def _id(code: str) -> Any:
    from tests.world import ID

    return ID(f"crowd:{code}")
