"""The receiver that docs/use/api-webhooks.md shows takes what we sign and refuses all else."""

import re
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from django.utils import timezone

from yimen.gateways.webhooks import HttpWebhooks
from yimen.rules.exchange import EVENT_LABELS, secret_text, signed_headers

PAGE = (Path(__file__).parents[2] / "docs/use/api-webhooks.md").read_text(encoding="utf-8")
SECRET = b"a secret of thirty-two bytes....!"


def _receiver() -> type[BaseHTTPRequestHandler]:
    code = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert code is not None
    lines = code[1].replace("whsec_换成开通时给您的密钥", secret_text(SECRET)).splitlines()
    assert lines[-1].startswith("http.server.HTTPServer(")
    names: dict[str, Any] = {}
    exec("\n".join(lines[:-1]), names)  # noqa: S102 - the page's own lines are what is tested
    shown: type[BaseHTTPRequestHandler] = names["Receiver"]
    return shown


def test_the_shown_receiver_takes_ours_and_refuses_changed_old_and_foreign_ones() -> None:
    server = HTTPServer(("127.0.0.1", 0), _receiver())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}/"
    webhooks = HttpWebhooks(loopback_allowed=True)
    now, body = timezone.now(), '{"type":"case.accepted","名":"值"}'.encode()

    def status(secret: bytes = SECRET, at: Any = now, sent: bytes = body) -> int | None:
        headers = signed_headers(secret=secret, event_id="evt", at=at, body=body)
        return webhooks.post(url, sent, headers).status

    try:
        assert status() == 204
        assert status(sent=body + b" ") == 401
        assert status(at=now - timedelta(minutes=6)) == 401
        assert status(secret=b"another") == 401
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_the_page_lists_every_event() -> None:
    rows = dict(re.findall(r"^\| `([a-z_.]+\.[a-z_.]+)` \| (.+) \|$", PAGE, re.MULTILINE))
    assert {name: rows.get(name) for name in EVENT_LABELS} == EVENT_LABELS
