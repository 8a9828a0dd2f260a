"""Words that officers add: found at once, once only, in their own place, and refused in plain words."""

import pytest

from tests.world import CITY_OFFICER, CLERK, COUNTY, COUNTY_OFFICER, ITEM_CODE, NOW, OTHER_COUNTY
from yimen.data.catalog.models import CatalogueState, Item, ItemVersion, SearchMiss, SearchWord
from yimen.data.journal.models import Entry
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.search_words import WordKnown, WordLeadsNowhere, WordLooksPersonal, WordTooVague
from yimen.usecases.catalog.queries import search_items
from yimen.usecases.catalog.search_misses import (
    MOST_MISSES,
    drop_search_miss,
    list_search_misses,
    note_search_miss,
)
from yimen.usecases.catalog.search_words import (
    add_search_word,
    end_search_word,
    list_search_words,
    try_search_word,
)

pytestmark = pytest.mark.django_db
WORD = "修电视"


def _first(query: str, county: str = COUNTY) -> str:
    return next((hit.code for hit in search_items(query, county_code=county) if hit.sure), "")


def test_an_added_word_finds_at_once_in_its_county_and_counts_the_catalogue_up() -> None:
    assert _first(WORD) == ""
    before = CatalogueState.objects.get().version
    word_id = add_search_word(actor=COUNTY_OFFICER, now=NOW, word=f" {WORD} ", item_code=ITEM_CODE)
    assert CatalogueState.objects.get().version == before + 1
    assert _first(WORD) == ITEM_CODE
    assert _first(f"我想{WORD}怎么办") == ITEM_CODE
    assert _first(WORD, OTHER_COUNTY) == _first(WORD, "") == ""
    assert search_items(WORD, county_code=COUNTY)[0].spoken == WORD
    entry = Entry.objects.get(act="catalog.add_search_word")
    assert entry.subject_id == word_id
    row = SearchWord.objects.get()
    assert (row.county_code, row.word, row.added_by, row.ended_at) == (COUNTY, WORD, "county_officer", None)


def test_a_word_of_the_city_holds_everywhere_and_a_county_cannot_end_it() -> None:
    word_id = add_search_word(actor=CITY_OFFICER, now=NOW, word=WORD, item_code=ITEM_CODE)
    assert _first(WORD) == _first(WORD, OTHER_COUNTY) == _first(WORD, "") == ITEM_CODE
    with pytest.raises(NotFound):
        end_search_word(actor=COUNTY_OFFICER, now=NOW, word_id=word_id)
    shown = list_search_words(actor=COUNTY_OFFICER)
    assert [(row.word, row.everywhere, row.mine) for row in shown] == [(WORD, True, False)]


def test_an_ended_word_finds_nothing_and_may_be_added_again() -> None:
    word_id = add_search_word(actor=COUNTY_OFFICER, now=NOW, word=WORD, item_code=ITEM_CODE)
    end_search_word(actor=COUNTY_OFFICER, now=NOW, word_id=word_id)
    assert _first(WORD) == ""
    assert list_search_words(actor=COUNTY_OFFICER) == ()
    with pytest.raises(NotFound):
        end_search_word(actor=COUNTY_OFFICER, now=NOW, word_id=word_id)
    add_search_word(actor=COUNTY_OFFICER, now=NOW, word=WORD, item_code=ITEM_CODE)
    assert _first(WORD) == ITEM_CODE


def test_a_duplicate_is_refused_also_one_that_came_with_the_items() -> None:
    add_search_word(actor=COUNTY_OFFICER, now=NOW, word=WORD, item_code=ITEM_CODE)
    with pytest.raises(WordKnown):
        add_search_word(actor=COUNTY_OFFICER, now=NOW, word=WORD, item_code=ITEM_CODE)
    ItemVersion.objects.filter(item__code=ITEM_CODE, superseded_at=None).update(aliases=["放树"])
    CatalogueState.objects.update(version=10_002)
    with pytest.raises(WordKnown):
        add_search_word(actor=COUNTY_OFFICER, now=NOW, word="放树", item_code=ITEM_CODE)


