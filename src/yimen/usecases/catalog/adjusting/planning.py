"""Items by units, planned: what one act of delegation would write, what it replaces, what cannot be.

Planning writes nothing: the page shows it before anything is kept, and the act does exactly what it shows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q

from yimen.data.catalog.models import Delegation, ItemVersion, Material
from yimen.data.orgs.models import Organ, Region
from yimen.rules.access import Actor, NotFound
from yimen.rules.adjustments import Standing
from yimen.rules.catalog import ItemType, parse_limit
from yimen.rules.delegations import Delegated, Way, check_delegated
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.intervals import Limit
from yimen.rules.item_terms import Terms, Tightening, check_tightening, terms_at
from yimen.rules.orgs import Level
from yimen.usecases.catalog.adjusting.shell import county_of
from yimen.usecases.catalog.lines import IN_FORCE
from yimen.usecases.catalog.versions import read_limit
from yimen.usecases.orgs.organs import OrganKind

MOST_ITEMS, MOST_UNITS, MOST_LINES = 500, 700, 60_000


class NothingChosen(RuleViolation):
    """No item or no unit."""

    code = "catalog.nothing_chosen"
    template = N_("请至少选一个{what}。")


class TooManyLines(RuleViolation):
    """More lines at once than one act may carry."""

    code = "catalog.too_many_lines"
    template = N_("一次最多 {most} 条，现在是 {n} 条。请分几次。")


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """Items by units with one set of terms, as a county's officer gives them.

    `units` are 12-digit codes of the county's townships and villages, or the county's own. `promised` is as
    one types it, empty for none of its own; `waived` names materials. The entrusting organ is the county's
    department of each item unless `entrusting_organ_id` names another.
    """

    items: tuple[str, ...]
    units: tuple[str, ...]
    way: Way
    basis: str = ""
    proof: str = ""
    notice: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    promised: str = ""
    waived: tuple[str, ...] = ()
    entrusting_organ_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedLine:
    """One line that can be written; `replaces` is the line in force that it will end."""

    item_code: str
    item_name: str
    unit_code: str
    unit_name: str
    level: Level
    replaces: UUID | None
    is_same: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class RefusedLine:
    """One line that cannot be: for which item and units, and why in words."""

    item_name: str
    units: int
    fault: RuleViolation


@dataclass(kw_only=True, slots=True)
class DelegationPlan:
    """The lines by item and unit; `rows` are what would be written."""

    rows: list[Delegation] = field(default_factory=list)
    lines: list[PlannedLine] = field(default_factory=list)
    refused: list[RefusedLine] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """All that planning reads, in a fixed number of statements."""

    versions: Sequence[ItemVersion]
    materials: Mapping[UUID, tuple[str, ...]]
    units: Sequence[Region]
    organs: Mapping[str, Organ]
    chosen: Organ | None
    held: Mapping[tuple[UUID, str], Delegation]


def plan_delegations(actor: Actor, order: Order) -> DelegationPlan:
    """What the order makes, line by line; seven statements whatever the number of lines.

    Refuses an order without items or units, too many lines, a unit or item that the county does not have
    (`NotFound`), and a limit that cannot be read. What a single item or level cannot have stands in
    `refused`; the other lines can be written.
    """
    _check_size(order)
    promised = parse_limit(order.promised, field="promised")
    ground = read_ground(actor, order)
    plan = DelegationPlan()
    for version in ground.versions:
        for level in (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE):
            units = [unit for unit in ground.units if unit.level == level.value]
            if units:
                _plan_level(plan, ground, order, promised, version, level, units)
    return plan


def _check_size(order: Order) -> None:
    if not order.items:
        raise NothingChosen(field="items", what=N_("事项"))
    if not order.units:
        raise NothingChosen(field="units", what=N_("乡镇、街道或者村、社区"))
    lines = len(order.items) * len(order.units)
    if lines > MOST_LINES or len(order.items) > MOST_ITEMS:
        raise TooManyLines(most=MOST_LINES, n=lines)


def read_ground(actor: Actor, order: Order) -> Ground:
    """All that planning reads for these items and units; refuses what is not the county's (`NotFound`)."""
    county = county_of(actor)
    versions = list(
        ItemVersion.objects.select_related("item")
        .filter(
            Q(item__owner_code="") | Q(item__owner_code=county),
            item__code__in=order.items,
            superseded_at=None,
            standing=Standing.ACTIVE.value,
        )
        .order_by("item__code")
    )
    if len(versions) != len(set(order.items)):
        raise NotFound(field="items")
    units = list(
        Region.objects.filter(code__startswith=county, code__in=order.units, valid_to=None).order_by("code")
    )
    if len(units) != len(set(order.units)):
        raise NotFound(field="units")
    organs = Organ.objects.filter(county_code=county, kind=OrganKind.DEPARTMENT.value)
    chosen = None
    if order.entrusting_organ_id is not None:
        chosen = Organ.objects.filter(
            Q(kind=OrganKind.DEPARTMENT.value) | Q(region__level=Level.COUNTY.value),
            county_code=county,
            pk=order.entrusting_organ_id,
        ).first()
        if chosen is None:
            raise NotFound(field="entrusting_organ")
    return Ground(
        versions=versions,
        materials=materials_of(versions),
        units=units,
        organs={organ.department: organ for organ in organs},
        chosen=chosen,
        held=lines_in_force(
            county, [version.item_id for version in versions], _with_above([unit.code for unit in units])
        ),
    )


