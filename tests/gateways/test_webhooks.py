"""What one POST to a neighbor lets in: a status, and nothing else of the other side."""

import socket

import pytest

from tests.gateways.receivers import drips, floods, hangs_up, receiver, redirects
from yimen.gateways.webhooks import HttpWebhooks, MemoryWebhooks, WebhookAnswer, Webhooks

HEADERS = {"webhook-id": "evt"}
OPEN = HttpWebhooks(loopback_allowed=True)


def test_an_event_arrives_as_it_was_signed() -> None:
    with receiver() as neighbor:
        assert OPEN.post(neighbor.url, '{"名":1}'.encode(), HEADERS) == WebhookAnswer(status=204)
    assert neighbor.bodies == ['{"名":1}'.encode()]
    assert neighbor.paths == ["/in?from=yimen"]
    assert neighbor.headers[0]["webhook-id"] == "evt"
    assert neighbor.headers[0]["content-type"] == "application/json; charset=utf-8"


@pytest.mark.parametrize(
    ("status", "taken"), [(200, True), (202, True), (299, True), (400, False), (500, False)]
)
def test_only_an_answer_of_two_hundred_takes_it_over(status: int, *, taken: bool) -> None:
    with receiver() as neighbor:
        neighbor.status = status
        answer = OPEN.post(neighbor.url, b"{}", HEADERS)
    assert (answer.status, answer.is_taken) == (status, taken)


def test_a_redirect_is_not_followed() -> None:
    with receiver() as neighbor:
        neighbor.act = redirects
        answer = OPEN.post(neighbor.url, b"{}", HEADERS)
    assert (answer.status, answer.is_taken) == (307, False)
    assert len(neighbor.paths) == 1


def test_a_neighbor_that_hangs_up_is_a_failed_try() -> None:
    with receiver() as neighbor:
        neighbor.act = hangs_up
        assert OPEN.post(neighbor.url, b"{}", HEADERS).fault == "连不上，或者连接中断"


def test_a_neighbor_that_answers_by_drops_is_cut_off() -> None:
    with receiver() as neighbor:
        neighbor.act = drips
        hasty = HttpWebhooks(loopback_allowed=True, seconds=0.3)
        assert hasty.post(neighbor.url, b"{}", HEADERS) == WebhookAnswer(
            status=None, fault="对方超过 10 秒没有答复"
        )


def test_a_flood_is_not_read_to_its_end() -> None:
    with receiver() as neighbor:
        neighbor.act = floods
        assert OPEN.post(neighbor.url, b"{}", HEADERS).is_taken


def test_where_nobody_listens_is_a_failed_try() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    assert OPEN.post(f"http://127.0.0.1:{port}/", b"{}", HEADERS).fault == "连不上，或者连接中断"


def test_plain_http_behind_an_https_address_is_a_failed_try() -> None:
    with receiver() as neighbor:
        answer = OPEN.post(neighbor.url.replace("http://", "https://"), b"{}", HEADERS)
    assert answer.fault == "对方的 HTTPS 证书不可信或者握手失败"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "169.254.169.254", "[::ffff:127.0.0.1]"])
def test_shut_addresses_are_refused_when_written_and_when_called(host: str) -> None:
    shut = HttpWebhooks(loopback_allowed=False)
    assert shut.why_not(f"http://{host}:80/") == "地址指向本机或者不开放的网络"
    assert shut.post(f"http://{host}:80/", b"{}", HEADERS).fault == "地址指向本机或者不开放的网络"


def test_a_name_is_looked_up_when_it_is_called_and_not_before() -> None:
    assert OPEN.why_not("https://no-such-host.invalid/") == ""
    assert OPEN.post("https://no-such-host.invalid/", b"{}", HEADERS).fault == "找不到对方的主机名"


def test_the_fake_keeps_what_was_posted() -> None:
    fake = MemoryWebhooks()
    posts: Webhooks = fake
    fake.answer = WebhookAnswer(status=500)
    assert not posts.post("https://example.cn/", b"{}", HEADERS).is_taken
    assert posts.why_not("http://127.0.0.1/") == ""
    assert [(each.url, each.body) for each in fake.posted] == [("https://example.cn/", b"{}")]
