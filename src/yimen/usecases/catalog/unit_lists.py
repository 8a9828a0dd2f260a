"""The 办理目录清单 of a unit (附件3): its editions, their lines, what changed between two of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from yimen.data.catalog.models import Delegation, ItemVersion, ListEdition
from yimen.data.orgs.models import Region
from yimen.rules.access import NotFound
from yimen.rules.adjustments import Standing
from yimen.rules.catalog import ITEM_TYPE_LABELS, Family, ItemType
from yimen.rules.delegations import WAY_LABELS, Way
from yimen.rules.intervals import Limit
from yimen.rules.item_terms import Terms, reduction, terms_at
from yimen.rules.orgs import Level, level_of, parse_region_code
from yimen.usecases.catalog.adjusting.planning import materials_of, tightening_of
from yimen.usecases.catalog.lines import IN_FORCE
from yimen.usecases.catalog.offers import units_of
from yimen.usecases.catalog.versions import read_limit


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """One edition of a unit's list; `superseded_at` None is the one that holds and should hang there."""

    edition_id: UUID
    unit_code: str
    number: int
    items: int
    digest: str
    published_at: datetime
    superseded_at: datetime | None

    @property
    def in_force(self) -> bool:
        """Whether this is the list that should hang there today."""
        return self.superseded_at is None


