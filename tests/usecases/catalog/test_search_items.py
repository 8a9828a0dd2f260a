"""People find an item by words, by what they call it, by pinyin and by initials."""

import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.usecases.catalog.lists import rows_of, take_in, whole_list
from yimen.usecases.catalog.catalogue import current_catalogue
from yimen.usecases.catalog.queries import find_topic, list_topics, search_items


def test_felling_is_first_for_every_way_of_asking(empty_db: None) -> None:
    take_in(whole_list())
    for query in ("砍树", "lmcf", "采伐", "linmucaifa", "我想砍树怎么办", "LMCF", "林木"):
        found = search_items(query)
        assert found, query
        assert found[0].short_name == "林木采伐许可证核发", query
    assert search_items("砍树")[0].spoken == "砍树"
    assert search_items("采伐")[0].spoken == ""
    assert "“砍树”" in search_items("lmcf")[0].plain


def test_what_people_ask_leads_to_what_they_mean(empty_db: None) -> None:
    take_in(whole_list())
    meant = {
        "盖房": "农村村民宅基地审批",
        "低保": "最低生活保障对象认定",
        "养老金怎么领": "城乡居民基本养老保险待遇申领",
        "开小卖部": "个体工商户设立登记",
        "残疾证": "残疾人证新办",
        "zjd": "农村村民宅基地审批",
    }
    assert {query: search_items(query)[0].short_name for query in meant} == meant


@pytest.mark.django_db
def test_nonsense_finds_nothing_and_harms_nothing() -> None:
    for query in ("", "   ", "%", "'; drop table", "\x00", "𠮷" * 5000, "()[]*"):
        assert search_items(query) == ()


@pytest.mark.django_db
def test_a_search_is_one_statement_and_a_new_version_rebuilds_the_index() -> None:
    assert search_items("摊贩") == ()
    with CaptureQueriesContext(connection) as statements:
        search_items("宅基地")
    assert len(statements) == 1
    take_in(rows_of(promised_days="3"))
    found = search_items("摊贩")
    assert [(hit.short_name, hit.limit_words) for hit in found] == [("食品摊贩备案", "3 个工作日")]


def test_threads_share_one_index(real_db: None) -> None:
    seen: list[int] = []

    def look() -> None:
        try:
            seen.append(id(current_catalogue()))
        finally:
            connection.close()

    threads = [threading.Thread(target=look) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 6
    assert len(set(seen)) == 1


def test_every_item_stands_under_exactly_one_of_six_topics(empty_db: None) -> None:
    take_in(whole_list())
    topics = list_topics()
    assert len(topics) == 6
    codes = [item.code for topic in topics for item in topic.items]
    assert len(codes) == len(set(codes)) == 117
    assert all(len(topic.items) >= 10 for topic in topics)
    land = find_topic("land")
    assert land is not None
    assert "林木采伐许可证核发" in {item.short_name for item in land.items}
    assert find_topic("nothing") is None


def test_an_empty_catalogue_finds_nothing(empty_db: None) -> None:
    assert search_items("砍树") == ()
    assert all(topic.items == () for topic in list_topics())
