"""The words of search raced: the same word twice is added once, ended once, forgotten once."""

from typing import Any

from tests.meta.scenario import LATER, Scenario, Twice, both
from tests.world import COUNTY, COUNTY_OFFICER, ITEM_CODE
from yimen.data.catalog.models import SearchMiss, SearchWord
from yimen.usecases.catalog.search_misses import note_search_miss
from yimen.usecases.catalog.search_words import add_search_word

_MISS = "修电视"


def _add(_: Any) -> Twice:
    return both(actor=COUNTY_OFFICER, now=LATER, word="弄倒杨树", item_code=ITEM_CODE)


def _end(_: Any) -> Twice:
    word_id = add_search_word(actor=COUNTY_OFFICER, now=LATER, word="弄倒杨树", item_code=ITEM_CODE)
    return both(actor=COUNTY_OFFICER, now=LATER, word_id=word_id)


def _drop(_: Any) -> Twice:
    note_search_miss(query=_MISS, county_code=COUNTY, now=LATER)
    return both(actor=COUNTY_OFFICER, now=LATER, miss_id=SearchMiss.objects.get().pk)


SCENARIOS = {
    "catalog.add_search_word": Scenario(
        prepare=_add, only_one=lambda: SearchWord.objects.filter(ended_at=None).count()
    ),
    "catalog.end_search_word": Scenario(
        prepare=_end, only_one=lambda: SearchWord.objects.exclude(ended_at=None).count()
    ),
    "catalog.drop_search_miss": Scenario(prepare=_drop, only_one=lambda: 1 - SearchMiss.objects.count()),
}
