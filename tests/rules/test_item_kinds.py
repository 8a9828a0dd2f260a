"""The code sets of item data: each member has a word and a code, and is read from either."""

from collections.abc import Mapping
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.rules import item_kinds
from yimen.rules.item_kinds import (
    AUDIENCE_CODES,
    AUDIENCE_LABELS,
    NEED_CODES,
    NEED_LABELS,
    NET_DEPTH_CODES,
    NET_DEPTH_LABELS,
    Audience,
    Need,
    NetDepth,
    UnknownKind,
    join_codes,
    parse_kind,
    parse_kinds,
)

CODED: list[tuple[Mapping[StrEnum, str], Mapping[StrEnum, str]]] = [
    (getattr(item_kinds, f"{name.removesuffix('_CODES')}_LABELS"), getattr(item_kinds, name))
    for name in dir(item_kinds)
    if name.endswith("_CODES")
]


@pytest.mark.parametrize(("labels", "codes"), CODED)
def test_every_member_has_one_word_and_one_code(
    labels: Mapping[StrEnum, str], codes: Mapping[StrEnum, str]
) -> None:
    assert set(labels) == set(codes) == set(type(next(iter(labels))))
    assert len(set(labels.values())) == len(set(codes.values())) == len(labels)


@pytest.mark.parametrize(("labels", "codes"), CODED)
def test_every_member_is_read_from_its_word_its_code_and_its_name(
    labels: Mapping[StrEnum, str], codes: Mapping[StrEnum, str]
) -> None:
    for member in labels:
        for text in (labels[member], codes[member], member.value, f" {labels[member]} "):
            assert parse_kind(text, labels, codes, field="kind") is member


def test_nothing_is_unknown_and_another_word_is_refused_with_the_words_that_there_are() -> None:
    assert parse_kind("  ", NEED_LABELS, NEED_CODES, field="need") is None
    with pytest.raises(UnknownKind) as refused:
        parse_kind("随便", NEED_LABELS, NEED_CODES, field="need")
    assert refused.value.field == "need"
    assert "容缺后补" in refused.value.sentence()


def test_codes_are_those_of_the_standard() -> None:
    assert NEED_CODES[Need.LATER] == "3"
    assert AUDIENCE_CODES[Audience.OTHER] == "6"
    assert NET_DEPTH_CODES[NetDepth.CERTIFICATE] == "7"


@given(st.sets(st.sampled_from(NetDepth)))
def test_several_depths_are_joined_and_read_back(depths: set[NetDepth]) -> None:
    joined = join_codes(depths, NET_DEPTH_CODES)
    assert set(parse_kinds(joined, NET_DEPTH_LABELS, NET_DEPTH_CODES, field="depth")) == depths


def test_several_members_are_read_in_the_order_of_the_set_each_once() -> None:
    read = parse_kinds("企业法人、自然人；1", AUDIENCE_LABELS, AUDIENCE_CODES, field="audiences")
    assert read == (Audience.PERSON, Audience.ENTERPRISE)
