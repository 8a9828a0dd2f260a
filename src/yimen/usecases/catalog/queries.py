"""Questions about the catalogue: found items, guides, topics, the facts of a version."""

from dataclasses import replace
from itertools import islice

from yimen.data.catalog.models import ItemVersion
from yimen.rules.orgs import Level
from yimen.rules.search import MAX_QUERY, search
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


def search_items(query: str, limit: int = 20, *, level: Level | None = None) -> tuple[ItemHit, ...]:
    """The items that a query means, best first: words, colloquial words, pinyin, initials; one statement.

    With `level` only those that are done at this level.
    """
    catalogue = current_catalogue()
    asked = query[:MAX_QUERY]
    ranked = search(catalogue.index, asked, limit if level is None else len(catalogue.items))
    found = (catalogue.items[hit.key] for hit in ranked)
    fitting = islice((item for item in found if _is_done_at(item, level)), limit)
    return tuple(replace(item, spoken=_spoken(item, asked)) for item in fitting)


def list_items(*, after_code: str, limit: int, level: Level | None = None) -> tuple[ItemHit, ...]:
    """The catalogue by code, a page that begins after a code (empty: at the beginning); one statement."""
    items = current_catalogue().items.values()  # they stand in the order of their codes
    wanted = (item for item in items if item.code > after_code and _is_done_at(item, level))
    return tuple(islice(wanted, limit))


def _is_done_at(item: ItemHit, level: Level | None) -> bool:
    return level is None or level.value in item.levels


def _spoken(item: ItemHit, query: str) -> str:
    """The longest colloquial word in the query that leads to the item, unless the name has it itself."""
    heard = [word for word in item.aliases if word in query and word not in item.name]
    return max(heard, key=len, default="")


def count_items() -> int:
    """How many items have a version in force."""
    return ItemVersion.objects.filter(superseded_at=None).count()
