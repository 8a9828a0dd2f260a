"""Questions about the catalogue: found items, guides, topics, the facts of a version."""

from dataclasses import replace
from itertools import islice

from yimen.data.catalog.models import ItemVersion
from yimen.rules.orgs import Level
from yimen.rules.search import Hit, search
from yimen.usecases.catalog.catalogue import ItemHit, current_catalogue
from yimen.usecases.catalog.guides import Guide, get_guide
from yimen.usecases.catalog.topics import Topic, find_topic, list_topics
from yimen.usecases.catalog.versions import (
    MaterialFacts,
    VersionFacts,
    find_current_version,
    get_version_facts,
)

__all__ = [
    "Guide",
    "ItemHit",
    "MaterialFacts",
    "Topic",
    "VersionFacts",
    "count_items",
    "find_current_version",
    "find_topic",
    "get_guide",
    "get_version_facts",
    "list_items",
    "list_topics",
    "search_items",
]


def search_items(
    query: str, limit: int = 20, *, level: Level | None = None, county_code: str = ""
) -> tuple[ItemHit, ...]:
    """The items that a query means, best first, also by meaning, sound and mistyped; one statement.

    With `level` only those that are done at this level; with a county its own words and items, too, and
    none of another county's. What is only a maybe (`sure` is False) stands last.
    """
    catalogue = current_catalogue()
    ranked = search(catalogue.index, query, len(catalogue.items), place=county_code)
    found = (_told(catalogue.items[hit.key], hit, query) for hit in ranked)
    fitting = (
        item
        for item in found
        if _is_done_at(item, level) and item.owner_code in {"", county_code or item.owner_code}
    )
    return tuple(islice(fitting, limit))


def _told(item: ItemHit, hit: Hit, query: str) -> ItemHit:
    """The item with why it was found: the words that led to it, unless its name has them itself."""
    spoken = "" if hit.heard in item.name else hit.heard
    meant = "" if hit.meant == query.strip() else hit.meant
    return replace(item, spoken=spoken, meant=meant, sure=hit.sure)


def list_items(*, after_code: str, limit: int, level: Level | None = None) -> tuple[ItemHit, ...]:
    """The catalogue by code, a page that begins after a code (empty: at the beginning); one statement."""
    items = current_catalogue().items.values()  # they stand in the order of their codes
    wanted = (item for item in items if item.code > after_code and _is_done_at(item, level))
    return tuple(islice(wanted, limit))


def _is_done_at(item: ItemHit, level: Level | None) -> bool:
    return level is None or level.value in item.levels


def count_items() -> int:
    """How many items have a version in force."""
    return ItemVersion.objects.filter(superseded_at=None).count()
