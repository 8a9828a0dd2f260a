"""The guide as residents open it: questions in the address, the exact list, old versions, the sheet."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.world import ITEM_CODE, NOW, OWN_ITEM_CODE, TOWNSHIP, VERSION
from yimen.data.catalog.models import ItemVersion
from yimen.rules.item_details import (
    Channel,
    Choice,
    ItemDetails,
    PublicPoint,
    Question,
    Situation,
)
from yimen.rules.items import ApplyWay
from yimen.web.portal.village import VILLAGE_COOKIE

pytestmark = pytest.mark.django_db
URL = f"/items/{ITEM_CODE}/"
WHERE = Situation(
    question="树长在哪里？",
    choices=(
        Choice(text="自留山上", materials=("林木权属证明",)),
        Choice(text="承包的集体林地上"),
        Choice(text="房前屋后", ends=True, note="不需要申请采伐许可证(森林法第五十六条)。"),
    ),
)


@pytest.fixture(autouse=True)
def _details() -> None:
    details = ItemDetails(
        situations=(WHERE,),
        questions=(Question(question="砍完要补种吗？", answer="要，面积不得少于采伐的面积。"),),
        public_points=(PublicPoint(text="林木是自己的", source="森林法第五十八条"),),
        consult_phone="0317-3333333",
    )
    ItemVersion.objects.filter(pk=VERSION).update(details=details.to_json())


def show(query: str = "", **cookies: str) -> str:
    client = Client()
    for name, value in cookies.items():
        client.cookies[name] = value
    answer = client.get(URL + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_questions_stand_in_a_plain_form_that_needs_no_script() -> None:
    text = show()
    assert '<form class="panel situations" action="#bring" method="get">' in text
    assert "树长在哪里？" in text
    assert "看情况带" in text
    assert "<script>" not in text


def test_the_answers_in_the_address_give_the_exact_list() -> None:
    text = show("?v=1&s1=2")
    assert "按您选的情况，就带这些" in text
    assert "您的情况不用带：林木权属证明" in text
    assert 'value="2" checked' in text
    assert f'href="{URL}take-along/?v=1&amp;s1=2"' in text
    assert "更新过" not in text


def test_whoever_need_not_apply_is_told_at_once_and_finds_no_button_to_apply() -> None:
    text = show("?v=1&s1=3")
    assert "按您选的情况，不用办这件事" in text
    assert "不需要申请采伐许可证(森林法第五十六条)" in text
    assert f"{URL}apply/" not in text


def test_an_address_of_another_version_asks_again() -> None:
    assert "这份指南更新过，请重新选一遍" in show("?v=7&s1=2")


@pytest.mark.parametrize("query", ["?s1=9", "?s1=x", "?s9=1", "?v=", "?s1=1&s1=2", "?s%00=1", "?s1=%C0"])
def test_nothing_in_the_address_can_break_the_page(query: str) -> None:
    assert "树长在哪里" in show(query)


def test_questions_points_and_telephones_are_shown_and_the_rest_is_not_published() -> None:
    text = show()
    for words in ("砍完要补种吗？", "林木是自己的", "森林法第五十八条", 'href="tel:0317-3333333"'):
        assert words in text
    bare = Client().get(f"/items/{OWN_ITEM_CODE}/").content.decode()
    assert "大家常问" not in bare
    assert "未公布" in bare


def test_a_link_names_the_system_that_it_leads_to() -> None:
    link = Channel(way=ApplyWay.LINK, system="河北政务服务网", url="https://example.org/apply")
    row = ItemVersion.objects.filter(item__code=OWN_ITEM_CODE)
    row.update(details=ItemDetails(channels=(link,)).to_json(), apply_way="COUNTER")
    text = Client().get(f"/items/{OWN_ITEM_CODE}/").content.decode()
    assert "去河北政务服务网办" in text
    assert 'href="https://example.org/apply" rel="noopener noreferrer"' in text


def test_an_old_version_is_marked_and_leads_to_the_new_one() -> None:
    ItemVersion.objects.filter(pk=VERSION).update(superseded_at=NOW + timedelta(days=1))
    text = Client().get(f"{URL}versions/1/").content.decode()
    assert "已被新版取代" in text
    assert f'href="{URL}"' in text
    assert f"{URL}apply/" not in text
    assert Client().get(f"{URL}versions/2/").status_code == 404
    assert Client().get(f"{URL}versions/99999999999/").status_code == 404


def test_the_sheet_is_a_page_and_a_pdf_with_the_same_answers() -> None:
    client = Client()
    client.cookies[VILLAGE_COOKIE] = TOWNSHIP
    page = client.get(f"{URL}take-along/?s1=1").content.decode()
    assert "树长在哪里？自留山上" in page
    assert "旧州镇行政综合服务中心" in page
    assert "不是受理凭证" in page
    assert "<svg" in page
    pdf = client.get(f"{URL}take-along.pdf?s1=1")
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF-")
    assert "filename" in pdf["Content-Disposition"]
    assert "自留山上" in pdf.content.decode()
    assert Client().get("/items/CZ9999/take-along.pdf").status_code == 404


def test_topics_of_life_lead_to_items() -> None:
    text = Client().get("/life/").content.decode()
    assert "种地养殖" in text
    assert "林木采伐许可证核发" in Client().get("/life/farm/").content.decode()
    assert Client().get("/life/nothing/").status_code == 404
