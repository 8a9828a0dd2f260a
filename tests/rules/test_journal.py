"""The journal's arithmetic: one spelling, one chain, one root, and every way to break them."""

import datetime as dt
import hashlib
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.rules.calendar import BEIJING
from yimen.rules.journal import (
    BrokenEntry,
    ChainEntry,
    Fault,
    canonical_json,
    chain_digest,
    check_chain,
    entry_text,
    merkle_root,
)


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def text_of(seq: int, previous: bytes | str, **changes: object) -> str:
    facts = {
        "county_code": "130921",
        "subject_type": "case",
        "subject_id": "0198",
        "at": dt.datetime(2026, 9, 18, 9, 30, tzinfo=BEIJING),
        "actor": "王敏",
        "act": "cases.accept",
        "facts": {"数量": seq, "b": [1, None, True]},
        **changes,
    }
    return entry_text(seq=seq, previous=previous, **facts)  # type: ignore[arg-type]


def chain(length: int) -> list[ChainEntry]:
    entries: list[ChainEntry] = []
    previous = b""
    for seq in range(1, length + 1):
        text = text_of(seq, previous)
        previous = chain_digest(text, sha)
        entries.append(ChainEntry(seq=seq, text=text, digest=previous))
    return entries


def test_an_entry_has_one_exact_spelling() -> None:
    assert text_of(1, "") == (
        '{"act":"cases.accept","actor":"王敏","at":"2026-09-18T01:30:00.000000Z","county_code":"130921",'
        '"facts":{"b":[1,null,true],"数量":1},"previous":"","seq":1,"subject_id":"0198","subject_type":"case"}'
    )


def test_the_digest_before_may_be_given_as_bytes_or_hex() -> None:
    assert text_of(2, sha(b"1")) == text_of(2, sha(b"1").hex())


def test_the_same_moment_in_another_time_zone_is_the_same_text() -> None:
    moment = dt.datetime(2026, 9, 18, 9, 30, tzinfo=BEIJING)
    assert text_of(1, "", at=moment.astimezone(dt.UTC)) == text_of(1, "", at=moment)
    with pytest.raises(ValueError, match="time zone"):
        text_of(1, "", at=moment.replace(tzinfo=None))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), JSON, max_size=6))
def test_canonical_json_reads_back_and_ignores_the_order_of_keys(value: dict[str, object]) -> None:
    text = canonical_json(value)
    assert json.loads(text) == value
    assert canonical_json(dict(reversed(list(value.items())))) == text


@pytest.mark.parametrize("value", [1.5, float("nan"), dt.date(2026, 1, 1), b"x", {1: "x"}, {"x"}])
def test_what_has_no_single_spelling_is_a_bug(value: object) -> None:
    with pytest.raises(TypeError):
        canonical_json({"x": value})


def test_a_whole_chain_holds() -> None:
    assert check_chain(chain(5), sha) is None
    assert check_chain([], sha) is None


def test_a_changed_text_is_found() -> None:
    entries = chain(5)
    entries[2] = replace(entries[2], text=entries[2].text.replace("王敏", "李强"))
    assert check_chain(entries, sha) == BrokenEntry(seq=3, fault=Fault.CHANGED)


def test_a_changed_text_with_a_mended_digest_breaks_the_next_link() -> None:
    entries = chain(5)
    text = entries[2].text.replace("王敏", "李强")
    entries[2] = replace(entries[2], text=text, digest=sha(text.encode()))
    assert check_chain(entries, sha) == BrokenEntry(seq=4, fault=Fault.UNLINKED)


@pytest.mark.parametrize("at", [0, 1, 3])
def test_a_dropped_entry_is_found(at: int) -> None:
    entries = chain(5)
    del entries[at]
    assert check_chain(entries, sha) == BrokenEntry(seq=at + 1, fault=Fault.MISSING)


def test_an_inserted_entry_is_found() -> None:
    entries = chain(4)
    forged = text_of(3, entries[1].digest, act="cases.grant")
    entries.insert(2, ChainEntry(seq=3, text=forged, digest=sha(forged.encode())))
    assert check_chain(entries, sha) == BrokenEntry(seq=4, fault=Fault.MISPLACED)


def test_a_swapped_pair_and_a_renumbered_entry_are_found() -> None:
    entries = chain(4)
    entries[1], entries[2] = entries[2], entries[1]
    assert check_chain(entries, sha) is not None
    entries = chain(4)
    entries[3] = replace(entries[2], seq=4)
    assert check_chain(entries, sha) == BrokenEntry(seq=4, fault=Fault.MISPLACED)


@given(st.integers(min_value=1, max_value=8), st.data())
def test_any_one_changed_byte_breaks_the_chain(length: int, data: st.DataObject) -> None:
    entries = chain(length)
    at = data.draw(st.integers(min_value=0, max_value=length - 1))
    raw = bytearray(entries[at].digest)
    raw[data.draw(st.integers(min_value=0, max_value=31))] ^= 1
    entries[at] = replace(entries[at], digest=bytes(raw))
    assert check_chain(entries, sha) == BrokenEntry(seq=at + 1, fault=Fault.CHANGED)


def rfc6962(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962 §2.1, by recursion."""
    if len(leaves) < 2:
        return sha(b"\x00" + leaves[0]) if leaves else sha(b"")
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return sha(b"\x01" + rfc6962(leaves[:split]) + rfc6962(leaves[split:]))


@given(st.lists(st.binary(max_size=8), max_size=40))
def test_the_root_is_that_of_the_standard(leaves: list[bytes]) -> None:
    assert merkle_root(leaves, sha) == rfc6962(leaves)


@given(st.lists(st.binary(max_size=4), max_size=20), st.lists(st.binary(max_size=4), max_size=20))
def test_other_leaves_have_another_root(one: list[bytes], two: list[bytes]) -> None:
    assert (merkle_root(one, sha) == merkle_root(two, sha)) is (one == two)


def test_a_repeated_last_leaf_gives_another_root() -> None:
    leaves = [b"a", b"b", b"c"]
    assert merkle_root(leaves, sha) != merkle_root([*leaves, b"c"], sha)


def test_a_node_does_not_pass_for_a_leaf() -> None:
    left, right = sha(b"\x00a"), sha(b"\x00b")
    assert merkle_root([b"a", b"b"], sha) != merkle_root([left + right], sha)
