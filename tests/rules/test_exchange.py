"""What neighbors are told, how it is signed, when it is tried again."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.rules.case_states import Act
from yimen.rules.exchange import (
    EVENT_LABELS,
    EVENT_TYPES,
    MOST_TRIES,
    PAUSED_AFTER,
    PAUSES,
    TEST_EVENT,
    UNTOLD_ACTS,
    BadWebhookUrl,
    UnknownEventType,
    check_types,
    check_url,
    event_body,
    is_shut_address,
    is_to_pause,
    next_try,
    secret_text,
    signed_headers,
)
from yimen.rules.grants import GRANTS

NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)


def test_every_act_of_the_table_is_told_or_kept_on_purpose() -> None:
    told = {name.removeprefix("cases.").upper() for name in EVENT_TYPES}
    assert {act.value for act in Act} - told == {act.value for act in UNTOLD_ACTS}
    assert set(EVENT_TYPES) <= set(GRANTS)
    assert set(EVENT_TYPES.values()) | {TEST_EVENT} == set(EVENT_LABELS)


@pytest.mark.parametrize(
    "private", ["reveal", "add_note", "save_draft", "look_up_person", "ask_consent", "assign"]
)
def test_what_is_private_is_no_event(private: str) -> None:
    assert f"cases.{private}" not in EVENT_TYPES


def test_the_signature_is_what_an_independent_few_lines_compute() -> None:
    secret, body = b"0123456789abcdef0123456789abcdef", '{"id":"x","名":"值"}'.encode()
    headers = signed_headers(secret=secret, event_id="evt", at=NOW, body=body)
    key = base64.b64decode(secret_text(secret).removeprefix("whsec_"))
    mine = hmac.new(key, f"evt.{int(NOW.timestamp())}.".encode() + body, hashlib.sha256).digest()
    assert headers == {
        "webhook-id": "evt",
        "webhook-timestamp": str(int(NOW.timestamp())),
        "webhook-signature": "v1," + base64.b64encode(mine).decode(),
    }


@given(st.binary(min_size=1, max_size=40), st.binary(max_size=80), st.integers(0, 79))
def test_another_body_or_moment_has_another_signature(secret: bytes, body: bytes, at: int) -> None:
    signed = signed_headers(secret=secret, event_id="evt", at=NOW, body=body)["webhook-signature"]
    changed = body[:at] + b"!" + body[at:]
    assert signed_headers(secret=secret, event_id="evt", at=NOW, body=changed)["webhook-signature"] != signed
    later = NOW + timedelta(seconds=1)
    assert signed_headers(secret=secret, event_id="evt", at=later, body=body)["webhook-signature"] != signed


def test_pauses_grow_from_seconds_to_half_a_day_and_end_after_eight_tries() -> None:
    assert MOST_TRIES == 8
    assert list(PAUSES) == sorted(PAUSES)
    assert next_try(1, NOW, 0.5) == NOW + timedelta(seconds=5)
    assert next_try(7, NOW, 0.5) == NOW + timedelta(hours=12)
    assert next_try(8, NOW, 0.5) is None


@given(st.integers(1, 7), st.floats(0, 1))
def test_jitter_stays_within_a_tenth(tries: int, jitter: float) -> None:
    moment = next_try(tries, NOW, jitter)
    assert moment is not None
    assert abs((moment - NOW) / PAUSES[tries - 1] - 1) <= 0.1001


def test_three_days_of_failures_pause_a_neighbor() -> None:
    assert not is_to_pause(None, NOW)
    assert not is_to_pause(NOW - PAUSED_AFTER + timedelta(seconds=1), NOW)
    assert is_to_pause(NOW - PAUSED_AFTER, NOW)


@pytest.mark.parametrize(
    "url", ["https://hooks.example.cn/yimen?x=1", "http://10.8.0.5:8443/in", "https://[2001:db8::1]/a"]
)
def test_an_address_is_taken_as_it_stands(url: str) -> None:
    assert check_url(f" {url} ") == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://example.cn/",
        "file:///etc/passwd",
        "https://",
        "https:///x",
        "https://clerk:pw@example.cn/",
        "https://example.cn/#x",
        "https://example.cn:0/",
        "https://example.cn:99999/",
        "https://例子.cn/",
        "https://example.cn/a b",
        "https://example.cn/\r\nHost: x",
        "https://example.cn/" + "a" * 500,
        "https://[::1/",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(BadWebhookUrl) as refused:
        check_url(url)
    assert refused.value.field == "url"
    assert "{" not in refused.value.sentence()


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254",
        "100.100.100.200",
        "fd00:ec2::254",
        "fe80::1%eth0",
        "::ffff:169.254.169.254",
        "0.0.0.0",  # noqa: S104 - nothing listens here
        "::",
        "224.0.0.1",
        "240.0.0.1",
    ],
)
def test_shut_networks_are_shut_even_where_loopback_is_open(address: str) -> None:
    assert is_shut_address(address, loopback_allowed=True)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])
def test_this_machine_is_shut_unless_the_operator_opens_it(address: str) -> None:
    assert is_shut_address(address, loopback_allowed=False)
    assert not is_shut_address(address, loopback_allowed=True)


@pytest.mark.parametrize("address", ["10.0.0.5", "192.168.1.9", "172.16.0.1", "59.110.1.1", "2001:4860::1"])
def test_the_government_s_own_network_is_open(address: str) -> None:
    assert not is_shut_address(address, loopback_allowed=False)


def test_types_keep_the_order_of_the_table_and_unknown_ones_are_named() -> None:
    assert check_types([]) == ()
    assert check_types(["case.closed", " case.accepted", "case.closed"]) == ("case.accepted", "case.closed")
    for wrong in ("case.exploded", TEST_EVENT):
        with pytest.raises(UnknownEventType, match=wrong):
            check_types([wrong])


def test_a_body_is_the_same_text_at_every_try() -> None:
    text = event_body(event_id="e", event_type="case.accepted", at=NOW, data={"case_no": "1309212026000001"})
    assert text == event_body(
        event_id="e", event_type="case.accepted", at=NOW, data={"case_no": "1309212026000001"}
    )
    assert json.loads(text) == {
        "id": "e",
        "type": "case.accepted",
        "timestamp": "2026-11-16T02:00:00+00:00",
        "data": {"case_no": "1309212026000001"},
    }
