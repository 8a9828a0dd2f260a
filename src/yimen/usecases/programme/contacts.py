"""Who answers in a unit and how they are reached: written by the unit or above it, each change kept."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from yimen.data.orgs.models import Region
from yimen.data.programme.models import ProgrammeChange, UnitContact
from yimen.rules.access import Actor, NotFound, covers, require
from yimen.rules.orgs import Level, level_of
from yimen.rules.programme import ChangedMeanwhile, changes_between
from yimen.rules.programme_contacts import (
    CONTACT_FIELDS,
    CONTACT_LABELS,
    PERSONAL_KEYS,
    check_contact,
    shown_value,
)
from yimen.rules.text import clean_line
from yimen.usecases.programme.units import change_line, city_of_unit, programme_record, unit_in_scope
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import only_row, write_back

_REASON_LENGTH = 100
_MOST_CHANGES = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactLine:
    """A unit of the list of annex 6; without `is_told` nobody has named anyone. Own telephones are masked."""

    unit_code: str
    unit_name: str
    is_told: bool
    values: dict[str, str]
    changed_at: datetime | None
    sample: bool
    is_writable: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactChange:
    """A line of the history, own telephones masked: (what, before, after)."""

    at: datetime
    who: str
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactView:
    """A unit's contact as its form shows it; `revision` 0 where there is none yet."""

    unit_code: str
    unit_name: str
    revision: int
    values: dict[str, str]
    sample: bool
    changes: tuple[ContactChange, ...]


@action("programme.write_contact")
def write_contact(
    *,
    actor: Actor,
    now: datetime,
    unit_code: str,
    typed: dict[str, str],
    revision: int,
    request_key: str | None = None,
) -> int:
    """Name who answers in a unit, or mend it; what it was stays. The new revision.

    The unit itself writes, and who stands above it. A masked number that comes back as it was shown stays as
    it is. Refuses a unit outside the scope (`NotFound`), a row that changed meanwhile (`ChangedMeanwhile`),
    what changes nothing, and at its field what cannot be.
    """
    require(actor, "programme.write_contact")
    unit = unit_in_scope(actor, unit_code)
    answer = perform(
        action="programme.write_contact",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=unit.code[:6],
        body={"unit_code": unit.code, "revision": revision, "typed": dict(typed)},
        core=lambda: _apply_contact(actor, now, unit.code, typed, revision),
    )
    return int(str(answer["revision"]))


def _apply_contact(
    actor: Actor, now: datetime, unit_code: str, typed: dict[str, str], revision: int
) -> Outcome:
    # The lock on the unit lets two who name its first contact at once wait for each other.
    Region.objects.select_for_update().get(code=unit_code, valid_to=None)
    row = only_row(UnitContact.objects.filter(county_code=unit_code[:6], unit_code=unit_code))
    if (row.revision if row else 0) != revision:
        raise ChangedMeanwhile
    before = values_of(row) if row else {each.key: "" for each in CONTACT_FIELDS}
    read = check_contact(_unmasked(typed, before))
    changes = changes_between(before, read)
    if row is None:
        row = new_contact(unit_code, read, now=now)
        row.save(force_insert=True)
    else:
        for key, value in read.items():
            setattr(row, key, value)
        row.revision, row.changed_at, row.sample = row.revision + 1, now, False
        write_back(row, [*read, "revision", "changed_at", "sample"], county_code=row.county_code)
    change_line(row, actor, now, changes).save(force_insert=True)
    record = programme_record(
        county_code=row.county_code,
        kind="contact",
        subject_id=row.pk,
        act="programme.write_contact",
        facts={"unit_code": unit_code, "revision": row.revision, "keys": list(changes)},
        personal={key: read[key] for key in PERSONAL_KEYS if key in changes},
    )
    return Outcome(answer={"revision": row.revision}, record=record)


def _unmasked(typed: dict[str, str], before: dict[str, str]) -> dict[str, str]:
    """The form without the stars: a number that nobody touched is the number that is kept."""
    kept = {key: before[key] for key in PERSONAL_KEYS if before[key]}
    same = {key: value for key, value in kept.items() if typed.get(key, "") == shown_value(key, value)}
    return {**typed, **same}


def new_contact(
    unit_code: str, values: dict[str, str], *, now: datetime, sample: bool = False
) -> UnitContact:
    """A unit's first contact, NOT yet saved."""
    return UnitContact(
        id=new_id(now),
        county_code=unit_code[:6],
        unit_code=unit_code,
        changed_at=now,
        sample=sample,
        **values,
    )


def values_of(row: UnitContact) -> dict[str, str]:
    """All columns of a contact in the clear; for acts only."""
    return {each.key: getattr(row, each.key) for each in CONTACT_FIELDS}


def _shown(row: UnitContact) -> dict[str, str]:
    return {key: shown_value(key, value) for key, value in values_of(row).items()}


