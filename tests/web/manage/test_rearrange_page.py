"""The form that splits, merges, suspends, resumes and cancels items of an office."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.usecases.catalog.adjusting.walks import begun, published_item
from tests.web.portal.visits import text_of
from tests.web.sessions import as_actor
from tests.world import COUNTY_OFFICER
from yimen.data.catalog.models import Item, ItemDraft

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Client:
    """Somebody of the county's office."""
    return as_actor(COUNTY_OFFICER)


def test_a_county_without_items_of_its_own_is_led_to_what_it_may_do(officer: Client) -> None:
    page = text_of(officer.get(reverse("manage:rearrange", args=[begun()])))
    assert "本办还没有自己的事项" in page
    assert "way=COUNTY_TERMS" in page


def test_a_split_leads_back_to_the_adjustment_with_drafts_to_write_on(officer: Client) -> None:
    published_item()
    code, adjustment = Item.objects.get(source_name="小餐饮登记").code, begun()
    url = reverse("manage:rearrange", args=[adjustment])
    told = {"change": "SPLIT", "items": [code], "names": "小餐饮设立登记\r\n小餐饮注销登记"}
    answer = officer.post(url, told, follow=True)
    page = text_of(answer)
    assert answer.redirect_chain[0][0].startswith(reverse("manage:adjustment", args=[adjustment]))
    assert "小餐饮设立登记" in page
    assert "拆分" in page
    draft = ItemDraft.objects.get(adjustment=adjustment, content__name="小餐饮设立登记")
    assert reverse("manage:item_draft", args=[adjustment, draft.pk]) in page


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"change": "", "items": ["X"]}, "请选怎样调整"),
        ({"change": "SPLIT"}, "要选一个事项"),
        ({"change": "SUSPEND", "items": ["CZ9999"]}, "没有找到"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_is_kept(
    officer: Client, told: dict[str, object], words: str
) -> None:
    published_item()
    answer = officer.post(reverse("manage:rearrange", args=[begun()]), told)
    assert answer.status_code >= 400
    assert words in text_of(answer)
    assert not ItemDraft.objects.exclude(adjustment__state="PUBLISHED").exists()
