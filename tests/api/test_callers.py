"""Who calls: the token's post, and nobody else."""

import json
from datetime import timedelta

import pytest

from tests.api.calling import OPERATOR, Caller, token_of
from tests.world import APPROVER, CLERK, COUNTY, NOW
from yimen.data.people.models import Account, ApiToken, Post
from yimen.usecases.people.tokens import add_token, end_token, find_token_actor

pytestmark = pytest.mark.usefixtures("db")


def test_a_token_acts_in_its_post() -> None:
    answer = Caller(token_of(CLERK)).get("/me")
    assert answer.status_code == 200
    assert answer.json()["role"] == "CLERK"
    assert answer.json()["county_code"] == COUNTY
    assert answer.json()["organ_name"] == CLERK.organ_name


def test_without_a_token_the_answer_says_how() -> None:
    for secret in (None, "yimen_" + "x" * 43, "no token", "yimen_短"):
        answer = Caller(secret).get("/me") if secret is None or secret.isascii() else Caller().get("/me")
        assert answer.status_code == 401
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert answer.json()["code"] == "api.no_token"


def test_a_session_cookie_opens_nothing_here() -> None:
    from tests.web.sessions import as_actor

    assert as_actor(CLERK).get("/api/v1/me").status_code == 401


def test_a_token_ends_by_itself_with_its_post_and_with_its_account() -> None:
    secret = token_of(APPROVER)
    assert find_token_actor(secret=secret, now=NOW) is not None
    Post.objects.filter(pk=APPROVER.post_id).update(valid_to=NOW.date())
    assert find_token_actor(secret=secret, now=NOW) is None
    other = token_of(CLERK)
    Account.objects.filter(pk=CLERK.account_id).update(is_active=False)
    assert find_token_actor(secret=other, now=NOW) is None


def test_a_token_ends_on_its_day_and_by_hand() -> None:
    last = NOW.date() + timedelta(days=3)
    added = add_token(actor=OPERATOR, now=NOW, post_id=CLERK.post_id or "", name="冀时办", expires_on=last)
    assert find_token_actor(secret=added.secret, now=NOW + timedelta(days=2)) is not None
    assert find_token_actor(secret=added.secret, now=NOW + timedelta(days=3)) is None
    end_token(actor=OPERATOR, now=NOW, token_id=added.token_id)
    assert find_token_actor(secret=added.secret, now=NOW) is None


def test_only_a_digest_is_kept_and_the_day_of_use_is_written_once() -> None:
    secret = token_of(CLERK)
    row = ApiToken.objects.get()
    assert secret not in json.dumps([row.digest, row.name])
    assert find_token_actor(secret=secret, now=NOW) is not None
    row.refresh_from_db()
    assert row.last_used_on is not None


def test_the_description_is_for_everybody() -> None:
    answer = Caller().get("/openapi.json")
    assert answer.status_code == 200
    assert answer.json()["openapi"].startswith("3.1")
    assert "/api/v1/me" in answer.json()["paths"]


def test_an_unknown_address_is_answered_as_a_problem() -> None:
    answer = Caller(token_of(CLERK)).get("/nothing-here")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
