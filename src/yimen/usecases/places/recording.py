"""Records what somebody who knows a center or station says of it, one part of the dossier at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from yimen.data.orgs.models import ServicePoint
from yimen.data.places.models import PlaceDossier
from yimen.rules.access import Actor, Party, require
from yimen.rules.calendar import beijing_date
from yimen.rules.institutions import Institution, in_force
from yimen.rules.place_entries import DossierChanged, NothingChanged, UnknownChoice, read_group
from yimen.rules.place_facts import (
    POINT_KEYS,
    ChangeHow,
    FactGroup,
    KnownFact,
    Value,
    dump_facts,
    is_outdated,
    load_facts,
)
from yimen.usecases.orgs.service_points import write_point
from yimen.usecases.places.judging import institutions_in_force, judge_together
from yimen.usecases.places.points import (
    begin_dossier,
    change_line,
    dossier_record,
    find_dossier,
    lock_point,
)
from yimen.usecases.shared.acting import Answer, Outcome, perform
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action


@dataclass(frozen=True, kw_only=True, slots=True)
class FactsRecorded:
    """The revision of the dossier after the change, and how many facts changed."""

    revision: int
    changed: int


@action("places.record_facts")
def record_facts(
    *,
    actor: Actor,
    now: datetime,
    point_code: str,
    group: FactGroup,
    raw: Mapping[str, Sequence[str]],
    revision: int,
    moved: bool = False,
    request_key: str | None = None,
) -> FactsRecorded:
    """Write one part of a dossier as it was typed, and judge the standards anew in the same transaction.

    An empty field becomes 未采集. `revision` is what the form showed (0 before there is a dossier); `moved`
    says that the place has new premises: all that was recorded of the old ones must be looked at again.
    Refuses a place outside the scope (`NotFound`), a dossier that changed meanwhile (`DossierChanged`),
    what changes nothing (`NothingChanged`), and what cannot be, at its field.
    """
    require(actor, "places.record_facts")
    answer: Answer = perform(
        action="places.record_facts",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={
            "point_code": point_code,
            "group": group.value,
            "raw": {key: list(values) for key, values in raw.items()},
            "revision": revision,
            "moved": moved,
        },
        core=lambda: _apply_facts(actor, now, point_code, group, raw, revision, moved=moved),
    )
    return FactsRecorded(revision=int(str(answer["revision"])), changed=int(str(answer["changed"])))


def _apply_facts(
    actor: Actor,
    now: datetime,
    point_code: str,
    group: FactGroup,
    raw: Mapping[str, Sequence[str]],
    revision: int,
    *,
    moved: bool,
) -> Outcome:
    point = lock_point(actor, point_code)
    found = find_dossier(point)
    dossier = found or begin_dossier(point, now)
    if dossier.revision != revision:
        raise DossierChanged
    read = read_group(group, raw, is_center=dossier.is_center, today=beijing_date(now))
    _check_posted(read.get("posted"), point.county_code)
    moved = moved and group is FactGroup.PLACE
    changes = _write_facts(dossier, point, read, now)
    if not changes and not moved:
        raise NothingChanged
    dossier.moved_at = now if moved else dossier.moved_at
    dossier.revision += 1
    dossier.changed_at = now
    if found is None:
        dossier.save(force_insert=True)
    else:
        dossier.save(update_fields=["facts", "revision", "changed_at", "moved_at"])
    by_village = actor.party is Party.VILLAGE_PROXY and found is not None
    how = ChangeHow.CORRECTED if by_village else ChangeHow.RECORDED
    change_line(dossier, actor, now, how, changes).save(force_insert=True)
    judge_together([dossier], county_code=dossier.county_code, now=now)
    record = dossier_record(
        dossier,
        "places.record_facts",
        {"revision": dossier.revision, "keys": list(changes), "moved": moved},
    )
    return Outcome(answer={"revision": dossier.revision, "changed": len(changes)}, record=record)


def _write_facts(
    dossier: PlaceDossier, point: ServicePoint, read: Mapping[str, Value | None], now: datetime
) -> dict[str, JSON]:
    """Put what was read into dossier and point; of each fact that changed, before and after."""
    known = load_facts(dossier.facts)
    changes: dict[str, JSON] = {}
    for key, value in read.items():
        if key in POINT_KEYS:
            before: Value | None = getattr(point, key)
        else:
            before = known[key].value if key in known else None
        again = key in known and is_outdated(key, known[key], dossier.moved_at)
        if before == value and not (again and value is not None):
            continue
        changes[key] = [before, value]  # type: ignore[list-item]  # values of facts are plain JSON
        if key in POINT_KEYS:
            continue
        if value is None:
            known.pop(key, None)
        else:
            known[key] = KnownFact(value=value, at=now, name=point.name if key == "plaque_words" else "")
    write_point(point, {key: str(v) if v else None for key, v in read.items() if key in POINT_KEYS})
    dossier.facts = dump_facts(known)
    return changes


def _check_posted(posted: Value | None, county_code: str) -> None:
    """Only a version that has been out can hang."""
    if not isinstance(posted, dict):
        return
    newest = in_force(institutions_in_force(county_code))
    for each in Institution:
        if posted.get(each.value, 0) > newest[each]:
            raise UnknownChoice(field=f"posted_{each.value}", label=each.label)
