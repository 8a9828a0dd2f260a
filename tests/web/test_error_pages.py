"""A page that is not there: staff are led back to their own first page, everybody else to the search."""

import pytest
from django.test import Client

from tests.web.portal.visits import text_of
from tests.web.sessions import as_actor
from tests.world import CITY_OFFICER, CLERK
from yimen.rules.access import Actor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("actor", "home"), [(CLERK, "/desk/"), (CITY_OFFICER, "/supervise/")])
@pytest.mark.parametrize("lost", ["/no-such-page/", "/desk/cases/00000000-0000-0000-0000-000000000000/"])
def test_staff_go_back_to_their_first_page_and_are_not_sent_to_12345(
    actor: Actor, home: str, lost: str
) -> None:
    page = as_actor(actor).get(lost)
    assert page.status_code in {403, 404}
    assert f'<a class="button" href="{home}">' in text_of(page).replace(" button--secondary", "")
    assert "12345" not in text_of(page)
    assert "想办什么事" not in text_of(page)


def test_everybody_else_may_search_or_call() -> None:
    page = Client().get("/no-such-page/")
    assert page.status_code == 404
    assert "想办什么事" in text_of(page)
    assert "急事请打 12345" in text_of(page)