@pytest.mark.parametrize(
    ("word", "refusal"),
    [
        ("怎么办", WordTooVague),
        ("树", WordTooVague),
        ("张三13912345678", WordLooksPersonal),
        ("我叫王小明", WordLooksPersonal),
    ],
)
def test_what_says_nothing_or_too_much_is_refused(word: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        add_search_word(actor=COUNTY_OFFICER, now=NOW, word=word, item_code=ITEM_CODE)
    assert not SearchWord.objects.exists()


def test_a_word_for_an_item_that_is_not_offered_leads_nowhere() -> None:
    with pytest.raises(WordLeadsNowhere):
        add_search_word(actor=COUNTY_OFFICER, now=NOW, word=WORD, item_code="CZ9999")


def test_a_suspended_item_is_not_found_by_its_word_nor_by_its_name() -> None:
    add_search_word(actor=COUNTY_OFFICER, now=NOW, word=WORD, item_code=ITEM_CODE)
    name = search_items(WORD, county_code=COUNTY)[0].short_name
    ItemVersion.objects.filter(item__code=ITEM_CODE, superseded_at=None).update(standing="SUSPENDED")
    CatalogueState.objects.update(version=10_000)
    assert ITEM_CODE not in {hit.code for query in (WORD, name) for hit in search_items(query)}
    assert [row.word for row in list_search_words(actor=COUNTY_OFFICER)] == [WORD]


def test_an_item_of_another_county_is_not_shown_where_it_does_not_hold() -> None:
    Item.objects.filter(code=ITEM_CODE).update(owner_code=OTHER_COUNTY)
    CatalogueState.objects.update(version=10_001)
    assert ITEM_CODE in {hit.code for hit in search_items("砍树", county_code=OTHER_COUNTY)}
    assert ITEM_CODE not in {hit.code for hit in search_items("砍树", county_code=COUNTY)}


def test_a_trial_shows_both_rankings_and_keeps_nothing() -> None:
    trial = try_search_word(actor=COUNTY_OFFICER, query=f"去哪{WORD}", word=WORD, item_code=ITEM_CODE)
    assert not any(each.sure for each in trial.before)
    assert (trial.after[0].sure, trial.after[0].moved) == (True, True)
    assert not SearchWord.objects.exists()
    assert _first(WORD) == ""


def test_only_the_offices_edit_words() -> None:
    for call in (
        lambda: list_search_words(actor=CLERK),
        lambda: list_search_misses(actor=CLERK),
        lambda: try_search_word(actor=CLERK, query=WORD),
        lambda: add_search_word(actor=CLERK, now=NOW, word=WORD, item_code=ITEM_CODE),
    ):
        with pytest.raises(NotAllowed):
            call()


def test_a_miss_is_counted_without_anybody_and_cleared_by_its_word() -> None:
    for query in (WORD, f"请问{WORD}去哪办？", f"{WORD} 3 台"):
        note_search_miss(query=query, county_code=COUNTY, now=NOW)
    note_search_miss(query=WORD, county_code=OTHER_COUNTY, now=NOW)
    rows = list_search_misses(actor=COUNTY_OFFICER)
    assert [(row.words, row.count) for row in rows] == [(WORD, 2), (f"{WORD}台", 1)]
    assert {field.name for field in SearchMiss._meta.get_fields()} == {
        "id", "county_code", "words", "count", "last_day",
    }  # fmt: skip
    add_search_word(actor=COUNTY_OFFICER, now=NOW, word=WORD, item_code=ITEM_CODE)
    assert [row.words for row in list_search_misses(actor=COUNTY_OFFICER)] == [f"{WORD}台"]
    assert SearchMiss.objects.filter(county_code=OTHER_COUNTY).count() == 1


def test_a_miss_is_dropped_by_its_own_county_only() -> None:
    note_search_miss(query=WORD, county_code=OTHER_COUNTY, now=NOW)
    strange = SearchMiss.objects.get()
    with pytest.raises(NotFound):
        drop_search_miss(actor=COUNTY_OFFICER, now=NOW, miss_id=strange.pk)
    drop_search_miss(actor=CITY_OFFICER, now=NOW, miss_id=strange.pk)
    assert not SearchMiss.objects.exists()


def test_a_county_keeps_a_thousand_misses_and_goes_on_counting_them() -> None:
    SearchMiss.objects.bulk_create(
        SearchMiss(id=f"00000000-0000-0000-0000-{at:012d}", county_code=COUNTY, words=f"词{at}", last_day=NOW)
        for at in range(MOST_MISSES)
    )
    assert not note_search_miss(query=WORD, county_code=COUNTY, now=NOW)
    assert note_search_miss(query=WORD, county_code=OTHER_COUNTY, now=NOW)


def test_words_stand_by_their_sound_and_go_on_from_the_last_one() -> None:
    for word in ("杀树证", "伐木头", "林木证", "aa树"):
        add_search_word(actor=COUNTY_OFFICER, now=NOW, word=word, item_code=ITEM_CODE)
    rows = list_search_words(actor=COUNTY_OFFICER)
    assert [row.word for row in rows] == ["aa树", "伐木头", "林木证", "杀树证"]
    after = f"{rows[1].word}|{rows[1].word_id}"
    assert [row.word for row in list_search_words(actor=COUNTY_OFFICER, after=after, limit=1)] == ["林木证"]
