"""What is recorded of a center, what becomes of it, and what is refused."""

from datetime import timedelta

import pytest

from tests.usecases.places.dossiers import PLACE, ROOMS, recorded, revision_of, station_recorded, verdicts
from tests.world import (
    CENTER_HEAD,
    COUNTY_OFFICER,
    NEIGHBOR_CLERK,
    NOW,
    OUTSIDER,
    REVIEWER,
    SECOND_PROXY,
    TOWNSHIP,
    VILLAGE,
    VILLAGE_PROXY,
)
from yimen.data.journal.models import Entry
from yimen.data.orgs.models import ServicePoint
from yimen.data.places.models import DossierChange, PlaceDossier, StandardVerdict
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.errors import RuleViolation
from yimen.rules.place_entries import (
    DossierChanged,
    HalfPosition,
    ImpossibleDay,
    NotANumber,
    NothingChanged,
    UnknownChoice,
)
from yimen.rules.place_facts import FactGroup
from yimen.rules.standards import NoExplanationAsked, Standard
from yimen.usecases.orgs.queries import get_place
from yimen.usecases.places.confirming import ConfirmedAlready, NothingToConfirm, confirm_dossier
from yimen.usecases.places.dossiers import get_dossier
from yimen.usecases.places.explaining import explain_standard

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


def test_rooms_are_recorded_judged_and_remembered() -> None:
    done = recorded()
    assert (done.revision, done.changed) == (1, 4)
    assert verdicts() == {"AREA": "MET", "OWN_ROOM": "MET"}
    line = DossierChange.objects.get()
    assert line.changes["area"] == [None, 62.5]
    assert (line.how, line.who) == ("RECORDED", "沧县旧州镇人民政府 clerk")
    assert '"keys":["area"' in Entry.objects.get(act="places.record_facts").text.replace(" ", "")


def test_an_emptied_field_is_unknown_again_and_its_verdict_has_an_end() -> None:
    recorded()
    recorded(raw=ROOMS | {"area": [""]}, now=LATER)
    assert "AREA" not in verdicts()
    ended = StandardVerdict.objects.get(standard="AREA")
    assert (ended.verdict, ended.until) == ("MET", LATER)
    found = get_dossier(actor=COUNTY_OFFICER, point_code=TOWNSHIP)
    area = next(line for line in found.standards if line.standard is Standard.AREA)
    assert (area.verdict.value, area.since) == ("UNKNOWN", None)
    assert [(each.verdict.value, each.since, each.until) for each in area.before] == [("MET", NOW, LATER)]


def test_address_telephone_and_hours_are_what_residents_read() -> None:
    recorded(FactGroup.PLACE, {**PLACE, "latitude": ["38.24"], "longitude": ["117.11"]})
    center = get_place(TOWNSHIP).center
    assert center is not None
    assert center.address == "旧州镇政府院内东侧"
    assert PlaceDossier.objects.get().facts["latitude"]["v"] == 38.24


def test_a_move_asks_for_everything_about_the_rooms_again() -> None:
    recorded()
    recorded(FactGroup.PLACE, PLACE | {"address": ["新街 1 号"]}, moved=True, now=LATER)
    assert verdicts() == {"AREA": "LAPSED", "OWN_ROOM": "LAPSED"}
    # the same figures typed again after a look are new facts
    done = recorded(now=LATER + timedelta(hours=1))
    assert done.changed == 4
    assert verdicts() == {"AREA": "MET", "OWN_ROOM": "MET"}


