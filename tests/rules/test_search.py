"""Search over the real list, in the words that people use."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.seeds import seed_bytes
from yimen.gateways.pinyin import reading
from yimen.rules.catalog import plan_items, read_items
from yimen.rules.search import (
    Index,
    Meanings,
    SearchDoc,
    build_index,
    parse_meanings,
    parse_synonyms,
    search,
)

FELLING = "林木采伐许可证核发"
SOUNDS = {
    FELLING: "lin mu cai fa xu ke zheng he fa",
    "农村村民宅基地审批": "nong cun cun min zhai ji di shen pi",
    "最低生活保障对象认定": "zui di sheng huo bao zhang dui xiang ren ding",
}


def synonyms() -> dict[str, tuple[str, ...]]:
    return parse_synonyms(seed_bytes("catalog/seed/synonyms.tsv").decode("utf-8"))


@cache
def index() -> Index:
    docs = []
    for item in plan_items(read_items(seed_bytes("catalog/seed/items.tsv").decode("utf-8-sig"))).items:
        pinyin = SOUNDS.get(item.short_name, "")
        docs.append(
            SearchDoc(
                key=item.name,
                name=item.name,
                keywords=item.department,
                description=item.basis,
                pinyin=pinyin,
                initials="".join(syllable[0] for syllable in pinyin.split()),
            )
        )
    return build_index(docs, synonyms=synonyms(), meanings=meanings(), read=reading)


def meanings() -> Meanings:
    return parse_meanings(
        seed_bytes("catalog/seed/concepts.tsv").decode("utf-8"),
        seed_bytes("catalog/seed/meanings.tsv").decode("utf-8"),
    )


def first(query: str) -> str:
    return next((hit.key for hit in search(index(), query)), "")


@pytest.mark.parametrize(
    "query",
    [
        "砍树",
        "lmcf",
        "LMCF",
        "ｌｍｃｆ",
        "林木采伐",
        "采伐林木",
        "采伐",
        "伐木",
        "linmu",
        "lin mu cai fa",
        "linmucaifaxuke",
        "cfxkz",
        "我想砍几棵树",
        "卖树要办什么",
        "砍树 许可",
        "采伐许可证怎么办",
    ],
)
def test_felling_trees_is_found_first(query: str) -> None:
    assert first(query).startswith(FELLING)


@pytest.mark.parametrize(
    ("query", "item"),
    [
        ("盖房子要办什么", "农村村民宅基地审批"),
        ("zhaijidi", "农村村民宅基地审批"),
        ("吃低保", "最低生活保障对象认定"),
        ("五保户", "特困人员认定"),
        ("残疾证丢了怎么办", "残疾人证挂失补办"),
        ("老年证", "老年人优待证申领"),
        ("养老认证", "养老保险定期待遇领取资格认证"),
        ("当兵", "兵役登记"),
        ("开小卖部", "个体工商户设立登记"),
        ("暂住证", "居住证申领"),
        ("邻居纠纷", "人民调解服务"),
        ("外地看病", "其他临时外出就医人员备案"),
        ("80岁", "80周岁以上老年人高龄津贴发放"),
    ],
)
def test_people_find_their_business_in_their_own_words(query: str, item: str) -> None:
    assert first(query).startswith(item)


def test_every_colloquial_word_finds_one_of_its_items_among_the_first_three() -> None:
    lost = []
    for word, targets in synonyms().items():
        keys = [hit.key for hit in search(index(), word, 3)]
        if not any(set(target) <= set(key) for target in targets for key in keys):
            lost.append(word)
    assert lost == []


def test_there_are_at_least_120_colloquial_words_and_each_leads_to_a_real_item() -> None:
    names = [
        item.name
        for item in plan_items(read_items(seed_bytes("catalog/seed/items.tsv").decode("utf-8-sig"))).items
    ]
    words = synonyms()
    strays = {
        t for targets in words.values() for t in targets if not any(set(t) <= set(name) for name in names)
    }
    assert len(words) >= 120
    assert strays == set()


@pytest.mark.parametrize(
    "query", ["", "   ", "火星移民签证", "zzzz", "😀", "的", "怎么办理", "()[]{}\\", "%_'\";--", "\0"]
)
def test_nothing_sensible_finds_nothing(query: str) -> None:
    assert search(index(), query) == ()


def test_a_million_characters_are_cut() -> None:
    assert search(index(), "砍" * 1_000_000) == ()
    assert search(index(), "砍树" + "啊" * 1_000_000)[0].key.startswith(FELLING)


def test_one_letter_finds_nothing_and_one_character_finds_all_that_have_it() -> None:
    assert search(index(), "l") == ()
    found = {hit.key for hit in search(index(), "证", 200)}
    items = plan_items(read_items(seed_bytes("catalog/seed/items.tsv").decode("utf-8-sig"))).items
    assert {item.name for item in items if "证" in item.name} <= found


def test_a_colloquial_word_is_found_while_it_is_still_being_typed() -> None:
    assert first("砍").startswith(FELLING)
    assert first("树").startswith(FELLING)


def test_the_limit_is_kept_and_scores_fall() -> None:
    hits = search(index(), "养老保险", 4)
    assert len(hits) == 4
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_equals_stand_in_the_order_of_their_keys() -> None:
    docs = [SearchDoc(key=key, name="居住证申领") for key in ("c", "a", "b")]
    assert [hit.key for hit in search(build_index(docs), "居住证")] == ["a", "b", "c"]


def test_a_name_weighs_more_than_an_alias_and_that_more_than_department_and_type() -> None:
    filler = [SearchDoc(key=f"z{number}", name=f"别的事项{number}") for number in range(5)]
    docs = [
        SearchDoc(key="description", name="甲乙丙", description="采伐"),
        SearchDoc(key="keywords", name="甲乙丙", keywords="采伐"),
        SearchDoc(key="alias", name="甲乙丙", aliases=("采伐",)),
        SearchDoc(key="name", name="采伐"),
    ]
    found = [hit.key for hit in search(build_index([*filler, *docs]), "采伐")]
    assert found == ["name", "alias", "description", "keywords"]


def test_an_empty_catalog_answers() -> None:
    assert search(build_index([]), "砍树") == ()


@given(st.text(max_size=80))
def test_no_query_is_a_crash_and_the_answer_is_stable(query: str) -> None:
    once = search(index(), query)
    assert once == search(index(), query)
    assert len(once) <= 20


@given(st.data())
def test_every_item_is_found_by_its_own_name(data: st.DataObject) -> None:
    items = plan_items(read_items(seed_bytes("catalog/seed/items.tsv").decode("utf-8-sig"))).items
    item = data.draw(st.sampled_from(items))
    assert item.name in {hit.key for hit in search(index(), item.short_name, 3)}
