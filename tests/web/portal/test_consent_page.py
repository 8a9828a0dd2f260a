"""The page behind a consent link: neutral words, two answers, and the way back."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.usecases.cases.village import NEIGHBOR_ID, asked, filed, linked
from tests.web.sessions import as_actor
from tests.world import COUNTY, SENSITIVE_ITEM_CODE, VILLAGE_PROXY
from yimen.data.cases.models import CaseNote, Consent

pytestmark = pytest.mark.django_db


def _url(token: str) -> str:
    return f"/consent/{token}/"


def _now() -> Any:
    return timezone.now() - timedelta(hours=1)


def test_it_says_who_asks_for_whom_and_what_in_neutral_words() -> None:
    _, token = asked(now=_now(), item_code=SENSITIVE_ITEM_CODE)
    page = Client().get(_url(token)).content.decode()
    for part in ("东关村综合服务站", "孙*英", "救助类事项", "您同意代办吗"):
        assert part in page
    for part in ("孙秀英", "最低生活保障", NEIGHBOR_ID):
        assert part not in page


def test_yes_with_name_and_relation_is_written_down_once() -> None:
    _, token = asked(now=_now())
    said = {"answer": "YES", "giver_name": "李芳", "relation": "CHILD"}
    answer = Client().post(_url(token), said)
    assert answer["Location"] == _url(token) + "?done=1"
    assert "已同意" in Client().get(answer["Location"]).content.decode()
    assert Client().post(_url(token), said | {"answer": "NO"}).status_code == 409
    assert Consent.objects.get(county_code=COUNTY).state == "GIVEN"


def test_a_yes_without_a_name_is_refused_at_its_field() -> None:
    _, token = asked(now=_now())
    answer = Client().post(_url(token), {"answer": "YES", "relation": "CHILD"})
    assert answer.status_code == 400
    assert "#field-giver_name" in answer.content.decode()


def test_the_same_link_takes_it_back_later() -> None:
    consent, token = linked()
    filed(consent=consent)
    assert "撤回同意" in Client().get(_url(token)).content.decode()
    assert Client().post(_url(token), {"answer": "REVOKE"}).status_code == 302
    assert CaseNote.objects.filter(county_code=COUNTY).count() == 1
    assert "已撤回" in Client().get(_url(token)).content.decode()


def test_whoever_asked_cannot_answer() -> None:
    _, token = asked(now=_now())
    said = {"answer": "YES", "giver_name": "李芳", "relation": "CHILD"}
    assert as_actor(VILLAGE_PROXY).post(_url(token), said).status_code == 403
    assert Consent.objects.get(county_code=COUNTY).state == "ASKED"


def test_a_wrong_link_says_so() -> None:
    answer = Client().get(_url(COUNTY + "A" * 22))
    assert answer.status_code == 404
    assert "没有复制完整" in answer.content.decode()