@action("programme.reveal_contact")
def reveal_contact(
    *,
    actor: Actor,
    now: datetime,
    unit_code: str,
    key: str,
    reason: str,
    request_key: str | None = None,
) -> str:
    """A person's own telephone number in the clear, for whoever says why; that is journalled, the number not.

    A unit may ask for those of its own list: below it, its own, and those above it. Refuses any other
    (`NotFound`) and a missing reason.
    """
    require(actor, "programme.reveal_contact")
    why = clean_line(reason, field="reason", max_length=_REASON_LENGTH)
    rows = UnitContact.objects.filter(_list_of(actor.scope_code), unit_code=unit_code)
    row = only_row(rows.filter(county_code=unit_code[:6]))
    if row is None or key not in PERSONAL_KEYS or not getattr(row, key):
        raise NotFound(field="unit_code")
    found = row
    record = programme_record(
        county_code=found.county_code,
        kind="contact",
        subject_id=found.pk,
        act="programme.reveal_contact",
        facts={"unit_code": unit_code, "key": key, "reason": why},
    )
    perform(
        action="programme.reveal_contact",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=found.county_code,
        body={"unit_code": unit_code, "key": key, "reason": why},
        core=lambda: Outcome(answer={"key": key}, record=record),
    )
    return str(getattr(found, key))


def _list_of(scope_code: str) -> Q:
    """The contacts on the list of a unit: its own, those above it, and those one level below."""
    above = [city_of_unit(scope_code), f"{scope_code[:6]}000000", scope_code]
    if level_of(scope_code) is Level.PREFECTURE:
        return Q(unit_code__startswith=scope_code[:4])
    if level_of(scope_code) is Level.COUNTY:
        return Q(unit_code__in=above) | Q(unit_code__startswith=scope_code[:6])
    return Q(unit_code__in=above)


def list_contacts(*, actor: Actor, unit_code: str) -> tuple[ContactLine, ...]:
    """The list of annex 6 for a unit: those above it, itself, and each unit one level below, told or not.

    Two statements beside the unit's. Refuses a unit outside the scope (`NotFound`).
    """
    require(actor, "programme.read")
    unit = unit_in_scope(actor, unit_code)
    level = Level(unit.level)
    below = {Level.PREFECTURE: Level.COUNTY, Level.COUNTY: Level.TOWNSHIP}.get(level)
    prefix = unit.code[:4] if level is Level.PREFECTURE else unit.code[:6]
    above = {city_of_unit(unit.code), f"{unit.code[:6]}000000", unit.code}
    listed = Q(code__in=above)
    if below is not None:
        listed |= Q(level=below.value, code__startswith=prefix)
    regions = list(Region.objects.filter(listed, valid_to=None).order_by("code"))
    counties = {region.code[:6] for region in regions}
    rows = UnitContact.objects.filter(county_code__in=counties, unit_code__in=[r.code for r in regions])
    told = {row.unit_code: row for row in rows}
    return tuple(_line(region, told.get(region.code), actor) for region in regions)


def rows_below(rows: tuple[ContactLine, ...], unit_code: str) -> tuple[ContactLine, ...]:
    """Of a unit's list those one level below it; none of a township."""
    digits = {Level.PREFECTURE: 4, Level.COUNTY: 6}.get(level_of(unit_code))
    if digits is None:
        return ()
    start = unit_code[:digits]
    return tuple(row for row in rows if row.unit_code != unit_code and row.unit_code.startswith(start))


def _line(region: Region, row: UnitContact | None, actor: Actor) -> ContactLine:
    return ContactLine(
        unit_code=region.code,
        unit_name=region.short_name,
        is_told=row is not None,
        values=_shown(row) if row else {},
        changed_at=row.changed_at if row else None,
        sample=row.sample if row else False,
        is_writable=covers(actor, region.code),
    )


def get_contact(*, actor: Actor, unit_code: str) -> ContactView:
    """A unit's contact with its history, own telephones masked; refuses one out of scope (`NotFound`)."""
    require(actor, "programme.write_contact")
    unit = unit_in_scope(actor, unit_code)
    row = only_row(UnitContact.objects.filter(county_code=unit.code[:6], unit_code=unit.code))
    return ContactView(
        unit_code=unit.code,
        unit_name=unit.short_name,
        revision=row.revision if row else 0,
        values=_shown(row) if row else {each.key: "" for each in CONTACT_FIELDS},
        sample=row.sample if row else False,
        changes=_history(row.pk, row.county_code) if row else (),
    )


def _history(subject_id: UUID, county_code: str) -> tuple[ContactChange, ...]:
    rows = ProgrammeChange.objects.filter(county_code=county_code, subject_id=subject_id)
    return tuple(
        ContactChange(
            at=row.at,
            who=row.who,
            changes=tuple(
                (CONTACT_LABELS[key], shown_value(key, before or ""), shown_value(key, after or ""))
                for key, (before, after) in row.changes.items()
                if key in CONTACT_LABELS
            ),
        )
        for row in rows.order_by("-at", "-id")[:_MOST_CHANGES]
    )
