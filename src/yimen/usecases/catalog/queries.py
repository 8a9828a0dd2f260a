"""Questions about the catalogue: found items, guides, topics, the facts of a version."""

from dataclasses import replace

from yimen.data.catalog.models import ItemVersion
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
    "list_topics",
    "search_items",
]


def search_items(query: str, limit: int = 20) -> tuple[ItemHit, ...]:
    """The items that a query means, best first: words, colloquial words, pinyin, initials; one statement."""
    catalogue = current_catalogue()
    asked = query[:MAX_QUERY]
    found = (catalogue.items[hit.key] for hit in search(catalogue.index, asked, limit))
    return tuple(replace(item, spoken=_spoken(item, asked)) for item in found)


def _spoken(item: ItemHit, query: str) -> str:
    """The longest colloquial word in the query that leads to the item, unless the name has it itself."""
    heard = [word for word in item.aliases if word in query and word not in item.name]
    return max(heard, key=len, default="")


def count_items() -> int:
    """How many items have a version in force."""
    return ItemVersion.objects.filter(superseded_at=None).count()
