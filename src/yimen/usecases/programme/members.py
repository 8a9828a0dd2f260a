"""The leading groups of city and counties: seats filled, renamed and ended, each change kept."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.data.programme.models import GroupMember, Programme, ProgrammeChange
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.programme import ChangedMeanwhile, GroupRole, GroupSeat, changes_between, check_member
from yimen.usecases.programme.units import change_line, city_of_unit, lock_programme, programme_record
from yimen.usecases.shared.acting import Answer, Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import only_row, write_back

_MOST_CHANGES = 20


class SeatThere(RuleViolation):
    """The group has this seat with this name already."""

    code = "programme.seat_there"
    template = N_("领导小组里已经有“{office} {name}”。")
    refusal = Refusal.CONFLICT


class SeatEnded(RuleViolation):
    """A seat that was given up already."""

    code = "programme.seat_ended"
    template = N_("这一位已经退出领导小组了。")
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberChange:
    """A line of the history of a seat: (what, before, after), in the names of the columns."""

    at: datetime
    who: str
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberView:
    """A seat; an empty `name` is not published."""

    member_id: UUID
    unit_code: str
    role: GroupRole
    office: str
    name: str
    revision: int
    sample: bool
    changes: tuple[MemberChange, ...] = ()


@action("programme.add_member")
def add_member(
    *,
    actor: Actor,
    now: datetime,
    year: int,
    role: str,
    office: str,
    name: str,
    request_key: str | None = None,
) -> UUID:
    """A seat in the leading group of the actor's own city or county.

    Refuses the same office with the same name a second time (`SeatThere`) and what `check_member` refuses.
    """
    require(actor, "programme.add_member")
    seat = check_member(role=role, office=office, name=name)
    answer = perform(
        action="programme.add_member",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"year": year, **_plain(seat)},
        core=lambda: _apply_addition(actor, now, year, seat),
    )
    return UUID(str(answer["member_id"]))


def _plain(seat: GroupSeat) -> Answer:
    return {"role": seat.role.value, "office": seat.office, "name": seat.name}


def _apply_addition(actor: Actor, now: datetime, year: int, seat: GroupSeat) -> Outcome:
    programme = lock_programme(city_of_unit(actor.scope_code), year)
    same = GroupMember.objects.filter(
        county_code=actor.county_code,
        programme=programme,
        unit_code=actor.scope_code,
        office=seat.office,
        name=seat.name,
        ended_at=None,
    )
    if same.exists():
        raise SeatThere(field="office", office=seat.office, name=seat.name)
    row = GroupMember(
        id=new_id(now),
        county_code=actor.county_code,
        programme=programme,
        unit_code=actor.scope_code,
        role=seat.role.value,
        office=seat.office,
        name=seat.name,
        created_at=now,
    )
    row.save(force_insert=True)
    plain = _plain(seat)
    fresh: dict[str, list[object]] = {key: ["", value] for key, value in plain.items() if value}
    change_line(row, actor, now, fresh).save(force_insert=True)
    return Outcome(
        answer={"member_id": str(row.pk)}, record=_record(row, "programme.add_member", _plain(seat))
    )


@action("programme.change_member")
def change_member(
    *,
    actor: Actor,
    now: datetime,
    member_id: UUID,
    role: str,
    office: str,
    name: str,
    revision: int,
    request_key: str | None = None,
) -> int:
    """Name who holds a seat of the own group, or mend it; what it was stays. The new revision.

    Refuses another unit's (`NotFound`), one that was given up, one that changed meanwhile, and no change.
    """
    require(actor, "programme.change_member")
    seat = check_member(role=role, office=office, name=name)
    answer = perform(
        action="programme.change_member",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"member_id": str(member_id), "revision": revision, **_plain(seat)},
        core=lambda: _apply_change(actor, now, member_id, seat, revision),
    )
    return int(str(answer["revision"]))


def _apply_change(actor: Actor, now: datetime, member_id: UUID, seat: GroupSeat, revision: int) -> Outcome:
    row = _locked(actor, member_id)
    if row.revision != revision:
        raise ChangedMeanwhile
    before = {"role": row.role, "office": row.office, "name": row.name}
    changes = changes_between(before, _plain(seat))
    row.role, row.office, row.name = seat.role.value, seat.office, seat.name
    row.revision, row.sample = row.revision + 1, False
    write_back(row, ["role", "office", "name", "revision", "sample"], county_code=row.county_code)
    change_line(row, actor, now, changes).save(force_insert=True)
    facts: Answer = {"revision": row.revision, **_plain(seat)}
    return Outcome(answer={"revision": row.revision}, record=_record(row, "programme.change_member", facts))


@action("programme.end_member")
def end_member(*, actor: Actor, now: datetime, member_id: UUID, request_key: str | None = None) -> UUID:
    """A seat is given up; the row stays. Refuses another unit's (`NotFound`) and one given up before."""
    require(actor, "programme.end_member")
    perform(
        action="programme.end_member",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"member_id": str(member_id)},
        core=lambda: _apply_end(actor, now, member_id),
    )
    return member_id


