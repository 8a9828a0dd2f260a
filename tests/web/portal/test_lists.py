"""The public list of a place, its editions, its zone page and its sheets."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.usecases.cases import disclosures
from tests.usecases.catalog.adjusting.walks import drafted, in_review, order, publish, published
from tests.web.portal.visits import text_of
from tests.world import NOW, OWN_ITEM_CODE, TOWNSHIP
from yimen.rules.delegations import Way

pytestmark = pytest.mark.django_db
LIST = f"/places/{TOWNSHIP}/list/"


def _two_editions() -> None:
    published()
    more = order(items=(OWN_ITEM_CODE,), way=Way.GRANTED, promised="")
    publish(in_review(drafted(more)), now=NOW + timedelta(hours=1))


def test_without_a_list_the_page_says_so_and_invents_nothing(client: Client) -> None:
    for url in (LIST, f"/places/{TOWNSHIP}/zone/"):
        page = text_of(client.get(url))
        assert "清单未公布" in page
        assert "林木采伐" not in page


def test_the_page_of_a_place_leads_to_its_list(client: Client) -> None:
    page = text_of(client.get(f"/places/{TOWNSHIP}/"))
    assert f'href="{LIST}"' in page
    assert f'href="/places/{TOWNSHIP}/zone/"' in page


def test_the_list_in_force_says_what_it_changed(client: Client) -> None:
    _two_editions()
    page = text_of(client.get(LIST))
    assert "第 2 版，2026年11月16日(周一)公布，共 2 项" in page
    assert "现行" in page
    assert "这一版改了什么" in page
    assert f'href="{LIST}2/wall.pdf"' in page


def test_an_old_edition_is_marked(client: Client) -> None:
    _two_editions()
    page = text_of(client.get(f"{LIST}1/"))
    assert "已被第 2 版取代" in page
    assert f'href="{LIST}"' in page


@pytest.mark.parametrize("path", ["list/", "list/2/", "zone/"])
def test_a_list_is_searched_in_its_own_words(client: Client, path: str) -> None:
    _two_editions()
    found = text_of(client.get(f"/places/{TOWNSHIP}/{path}", {"q": "砍树"}))
    assert "“砍树”找到 1 项" in found
    assert "看全部 2 项" in found
    assert "农村村民宅基地审批</a>" not in found
    nothing = text_of(client.get(f"/places/{TOWNSHIP}/{path}", {"q": "<量子>", "by": "x"}))
    assert "这张清单上没有“<量子>”" in nothing
    assert 'href="/search/?q=' in nothing


@pytest.mark.parametrize("number", [0, 9, 99999999999])
def test_an_edition_that_never_was_is_not_found(client: Client, number: int) -> None:
    _two_editions()
    assert client.get(f"{LIST}{number}/").status_code == 404
    assert client.get(f"{LIST}{number}/wall.pdf").status_code == 404


@pytest.mark.parametrize("code", ["130921000000", "x", "130921999999", "00000000000"])
def test_what_is_no_place_has_no_list(client: Client, code: str) -> None:
    for path in ("list/", "list/1/", "zone/", "poster.pdf", "list/1/wall.pdf"):
        assert client.get(f"/places/{code}/{path}").status_code == 404


def test_the_zone_shows_the_seven_kinds_of_information(client: Client) -> None:
    published()
    page = text_of(client.get(f"/places/{TOWNSHIP}/zone/"))
    for heading in (
        "办理事项", "办理条件", "办理流程", "办理时限", "收费标准及依据", "监督电话", "网上可办程度",
    ):  # fmt: skip
        assert f"<dt>{heading}</dt>" in page
    assert "未公布" in page
    assert "承诺 5 个工作日" in page
    assert "<dd>中心主任</dd>" in page
    assert '今天谁在岗：<span class="unknown">未公布</span>' in page


def test_the_zone_leads_to_the_form_only_where_the_place_takes_requests(client: Client) -> None:
    published()
    here = f"/places/{TOWNSHIP}/zone/"
    assert "在网上申请" not in text_of(client.get(here))
    disclosures.build()
    wanted = order(items=(disclosures.ITEM_CODE,), way=Way.DIRECT, basis="", notice="", promised="")
    publish(in_review(drafted(wanted)), now=NOW + timedelta(hours=1))
    page = text_of(client.get(here))
    assert f'href="/items/{disclosures.ITEM_CODE}/apply/"' in page
    assert "第四十二条" in page


def test_the_sheets_come_as_pdf(client: Client, gateways: Any) -> None:
    published()
    for path, name in (("list/1/wall.pdf", "办理目录清单第1版"), ("poster.pdf", "海报")):
        answer = client.get(f"/places/{TOWNSHIP}/{path}")
        assert answer["Content-Type"] == "application/pdf"
        assert answer["X-Content-Type-Options"] == "nosniff"
        body = b"".join(answer.streaming_content)
        assert body.startswith(b"%PDF")
        from urllib.parse import unquote

        assert name in unquote(answer["Content-Disposition"])


def test_a_sheet_that_the_browser_has_is_not_sent_again(client: Client, gateways: Any) -> None:
    published()
    url = f"/places/{TOWNSHIP}/list/1/wall.pdf"
    first = client.get(url)
    again = client.get(url, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == first["Cache-Control"] == "no-cache"
    publish(in_review(drafted(order(promised="4"))), now=NOW + timedelta(hours=1))
    replaced = client.get(url, headers={"if-none-match": first["ETag"]})
    assert replaced.status_code == 200, "the old edition says now that it was replaced"