def _with_above(codes: Iterable[str]) -> set[str]:
    """The units and those above them, whose terms bear on theirs."""
    return {code for each in codes for code in (each[:6].ljust(12, "0"), each[:9].ljust(12, "0"), each)}


def materials_of(versions: Sequence[ItemVersion]) -> dict[UUID, tuple[str, ...]]:
    """The names of the materials of each version, in their order; one statement."""
    found: dict[UUID, tuple[str, ...]] = {}
    rows = Material.objects.filter(version__in=versions).order_by("version_id", "order")
    for version_id, name in rows.values_list("version_id", "name"):
        found[version_id] = (*found.get(version_id, ()), name)
    return found


def lines_in_force(
    county: str, items: Iterable[UUID], units: Iterable[str]
) -> dict[tuple[UUID, str], Delegation]:
    """The lines of a county that hold now, by item and unit."""
    rows = Delegation.objects.filter(IN_FORCE, county_code=county, item__in=items, unit_code__in=units)
    return {(row.item_id, row.unit_code): row for row in rows}


def plan_line(plan: DelegationPlan, ground: Ground, order: Order) -> PlannedLine:
    """Plan an order of one item and one unit whose ground is read; refuses what this line cannot have."""
    version = next(each for each in ground.versions if each.item.code == order.items[0])
    unit = next(each for each in ground.units if each.code == order.units[0])
    organ = _entrusting(ground, order, version)
    check_delegated(_delegated(order, version, Level(unit.level), organ))
    mine = Tightening(
        promised=parse_limit(order.promised, field="promised"),
        waived=frozenset(order.waived),
    )
    check_tightening(_above(ground, version, unit.code, Level(unit.level)), mine)
    _plan_line(plan, ground, order, mine, version, unit, organ)
    return plan.lines[-1]


