"""The catalogue in force, kept in memory with its search index until the catalogue's version changes."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from yimen.data.catalog.models import ItemVersion, SearchWord
from yimen.gateways.pinyin import reading
from yimen.rules.catalog import APPLY_WAY_LABELS, ApplyWay, Family
from yimen.rules.errors import N_
from yimen.rules.search import ExtraWord, Index, SearchDoc, build_index, with_words
from yimen.usecases.catalog.guide_words import spoken_limit
from yimen.usecases.catalog.spoken import seed_meanings, seed_synonyms
from yimen.usecases.catalog.versions import read_limit, versions_offered

# xmin tells apart two rows with the same count that different transactions wrote.
_STATE = "SELECT version, xmin::text FROM catalog_state WHERE id = 1"
_MOST_SPOKEN_WORDS = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemHit:
    """An item in a list; `limit_words` is empty when no limit is published.

    `spoken` is the colloquial word of the query that led to the item, or empty; `meant` what a mistyped
    query should say; `sure` is False for what is only a maybe. `owner_code` is the county whose own item
    it is, or empty.
    """

    code: str
    name: str
    short_name: str
    family: Family
    family_label: str
    levels: frozenset[str]
    type_label: str
    department: str
    apply_way: ApplyWay
    way_label: str
    limit_words: str
    plain: str
    aliases: tuple[str, ...] = ()
    owner_code: str = ""
    spoken: str = ""
    meant: str = ""
    sure: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Catalogue:
    """All items in force, by code, and the index over them; frozen, so threads share it."""

    items: dict[str, ItemHit]
    index: Index


_guard = threading.Lock()
_kept: tuple[tuple[int, str], Catalogue] | None = None


def current_catalogue() -> Catalogue:
    """The catalogue in force: one cheap statement when the kept one still holds, else two more."""
    global _kept  # noqa: PLW0603 - the kept catalogue of this process
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        row = cursor.fetchone()
    state = (int(row[0]), str(row[1])) if row else (0, "")
    kept = _kept
    if kept is not None and kept[0] == state:
        return kept[1]
    with _guard:
        kept = _kept
        if kept is not None and kept[0] == state:
            return kept[1]
        catalogue = _build()
        _kept = (state, catalogue)
    return catalogue


def plain_words(aliases: Iterable[str]) -> str:
    """One plain line: what people call it; empty when no colloquial word is known."""
    spoken = "".join(f"“{word}”" for word in list(aliases)[:_MOST_SPOKEN_WORDS])
    return N_("平常说的{words}，办的就是这件事。").format(words=spoken) if spoken else ""


def _build() -> Catalogue:
    """Two statements, however many items and words there are."""
    versions = list(versions_offered().order_by("item__code"))
    carried = {word for row in versions for word in row.aliases}
    docs = [
        SearchDoc(
            key=row.item.code,
            name=row.name,
            aliases=tuple(row.aliases),
            keywords=row.item.department,
            description=row.type_label,
            pinyin=row.pinyin,
            initials=row.initials,
        )
        for row in versions
    ]
    # The table that came with the items says which of them a word means first.
    synonyms = {word: targets for word, targets in seed_synonyms().items() if word in carried}
    index = build_index(docs, synonyms=synonyms, meanings=seed_meanings(), read=reading)
    return Catalogue(
        items={row.item.code: _hit(row) for row in versions},
        index=with_words(index, _added_words()),
    )


def _added_words() -> list[ExtraWord]:
    rows = SearchWord.objects.filter(ended_at=None).order_by("added_at", "id")
    return [
        ExtraWord(word=word, key=code, place=place)
        for word, code, place in rows.values_list("word", "item__code", "county_code")
    ]


def _hit(row: ItemVersion) -> ItemHit:
    limit = read_limit(row.promised_amount, row.promised_unit) or read_limit(
        row.statutory_amount, row.statutory_unit
    )
    way = ApplyWay(row.apply_way)
    return ItemHit(
        code=row.item.code,
        name=row.name,
        short_name=row.short_name,
        family=Family(row.family),
        family_label=Family(row.family).label,
        levels=frozenset(row.levels),
        type_label=row.type_label,
        department=row.item.department,
        apply_way=way,
        way_label=APPLY_WAY_LABELS[way],
        limit_words=spoken_limit(limit) if limit else "",
        plain=plain_words(row.aliases),
        aliases=tuple(row.aliases),
        owner_code=row.item.owner_code,
    )
