"""Text messages to people's phones: none yet, a demo outbox on disk, and the fake."""

import fcntl
import json
import os
import threading
from collections import deque
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from yimen.rules.errors import N_, Refusal, RuleViolation


class CannotSendSms(RuleViolation):
    """No way of sending messages is configured at this place."""

    code = "sms.not_configured"
    template = N_("短信通道还没有开通，暂时发不出验证码，请到窗口办理或拨打中心电话。")
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class SentSms:
    """One message that left."""

    phone: str
    text: str
    sent_at: datetime


class SmsGateway(Protocol):
    """Sends one message at a time; no personal values beyond the phone go into the text."""

    def send(self, phone: str, text: str, now: datetime) -> None:
        """Hand the message over; CannotSendSms where no channel is configured."""
        ...

    def recent(self, limit: int) -> tuple[SentSms, ...]:
        """The newest messages first, where the gateway can show them (demo, fake), else nothing."""
        ...


class NoSms:
    """Refuses in plain words: a production place that has no channel yet."""

    def send(self, phone: str, text: str, now: datetime) -> None:  # noqa: ARG002 - the contract's shape
        """Refuse always."""
        raise CannotSendSms(field="phone")

    def recent(self, limit: int) -> tuple[SentSms, ...]:  # noqa: ARG002 - the contract's shape
        """Nothing was sent."""
        return ()


class DemoSms:
    """Appends each message to a 0600 file of JSON lines, which the demo page shows.

    It would leak codes, so it refuses to be built where `demo` is not true.
    """

    def __init__(self, path: Path, *, demo: bool) -> None:
        if not demo:
            raise ValueError("the demo's message outbox exists in demo mode only")
        self._path = path

    def send(self, phone: str, text: str, now: datetime) -> None:
        """Append one line under a lock, so that several processes never mix their lines."""
        line = json.dumps({"phone": phone, "text": text, "sent_at": now.isoformat()}, ensure_ascii=False)
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "ab") as outbox:
            fcntl.flock(outbox, fcntl.LOCK_EX)
            outbox.write(line.encode("utf-8") + b"\n")

    def recent(self, limit: int) -> tuple[SentSms, ...]:
        """The last `limit` messages, newest first."""
        try:
            with self._path.open("rb") as outbox:
                fcntl.flock(outbox, fcntl.LOCK_SH)
                lines = deque(outbox, maxlen=limit)
        except FileNotFoundError:
            return ()
        return tuple(_sent(json.loads(line)) for line in reversed(lines))


def _sent(row: dict[str, str]) -> SentSms:
    return SentSms(phone=row["phone"], text=row["text"], sent_at=datetime.fromisoformat(row["sent_at"]))


class MemorySms:
    """The fake: remembers what it was told to send."""

    def __init__(self) -> None:
        self._sent: list[SentSms] = []
        self._lock = threading.Lock()

    def send(self, phone: str, text: str, now: datetime) -> None:
        """Remember the message."""
        with self._lock:
            self._sent.append(SentSms(phone=phone, text=text, sent_at=now))

    def recent(self, limit: int) -> tuple[SentSms, ...]:
        """The newest messages first."""
        return tuple(reversed(self._sent))[:limit]
