"""The words under which people find items: added and ended by a county's or the city's office, and tried."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from yimen.data.catalog.models import Item, SearchMiss, SearchWord
from yimen.gateways.pinyin import pinyin
from yimen.rules.access import Actor, NotFound, Party, require
from yimen.rules.search import ExtraWord, Index, search, with_words
from yimen.rules.search_words import WordKnown, WordLeadsNowhere, clean_word
from yimen.usecases.catalog.catalogue import current_catalogue
from yimen.usecases.catalog.importing import count_up
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action

_TRIED = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class WordRow:
    """A word that was added; `everywhere` when no county is named, `mine` when this actor may end it."""

    word_id: UUID
    word: str
    item_code: str
    item_name: str
    everywhere: bool
    mine: bool
    added_at: datetime
    added_by: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranked:
    """An item in a ranking that is tried."""

    name: str
    sure: bool
    moved: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """What a query finds now, and what it would find with a word more."""

    before: tuple[Ranked, ...]
    after: tuple[Ranked, ...]


def _id_in(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound(field="after") from None


def list_search_words(*, actor: Actor, after: str = "", limit: int = 50) -> tuple[WordRow, ...]:
    """The words in force of the actor's place and of the whole installation, by their sound; one statement.

    `after` is the word and id of the last row of the page before, apart by |. All of them are read: each
    was typed by somebody, so there are some hundreds.
    """
    require(actor, "catalog.edit_search_words")
    rows = sorted(_words_of(actor).select_related("item"), key=lambda row: _place_in_list(row.word, row.pk))
    if after:
        word, _, last = after.rpartition("|")
        begin = _place_in_list(word, _id_in(last))
        rows = [row for row in rows if _place_in_list(row.word, row.pk) > begin]
    items = current_catalogue().items
    return tuple(
        WordRow(
            word_id=row.pk,
            word=row.word,
            item_code=row.item.code,
            item_name=items[row.item.code].short_name if row.item.code in items else row.item.source_name,
            everywhere=not row.county_code,
            mine=row.county_code == _place_of(actor) or actor.party is Party.CITY_OFFICER,
            added_at=row.added_at,
            added_by=row.added_by,
        )
        for row in rows[:limit]
    )


def _place_in_list(word: str, word_id: UUID) -> tuple[str, str, UUID]:
    return pinyin(word), word, word_id


def try_search_word(*, actor: Actor, query: str, word: str = "", item_code: str = "") -> Trial:
    """What a query finds with the words in force, and what it would with this word for this item more.

    Keeps nothing. Refuses a word that could not be added for what it says (`clean_word`), and an item
    that is not offered (`WordLeadsNowhere`); without a word both rankings are the same.
    """
    require(actor, "catalog.edit_search_words")
    catalogue = current_catalogue()
    place = _place_of(actor)
    before = _ranking(catalogue.index, query, place)
    after = before
    if word or item_code:
        if item_code not in catalogue.items:
            raise WordLeadsNowhere(field="item_code")
        extra = ExtraWord(word=clean_word(word), key=item_code, place=place)
        after = _ranking(with_words(catalogue.index, [extra]), query, place)
    names = {code: item.short_name for code, item in catalogue.items.items()}
    places = {key: at for at, (key, _) in enumerate(before)}
    return Trial(
        before=tuple(Ranked(name=names[key], sure=sure) for key, sure in before),
        after=tuple(
            Ranked(name=names[key], sure=sure, moved=places.get(key) != at)
            for at, (key, sure) in enumerate(after)
        ),
    )


def _ranking(index: Index, query: str, place: str) -> Sequence[tuple[str, bool]]:
    return [(hit.key, hit.sure) for hit in search(index, query, _TRIED, place=place)]


@action("catalog.add_search_word")
def add_search_word(
    *, actor: Actor, now: datetime, word: str, item_code: str, request_key: str | None = None
) -> UUID:
    """Let people find an item under this word from now on, in the county, or everywhere for the city.

    What was noted as looked for in vain in this word is cleared. Every process hears of it by the
    catalogue's version. Refuses what `clean_word` refuses, an item that is not offered
    (`WordLeadsNowhere`), and a word that leads there already (`WordKnown`).
    """
    require(actor, "catalog.add_search_word")
    clean = clean_word(word)
    answer = perform(
        action="catalog.add_search_word",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"word": clean, "item_code": item_code},
        core=lambda: _apply_addition(actor, now, clean, item_code),
    )
    return UUID(str(answer["word_id"]))


def _apply_addition(actor: Actor, now: datetime, word: str, item_code: str) -> Outcome:
    catalogue = current_catalogue()
    found = catalogue.items.get(item_code)
    if found is None or found.owner_code not in {"", _place_of(actor)}:
        raise WordLeadsNowhere(field="item_code")
    place = _place_of(actor)
    # Counting up first: its row is locked, so two who add the same word come one after the other.
    count_up()
    doc = catalogue.index.places[item_code]
    leads = catalogue.index.words.get(word, ())
    is_known = any(lead.doc == doc and lead.place in {"", place} for lead in leads)
    rows = SearchWord.objects.filter(word=word, item__code=item_code, ended_at=None)
    if is_known or rows.filter(county_code__in=["", place]).exists():
        raise WordKnown(field="word", word=word, item=found.short_name)
    row = SearchWord(
        id=new_id(now),
        county_code=place,
        word=word,
        item=Item.objects.get(code=item_code),
        added_at=now,
        added_by=actor.name[:40],
    )
    row.save(force_insert=True)
    SearchMiss.objects.filter(words=word, county_code__in=_places_seen(actor)).delete()
    return _outcome(actor, row, "catalog.add_search_word", item_code)


@action("catalog.end_search_word")
def end_search_word(*, actor: Actor, now: datetime, word_id: UUID, request_key: str | None = None) -> None:
    """Find nothing under this word any more; the row stays with its end.

    Refuses a word of another place, one that ended, and for a county one that holds everywhere
    (`NotFound`).
    """
    require(actor, "catalog.end_search_word")
    perform(
        action="catalog.end_search_word",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"word_id": str(word_id)},
        core=lambda: _apply_end(actor, now, word_id),
    )


def _apply_end(actor: Actor, now: datetime, word_id: UUID) -> Outcome:
    rows = _words_of(actor)
    if actor.party is not Party.CITY_OFFICER:
        rows = rows.filter(county_code=_place_of(actor))
    row = rows.select_related("item").select_for_update(of=("self",)).filter(pk=word_id).first()
    if row is None:
        raise NotFound(field="word_id")
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    count_up()
    return _outcome(actor, row, "catalog.end_search_word", row.item.code)


def _outcome(actor: Actor, row: SearchWord, act: str, item_code: str) -> Outcome:
    record = Record(
        county_code=actor.county_code,
        subject_type="search_word",
        subject_id=row.pk,
        act=act,
        facts={"word": row.word, "item_code": item_code, "place": row.county_code},
    )
    return Outcome(answer={"word_id": str(row.pk)}, record=record)


def _place_of(actor: Actor) -> str:
    """Where the words of this actor are said: in the county, or everywhere for the city's office."""
    return "" if actor.party is Party.CITY_OFFICER else actor.county_code


def _places_seen(actor: Actor) -> list[str]:
    return ["", actor.county_code]


def _words_of(actor: Actor) -> QuerySet[SearchWord]:
    """The words in force that this actor sees: the county's own and those that hold everywhere."""
    rows = SearchWord.objects.filter(ended_at=None)
    if actor.party is Party.CITY_OFFICER:
        return rows.filter(Q(county_code="") | Q(county_code__startswith=actor.scope_code[:4]))
    return rows.filter(county_code__in=_places_seen(actor))