@dataclass(frozen=True, kw_only=True, slots=True)
class ListLine:
    """One line of a list: the item as it then was, how the unit does it, the terms there."""

    item_code: str
    version_id: UUID
    version_number: int
    name: str
    short_name: str
    item_type: ItemType
    type_label: str
    family: Family
    department: str
    sensitive: bool
    way: Way
    way_label: str
    in_name_of: str
    basis: str
    statutory: Limit | None
    promised: Limit | None
    reduction: int | None
    materials: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitList:
    """A unit's list in one edition, its lines by item code."""

    edition: Edition
    lines: tuple[ListLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ListDifference:
    """What one edition has that the other has not, by item code and name."""

    added: tuple[str, ...]
    gone: tuple[str, ...]
    altered: tuple[str, ...]


def list_editions(unit_code: str) -> tuple[Edition, ...]:
    """The editions of a unit, the newest first; none where no list was published. One statement."""
    rows = ListEdition.objects.filter(unit_code=parse_region_code(unit_code).code)
    return tuple(_edition(row) for row in rows.order_by("-number"))


def find_edition(unit_code: str, number: int | None = None) -> Edition | None:
    """The edition with this number, or the one in force; None where there is none. One statement."""
    rows = ListEdition.objects.filter(unit_code=parse_region_code(unit_code).code)
    row = (rows.filter(superseded_at=None) if number is None else rows.filter(number=number)).first()
    return None if row is None else _edition(row)


def _edition(row: ListEdition) -> Edition:
    return Edition(
        edition_id=row.pk,
        unit_code=row.unit_code,
        number=row.number,
        items=row.items,
        digest=row.digest,
        published_at=row.published_at,
        superseded_at=row.superseded_at,
    )


def get_unit_list(unit_code: str, number: int | None = None) -> UnitList:
    """The list of a township or village, as it reads in an edition; four statements whatever its length.

    The lines, versions and terms are those of the moment in which the edition was published, and for the
    one in force those of now. Refuses what is no code, and a unit without such an edition (`NotFound`).
    """
    edition = find_edition(unit_code, number)
    if edition is None:
        raise NotFound(field="unit_code")
    at = None if edition.in_force else edition.published_at
    rows = _holding(Delegation.objects.filter(unit_code__in=units_of(edition.unit_code)), at)
    by_unit: dict[str, dict[UUID, Delegation]] = {}
    for row in rows.select_related("entrusting_organ"):
        by_unit.setdefault(row.unit_code, {})[row.item_id] = row
    own = by_unit.get(edition.unit_code, {})
    versions = _versions(list(own), at)
    materials = materials_of(versions)
    lines = (
        _line(version, own[version.item_id], _chain(by_unit, version.item_id, edition.unit_code), materials)
        for version in versions
    )
    return UnitList(edition=edition, lines=tuple(sorted(lines, key=lambda line: line.item_code)))


def _holding(rows: QuerySet[Delegation], at: datetime | None) -> QuerySet[Delegation]:
    """Those that hold now, or held at a moment."""
    if at is None:
        return rows.filter(IN_FORCE)
    return rows.filter(Q(ended_at=None) | Q(ended_at__gt=at), published_at__lte=at)


def _versions(items: Sequence[UUID], at: datetime | None) -> list[ItemVersion]:
    rows = ItemVersion.objects.select_related("item").filter(item__in=items, standing=Standing.ACTIVE.value)
    if at is None:
        return list(rows.filter(superseded_at=None))
    return list(rows.filter(Q(superseded_at=None) | Q(superseded_at__gt=at), published_at__lte=at))


def _chain(
    by_unit: Mapping[str, Mapping[UUID, Delegation]], item_id: UUID, unit_code: str
) -> list[Delegation]:
    lines = (by_unit.get(code, {}).get(item_id) for code in units_of(unit_code))
    return [line for line in lines if line is not None]


def _line(
    version: ItemVersion,
    own: Delegation,
    chain: Sequence[Delegation],
    materials: Mapping[UUID, tuple[str, ...]],
) -> ListLine:
    way, item_type = Way(own.way), ItemType(version.item_type)
    base = Terms(
        statutory=read_limit(version.statutory_amount, version.statutory_unit),
        promised=read_limit(version.promised_amount, version.promised_unit),
        materials=materials.get(version.pk, ()),
    )
    terms = terms_at(base, (tightening_of(each) for each in chain))
    return ListLine(
        item_code=version.item.code,
        version_id=version.pk,
        version_number=version.number,
        name=version.name,
        short_name=version.short_name,
        item_type=item_type,
        type_label=ITEM_TYPE_LABELS[item_type],
        family=Family(version.family),
        department=version.item.department,
        sensitive=version.sensitive,
        way=way,
        way_label=WAY_LABELS[way],
        in_name_of=own.entrusting_organ.name if own.entrusting_organ else "",
        basis=own.basis,
        statutory=terms.statutory,
        promised=terms.promised,
        reduction=reduction(terms.promised, terms.statutory),
        materials=terms.materials,
    )


def compare_editions(unit_code: str, older: int, newer: int) -> ListDifference:
    """What changed between two editions of a unit's list; refuses numbers that it never had."""
    before = {line.item_code: line for line in get_unit_list(unit_code, older).lines}
    after = {line.item_code: line for line in get_unit_list(unit_code, newer).lines}

    def named(lines: Mapping[str, ListLine], codes: Sequence[str]) -> tuple[str, ...]:
        return tuple(f"{code} {lines[code].short_name}" for code in codes)

    return ListDifference(
        added=named(after, [code for code in after if code not in before]),
        gone=named(before, [code for code in before if code not in after]),
        altered=named(after, [code for code in after if code in before and after[code] != before[code]]),
    )


def ways_of_unit(unit_code: str) -> dict[str, Way] | None:
    """How the unit takes part in each item of its list, by code; None where it has published none.

    Two statements.
    """
    is_listed = ListEdition.objects.filter(unit_code=unit_code, superseded_at=None).exists()
    rows = Delegation.objects.filter(IN_FORCE, unit_code=unit_code)
    ways = {code: Way(way) for code, way in rows.values_list("item__code", "way")}
    return ways if is_listed else None


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitRow:
    """One unit of a county with the edition of its list; `number` None: no list published."""

    unit_code: str
    name: str
    number: int | None
    items: int
    published_at: datetime | None
    villages: int
    villages_listed: int


def list_units(county_code: str) -> tuple[UnitRow, ...]:
    """The townships of a county with their lists, and how many of their villages have one; one statement."""
    mine = ListEdition.objects.filter(unit_code=OuterRef("code"), superseded_at=None)
    listed = ListEdition.objects.filter(unit_code=OuterRef("children__code"), superseded_at=None)
    rows = (
        Region.objects.filter(code__startswith=county_code[:6], level=Level.TOWNSHIP.value, valid_to=None)
        .annotate(
            number=Subquery(mine.values("number")[:1]),
            items=Subquery(mine.values("items")[:1]),
            listed_at=Subquery(mine.values("published_at")[:1]),
            villages=Count("children", filter=Q(children__valid_to=None)),
            villages_listed=Count(Subquery(listed.values("id")[:1])),
        )
        .order_by("code")
    )
    return tuple(_unit(row) for row in rows)


def _unit(row: Any) -> UnitRow:
    return UnitRow(
        unit_code=row.code,
        name=row.name,
        number=row.number,
        items=row.items or 0,
        published_at=row.listed_at,
        villages=row.villages,
        villages_listed=row.villages_listed,
    )


def is_unit(code: str) -> bool:
    """Whether a list can be published for a region with this code."""
    return level_of(code) in {Level.TOWNSHIP, Level.VILLAGE}
