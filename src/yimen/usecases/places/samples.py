"""Sample dossiers of a county, all at once: for the demonstration only, and marked as made up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from yimen.data.orgs.models import ServicePoint
from yimen.data.places.models import DossierChange, PlaceDossier, StandardExplanation
from yimen.rules.access import Actor
from yimen.rules.errors import N_
from yimen.rules.place_facts import ChangeHow, KnownFact, Value, dump_facts
from yimen.rules.standards import Answer, Standard
from yimen.usecases.places.judging import judge_together
from yimen.usecases.places.points import begin_dossier, change_line
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import fixed_id, new_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.writing import fresh, write_together

# As the words on a plaque: the place's own name.
OWN_NAME = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleDossier:
    """What is made up of one place: its facts, whether it moved since, what is explained, who confirmed.

    `answer` is what the county says to its explanations, with the reason of a rejection.
    """

    region_code: str
    facts: Mapping[str, Value]
    moved: bool = False
    confirmed: bool = False
    explanations: Mapping[Standard, str] = field(default_factory=dict)
    answer: Answer = Answer.WAITING
    answer_reason: str = ""


@action("places.record_samples")
def record_sample_dossiers(
    *,
    actor: Actor,
    now: datetime,
    county_code: str,
    dossiers: Sequence[SampleDossier],
    request_key: str | None = None,
) -> int:
    """Write the sample dossiers of places that have none yet, a day before `now`; how many were written.

    Their history is one line each, which names no fact. Some ten statements whatever the number. A place
    that is not there is passed over.
    """
    answer = perform(
        action="places.record_samples",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=county_code,
        body={"county_code": county_code, "count": len(dossiers)},
        core=lambda: _apply_samples(actor, now, county_code, dossiers),
    )
    return int(str(answer["written"]))


def _apply_samples(
    actor: Actor, now: datetime, county_code: str, dossiers: Sequence[SampleDossier]
) -> Outcome:
    told = {each.region_code: each for each in dossiers}
    rows = ServicePoint.objects.select_for_update(of=("self",)).select_related("region")
    points = rows.filter(county_code=county_code, region__code__in=told, region__valid_to=None)
    locked = list(points.order_by("id"))
    # after the locks, so that whoever waited for them sees what was written meanwhile
    held = set(PlaceDossier.objects.filter(county_code=county_code).values_list("point_id", flat=True))
    free = [point for point in locked if point.pk not in held]
    if not free:
        return Outcome(answer={"written": 0}, record=None)
    at = now - timedelta(days=1)
    made = [_dossier(point, told[point.region.code], at, now) for point in free]
    said = [row for each in made for row in _explanations(each, told[each.region_code], now)]
    write_together(fresh(*made, *(_line(each, actor, at) for each in made), *said))
    judge_together(made, county_code=county_code, now=now)
    record = Record(
        county_code=county_code,
        subject_type="dossiers",
        subject_id=fixed_id(f"dossiers:{county_code}"),
        act="places.record_samples",
        facts={"written": len(made)},
    )
    return Outcome(answer={"written": len(made)}, record=record)


def _dossier(point: ServicePoint, told: SampleDossier, at: datetime, now: datetime) -> PlaceDossier:
    made = begin_dossier(point, at, sample=True)
    made.facts = dump_facts(
        {
            key: KnownFact(value=value, at=at)
            if key != "plaque_words"
            else KnownFact(value=value or point.name, at=at, name=point.name)
            for key, value in told.facts.items()
        }
    )
    made.revision = 1
    made.moved_at = now if told.moved else None
    if told.confirmed:
        made.confirmed_at, made.confirmed_revision = now, 1
    return made


def _line(dossier: PlaceDossier, actor: Actor, at: datetime) -> DossierChange:
    line = change_line(dossier, actor, at, ChangeHow.RECORDED, {})
    line.who = N_("样例数据")
    return line


def _explanations(dossier: PlaceDossier, told: SampleDossier, now: datetime) -> list[StandardExplanation]:
    return [
        StandardExplanation(
            id=new_id(now),
            county_code=dossier.county_code,
            dossier=dossier,
            standard=standard.value,
            text=text,
            given_at=now,
            answer=told.answer.value,
            answer_reason=told.answer_reason,
            answered_at=None if told.answer is Answer.WAITING else now,
        )
        for standard, text in told.explanations.items()
    ]
