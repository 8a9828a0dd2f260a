"""Two who record, confirm, explain and photograph one place at once."""

from datetime import timedelta
from typing import Any

from tests.meta.scenario import LATER, SYSTEM, Scenario, Twice, both
from tests.usecases.cases.journey import PNG
from tests.usecases.places.dossiers import ROOMS, recorded, station_recorded
from tests.usecases.places.test_photos import added
from tests.world import CENTER_HEAD, CLERK, COUNTY, COUNTY_OFFICER, NOW, TOWNSHIP, VILLAGE, VILLAGE_PROXY
from yimen.data.orgs.models import ServicePoint
from yimen.data.places.models import (
    InstitutionText,
    PlaceDossier,
    PlacePhoto,
    StandardExplanation,
    StandardVerdict,
)
from yimen.rules.institutions import Institution
from yimen.rules.place_facts import FactGroup
from yimen.rules.place_photos import PhotoSubject
from yimen.rules.standards import Standard
from yimen.usecases.places.explaining import explain_standard
from yimen.usecases.places.samples import SampleDossier


def _record(_: Any) -> Twice:
    return both(actor=CLERK, now=LATER, point_code=TOWNSHIP, group=FactGroup.ROOMS, raw=ROOMS, revision=0)


def _confirm(_: Any) -> Twice:
    station_recorded()
    return both(actor=VILLAGE_PROXY, now=LATER, point_code=VILLAGE, revision=1)


def _explain(_: Any) -> Twice:
    station_recorded()
    return both(
        actor=CENTER_HEAD, now=LATER, point_code=VILLAGE, standard=Standard.AREA, text="村部翻建，暂用旧房"
    )


def _answer(_: Any) -> Twice:
    station_recorded()
    explain_standard(
        actor=CENTER_HEAD, now=NOW, point_code=VILLAGE, standard=Standard.AREA, text="村部翻建，暂用旧房"
    )
    said = StandardExplanation.objects.get()
    told = {"explanation_id": said.pk, "accepts": False, "reason": "村部已经建成"}
    return both(actor=COUNTY_OFFICER, now=LATER, point_code=VILLAGE, **told)


def _photo(_: Any) -> Twice:
    return both(
        actor=CLERK,
        now=LATER,
        point_code=TOWNSHIP,
        subject=PhotoSubject.MARK,
        name="标识.png",
        content=PNG,
        true_size=len(PNG),
    )


def _remove(_: Any) -> Twice:
    return both(actor=CENTER_HEAD, now=LATER, photo_id=added().photo_id, reason="拍错了")


def _publish(_: Any) -> Twice:
    recorded(FactGroup.POSTED, {f"posted_{each.value}": ["0"] for each in Institution})
    return both(actor=COUNTY_OFFICER, now=LATER, institution=Institution.SEAL, text="专人保管。")


def _again(_: Any) -> Twice:
    """The center was given another name: its plaque tells of the former one."""
    plaque = {"plaque": ["yes"], "plaque_words": ["旧州镇行政综合服务中心"]}
    plaque |= {key: ["yes"] for key in ("plaque_lines", "plaque_colors", "plaque_metal")}
    recorded(FactGroup.PLAQUE, plaque | {"plaque_width": ["60"], "plaque_height": ["40"]})
    ServicePoint.objects.filter(region__code=TOWNSHIP).update(name="旧州镇便民服务中心")
    return both(actor=SYSTEM, now=LATER + timedelta(hours=1), county_code=COUNTY)


def _samples(_: Any) -> Twice:
    told = [SampleDossier(region_code=VILLAGE, facts={"area": 30.0})]
    return both(actor=SYSTEM, now=LATER, county_code=COUNTY, dossiers=told)


SCENARIOS = {
    "places.record_facts": Scenario(prepare=_record, only_one=PlaceDossier.objects.count),
    "places.confirm": Scenario(
        prepare=_confirm, only_one=PlaceDossier.objects.exclude(confirmed_at=None).count
    ),
    "places.explain": Scenario(prepare=_explain, only_one=StandardExplanation.objects.count),
    "places.answer_explanation": Scenario(
        prepare=_answer, only_one=StandardExplanation.objects.filter(answer="NOT_ACCEPTED").count
    ),
    # the second is the same picture: kept, and flagged
    "places.add_photo": Scenario(
        prepare=_photo, only_one=PlacePhoto.objects.filter(twin=None).count, winners=2, entries=2
    ),
    "places.remove_photo": Scenario(
        prepare=_remove, only_one=PlacePhoto.objects.exclude(removed_at=None).count
    ),
    "places.publish_institution": Scenario(prepare=_publish, only_one=InstitutionText.objects.count),
    # the second finds all in step, or nothing left to write
    "places.judge_again": Scenario(
        prepare=_again, only_one=StandardVerdict.objects.filter(verdict="LAPSED").count, winners=2
    ),
    "places.record_samples": Scenario(prepare=_samples, only_one=PlaceDossier.objects.count, winners=2),
}
