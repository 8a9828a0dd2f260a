"""The page of people's words: tried before it is kept, refused plainly, made out of a miss by one click."""

import pytest

from tests.web.sessions import as_actor
from tests.world import CITY_OFFICER, CLERK, COUNTY, COUNTY_OFFICER, ITEM_CODE, NOW
from yimen.data.catalog.models import SearchMiss, SearchWord
from yimen.usecases.catalog.search_misses import note_search_miss

pytestmark = pytest.mark.django_db
URL = "/manage/words/"
TOLD = {"word": "修电视", "item_code": ITEM_CODE, "query": ""}


def test_a_miss_becomes_a_word_by_one_click_and_the_form() -> None:
    note_search_miss(query="修电视", county_code=COUNTY, now=NOW)
    office = as_actor(COUNTY_OFFICER)
    page = office.get(URL).content.decode()
    assert "给它指个事项" in page
    form = office.get(URL, {"word": "修电视"}).content.decode()
    assert 'value="修电视"' in form
    done = office.post(URL, TOLD)
    assert done["Location"] == f"{URL}?done=add"
    shown = office.get(done["Location"]).content.decode()
    assert "群众现在就能用这个说法查到" in shown
    assert "还没有没查到的说法" in shown
    assert SearchWord.objects.get().word == "修电视"


def test_a_trial_shows_before_and_after_and_keeps_nothing() -> None:
    page = as_actor(COUNTY_OFFICER).post(URL, TOLD | {"try": "1", "query": "想修电视"})
    words = page.content.decode()
    assert page.status_code == 200
    assert "查“想修电视”" in words
    assert "什么也查不到" in words
    assert "变了" in words
    assert not SearchWord.objects.exists()


def test_a_duplicate_and_a_word_for_nothing_are_refused_at_their_field() -> None:
    office = as_actor(COUNTY_OFFICER)
    office.post(URL, TOLD)
    again = office.post(URL, TOLD)
    assert again.status_code == 409
    assert "已经能查到" in again.content.decode()
    nowhere = office.post(URL, TOLD | {"word": "修冰箱", "item_code": ""})
    assert nowhere.status_code == 400
    assert 'href="#field-item_code"' in nowhere.content.decode()


def test_words_are_ended_and_misses_moved_away() -> None:
    office = as_actor(COUNTY_OFFICER)
    office.post(URL, TOLD)
    note_search_miss(query="修冰箱", county_code=COUNTY, now=NOW)
    ended = office.post(f"{URL}{SearchWord.objects.get().pk}/end/")
    assert ended["Location"] == f"{URL}?done=end"
    assert SearchWord.objects.get().ended_at is not None
    office.post(f"{URL}missed/{SearchMiss.objects.get().pk}/drop/")
    assert not SearchMiss.objects.exists()


def test_the_city_adds_for_everywhere_and_a_clerk_has_no_such_page() -> None:
    as_actor(CITY_OFFICER).post(URL, TOLD)
    assert SearchWord.objects.get().county_code == ""
    assert "由市里管" in as_actor(COUNTY_OFFICER).get(URL).content.decode()
    assert as_actor(CLERK).get(URL).status_code == 403
