"""`/rate/<token>/`: one rating, nothing chosen beforehand, a sentence for every link that is over."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.usecases.feedback.closed_cases import close_case
from tests.web.portal.visits import post, text_of
from tests.web.sessions import as_actor
from tests.world import CLERK, COUNTY
from yimen.data.feedback.models import Rating, RatingLink
from yimen.data.journal.models import Outbox
from yimen.rules.access import system_actor
from yimen.usecases.feedback.actions import invite

pytestmark = pytest.mark.django_db


@pytest.fixture
def link() -> str:
    """An open invitation."""
    case = close_case()
    invite(actor=system_actor("test"), now=timezone.now(), case_id=case.pk, county_code=COUNTY)
    found = re.search(r"/rate/[A-Za-z0-9_-]{28}/", Outbox.objects.get().payload["text"])
    assert found
    return found[0]


def test_the_page_names_the_matter_and_has_chosen_nothing(client: Client, link: str) -> None:
    answer = client.get(link)
    page = text_of(answer)
    assert "林木采伐许可证核发" in page
    assert "checked" not in page
    assert "no-store" in answer["Cache-Control"]


def test_a_rating_is_taken_once(client: Client, link: str) -> None:
    for _ in range(2):
        answer = post(client, link, {"stars": "5", "text": "办得快"})
        assert answer.status_code == 200
        assert "谢谢您的评价" in text_of(answer)
    assert (Rating.objects.get().stars, Rating.objects.get().text) == (5, "办得快")
    used = client.get(link)
    assert used.status_code == 409
    assert "已经评价过了" in text_of(used)
    again = client.post(link, {"stars": "1", "request_key": "other" * 4})
    assert again.status_code == 409
    assert Rating.objects.count() == 1


@pytest.mark.parametrize("stars", ["", "0", "6", "５", "x", "\x00", "1" * 1_000_000])
def test_no_stars_no_rating(client: Client, link: str, stars: str) -> None:
    answer = post(client, link, {"stars": stars, "text": "慢"})
    page = text_of(answer)
    assert answer.status_code == 400
    assert 'href="#field-stars"' in page
    assert "慢" in page
    assert not Rating.objects.exists()


@pytest.mark.parametrize("text", ["\x00", "x" * 1_000_000, "好" * 501])
def test_a_text_that_cannot_be_kept_is_told_at_its_field(client: Client, link: str, text: str) -> None:
    answer = post(client, link, {"stars": "4", "text": text})
    assert answer.status_code == 400
    assert 'id="error-text"' in answer.content.decode()
    assert 'value="4" checked' in answer.content.decode()


def test_staff_cannot_rate_for_the_applicant(link: str) -> None:
    answer = post(as_actor(CLERK), link, {"stars": "5"})
    assert answer.status_code == 403
    assert "不能代评" in text_of(answer)
    assert not Rating.objects.exists()


def test_a_link_that_is_too_old_or_unknown_says_so(client: Client, link: str) -> None:
    RatingLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(link).status_code == 409
    assert "有效期" in text_of(client.get(link))
    unknown = client.get("/rate/aaaaaaaaaaaaaaaaaaaaaa/")
    assert unknown.status_code == 404
    assert "这个评价链接不对" in text_of(unknown)
    assert client.get("/rate/x/").status_code == 404
