"""What may be kept of a query: words, never somebody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.rules.search_words import MISS_LENGTH, keepable


def known(pair: str) -> bool:
    return pair in {"许可", "程序", "低保", "杨树", "高龄"}


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("修电视", "修电视"),
        ("请问修电视去哪办", "修电视"),
        ("卖酒许可", "卖酒许可"),
        ("80岁修电视", "岁修电视"),
        ("砍3棵杨树", "砍棵杨树"),
    ],
)
def test_words_are_kept_without_numbers_and_chatter(query: str, kept: str) -> None:
    assert keepable(query, known) == kept


@pytest.mark.parametrize(
    "query",
    [
        "",
        "怎么办",
        "护",
        "130921198001011234",
        "修电视13912345678",
        "139-1234-5678 修电视",
        "我叫王小明修电视",
        "本人赵建国要修电视",
        "家住旧州镇东关村3号",
        "张三丰",
        "王小明 护照",
        "帮刘建国办护照",
        "杨建国",
        "zhang san feng",
        "a@b.cn 修电视",
        "李女士",
        "电视" * MISS_LENGTH,
    ],
)
def test_what_may_tell_of_somebody_is_not_kept(query: str) -> None:
    assert keepable(query, known) == ""


@given(st.text(max_size=80))
def test_nothing_but_a_few_chinese_signs_is_ever_kept(query: str) -> None:
    kept = keepable(query, known)
    assert len(kept) <= MISS_LENGTH
    assert not any((sign.isdigit() and sign.isascii()) or "a" <= sign <= "z" for sign in kept)
