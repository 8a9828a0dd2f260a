"""Under which line of a place's list a case begins, and the terms that it keeps for good."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from yimen.data.catalog.models import ItemVersion, Material
from yimen.rules.delegations import Way
from yimen.rules.intervals import Limit
from yimen.rules.item_terms import Terms
from yimen.rules.orgs import Level
from yimen.usecases.catalog.offers import (
    NotOffered,
    Offer,
    OfferLine,
    check_offered,
    find_offer,
    offer_of,
    with_offer,
)
from yimen.usecases.catalog.versions import read_limit

if TYPE_CHECKING:
    from yimen.usecases.cases.opening import Filing


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """What a new case takes from the list: its line, and a promise tighter than the version's own."""

    delegation_id: UUID | None = None
    promised: Limit | None = None


def hold(filing: "Filing", offer: Offer, township_code: str, township_name: str) -> Held:
    """The line that the case begins under.

    Refuses an item that the place's published list lacks, and one of another county (`NotOffered`).
    """
    version = filing.version
    line = find_line(
        offer,
        version,
        township_code=township_code,
        township_name=township_name,
        village_code=filing.village.code if filing.at_village else "",
        village_name=filing.village.short_name,
    )
    level = Level.VILLAGE if filing.at_village else Level.TOWNSHIP
    promised = offer.terms(base_terms(version), down_to=level).promised
    own = read_limit(version.promised_amount, version.promised_unit)
    return Held(
        delegation_id=line.delegation_id if line else None,
        promised=promised if promised != own else None,
    )


def find_line(
    offer: Offer,
    version: ItemVersion,
    *,
    township_code: str,
    township_name: str,
    village_code: str = "",
    village_name: str = "",
) -> OfferLine | None:
    """The line of the township, or of the village where the matter is done there; None without a list.

    Refuses (`NotOffered`) what the published list lacks, and at a village what it does not do directly.
    """
    name, owner = version.neutral_name or version.short_name, version.item.owner_code
    if owner and owner != township_code[:6]:
        raise NotOffered(field="item", item=name, unit=township_name)
    if not village_code:
        return check_offered(offer, item=name, unit_code=township_code, unit_name=township_name)
    line = check_offered(offer, item=name, unit_code=village_code, unit_name=village_name)
    if line is not None and line.way is not Way.DIRECT:
        raise NotOffered(field="item", item=name, unit=village_name)
    return line


def waived_under(offer: Offer, *, at_village: bool = False) -> frozenset[str]:
    """The materials that county and township, and at a village the village, do not ask for."""
    levels = {Level.COUNTY, Level.TOWNSHIP} | ({Level.VILLAGE} if at_village else set())
    return frozenset(name for line in offer.lines if line.level in levels for name in line.waived)


def levels_under(offer: Offer, version: ItemVersion) -> list[Level]:
    """Where the matter is done: at the item's levels, and at a village whose list says that it does it."""
    levels = [Level(each) for each in version.levels]
    line = offer.line_at(Level.VILLAGE)
    return [*levels, Level.VILLAGE] if line is not None and line.way is Way.DIRECT else levels


def asked_at(version: ItemVersion, unit_code: str) -> tuple[tuple[Material, ...], Offer]:
    """The materials of a version that its place asks for, in order, and the offer; one statement.

    A second one for a version without materials.
    """
    rows = Material.objects.filter(version=version).order_by("order")
    found = tuple(with_offer(rows, item_ref="version__item", unit_code=unit_code))
    offer = offer_of(found[0]) if found else find_offer(version.item_id, unit_code)
    waived = waived_under(offer)
    return tuple(each for each in found if each.name not in waived), offer


def base_terms(version: ItemVersion) -> Terms:
    """The limits of the version itself."""
    return Terms(
        statutory=read_limit(version.statutory_amount, version.statutory_unit),
        promised=read_limit(version.promised_amount, version.promised_unit),
        materials=(),
    )
