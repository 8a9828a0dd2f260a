"""Tokens are given by the operator, to posts that somebody holds, and are journalled."""

from datetime import date

import pytest

from tests.world import CLERK, NOW
from yimen.data.journal.models import Entry
from yimen.data.people.models import Post
from yimen.rules.access import NotAllowed, NotFound, system_actor
from yimen.usecases.people.tokens import (
    CannotAddToken,
    TokenEnded,
    add_token,
    end_token,
    find_token_actor,
    list_tokens,
)

pytestmark = pytest.mark.usefixtures("db")
OPERATOR = system_actor("yimen token")


def test_a_clerk_gives_no_tokens() -> None:
    with pytest.raises(NotAllowed):
        add_token(actor=CLERK, now=NOW, post_id=CLERK.post_id or "", name="x")


def test_refuses_a_post_that_nobody_knows_or_holds_and_a_day_gone_by() -> None:
    with pytest.raises(NotFound):
        add_token(actor=OPERATOR, now=NOW, post_id=CLERK.account_id or "", name="x")
    with pytest.raises(CannotAddToken):
        add_token(
            actor=OPERATOR, now=NOW, post_id=CLERK.post_id or "", name="x", expires_on=date(2026, 11, 16)
        )
    Post.objects.filter(pk=CLERK.post_id).update(valid_to=NOW.date())
    with pytest.raises(CannotAddToken):
        add_token(actor=OPERATOR, now=NOW, post_id=CLERK.post_id or "", name="x")


def test_adding_and_ending_are_journalled_without_the_secret() -> None:
    added = add_token(actor=OPERATOR, now=NOW, post_id=CLERK.post_id or "", name="冀时办")
    end_token(actor=OPERATOR, now=NOW, token_id=added.token_id)
    texts = Entry.objects.filter(act__in=["people.add_token", "people.end_token"]).values_list(
        "text", flat=True
    )
    assert len(texts) == 2
    assert all(added.token_id in text and added.secret not in text for text in texts)
    with pytest.raises(TokenEnded):
        end_token(actor=OPERATOR, now=NOW, token_id=added.token_id)
    with pytest.raises(NotFound):
        end_token(actor=OPERATOR, now=NOW, token_id=CLERK.account_id or "")


def test_a_repeated_request_tells_no_second_secret() -> None:
    first, again = (
        add_token(actor=OPERATOR, now=NOW, post_id=CLERK.post_id or "", name="冀时办", request_key="k1")
        for _ in range(2)
    )
    assert first.token_id == again.token_id
    assert again.secret == ""
    found = find_token_actor(secret=first.secret, now=NOW)
    assert found is not None
    assert found.token_id is not None
    assert [view.name for view in list_tokens(actor=OPERATOR)] == ["冀时办"]
