"""The list of a place as everybody may read it: one edition, the others, what it changed."""

from dataclasses import dataclass

from yimen.rules.access import NotFound
from yimen.usecases.catalog.list_groups import Grouping, LineGroup, find_lines, group_lines
from yimen.usecases.catalog.unit_lists import Edition, ListDifference, compare_editions, list_editions
from yimen.usecases.catalog.zones import Zone, edition_words, get_zone
from yimen.usecases.orgs.queries import Place, get_place


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicList:
    """A place with one edition of its list; `zone` None: none was published.

    `groups` hold the lines that were asked for, `found` says how many. `editions` are all of them with
    their words, the newest first; `difference` what this one changed against the one before it, None for
    the first.
    """

    place: Place
    zone: Zone | None
    groups: tuple[LineGroup, ...]
    editions: tuple[tuple[Edition, str], ...]
    difference: ListDifference | None

    @property
    def found(self) -> int:
        """How many lines were asked for."""
        return sum(len(group.lines) for group in self.groups)


def get_public_list(
    unit_code: str, number: int | None = None, *, query: str = "", by: Grouping = Grouping.NONE
) -> PublicList:
    """The list in force, or one edition of it, or of it what a query means; a fixed number of statements.

    A place without a list has `zone` None. Refuses a code that is no place, and a number that its list
    never had (`NotFound`).
    """
    editions = list_editions(unit_code)
    chosen = next((each for each in editions if number in (None, each.number)), None)
    if number is not None and chosen is None:
        raise NotFound(field="number")
    zone = get_zone(unit_code, chosen.number) if chosen else None
    lines = find_lines(zone.lines, query, county_code=zone.place.code[:6]) if zone else ()
    return PublicList(
        place=zone.place if zone else get_place(unit_code),
        zone=zone,
        groups=group_lines(lines, Grouping.NONE if query else by),
        editions=tuple((each, edition_words(each)) for each in editions),
        difference=_difference(unit_code, chosen) if chosen else None,
    )


def _difference(unit_code: str, chosen: Edition) -> ListDifference | None:
    return compare_editions(unit_code, chosen.number - 1, chosen.number) if chosen.number > 1 else None
