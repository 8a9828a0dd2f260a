"""Whoever tries names, telephones, numbers and codes gets the same words, for the same work, known or not."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.quick_passwords import QuickHasher
from tests.usecases.cases.journey import submitted
from tests.usecases.documents.papers import issue, make_file
from tests.world import RESIDENT_PHONE
from yimen.data.cases.models import Case
from yimen.data.people.models import Account

pytestmark = pytest.mark.django_db
_FRESH = re.compile(r'(name="(?:csrfmiddlewaretoken|request_key)" value=")[^"]*|[0-9a-f]{16,}')


class CountingHasher(QuickHasher):
    """The hasher that the world was made with, that counts its work in rounds."""

    rounds: list[int] = []

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        """Count, then do."""
        self.rounds.append(iterations or self.iterations)
        return super().encode(password, salt, iterations)


def _cost(ask: Callable[[Client], Any], *typed: str) -> tuple[int, str, list[str], list[int]]:
    """Status, page without what is fresh each time, the shape of each statement, rounds of hashing."""
    CountingHasher.rounds.clear()
    client = Client()
    with CaptureQueriesContext(
        connection,
    ) as sent:
        answer = ask(client)
    page = _FRESH.sub("", answer.content.decode())
    for word in typed:
        page = page.replace(word, "…")
    shapes = [re.sub(r"'[^']*'|\d+", "?", each["sql"])[:60] for each in sent.captured_queries]
    return answer.status_code, page, shapes, list(CountingHasher.rounds)


def _same(*asked: tuple[Callable[[Client], Any], tuple[str, ...]]) -> None:
    costs = [_cost(ask, *typed) for ask, typed in asked]
    assert costs[1:] == costs[:-1]


def _log_in(name: str) -> tuple[Callable[[Client], Any], tuple[str, ...]]:
    said = {"account": name, "password": "not the password"}
    return lambda client: client.post("/desk/login/", said), (name,)


def test_a_wrong_password_an_unknown_and_a_closed_account_cost_the_same(settings: Any) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    Account.objects.filter(login_name="reviewer").update(is_active=False)
    _same(_log_in("clerk"), _log_in("klerc"), _log_in("reviewer"), _log_in("resident"))
    assert _cost(_log_in("nobody")[0])[3] == [CountingHasher.iterations]


def _with_code(phone: str) -> tuple[Callable[[Client], Any], tuple[str, ...]]:
    return lambda client: client.post("/login/", {"phone": phone, "code": "123456"}), (phone, phone[-4:])


def test_a_telephone_with_an_account_and_one_without_cost_the_same() -> None:
    _same(_with_code(RESIDENT_PHONE), _with_code("13800000099"))


def _send_code(phone: str) -> tuple[Callable[[Client], Any], tuple[str, ...]]:
    return lambda client: client.post("/login/", {"phone": phone, "send": "1"}), (phone, phone[-4:])


def test_a_code_is_sent_alike_to_a_known_and_an_unknown_telephone() -> None:
    _same(_send_code(RESIDENT_PHONE), _send_code("13800000099"))


def _track(number: str, code: str = "22222222") -> tuple[Callable[[Client], Any], tuple[str, ...]]:
    return lambda client: client.post("/track/", {"number": number, "check_code": code}), (number,)


def test_a_case_number_with_a_wrong_code_and_one_that_does_not_exist_cost_the_same() -> None:
    case = Case.objects.get(pk=submitted().case_id)
    _same(_track(case.case_no), _track(case.case_no[:-6] + "999999"))


def _verify(number: str) -> tuple[Callable[[Client], Any], tuple[str, ...]]:
    said = {"number": number, "check_code": "22222222"}
    return lambda client: client.post("/verify/", said), (number,)


def test_a_paper_number_with_a_wrong_code_and_one_that_does_not_exist_cost_the_same() -> None:
    paper = issue(sensitive=True)
    make_file(paper.pk)
    _same(_verify(paper.paper_no), _verify(paper.paper_no.replace("1号", "999号")))


@pytest.mark.parametrize("door", ["consent", "rate"])
def test_every_link_that_is_none_is_answered_alike(door: str) -> None:
    tokens = ("A" * 28, "130921" + "A" * 22, "-" * 200)
    pages = {_cost(lambda client, t=token: client.get(f"/{door}/{t}/"), token)[:2] for token in tokens}
    assert len(pages) == 1
