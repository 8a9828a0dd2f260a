"""The data of an item in words: every field has a name, every value reads as Chinese."""

from dataclasses import fields

from yimen.rules.detail_words import ITEM_FIELD_WORDS, MATERIAL_FIELD_WORDS, item_words, material_words
from yimen.rules.item_details import Channel, Choice, Fee, ItemDetails, MaterialDetails, Situation
from yimen.rules.item_kinds import Audience, BodyKind, MaterialOrigin, Need
from yimen.rules.items import ApplyWay


def test_every_field_has_its_chinese_name_in_the_order_of_the_data() -> None:
    assert list(ITEM_FIELD_WORDS) == [each.name for each in fields(ItemDetails)]
    assert list(MATERIAL_FIELD_WORDS) == [each.name for each in fields(MaterialDetails)]


def test_what_is_unknown_does_not_appear() -> None:
    assert item_words(ItemDetails()) == ()
    assert material_words(MaterialDetails()) == ()


def test_values_read_as_words() -> None:
    details = ItemDetails(
        body_kind=BodyKind.OTHER,
        audiences=(Audience.PERSON, Audience.OTHER),
        visits=0,
        charged=False,
        conditions=("本村村民", "年满十八周岁"),
        fees=(Fee(name="工本费", standard="5 元", reducible=True),),
        channels=(Channel(way=ApplyWay.LINK, system="省平台", url="https://example.org"),),
        situations=(
            Situation(
                question="谁来办?",
                choices=(
                    Choice(text="本人"),
                    Choice(text="代办", materials=("委托书",)),
                    Choice(text="路过", ends=True),
                ),
            ),
        ),
    )
    assert {each.field: each.words for each in item_words(details)} == {
        "body_kind": "其他主体",
        "audiences": "自然人、其他组织",
        "visits": "0",
        "charged": "否",
        "conditions": "本村村民；年满十八周岁",
        "fees": "工本费，5 元，是",
        "channels": "到省市平台办，省平台，https://example.org",
        "situations": "谁来办?（本人；代办 → 委托书；路过 → 不用办）",
    }


def test_members_of_the_same_text_in_different_sets_keep_their_own_words() -> None:
    words = material_words(MaterialDetails(origin=MaterialOrigin.OTHER, need=Need.LATER, shareable=True))
    assert [each.words for each in words] == ["其他来源", "容缺后补", "是"]
