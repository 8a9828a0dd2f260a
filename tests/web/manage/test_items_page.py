"""The editor of items: from the list to a saved draft, with what the checks say, and nothing typed lost."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.uploads import PNG
from tests.web.sessions import as_actor
from tests.world import CITY_OFFICER, CLERK, COUNTY_OFFICER, ITEM_CODE
from yimen.data.catalog.models import Adjustment, ItemDraft, ItemVersion
from yimen.data.documents.models import ItemFile
from yimen.rules.item_contents import from_plain
from yimen.rules.item_details import ItemDetails, MaterialDetails

pytestmark = pytest.mark.django_db


def begin(client: Client, code: str = ITEM_CODE) -> str:
    """Open an adjustment from the page of the item; the address of the editor."""
    answer = client.post(
        f"/manage/items/{code}/", {"title": "改采伐指南", "reason": "法条更新", "request_key": "k"}
    )
    assert answer.status_code == 302
    return str(answer["Location"])


def fields(html: str) -> dict[str, list[str]]:
    """What a browser would send back from the form as it stands."""
    form = html[html.index('<form class="edit"') :]
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name = re.search(r'name="([^"]+)"', tag)
        if name is None or 'type="file"' in tag:
            continue
        if 'type="checkbox"' in tag and " checked" not in tag:
            continue
        value = re.search(r'value="([^"]*)"', tag)
        sent.setdefault(name[1], []).append(_plain(value[1]) if value else "")
    for name, value in re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        sent.setdefault(name, []).append(_plain(value))
    for name, inside in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', inside)
        sent.setdefault(name, []).append(chosen[1] if chosen else "")
    return sent


def _plain(text: str) -> str:
    for entity, sign in (("&quot;", '"'), ("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, sign)
    return text


def saved() -> ItemDetails:
    """The details of the only draft."""
    return ItemDetails.from_json(ItemDraft.objects.get().content["details"])


def test_the_list_finds_items_and_says_whose_they_are() -> None:
    answer = as_actor(COUNTY_OFFICER).get("/manage/items/?q=采伐")
    assert "林木采伐许可证核发" in answer.content.decode()
    assert "全市统一" in answer.content.decode()
    assert "没有找到" in as_actor(COUNTY_OFFICER).get("/manage/items/?q=没有这件事").content.decode()
    assert as_actor(CLERK).get("/manage/items/").status_code == 403


def test_a_county_sees_an_item_of_the_city_but_begins_nothing_there() -> None:
    text = as_actor(COUNTY_OFFICER).get(f"/manage/items/{ITEM_CODE}/").content.decode()
    assert "开始修改" not in text
    assert "谁在用" in text
    assert as_actor(COUNTY_OFFICER).get("/manage/items/CZ9999/").status_code == 404


def test_a_form_sent_back_untouched_saves_what_holds() -> None:
    client = as_actor(CITY_OFFICER)
    where = begin(client)
    page = client.get(where)
    assert page.status_code == 200
    answer = client.post(where, fields(page.content.decode()))
    assert answer.status_code == 302
    draft = from_plain(ItemDraft.objects.get().content)
    version = ItemVersion.objects.get(item__code=ITEM_CODE)
    assert (draft.name, draft.basis, draft.promised) == (version.name, version.basis, "7")
    assert [each.name for each in draft.materials] == [each.name for each in version.materials.all()]
    assert not ItemDetails.from_json(draft.details).to_json()
    after = client.get(answer["Location"]).content.decode()
    assert "草稿已保存" in after
    assert "这两版的内容没有差别" in after


def test_rows_are_added_filled_and_taken_away_without_scripts() -> None:
    client = as_actor(CITY_OFFICER)
    where = begin(client)
    sent = fields(client.get(where).content.decode())
    page = client.post(where, {**sent, "add": "questions", "visits": "2"})
    assert page.status_code == 200
    assert not ItemDraft.objects.exists()
    again = fields(page.content.decode())
    assert again["visits"] == ["2"]
    again |= {
        "visits_reason": ["当面核对身份"],
        "questions-1-question": ["要几张照片?"],
        "questions-1-answer": ["两张。"],
        "audiences": ["PERSON", "ENTERPRISE"],
        "charged": ["0"],
        "conditions": ["本村村民\n\n 年满十八周岁 "],
        "materials-2-remove": ["1"],
        "situations-3-question": ["谁来办?"],
        "situations-3-choices-2-text": ["本人"],
        "situations-3-choices-7-text": ["代办"],
        "situations-3-choices-7-materials": ["委托书"],
    }
    assert client.post(where, again).status_code == 302
    details = saved()
    assert (details.visits, details.visits_reason, details.charged) == (2, "当面核对身份", False)
    assert details.conditions == ("本村村民", "年满十八周岁")
    assert [each.value for each in details.audiences] == ["PERSON", "ENTERPRISE"]
    assert details.questions[0].answer == "两张。"
    assert [choice.text for choice in details.situations[0].choices] == ["本人", "代办"]
    assert len(ItemDraft.objects.get().content["materials"]) == 1


def test_the_checks_speak_at_their_fields_after_saving() -> None:
    client = as_actor(CITY_OFFICER)
    where = begin(client)
    sent = fields(client.get(where).content.decode())
    client.post(where, {**sent, "visits": "1", "materials-1-name": "申请人身份证"})
    text = client.get(where).content.decode()
    assert "必须改" in text
    assert 'href="#field-visits_reason"' in text
    assert "要到现场 1 次，请写明为什么必须到现场" in text
    assert "国务院关于在线政务服务的若干规定第七条" in text
    assert "承诺时限" not in text[text.index("和现行版本的差别") : text.index('<form class="edit"')]


def test_what_cannot_be_read_is_said_at_its_field_and_nothing_typed_is_lost() -> None:
    client = as_actor(CITY_OFFICER)
    where = begin(client)
    sent = fields(client.get(where).content.decode())
    for wrong, words in (
        ({"visits": "两次"}, "这里要写数字"),
        ({"promised": "很快"}, "时限“很快”不认识"),
        ({"name": ""}, "这一项要填写"),
        ({"levels": "镇里"}, "行使层级"),
    ):
        page = client.post(where, {**sent, "consult_phone": "0317-1234567", **wrong})
        text = page.content.decode()
        assert page.status_code in {400, 422}, wrong
        assert words in text
        assert "0317-1234567" in text
        assert f'id="error-{next(iter(wrong))}"' in text
    assert not ItemDraft.objects.exists()


def test_a_blank_form_is_kept_shown_and_open_to_the_office_only() -> None:
    client = as_actor(CITY_OFFICER)
    where = begin(client)
    sent = fields(client.get(where).content.decode())
    upload = SimpleUploadedFile("空白申请表.png", PNG)
    assert client.post(where, {**sent, "materials-1-blank_form-file": upload}).status_code == 302
    kept = ItemFile.objects.get()
    row = ItemDraft.objects.get().content["materials"][0]
    assert MaterialDetails.from_json(row["details"]).blank_form == str(kept.pk)
    text = client.get(where).content.decode()
    assert "空白申请表.png" in text
    url = reverse("portal:item_file", args=[ITEM_CODE, kept.pk])
    assert client.get(url).status_code == 200
    assert Client().get(url).status_code == 404
    version = ItemVersion.objects.get(item__code=ITEM_CODE)
    version.materials.filter(order=1).update(details={"blank_form": str(kept.pk)})
    public = Client().get(url)
    assert public.status_code == 200
    assert "attachment" in public["Content-Disposition"]
    assert url in Client().get(f"/items/{ITEM_CODE}/").content.decode()


def test_what_is_no_form_is_refused_by_its_bytes() -> None:
    client = as_actor(CITY_OFFICER)
    where = begin(client)
    sent = fields(client.get(where).content.decode())
    upload = SimpleUploadedFile("表.png", b"MZ\x90\x00")
    page = client.post(where, {**sent, "materials-1-blank_form-file": upload})
    assert page.status_code in {400, 422}
    assert not ItemFile.objects.exists()


def test_a_county_writes_an_item_of_its_own_and_saves_it_again() -> None:
    client = as_actor(COUNTY_OFFICER)
    client.post("/manage/items/CZ0010/", {"title": "新增文化活动室", "request_key": "n"})
    adjustment = Adjustment.objects.get()
    begun = client.get(reverse("manage:item_new", args=[adjustment.pk]))
    where = str(begun["Location"])
    sent = fields(client.get(where).content.decode()) | {
        "name": ["村级文化活动室预约"],
        "department": ["文化"],
        "item_type": ["PUBLIC_SERVICE"],
        "levels": ["村"],
    }
    assert client.post(where, sent).status_code == 302
    again = fields(client.get(where).content.decode())
    assert again["name"] == ["村级文化活动室预约"]
    assert client.post(where, {**again, "promised": ["即办"]}).status_code == 302
    assert ItemDraft.objects.get().content["promised"] == "即办"


def test_a_draft_of_another_adjustment_is_not_overwritten() -> None:
    client = as_actor(COUNTY_OFFICER)
    for number in (1, 2):
        client.post("/manage/items/CZ0010/", {"title": f"调整{number}", "request_key": str(number)})
    first, second = Adjustment.objects.order_by("created_at", "id")
    where = str(client.get(reverse("manage:item_new", args=[first.pk]))["Location"])
    sent = fields(client.get(where).content.decode()) | {
        "name": ["甲事项"],
        "department": ["文化"],
        "item_type": ["PUBLIC_SERVICE"],
        "levels": ["村"],
    }
    assert client.post(where, sent).status_code == 302
    elsewhere = where.replace(str(first.pk), str(second.pk))
    assert client.post(elsewhere, {**sent, "name": ["乙事项"]}).status_code == 404
    assert ItemDraft.objects.get().content["name"] == "甲事项"


def test_the_versions_of_an_item_are_compared_at_the_desk() -> None:
    text = as_actor(COUNTY_OFFICER).get(f"/manage/items/{ITEM_CODE}/versions/").content.decode()
    assert "这是第一版" in text
    assert as_actor(COUNTY_OFFICER).get(f"/manage/items/{ITEM_CODE}/versions/?from=9").status_code == 404
