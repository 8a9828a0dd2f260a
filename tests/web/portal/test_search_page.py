"""The search page: why something was found, what a slip meant, and the way out when nothing is found."""

import pytest
from django.test import Client

from tests.world import COUNTY, VILLAGE
from yimen.data.catalog.models import CatalogueState, ItemVersion, SearchMiss
from yimen.web.portal.village import VILLAGE_COOKIE

pytestmark = pytest.mark.django_db


def page_of(client: Client, query: str) -> str:
    return client.get("/search/", {"q": query}).content.decode()


def test_it_says_why_an_item_was_found(client: Client) -> None:
    ItemVersion.objects.filter(short_name="林木采伐许可证核发").update(aliases=["砍树"])
    CatalogueState.objects.update(version=20_000)
    assert "您说的“砍树”，一般指这件事。" in page_of(client, "砍树")


def test_a_slip_is_put_right_and_said(client: Client) -> None:
    page = page_of(client, "林木采代许可证")
    assert "按这个说法查的：" in page
    assert "林木采伐许可证</a>" in page


def test_a_maybe_is_called_a_maybe(client: Client) -> None:
    page = page_of(client, "采伐石油天然气矿")
    assert "没有找到“采伐石油天然气矿”" in page
    assert "说不准，您是不是想办这些" in page


def test_nothing_found_leads_to_the_telephone_of_the_center_and_is_counted_without_anybody(
    client: Client,
) -> None:
    client.cookies[VILLAGE_COOKIE] = VILLAGE
    page = page_of(client, "修电视")
    assert "没有找到“修电视”" in page
    assert 'href="tel:' in page
    row = SearchMiss.objects.get()
    assert (row.county_code, row.words, row.count) == (COUNTY, "修电视", 1)


@pytest.mark.parametrize("query", ["林木采伐", "张三丰 13912345678", "lmcf"])
def test_what_was_found_or_may_tell_of_somebody_is_not_counted(client: Client, query: str) -> None:
    page_of(client, query)
    assert not SearchMiss.objects.exists()
