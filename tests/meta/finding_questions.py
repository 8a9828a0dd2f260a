"""What the office of a county asks about the words of search."""

from collections.abc import Mapping
from typing import Any

from tests.meta.question import LATER, Belongings, Question
from tests.world import CITY_OFFICER, COUNTY, COUNTY_OFFICER, ITEM_CODE
from yimen.usecases.catalog.search_misses import note_search_miss
from yimen.usecases.catalog.search_words import add_search_word


def _words(_: Belongings) -> Mapping[str, Any]:
    add_search_word(actor=COUNTY_OFFICER, now=LATER, word="弄倒杨树", item_code=ITEM_CODE)
    return {}


def _misses(_: Belongings) -> Mapping[str, Any]:
    note_search_miss(query="修电视", county_code=COUNTY, now=LATER)
    return {}


def _trial(_: Belongings) -> Mapping[str, Any]:
    return {"query": "弄倒杨树"}


QUESTIONS = {
    "catalog.list_search_words": Question(rightful=CITY_OFFICER, ask=_words),
    "catalog.list_search_misses": Question(rightful=CITY_OFFICER, ask=_misses),
    "catalog.try_search_word": Question(rightful=CITY_OFFICER, ask=_trial),
}
