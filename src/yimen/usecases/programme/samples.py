"""Sample parts of tasks and contacts for a demonstration, marked as such."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from yimen.data.programme.models import Subtask, UnitContact
from yimen.rules.access import Actor, require
from yimen.rules.programme import SubtaskTerms
from yimen.rules.programme_contacts import check_contact
from yimen.usecases.programme.contacts import new_contact
from yimen.usecases.programme.subtasks import new_subtask
from yimen.usecases.programme.units import lock_programme, programme_record
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.registry import action


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleSubtask:
    """A part that a sample county added to a task."""

    county_code: str
    number: int
    terms: SubtaskTerms


@action("programme.record_samples")
def record_samples(
    *,
    actor: Actor,
    now: datetime,
    city_code: str,
    year: int,
    contacts: Mapping[str, Mapping[str, str]],
    subtasks: Sequence[SampleSubtask],
    request_key: str | None = None,
) -> int:
    """Write the contacts (by unit) and parts that are not there yet, marked as samples; how many it wrote.

    What a person wrote meanwhile is left alone.
    """
    require(actor, "programme.record_samples")
    read = {code: check_contact(dict(values)) for code, values in contacts.items()}
    answer = perform(
        action="programme.record_samples",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=city_code[:6],
        body={"contacts": [*sorted(read)], "subtasks": [f"{s.number} {s.terms.title}" for s in subtasks]},
        core=lambda: _apply_samples(now, city_code, year, read, subtasks),
    )
    return int(str(answer["written"]))


def _apply_samples(
    now: datetime,
    city_code: str,
    year: int,
    contacts: Mapping[str, dict[str, str]],
    subtasks: Sequence[SampleSubtask],
) -> Outcome:
    programme = lock_programme(city_code, year)
    counties = {code[:6] for code in contacts}
    told = set(
        UnitContact.objects.filter(county_code__in=counties, unit_code__in=list(contacts)).values_list(
            "unit_code", flat=True
        )
    )
    fresh = [
        new_contact(code, values, now=now, sample=True)
        for code, values in contacts.items()
        if code not in told
    ]
    UnitContact.objects.bulk_create(fresh)
    rows = Subtask.objects.filter(county_code__in={s.county_code for s in subtasks}, programme=programme)
    there = set(rows.values_list("county_code", "task_number", "title"))
    parts = [
        new_subtask(programme, s.number, s.terms, county_code=s.county_code, now=now, sample=True)
        for s in subtasks
        if (s.county_code, s.number, s.terms.title) not in there
    ]
    Subtask.objects.bulk_create(parts)
    written = len(fresh) + len(parts)
    record = programme_record(
        county_code=city_code[:6],
        kind="programme",
        subject_id=programme.pk,
        act="programme.record_samples",
        facts={"contacts": len(fresh), "subtasks": len(parts)},
    )
    return Outcome(answer={"written": written}, record=record if written else None)
