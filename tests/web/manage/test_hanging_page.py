"""The register of what hangs where, the one tap behind the code on the wall, and the reminder 换张."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.usecases.cases.journey import PNG
from tests.usecases.catalog.adjusting.walks import drafted, in_review, order, publish, published
from tests.usecases.documents.test_hanging import shows
from tests.web.portal.visits import post, text_of
from tests.web.sessions import as_actor
from tests.world import CENTER_HEAD, CLERK, COUNTY_OFFICER, NOW, REVIEWER, TOWNSHIP
from yimen.data.catalog.models import Hanging
from yimen.data.documents.models import HungPhoto

pytestmark = pytest.mark.django_db
HANG = f"/desk/hang/{TOWNSHIP}/1/"
TAP = {"spot": "大厅公示栏", "hung_on": "2026-11-17"}


@pytest.fixture(autouse=True)
def _listed() -> None:
    published(now=NOW)


def _tap(**more: Any) -> Any:
    return post(as_actor(CLERK), HANG, TAP | more)


def test_the_code_on_the_wall_leads_to_the_tap(client: Client) -> None:
    page = text_of(client.get(f"/places/{TOWNSHIP}/list/1/"))
    assert f'href="{HANG}"' in page
    answer = client.get(HANG)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/desk/login/")


def test_the_form_is_filled_in_before_the_tap() -> None:
    page = text_of(as_actor(CLERK).get(HANG))
    assert "第 1 版，2026年11月16日公布" in page
    assert 'value="大厅公示栏"' in page
    assert "登记：这一版挂在这里" in page


def test_one_tap_records_and_leads_to_the_register() -> None:
    answer = _tap(photo=SimpleUploadedFile("墙.png", PNG))
    assert answer["Location"] == f"/manage/hanging/?done={TOWNSHIP}"
    page = text_of(as_actor(COUNTY_OFFICER).get("/manage/hanging/"))
    assert "挂的是现行版" in page
    assert reverse("desk:hung_photo", args=[HungPhoto.objects.get().hanging_id]) in page


def test_a_day_that_cannot_be_stays_in_the_form_with_its_sentence() -> None:
    answer = _tap(hung_on="2020-01-01")
    assert answer.status_code == 400
    page = text_of(answer)
    assert "张贴日期要在这一版公布那天" in page
    assert 'value="2020-01-01"' in page
    assert not Hanging.objects.exists()


def test_the_old_sheet_is_to_be_changed_and_the_desk_says_so() -> None:
    assert _tap().status_code == 302
    assert "要换张" not in text_of(as_actor(CLERK).get("/desk/"))
    publish(in_review(drafted(order(promised="4"))), now=NOW + timedelta(days=1))
    for actor in (CLERK, CENTER_HEAD):
        assert "墙上的办理目录清单要换张" in text_of(as_actor(actor).get("/desk/"))
    assert "墙上的办理目录清单要换张" not in text_of(as_actor(REVIEWER).get("/desk/"))
    page = text_of(as_actor(COUNTY_OFFICER).get("/manage/hanging/?choice=TO_CHANGE"))
    assert "挂的是旧版，请换张" in page
    assert "这是旧版，请换张" in text_of(as_actor(CLERK).get(HANG))


@pytest.mark.parametrize("query", ["?choice=x", "?after=x", "?choice=UNRECORDED&after=999999999999"])
def test_no_address_breaks_the_register(query: str) -> None:
    assert as_actor(COUNTY_OFFICER).get(f"/manage/hanging/{query}").status_code == 200


def _by_photo(**more: Any) -> Any:
    return post(as_actor(CLERK), "/desk/hang/", TAP | more)


def test_a_photo_is_enough_and_an_old_list_says_that_it_must_be_changed(gateways: Any) -> None:
    page = text_of(as_actor(CLERK).get("/manage/hanging/"))
    assert 'href="/desk/hang/"' in page
    assert 'href="/desk/hang/"' not in text_of(as_actor(COUNTY_OFFICER).get("/manage/hanging/"))
    publish(in_review(drafted(order(promised="4"))), now=NOW + timedelta(hours=1))
    answer = _by_photo(photo=SimpleUploadedFile("墙.png", shows().content))
    assert answer["Location"].startswith(f"{HANG}?read=")
    read = text_of(as_actor(CLERK).get(answer["Location"]))
    assert "读出来了，已登记" in read
    assert "这是旧版，请换张" in read
    assert "读出来了" not in text_of(as_actor(CLERK).get(f"{HANG}?read=别处"))


def test_a_photo_that_tells_nothing_keeps_the_form_and_names_the_other_way(gateways: Any) -> None:
    answer = _by_photo(photo=SimpleUploadedFile("墙.png", PNG))
    assert answer.status_code == 400
    page = text_of(answer)
    assert "没有读出清单的二维码" in page
    assert 'value="大厅公示栏"' in page
    assert as_actor(REVIEWER).get("/desk/hang/").status_code == 403


def test_the_lists_of_the_county_lead_to_both_sheets_of_each_unit() -> None:
    page = text_of(as_actor(COUNTY_OFFICER).get("/manage/lists/"))
    assert f'href="/places/{TOWNSHIP}/list/1/wall.pdf"' in page
    assert f'href="/places/{TOWNSHIP}/poster.pdf"' in page
