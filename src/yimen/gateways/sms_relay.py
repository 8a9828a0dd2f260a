"""Text messages through the site's own relay: one POST a message, to whatever channel the city has.

Operators' interfaces differ and are not public; a site puts a small relay before its own. We send
JSON {"phone", "text"} with `Authorization: Bearer <key>`; any answer of 2xx means taken over.
"""

import json
import urllib.error
import urllib.request
from datetime import datetime
from pathlib import Path

from yimen.gateways.sms import SentSms
from yimen.rules.errors import N_, Refusal, RuleViolation

_SECONDS = 10.0


class SmsRelayDown(RuleViolation):
    """The relay did not take the message over; it is tried again later."""

    code = "sms.relay_down"
    template = N_("短信现在发不出去，系统会再试。急着登录的，请过几分钟再试，或到窗口办理。")
    refusal = Refusal.CONFLICT


class RelaySms:
    """Posts each message to one address; the key is read from a file under the data folder."""

    def __init__(self, url: str, key_file: Path) -> None:
        if not url.startswith(("http://", "https://")):
            raise ValueError("a relay is reached by http or https")
        self._url = url
        self._key_file = key_file

    def send(self, phone: str, text: str, now: datetime) -> None:  # noqa: ARG002 - the contract's shape
        """Hand one message over; `SmsRelayDown` for everything but an answer of 2xx within ten seconds."""
        body = json.dumps({"phone": phone, "text": text}, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8"}
        if self._key_file.is_file():
            headers["Authorization"] = f"Bearer {self._key_file.read_text(encoding='ascii').strip()}"
        request = urllib.request.Request(self._url, data=body, headers=headers, method="POST")  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 - checked above
                answer.read(1024)
        except (urllib.error.URLError, OSError, ValueError):
            raise SmsRelayDown(field="phone") from None

    def recent(self, limit: int) -> tuple[SentSms, ...]:  # noqa: ARG002 - the contract's shape
        """Nothing is kept here: the relay has its own list."""
        return ()
