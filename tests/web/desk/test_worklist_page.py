"""The worklists: rail, rows by urgency, preview, search by number."""

import pytest
from django.urls import reverse

from tests.usecases.cases import journey
from tests.web.sessions import as_actor
from tests.world import APPROVER, CLERK, OUTSIDER, RESIDENT, REVIEWER, VILLAGE_PROXY

pytestmark = pytest.mark.django_db
WORKLIST = "/desk/"


def test_each_role_begins_with_the_list_that_waits_for_it() -> None:
    for actor, name in ((CLERK, "待收件"), (REVIEWER, "待审查"), (APPROVER, "待决定")):
        page = as_actor(actor).get(WORKLIST).content.decode()
        assert f"<h1>{name}</h1>" in page


def test_a_row_leads_to_its_case_and_the_preview_names_the_next_act() -> None:
    case_id = journey.received()
    page = as_actor(CLERK).get(WORKLIST, {"queue": "TO_ACCEPT"}).content.decode()
    assert reverse("desk:case", args=[case_id]) in page
    assert "去受理" in page


def test_an_empty_list_says_what_to_do() -> None:
    page = as_actor(CLERK).get(WORKLIST, {"queue": "OVERDUE"}).content.decode()
    assert "这张清单空了" in page


def test_a_whole_number_leads_straight_to_the_case() -> None:
    done = journey.submitted()
    answer = as_actor(CLERK).get(WORKLIST, {"q": done.case_no})
    assert answer["Location"] == reverse("desk:case", args=[done.case_id])


@pytest.mark.parametrize("words", ["没有这个号", "130921-2026-100-999999", "9" * 5000])
def test_what_is_not_found_is_said_in_words(words: str) -> None:
    answer = as_actor(CLERK).post(WORKLIST, {"q": words})
    assert answer.status_code == 200


def test_another_county_sees_none_of_it() -> None:
    done = journey.submitted()
    page = as_actor(OUTSIDER).get(WORKLIST, {"queue": "TO_RECEIVE"}).content.decode()
    assert done.case_no not in page
    assert as_actor(OUTSIDER).post(WORKLIST, {"q": done.case_no}).status_code == 200


def test_a_broken_page_key_is_an_ordinary_refusal() -> None:
    assert as_actor(CLERK).get(WORKLIST, {"after": "x~y"}).status_code == 400


def test_the_public_is_led_to_log_in_and_others_are_told_who_may() -> None:
    from django.test import Client

    assert Client().get(WORKLIST)["Location"].startswith(reverse("desk:login"))
    assert as_actor(RESIDENT).get(WORKLIST).status_code == 403
    assert as_actor(VILLAGE_PROXY).get(WORKLIST).status_code == 403


def test_a_name_a_telephone_or_the_last_digits_find_it_and_say_why() -> None:
    case_id = journey.submitted().case_id
    for words, by in (("赵建", "姓名相符"), ("0001", "手机号后四位相同"), ("1", "编号末尾相同")):
        page = as_actor(CLERK).post(WORKLIST, {"q": words}).content.decode()
        assert reverse("desk:case", args=[case_id]) in page
        assert by in page


def test_words_that_mean_nothing_are_told_what_one_may_write() -> None:
    page = as_actor(CLERK).post(WORKLIST, {"q": "赵"}).content.decode()
    assert "姓名(至少两个字)" in page


def test_filters_keep_their_state_in_the_address_and_in_every_link() -> None:
    journey.received()
    query = {"queue": "TO_ACCEPT", "whose": "MINE", "light": "GREEN"}
    page = as_actor(CLERK).get(WORKLIST, query).content.decode()
    assert '<option value="MINE" selected>' in page
    assert "queue=TO_RECEIVE&amp;whose=MINE" in page
    none = as_actor(CLERK).get(WORKLIST, {**query, "whose": "NOBODY"}).content.decode()
    assert "没有符合条件的办件" in none
    odd = as_actor(CLERK).get(WORKLIST, {"whose": "x", "light": "y", "item": "\x00", "place": "z" * 99})
    assert odd.status_code == 200


def test_what_is_searched_stands_in_no_address() -> None:
    journey.submitted()
    page = as_actor(CLERK).post(WORKLIST, {"q": "赵建"}).content.decode()
    assert '<form id="again"' in page
    assert "?q=" not in page
    assert "data-preview" not in page
    assert "姓名相符" not in as_actor(CLERK).get(WORKLIST, {"q": "赵建"}).content.decode()


def test_the_preview_of_what_was_found_is_posted_too_and_an_empty_search_leads_to_the_list() -> None:
    journey.submitted()
    second = journey.submitted()
    page = as_actor(CLERK).post(WORKLIST, {"q": "赵建", "here": str(second.case_id)}).content.decode()
    assert second.case_no in page[page.index('id="preview"') :]
    assert as_actor(CLERK).post(WORKLIST, {"q": " \x00"})["Location"] == reverse("desk:worklist")
