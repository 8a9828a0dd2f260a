"""Keeps the verdicts in step with the dossiers: one row per point and standard, the former ones ended.

Whatever changes a ground calls `judge_together` in its own transaction; nobody else writes verdicts.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from yimen.data.places.models import InstitutionText, PlaceDossier, StandardExplanation, StandardVerdict
from yimen.rules.place_facts import load_facts
from yimen.rules.standards import Answer, Explanation, Ground, Judgment, Standard, Verdict, judge_all
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.writing import fresh as fresh_rows
from yimen.usecases.shared.writing import write_together

_BATCH = 1000
_REASON_LENGTH = 1000


def judge_together(dossiers: Sequence[PlaceDossier], *, county_code: str, now: datetime) -> int:
    """Judge these dossiers of one county, each loaded with its point; how many verdicts changed.

    Six statements at most for a batch of a thousand rows each. A verdict that stays keeps its `since`.
    """
    grounds = _grounds(dossiers, county_code)
    current = _current(dossiers, county_code)
    ended: list[UUID] = []
    reworded: list[StandardVerdict] = []
    fresh: list[StandardVerdict] = []
    for dossier in dossiers:
        found = judge_all(grounds[dossier.pk])
        for standard, judgment in found.items():
            row = current.get((dossier.point_id, standard.value))
            if row is not None and row.verdict == judgment.verdict.value:
                if row.reason != judgment.reason[:_REASON_LENGTH]:
                    row.reason = judgment.reason[:_REASON_LENGTH]
                    reworded.append(row)
                continue
            if row is not None:
                ended.append(row.pk)
            if judgment.verdict is not Verdict.UNKNOWN:
                fresh.append(_row(dossier, standard, judgment, now))
    if ended:
        StandardVerdict.objects.filter(county_code=county_code, pk__in=ended).update(until=now)
    StandardVerdict.objects.bulk_update(reworded, ["reason"], batch_size=_BATCH)
    for start in range(0, len(fresh), _BATCH):
        write_together(fresh_rows(*fresh[start : start + _BATCH]))
    return len(ended) + sum(1 for row in fresh if (row.point_id, row.standard) not in current)


def institutions_in_force(county_code: str) -> dict[str, int]:
    """The number of the version in force of each institution that the county has published."""
    rows = InstitutionText.objects.filter(county_code=county_code, superseded_at=None)
    return dict(rows.values_list("institution", "number"))


def ground_of(
    dossier: PlaceDossier,
    explanations: Iterable[StandardExplanation],
    institutions: dict[str, int],
) -> Ground:
    """What the verdicts of this dossier rest on."""
    return Ground(
        is_center=dossier.is_center,
        name=dossier.point.name,
        facts=load_facts(dossier.facts),
        moved_at=dossier.moved_at,
        explanations={
            Standard(each.standard): Explanation(
                text=each.text,
                given_at=each.given_at,
                answer=Answer(each.answer),
                answer_reason=each.answer_reason,
            )
            for each in explanations
        },
        institutions=institutions,
    )


def _grounds(dossiers: Sequence[PlaceDossier], county_code: str) -> dict[UUID, Ground]:
    said: defaultdict[UUID, list[StandardExplanation]] = defaultdict(list)
    rows = StandardExplanation.objects.filter(
        county_code=county_code, dossier__in=[each.pk for each in dossiers], ended_at=None
    )
    for row in rows:
        said[row.dossier_id].append(row)
    institutions = institutions_in_force(county_code)
    return {each.pk: ground_of(each, said[each.pk], institutions) for each in dossiers}


def _current(dossiers: Sequence[PlaceDossier], county_code: str) -> dict[tuple[UUID, str], StandardVerdict]:
    points = [each.point_id for each in dossiers]
    rows = StandardVerdict.objects.filter(county_code=county_code, point__in=points, until=None)
    return {(row.point_id, row.standard): row for row in rows}


def _row(dossier: PlaceDossier, standard: Standard, judgment: Judgment, now: datetime) -> StandardVerdict:
    return StandardVerdict(
        id=new_id(now),
        county_code=dossier.county_code,
        point_id=dossier.point_id,
        region_code=dossier.region_code,
        is_center=dossier.is_center,
        standard=standard.value,
        verdict=judgment.verdict.value,
        reason=judgment.reason[:_REASON_LENGTH],
        since=now,
    )
