"""Home, search, topics, guide, places: found by what people say, honest about what is unknown."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.usecases.cases import journey
from tests.web.portal.visits import text_of
from tests.web.sessions import as_actor
from tests.world import (
    ITEM_CODE,
    OTHER_VILLAGE,
    OWN_ITEM_CODE,
    RESIDENT,
    SECOND_TOWNSHIP,
    TOWNSHIP,
    VILLAGE,
)
from yimen.data.people.models import Post
from yimen.web.portal.village import VILLAGE_COOKIE

pytestmark = pytest.mark.django_db


def test_home_stands_without_a_village_and_without_a_session(client: Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    page = text_of(answer)
    assert "还不知道您在哪个村" in page
    assert "办公时间未采集" in page
    assert page.count('class="card__title"') >= 9


def test_home_shows_the_center_of_the_chosen_village(client: Client) -> None:
    client.cookies[VILLAGE_COOKIE] = VILLAGE
    page = text_of(client.get("/"))
    assert "旧州镇行政综合服务中心" in page
    assert "按您选的 东关村" in page


@pytest.mark.parametrize("cookie", ["", "x", "130921999999", "130921000000", "1\x002"])
def test_a_cookie_that_is_no_place_is_no_choice(client: Client, cookie: str) -> None:
    client.cookies[VILLAGE_COOKIE] = cookie
    assert "还不知道您在哪个村" in text_of(client.get("/"))


def test_home_counts_the_residents_open_cases_and_is_not_kept() -> None:
    journey.submitted()
    answer = as_actor(RESIDENT).get("/")
    assert "1 件在办" in text_of(answer)
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("query", ["采伐", "林木采伐许可证核发", "lmcf", "LMCF"])
def test_search_finds_by_words_and_initials(client: Client, query: str) -> None:
    page = text_of(client.get("/search/", {"q": query}))
    assert f'href="/items/{ITEM_CODE}/"' in page
    assert "可" in page


def test_a_search_without_a_hit_leads_to_the_topics(client: Client) -> None:
    page = text_of(client.get("/search/", {"q": "量子纠缠"}))
    assert "没有找到“量子纠缠”" in page
    assert 'href="/topics/' in page


@pytest.mark.parametrize("query", ["\x00", "%", "' OR 1=1 --", "砍" * 100_000, "<script>", "\ud83d\ude00"])
def test_no_query_breaks_the_search(client: Client, query: str) -> None:
    try:
        answer = client.get("/search/", {"q": query})
    except UnicodeEncodeError:
        answer = client.get("/search/?q=%ED%A0%BD%00")
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode().partition("<body")[2].replace("<script src", "")


def test_a_topic_lists_its_items_and_an_unknown_one_is_not_found(client: Client) -> None:
    page = text_of(client.get("/topics/land/"))
    assert f'href="/items/{ITEM_CODE}/"' in page
    assert client.get("/topics/nothing/").status_code == 404


def test_the_guide_leads_to_the_form_where_a_clerk_takes_it(client: Client) -> None:
    client.cookies[VILLAGE_COOKIE] = VILLAGE
    page = text_of(client.get(f"/items/{ITEM_CODE}/"))
    assert f'href="/items/{ITEM_CODE}/apply/"' in page
    assert "旧州镇行政综合服务中心" in page
    assert "7 个工作日" in page


def test_the_guide_of_a_township_without_a_clerk_leads_to_the_counter(client: Client) -> None:
    Post.objects.filter(region__code=SECOND_TOWNSHIP).delete()
    client.cookies[VILLAGE_COOKIE] = SECOND_TOWNSHIP
    page = text_of(client.get(f"/items/{ITEM_CODE}/"))
    assert "兴济镇还没有人接网上的预申请" in page
    assert f'href="/items/{ITEM_CODE}/apply/"' not in page
    assert "兴济镇行政综合服务中心" in page


def test_the_guide_offers_to_go_on_with_what_was_begun() -> None:
    journey.draft()
    page = text_of(as_actor(RESIDENT).get(f"/items/{ITEM_CODE}/"))
    assert "接着上次填" in page
    assert "接着上次填" not in text_of(as_actor(RESIDENT).get(f"/items/{OWN_ITEM_CODE}/"))


def test_an_item_that_is_not_pre_filed_has_no_form(client: Client) -> None:
    assert "我要办" not in text_of(client.get("/items/CZ0020/"))
    answer = as_actor(RESIDENT).get("/items/CZ0020/apply/")
    assert (answer.status_code, answer["Location"]) == (302, "/items/CZ0020/")


def test_unknown_items_and_places_are_not_found(client: Client) -> None:
    for url in (
        "/items/CZ9999/",
        "/places/130921999999/",
        "/places/x/",
        "/places/130921000000/",
        "/places/99/",
    ):
        assert client.get(url).status_code == 404


def test_a_place_page_says_what_is_not_known(client: Client) -> None:
    page = text_of(client.get(f"/places/{TOWNSHIP}/"))
    assert "旧州镇行政综合服务中心" in page
    assert "未采集" in page
    assert "未公布" in page
    assert f'href="/places/{VILLAGE}/"' in page
    assert "东关村综合服务站" in text_of(client.get(f"/places/{VILLAGE}/"))


def test_a_village_is_chosen_in_three_short_lists_and_kept(client: Client) -> None:
    assert "选县（市、区）" in text_of(client.get("/places/"))
    assert "旧州镇" in text_of(client.get("/places/", {"under": "130921000000"}))
    assert "东关村" in text_of(client.get("/places/", {"under": TOWNSHIP, "next": "/track/"}))
    answer = client.post("/places/", {"code": VILLAGE, "next": "/track/"})
    assert (answer.status_code, answer["Location"]) == (302, "/track/")
    assert client.cookies[VILLAGE_COOKIE].value == VILLAGE
    assert client.cookies[VILLAGE_COOKIE]["httponly"]


@pytest.mark.parametrize("code", ["", "\x00", "９" * 12, "130921000000", "x" * 100_000])
def test_a_code_that_is_no_place_cannot_be_chosen(client: Client, code: str) -> None:
    assert client.post("/places/", {"code": code}).status_code == 404
    assert client.get("/places/", {"under": code}).status_code == 200


def test_another_county_has_its_own_lists(client: Client) -> None:
    page = text_of(client.get("/places/", {"under": OTHER_VILLAGE[:9]}))
    assert "南关村" in page
    assert "东关村" not in page


@pytest.mark.parametrize("name", ["portal:home", "portal:search", "portal:places"])
def test_pages_for_reading_take_no_other_methods(client: Client, name: str) -> None:
    assert client.delete(reverse(name)).status_code == 405