def _plan_level(
    plan: DelegationPlan,
    ground: Ground,
    order: Order,
    promised: Limit | None,
    version: ItemVersion,
    level: Level,
    units: Sequence[Region],
) -> None:
    organ = _entrusting(ground, order, version)
    faults: dict[str, tuple[RuleViolation, int]] = {}
    try:
        check_delegated(_delegated(order, version, level, organ))
    except RuleViolation as fault:
        plan.refused.append(RefusedLine(item_name=version.short_name, units=len(units), fault=fault))
        return
    mine = Tightening(promised=promised, waived=frozenset(order.waived) & _asked(ground, version))
    for unit in units:
        try:
            check_tightening(_above(ground, version, unit.code, level), mine)
        except RuleViolation as fault:
            _, count = faults.get(fault.sentence(), (fault, 0))
            faults[fault.sentence()] = (fault, count + 1)
            continue
        _plan_line(plan, ground, order, mine, version, unit, organ)
    plan.refused += [
        RefusedLine(item_name=version.short_name, units=count, fault=fault)
        for fault, count in faults.values()
    ]


def _entrusting(ground: Ground, order: Order, version: ItemVersion) -> Organ | None:
    if order.way is not Way.ENTRUSTED:
        return None
    return ground.chosen or ground.organs.get(version.item.department)


def _delegated(order: Order, version: ItemVersion, level: Level, organ: Organ | None) -> Delegated:
    return Delegated(
        way=order.way,
        level=level,
        item=version.short_name,
        item_type=ItemType(version.item_type),
        department=version.item.department,
        has_entrusting_organ=organ is not None,
        basis=order.basis,
        notice=order.notice,
        valid_from=order.valid_from,
        valid_to=order.valid_to,
    )


def _asked(ground: Ground, version: ItemVersion) -> frozenset[str]:
    """The materials of the item: in an act over many items each waives what it has of the named ones."""
    return frozenset(ground.materials.get(version.pk, ()))


def _above(ground: Ground, version: ItemVersion, code: str, level: Level) -> Terms:
    base = Terms(
        statutory=read_limit(version.statutory_amount, version.statutory_unit),
        promised=read_limit(version.promised_amount, version.promised_unit),
        materials=ground.materials.get(version.pk, ()),
    )
    chain = {
        Level.COUNTY: (),
        Level.TOWNSHIP: (code[:6].ljust(12, "0"),),
        Level.VILLAGE: (code[:6].ljust(12, "0"), code[:9].ljust(12, "0")),
    }[level]
    held = (ground.held.get((version.item_id, each)) for each in chain)
    return terms_at(base, (tightening_of(row) for row in held if row is not None))


def tightening_of(row: Delegation) -> Tightening:
    """What a stored line adds to the terms above it."""
    return Tightening(
        promised=read_limit(row.promised_amount, row.promised_unit), waived=frozenset(row.waived)
    )


def _plan_line(
    plan: DelegationPlan,
    ground: Ground,
    order: Order,
    mine: Tightening,
    version: ItemVersion,
    unit: Region,
    organ: Organ | None,
) -> None:
    row = Delegation(
        county_code=unit.code[:6],
        item=version.item,
        unit_code=unit.code,
        level=unit.level,
        way=order.way.value,
        entrusting_organ=organ,
        basis=order.basis,
        proof=order.proof,
        notice=order.notice,
        valid_from=order.valid_from,
        valid_to=order.valid_to,
        promised_amount=mine.promised.amount if mine.promised else None,
        promised_unit=mine.promised.unit.value if mine.promised else "",
        waived=sorted(mine.waived),
    )
    held = ground.held.get((version.item_id, unit.code))
    plan.rows.append(row)
    plan.lines.append(
        PlannedLine(
            item_code=version.item.code,
            item_name=version.short_name,
            unit_code=unit.code,
            unit_name=unit.short_name,
            level=Level(unit.level),
            replaces=held.pk if held else None,
            is_same=held is not None and says_the_same(held, row),
        )
    )


_SAYING = (
    "way",
    "entrusting_organ_id",
    "basis",
    "proof",
    "notice",
    "valid_from",
    "valid_to",
    "promised_amount",
    "promised_unit",
    "waived",
)


def says_the_same(one: Delegation, other: Delegation) -> bool:
    """Whether two lines of one item and unit mean the same: then nothing needs to be published anew."""
    return all(getattr(one, name) == getattr(other, name) for name in _SAYING)
