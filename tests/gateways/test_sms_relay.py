"""The site's own relay: what it is sent, and what becomes of its answers."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from yimen.gateways.sms_relay import RelaySms, SmsRelayDown

NOW = datetime(2026, 9, 18, 2, 24, tzinfo=UTC)


class _Relay(BaseHTTPRequestHandler):
    status = 202
    seen: list[tuple[str | None, dict[str, str]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).seen.append((self.headers["Authorization"], json.loads(body)))
        self.send_response(type(self).status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def relay() -> Iterator[str]:
    """A relay on loopback that remembers what came."""
    _Relay.seen, _Relay.status = [], 202
    server = HTTPServer(("127.0.0.1", 0), _Relay)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sms"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_message_is_handed_over_with_the_key_of_the_file(relay: str, tmp_path: Path) -> None:
    key = tmp_path / "sms-key"
    key.write_text("a-secret\n", encoding="ascii")
    RelaySms(relay, key).send("13800005678", "您的件已受理。", NOW)
    assert _Relay.seen == [("Bearer a-secret", {"phone": "13800005678", "text": "您的件已受理。"})]


def test_without_a_key_file_no_key_is_sent(relay: str, tmp_path: Path) -> None:
    RelaySms(relay, tmp_path / "none").send("13800005678", "好。", NOW)
    assert _Relay.seen[0][0] is None


def test_a_refusal_and_a_dead_relay_are_told_in_words(relay: str, tmp_path: Path) -> None:
    _Relay.status = 503
    with pytest.raises(SmsRelayDown):
        RelaySms(relay, tmp_path / "none").send("13800005678", "好。", NOW)
    with pytest.raises(SmsRelayDown) as refused:
        RelaySms("http://127.0.0.1:9/sms", tmp_path / "none").send("13800005678", "好。", NOW)
    assert "系统会再试" in refused.value.sentence()


def test_another_kind_of_address_is_no_relay(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="http"):
        RelaySms("file:///etc/passwd", tmp_path / "none")
