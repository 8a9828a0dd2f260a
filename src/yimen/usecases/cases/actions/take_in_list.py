"""Takes in a whole list for one item: a case for each person who was chosen, all of them or none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import CaseMaterial
from yimen.data.catalog.models import ItemVersion
from yimen.data.orgs.models import Region
from yimen.rules.access import Actor, require
from yimen.rules.calendar import beijing_date
from yimen.rules.case_forms import Application, Channel, IdentityCheck, NotChosen, Verdict
from yimen.rules.cases import Act
from yimen.rules.catalog import Family
from yimen.rules.errors import N_
from yimen.rules.intake_lists import (
    LIST_FAMILIES,
    ListRow,
    MaterialsNotSeen,
    NobodyTicked,
    NotByList,
    check_row,
)
from yimen.usecases.cases.acting import Done
from yimen.usecases.cases.held_terms import asked_at
from yimen.usecases.cases.intake import find_version_here, find_village_here
from yimen.usecases.cases.messages import tell_settled, tell_taken_in
from yimen.usecases.cases.opening import Filing, Opened, apply_filing
from yimen.usecases.cases.papers import order_receipt
from yimen.usecases.cases.places import center_of
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action

# Whoever brings a list has seen the cards, at the counter or in the village.
LIST_CHECKS = (IdentityCheck.AT_VILLAGE, IdentityCheck.IN_PERSON)
_RESULT = N_("按名单批量办理，已当场办好。")
Job = tuple[str, Mapping[str, str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class ListTaken:
    """What became of a list: the visit that joins its cases, their numbers, the lines left out."""

    visit_id: UUID
    numbers: tuple[str, ...]
    left_out: tuple[int, ...]


@action("cases.take_in_list")
def take_in_list(
    *,
    actor: Actor,
    now: datetime,
    item_code: str,
    village_code: str,
    identity_check: str,
    rows: Sequence[ListRow],
    materials_seen: bool,
    request_key: str | None = None,
) -> ListTaken:
    """Open a case for each sound row: an instant item is closed at once, a forwarded one RECEIVED.

    One act over a set: each case gets its own number, step, journal entry and message, and a
    forwarded one its receipt; the receipts are made one after the other. A row that is not sound is
    left out and named, the others are taken in. Nobody is invited to rate, as nobody stands at the
    counter. Refuses an item of another family (`NotByList`), a village of another township, an
    unchecked identity, papers that nobody looked at, and a list without a sound row.
    """
    require(actor, "cases.take_in_list")
    people: list[JSON] = [[row.line, row.name, row.id_no, row.phone] for row in rows]
    answer = perform(
        action="cases.take_in_list",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={
            "item_code": item_code,
            "village_code": village_code,
            "identity_check": identity_check,
            "rows": people,
            "materials_seen": materials_seen,
        },
        core=lambda: _apply_list(
            actor,
            now,
            _check(actor, item_code, village_code, identity_check, materials_seen=materials_seen),
            rows,
        ),
    )
    numbers, left_out = answer["numbers"], answer["left_out"]
    return ListTaken(
        visit_id=UUID(str(answer["visit_id"])),
        numbers=tuple(str(each) for each in numbers) if isinstance(numbers, list) else (),
        left_out=tuple(int(str(each)) for each in left_out) if isinstance(left_out, list) else (),
    )


def _check(
    actor: Actor, item_code: str, village_code: str, identity_check: str, *, materials_seen: bool
) -> Filing:
    """What all cases of the list have in common, still without a person."""
    version: ItemVersion = find_version_here(item_code)
    if Family(version.family) not in LIST_FAMILIES:
        raise NotByList(field="item", item=version.short_name)
    village: Region = find_village_here(village_code, actor)
    if identity_check not in {each.value for each in LIST_CHECKS}:
        raise NotChosen(field="identity_check", what=N_("怎样核对的身份"))
    if not materials_seen:
        raise MaterialsNotSeen(field="materials_seen")
    materials, offer = asked_at(version, village.code)
    return Filing(
        version=version,
        materials=materials,
        offer=offer,
        village=village,
        application=Application(name="", id_no="", phone="", request=""),
        channel=Channel.COUNTER,
        identity_check=identity_check,
        first_contact_id=actor.post_id,
    )


def _apply_list(actor: Actor, now: datetime, filing: Filing, rows: Sequence[ListRow]) -> Outcome:
    read = [check_row(row, today=beijing_date(now)) for row in rows]
    sound = {each.row.id_no: each.row for each in reversed(read) if each.fault is None}
    taken = sorted(sound.values(), key=lambda row: row.line)
    if not taken:
        raise NobodyTicked(field="rows")
    visit_id = new_id(now)
    instant = filing.version.family == Family.INSTANT.value
    outcomes: list[Outcome] = []
    for row in taken:
        person = Application(name=row.name, id_no=row.id_no, phone=row.phone, request="")
        outcomes.append(
            apply_filing(
                Act.SETTLE if instant else Act.TAKE_IN,
                actor,
                now,
                replace(filing, application=person, visit_id=visit_id),
                _core(actor, now, instant=instant, after=outcomes[-1].job if outcomes else None),
                action="cases.take_in_list",
            )
        )
    numbers: list[JSON] = [each.answer["case_no"] for each in outcomes]
    left_out: list[JSON] = [*sorted({row.line for row in rows} - {row.line for row in taken})]
    records = [each.record for each in outcomes if each.record is not None]
    return Outcome(
        answer={"visit_id": str(visit_id), "numbers": numbers, "left_out": left_out},
        record=records[0],
        more_records=tuple(records[1:]),
        messages=tuple(message for each in outcomes for message in each.messages),
        writes=tuple(write for each in outcomes for write in each.writes),
        job=outcomes[-1].job,
    )


def _core(actor: Actor, now: datetime, *, instant: bool, after: Job | None) -> Callable[[Opened], Done]:
    """The core of one row; `after` is the job of the paper before, asked for when this one is made."""

    def settle(opened: Opened) -> Done:
        case = opened.case
        _mark(opened)
        case.accepted_on, case.decided_at, case.decision_text = beijing_date(now), now, _RESULT
        return Done(
            changed=("accepted_on", "decided_at", "decision_text"),
            opinion=_RESULT,
            facts={"visit_id": str(case.visit_id)},
            messages=(tell_settled(case, center_of(case).name),),
        )

    def take_in(opened: Opened) -> Done:
        case = opened.case
        order = order_receipt(case, actor, _mark(opened), files={})
        return Done(
            facts={"visit_id": str(case.visit_id)},
            paper=replace(order, follow_up=after),
            messages=(tell_taken_in(case, center_of(case).name),),
        )

    return settle if instant else take_in


def _mark(opened: Opened) -> list[CaseMaterial]:
    """Everything there: whoever took the list in has looked at it."""
    for row in opened.materials:
        row.verdict = Verdict.PASS.value
    return opened.materials