@pytest.mark.parametrize(
    ("group", "raw", "refusal", "field"),
    [
        (FactGroup.ROOMS, {"area": ["大约六十"]}, NotANumber, "area"),
        (FactGroup.ROOMS, {"area": ["-1"]}, NotANumber, "area"),
        (FactGroup.ROOMS, {"area": ["nan"]}, NotANumber, "area"),
        (FactGroup.ROOMS, {"rooms": ["2.5"]}, NotANumber, "rooms"),
        (FactGroup.ROOMS, {"premises": ["OWNED"]}, UnknownChoice, "premises"),
        (
            FactGroup.NETWORK,
            {"network": ["yes"], "network_since": ["2026-11-17"]},
            ImpossibleDay,
            "network_since",
        ),
        (FactGroup.NETWORK, {"network": ["maybe"]}, UnknownChoice, "network"),
        (FactGroup.PLACE, {"latitude": ["38.2"]}, HalfPosition, "longitude"),
        (FactGroup.PLACE, {"latitude": ["138.2"], "longitude": ["117"]}, NotANumber, "latitude"),
        (FactGroup.OPENNESS, {"zone": ["yes"], "zone_kinds": ["X"]}, UnknownChoice, "zone_kinds"),
        (FactGroup.POSTED, {"posted_SEAL": ["1"]}, UnknownChoice, "posted_SEAL"),
        (FactGroup.POSTED, {"posted_SEAL": ["²"]}, UnknownChoice, "posted_SEAL"),
        (FactGroup.HALL, {"window_department": ["国土所"], "window_state": ["?"]}, UnknownChoice, "windows"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    group: FactGroup, raw: dict[str, list[str]], refusal: type[RuleViolation], field: str
) -> None:
    with pytest.raises(refusal) as told:
        recorded(group, raw)
    assert told.value.field == field
    assert not PlaceDossier.objects.exists()


def test_what_has_no_meaning_without_a_plaque_is_not_kept() -> None:
    recorded(FactGroup.PLAQUE, {"plaque": ["no"], "plaque_width": ["60"], "mark": ["yes"]})
    assert set(PlaceDossier.objects.get().facts) == {"plaque", "mark"}
    assert verdicts() == {"PLAQUE": "NOT_MET", "MARK": "MET"}


def test_a_form_that_is_older_than_the_dossier_is_told_so_and_one_that_says_nothing_too() -> None:
    recorded()
    with pytest.raises(DossierChanged):
        recorded(revision=0)
    with pytest.raises(NothingChanged):
        recorded()


def test_only_those_of_the_place_and_above_may_write() -> None:
    for actor in (NEIGHBOR_CLERK, OUTSIDER, VILLAGE_PROXY):
        with pytest.raises(NotFound):
            recorded(actor=actor)
    with pytest.raises(NotAllowed):
        recorded(actor=REVIEWER)
    with pytest.raises(NotFound):
        station_recorded(actor=SECOND_PROXY)
    assert recorded(actor=COUNTY_OFFICER).revision == 1


def test_a_village_confirms_with_one_tap_and_corrects_what_is_wrong() -> None:
    with pytest.raises(NothingToConfirm):
        confirm_dossier(actor=VILLAGE_PROXY, now=NOW, point_code=VILLAGE, revision=0)
    station_recorded()
    confirm_dossier(actor=VILLAGE_PROXY, now=LATER, point_code=VILLAGE, revision=1)
    assert get_dossier(actor=VILLAGE_PROXY, point_code=VILLAGE).is_confirmed
    with pytest.raises(ConfirmedAlready):
        confirm_dossier(actor=VILLAGE_PROXY, now=LATER, point_code=VILLAGE, revision=1)
    station_recorded_again = recorded(
        raw=ROOMS | {"area": ["21"]}, point_code=VILLAGE, actor=VILLAGE_PROXY, now=LATER + timedelta(hours=1)
    )
    assert station_recorded_again.revision == 2
    found = get_dossier(actor=VILLAGE_PROXY, point_code=VILLAGE)
    assert not found.is_confirmed
    assert [change.how.value for change in found.changes] == ["CORRECTED", "CONFIRMED", "RECORDED"]
    assert found.changes[0].changes == (("面积", "18 平方米", "21 平方米"),)
    with pytest.raises(DossierChanged):
        confirm_dossier(actor=VILLAGE_PROXY, now=LATER, point_code=VILLAGE, revision=1)
    with pytest.raises(NotFound):
        confirm_dossier(actor=SECOND_PROXY, now=LATER, point_code=VILLAGE, revision=2)


def test_a_soft_threshold_is_explained_until_what_it_explains_changes() -> None:
    station_recorded()
    assert verdicts(VILLAGE)["AREA"] == "NOT_MET"
    explain_standard(
        actor=CENTER_HEAD, now=LATER, point_code=VILLAGE, standard=Standard.AREA, text="村部翻建，暂用旧房"
    )
    assert verdicts(VILLAGE)["AREA"] == "EXPLAINED"
    assert "村部翻建" not in Entry.objects.get(act="places.explain").text
    recorded(raw=ROOMS | {"area": ["12"]}, point_code=VILLAGE, now=LATER + timedelta(days=1))
    assert verdicts(VILLAGE)["AREA"] == "LAPSED"
    explain_standard(
        actor=CENTER_HEAD,
        now=LATER + timedelta(days=2),
        point_code=VILLAGE,
        standard=Standard.AREA,
        text="村部翻建，暂用旧房",
    )
    assert verdicts(VILLAGE)["AREA"] == "EXPLAINED"
    explain_standard(
        actor=CENTER_HEAD, now=LATER + timedelta(days=3), point_code=VILLAGE, standard=Standard.AREA, text=""
    )
    assert verdicts(VILLAGE)["AREA"] == "NOT_MET"


def test_what_is_hard_or_met_or_unknown_has_nothing_to_explain() -> None:
    recorded(raw=ROOMS | {"premises": ["SHARED"]})
    for standard in (Standard.OWN_ROOM, Standard.AREA, Standard.EQUIPMENT):
        with pytest.raises(NoExplanationAsked):
            explain_standard(
                actor=CENTER_HEAD, now=LATER, point_code=TOWNSHIP, standard=standard, text="没有钱"
            )
    with pytest.raises(NotFound):
        explain_standard(
            actor=CENTER_HEAD, now=LATER, point_code=VILLAGE, standard=Standard.AREA, text="没有钱"
        )
    with pytest.raises(NotAllowed):
        explain_standard(
            actor=VILLAGE_PROXY, now=LATER, point_code=VILLAGE, standard=Standard.AREA, text="没有钱"
        )


def test_a_dossier_of_a_place_that_nobody_visited_is_there_and_empty() -> None:
    found = get_dossier(actor=COUNTY_OFFICER, point_code=VILLAGE)
    assert (found.revision, found.sample, found.changes) == (0, False, ())
    assert {line.words for _, lines in found.groups for line in lines} == {""}
    assert {line.verdict.value for line in found.standards} == {"UNKNOWN"}
    assert ServicePoint.objects.filter(dossiers=None).count() == ServicePoint.objects.count()
    assert revision_of(VILLAGE) == 0
