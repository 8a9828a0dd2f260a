"""Registering the ways of complaint: gaps first, only in one's own county, kept through imports."""

import pytest

from tests.usecases.cases import journey
from tests.world import (
    CENTER_HEAD,
    CITY_OFFICER,
    COUNTY_OFFICER,
    ID,
    NOW,
    TOWNSHIP,
)
from yimen.data.journal.models import Entry
from yimen.data.orgs.models import Organ, Region
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.remedies import RemediesHalf
from yimen.usecases.orgs.organs import ensure_organs
from yimen.usecases.orgs.remedies import get_organ, list_organs, record_remedies

FOREST = ID("organ:forestry")
TOLD = {
    "reconsideration_organ": "沧县人民政府",
    "court": "沧州市运河区人民法院",
    "source": "河北省高级人民法院关于行政案件集中管辖的公告（样例）",
}


def _lose() -> None:
    Organ.objects.filter(pk=FOREST).update(reconsideration_organ="", court="")


def test_organs_that_cannot_decide_stand_first(db: None) -> None:
    _lose()
    rows = list_organs(actor=COUNTY_OFFICER)
    gaps = [row.name for row in rows if not row.is_whole]
    assert "沧县林业主管部门" in gaps
    assert [row.name for row in rows[: len(gaps)]] == gaps
    assert "青县人民政府" not in {row.name for row in rows}


def test_the_law_proposes_and_a_person_registers(db: None) -> None:
    _lose()
    found = get_organ(actor=COUNTY_OFFICER, organ_id=FOREST)
    assert not found.organ.is_whole
    assert found.proposal.reconsideration_organ == "沧县人民政府"
    assert not Organ.objects.get(pk=FOREST).court  # looking registers nothing
    assert record_remedies(actor=COUNTY_OFFICER, now=NOW, organ_id=FOREST, **TOLD).changed
    organ = Organ.objects.get(pk=FOREST)
    assert (organ.reconsideration_organ, organ.court) == ("沧县人民政府", "沧州市运河区人民法院")
    assert organ.remedies_source == TOLD["source"]
    entry = Entry.objects.get(act="orgs.record_remedies")
    assert (entry.subject_type, entry.subject_id, entry.county_code) == ("organ", FOREST, "130921")
    assert TOLD["court"] in entry.text


def test_the_same_again_changes_nothing(db: None) -> None:
    record_remedies(actor=COUNTY_OFFICER, now=NOW, organ_id=FOREST, **TOLD)
    assert not record_remedies(actor=COUNTY_OFFICER, now=NOW, organ_id=FOREST, **TOLD).changed
    assert Entry.objects.filter(act="orgs.record_remedies").count() == 1


def test_a_decision_can_be_made_once_it_is_registered(db: None) -> None:
    from tests.world import APPROVER
    from yimen.usecases.cases import actions
    from yimen.usecases.cases.papers import RemediesUnknown

    _lose()
    case_id = journey.reviewed()
    call = {"actor": APPROVER, "now": NOW + 4 * journey.HOUR, "case_id": case_id, "opinion": "同意。"}
    with pytest.raises(RemediesUnknown):
        actions.grant(**call)
    record_remedies(actor=COUNTY_OFFICER, now=NOW, organ_id=FOREST, **TOLD)
    assert actions.grant(**call).state == "GRANTED"


def test_both_blank_take_it_back(db: None) -> None:
    record_remedies(
        actor=COUNTY_OFFICER, now=NOW, organ_id=FOREST, reconsideration_organ="", court="", source=""
    )
    assert not Organ.objects.get(pk=FOREST).reconsideration_organ


def test_one_way_without_the_other_is_refused(db: None) -> None:
    with pytest.raises(RemediesHalf):
        record_remedies(actor=COUNTY_OFFICER, now=NOW, organ_id=FOREST, **(TOLD | {"court": ""}))


def test_no_other_county_and_no_other_party(db: None) -> None:
    for organ in ("organ:qingxian_town", "organ:cangzhou"):
        with pytest.raises(NotFound):
            record_remedies(actor=COUNTY_OFFICER, now=NOW, organ_id=ID(organ), **TOLD)
    for actor in (CENTER_HEAD, CITY_OFFICER):
        with pytest.raises(NotAllowed):
            record_remedies(actor=actor, now=NOW, organ_id=FOREST, **TOLD)


def test_an_import_keeps_what_a_person_registered(db: None) -> None:
    jiuzhou = ID("organ:jiuzhou")
    record_remedies(actor=COUNTY_OFFICER, now=NOW, organ_id=jiuzhou, **TOLD)
    names = dict(Region.objects.values_list("code", "short_name"))
    ensure_organs(Region.objects.filter(code=TOWNSHIP), names=names, now=NOW)
    assert Organ.objects.get(pk=jiuzhou).court == TOLD["court"]
    Organ.objects.filter(pk=jiuzhou).update(remedies_source="")
    ensure_organs(Region.objects.filter(code=TOWNSHIP), names=names, now=NOW)
    assert Organ.objects.get(pk=jiuzhou).court == "沧县人民法院"
