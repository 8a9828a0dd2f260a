"""Puts the draft of a programme in force in place of the version before."""

from datetime import datetime

from yimen.data.programme.models import GroupMember, Programme, ProgrammeVersion
from yimen.rules.access import Actor, NotFound, Party, require
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.usecases.programme.units import lock_programme, programme_record, version_in_force
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import only_row


class NoDraft(RuleViolation):
    """There is nothing to publish: nobody loaded a file, or somebody else has published it."""

    code = "programme.no_draft"
    template = N_("没有等着公布的方案。可能别人刚刚公布了，请看现行的方案。")
    refusal = Refusal.CONFLICT


@action("programme.publish")
def publish_programme(
    *, actor: Actor, now: datetime, city_code: str, year: int, request_key: str | None = None
) -> int:
    """The draft of the city's year is in force from now on; the number of the version.

    The version before stays as it was. The offices that the file seats in the leading group take their seats,
    those of the city that it no longer names lose them; a name that was entered stays with its office. What
    counties added hangs on the numbers of tasks and stays. Refuses without a draft (`NoDraft`) and for
    another city (`NotFound`).
    """
    require(actor, "programme.publish")
    if actor.party is not Party.SYSTEM and actor.scope_code != city_code:
        raise NotFound(field="city_code")
    answer = perform(
        action="programme.publish",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=city_code[:6],
        body={"city_code": city_code, "year": year},
        core=lambda: _apply_publication(now, city_code, year),
    )
    return int(str(answer["number"]))


def _apply_publication(now: datetime, city_code: str, year: int) -> Outcome:
    programme = lock_programme(city_code, year)
    rows = ProgrammeVersion.objects.filter(county_code=programme.county_code, programme=programme)
    draft = only_row(rows.filter(published_at=None))
    if draft is None:
        raise NoDraft
    before = version_in_force(programme)
    if before is not None:
        before.superseded_at = now
        before.save(update_fields=["superseded_at"])
    draft.published_at = now
    draft.save(update_fields=["published_at"])
    _seat(programme, draft, now)
    record = programme_record(
        county_code=programme.county_code,
        kind="programme",
        subject_id=programme.pk,
        act="programme.publish",
        facts={"year": year, "number": draft.number, "digest": draft.digest},
    )
    return Outcome(answer={"number": draft.number}, record=record)


def _seat(programme: Programme, version: ProgrammeVersion, now: datetime) -> None:
    """The city's seats as the file has them; a seat that stays keeps its name and its history."""
    kept = GroupMember.objects.filter(
        county_code=programme.county_code,
        programme=programme,
        unit_code=programme.city_code,
        ended_at=None,
    )
    there = {(row.role, row.office): row for row in kept}
    named = {(seat["role"], seat["office"]): seat["name"] for seat in version.group}
    gone = [row.pk for key, row in there.items() if key not in named]
    GroupMember.objects.filter(county_code=programme.county_code, pk__in=gone).update(ended_at=now)
    GroupMember.objects.bulk_create(
        GroupMember(
            id=new_id(now),
            county_code=programme.county_code,
            programme=programme,
            unit_code=programme.city_code,
            role=role,
            office=office,
            name=name,
            created_at=now,
        )
        for (role, office), name in named.items()
        if (role, office) not in there
    )