def _apply_end(actor: Actor, now: datetime, member_id: UUID) -> Outcome:
    row = _locked(actor, member_id)
    row.ended_at = now
    write_back(row, ["ended_at"], county_code=row.county_code)
    facts: Answer = {"office": row.office, "name": row.name}
    return Outcome(answer={"ended": True}, record=_record(row, "programme.end_member", facts))


def _locked(actor: Actor, member_id: UUID) -> GroupMember:
    rows = GroupMember.objects.select_for_update().filter(
        county_code=actor.county_code, unit_code=actor.scope_code, pk=member_id
    )
    row = only_row(rows)
    if row is None:
        raise NotFound(field="member_id")
    if row.ended_at is not None:
        raise SeatEnded
    return row


def _record(row: GroupMember, act: str, facts: Answer) -> Record:
    return programme_record(
        county_code=row.county_code,
        kind="group_member",
        subject_id=row.pk,
        act=act,
        facts={"unit_code": row.unit_code, **facts},
    )


def get_member(*, actor: Actor, member_id: UUID) -> MemberView:
    """A seat of the own group with its history; refuses another unit's (`NotFound`)."""
    require(actor, "programme.change_member")
    rows = GroupMember.objects.filter(
        county_code=actor.county_code, unit_code=actor.scope_code, pk=member_id, ended_at=None
    )
    row = only_row(rows)
    if row is None:
        raise NotFound(field="member_id")
    lines = ProgrammeChange.objects.filter(county_code=row.county_code, subject_id=row.pk)
    changes = tuple(
        MemberChange(
            at=line.at,
            who=line.who,
            changes=tuple(
                (key, str(before or ""), str(after or "")) for key, (before, after) in line.changes.items()
            ),
        )
        for line in lines.order_by("-at", "-id")[:_MOST_CHANGES]
    )
    return _view(row, changes)


def members_of(programme: Programme, unit_codes: list[str]) -> tuple[MemberView, ...]:
    """The seats of these units' groups, leaders first; one statement."""
    order = list(GroupRole)
    rows = GroupMember.objects.filter(
        county_code__in={code[:6] for code in unit_codes},
        programme=programme,
        unit_code__in=unit_codes,
        ended_at=None,
    )
    return tuple(
        _view(row)
        for row in sorted(
            rows, key=lambda row: (row.unit_code, order.index(GroupRole(row.role)), row.created_at, row.pk)
        )
    )


def _view(row: GroupMember, changes: tuple[MemberChange, ...] = ()) -> MemberView:
    return MemberView(
        member_id=row.pk,
        unit_code=row.unit_code,
        role=GroupRole(row.role),
        office=row.office,
        name=row.name,
        revision=row.revision,
        sample=row.sample,
        changes=changes,
    )
