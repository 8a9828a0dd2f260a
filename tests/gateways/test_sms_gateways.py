"""The demo's outbox, the fake, and the refusal where no channel is."""

import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from yimen.gateways.sms import CannotSendSms, DemoSms, MemorySms, NoSms, SentSms, SmsGateway

NOW = datetime(2026, 9, 18, 2, 24, tzinfo=UTC)


@pytest.fixture(params=["demo", "memory"])
def gateway(request: pytest.FixtureRequest, tmp_path: Path) -> SmsGateway:
    """Each gateway that remembers."""
    return DemoSms(tmp_path / "demo" / "sms.jsonl", demo=True) if request.param == "demo" else MemorySms()


def test_the_newest_message_comes_first_and_no_more_than_asked(gateway: SmsGateway) -> None:
    for minute in range(5):
        gateway.send("13800005678", f"验证码\n{minute}", NOW + timedelta(minutes=minute))
    newest = SentSms(phone="13800005678", text="验证码\n4", sent_at=NOW + timedelta(minutes=4))
    assert gateway.recent(2)[0] == newest
    assert len(gateway.recent(2)) == 2
    assert len(gateway.recent(99)) == 5


def test_nothing_sent_is_nothing_shown(gateway: SmsGateway) -> None:
    assert gateway.recent(10) == ()


def test_the_demo_outbox_refuses_to_exist_outside_the_demo(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="demo"):
        DemoSms(tmp_path / "sms.jsonl", demo=False)


def test_the_demo_outbox_is_for_its_owner_only(tmp_path: Path) -> None:
    DemoSms(tmp_path / "sms.jsonl", demo=True).send("13800005678", "验证码", NOW)
    assert stat.S_IMODE((tmp_path / "sms.jsonl").stat().st_mode) == 0o600


def test_many_senders_never_mix_their_lines(tmp_path: Path) -> None:
    gateway = DemoSms(tmp_path / "sms.jsonl", demo=True)

    def send(number: int) -> None:
        for _ in range(20):
            gateway.send(f"1380000{number:04}", "长" * 3000, NOW)

    threads = [threading.Thread(target=send, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {len(sent.text) for sent in gateway.recent(1000)} == {3000}
    assert len(gateway.recent(1000)) == 120


def test_without_a_channel_the_refusal_names_the_way_on() -> None:
    with pytest.raises(CannotSendSms, match="窗口"):
        NoSms().send("13800005678", "验证码", NOW)
    assert NoSms().recent(5) == ()
