"""What a county's officer chooses from when giving items to units: the items, the townships, how far down."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Q

from yimen.data.orgs.models import Organ, Region
from yimen.rules.access import Actor, require
from yimen.rules.errors import N_
from yimen.rules.orgs import Level
from yimen.usecases.catalog.adjusting.shell import county_of
from yimen.usecases.catalog.catalogue import ItemHit, current_catalogue
from yimen.usecases.orgs.organs import OrganKind


class Reach(StrEnum):
    """To which units of the chosen townships an order goes."""

    TOWNSHIPS = "TOWNSHIPS"
    VILLAGES = "VILLAGES"
    COUNTY = "COUNTY"


REACH_LABELS: dict[Reach, str] = {
    Reach.TOWNSHIPS: N_("选中的乡镇(街道)"),
    Reach.VILLAGES: N_("选中乡镇(街道)下面的全部村(社区)"),
    Reach.COUNTY: N_("全县统一(只压减时限和材料)"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class TownshipChoice:
    """A township and how many villages lie under it."""

    code: str
    name: str
    villages: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OrganChoice:
    """A department of the county that can entrust."""

    organ_id: str
    name: str
    department: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Choices:
    """Everything to choose from."""

    items: tuple[ItemHit, ...]
    townships: tuple[TownshipChoice, ...]
    organs: tuple[OrganChoice, ...]


def get_choices(*, actor: Actor) -> Choices:
    """The items that the county can give, its townships and departments; at most four statements."""
    require(actor, "catalog.draft_delegations")
    county = county_of(actor)
    townships = Region.objects.filter(
        code__startswith=county, level=Level.TOWNSHIP.value, valid_to=None
    ).annotate(villages=Count("children", filter=Q(children__valid_to=None)))
    organs = Organ.objects.filter(county_code=county, kind=OrganKind.DEPARTMENT.value).order_by("name")
    return Choices(
        items=tuple(item for item in current_catalogue().items.values() if item.owner_code in {"", county}),
        townships=tuple(
            TownshipChoice(code=row.code, name=row.name, villages=row.villages)
            for row in townships.order_by("code")
        ),
        organs=tuple(
            OrganChoice(organ_id=str(row.pk), name=row.name, department=row.department) for row in organs
        ),
    )


def resolve_units(*, actor: Actor, townships: Sequence[str], reach: Reach) -> tuple[str, ...]:
    """The codes of the units that are meant; foreign townships fall away. At most one statement."""
    require(actor, "catalog.draft_delegations")
    county = county_of(actor)
    if reach is Reach.COUNTY:
        return (county.ljust(12, "0"),)
    mine = [code for code in townships if code.startswith(county)]
    if reach is Reach.TOWNSHIPS:
        return tuple(mine)
    rows = Region.objects.filter(parent__code__in=mine, level=Level.VILLAGE.value, valid_to=None)
    return tuple(rows.order_by("code").values_list("code", flat=True))
