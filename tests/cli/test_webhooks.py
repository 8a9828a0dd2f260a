"""`yimen webhook`: what the operator can do about neighbor systems."""

import argparse
from uuid import uuid4

import pytest

from tests.usecases.exchange.neighbors import COUNTY_REGION, URL, waiting
from yimen.cli import webhooks
from yimen.data.exchange.models import Delivery, Subscription
from yimen.rules.access import NotFound
from yimen.rules.exchange import EventDelivery

pytestmark = pytest.mark.django_db


def _run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    webhooks.add_arguments(parser)
    return webhooks.run(parser.parse_args(words))


def test_a_subscription_lives_and_ends(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("add", COUNTY_REGION, URL, "--name", "市平台", "--type", "case.closed") == 0
    told = capsys.readouterr()
    row = Subscription.objects.get()
    assert told.out.startswith("whsec_")
    assert str(row.pk) in told.err
    assert row.types == ["case.closed"]
    assert _run("test", str(row.pk)) == 0
    assert "十秒内发出" in capsys.readouterr().out
    waiting(row.pk, state=EventDelivery.FAILED)
    assert _run("list") == 0
    assert "市平台  沧县  https://neighbor.example.cn/yimen  推送中，1 条推送失败" in capsys.readouterr().out
    assert _run("failed", str(row.pk)) == 1
    assert "受理（含视为受理）  1309212026000000  对方答复 500" in capsys.readouterr().out
    assert _run("replay", str(row.pk)) == 0
    assert "1 条已排队重推" in capsys.readouterr().out
    assert _run("failed", str(row.pk)) == 0
    Subscription.objects.update(state="PAUSED")
    assert _run("resume", str(row.pk)) == 0
    assert _run("end", str(row.pk)) == 0
    assert Subscription.objects.get().state == "ENDED"


def test_all_since_a_time_of_beijing_goes_again() -> None:
    _run("add", COUNTY_REGION, URL, "--name", "市平台")
    row = Subscription.objects.get()
    for at in (0, 90):
        waiting(row.pk, at, state=EventDelivery.DELIVERED)
    assert _run("replay", str(row.pk), "--since", "2026-11-16T09:30") == 0
    assert Delivery.objects.filter(state="WAITING").count() == 1


def test_what_is_no_number_or_nobody_s_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(NotFound):
        _run("end", str(uuid4()))
    for words in (("end", "x"), ("replay", str(uuid4()), "--since", "昨天")):
        with pytest.raises(SystemExit):
            _run(*words)
    assert "“昨天”不是时间" in capsys.readouterr().err
