"""`yimen retention`: the table by default, clearing only when it is asked for."""

import argparse
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.world import ID
from yimen.cli import retention
from yimen.data.people.models import Attempt

pytestmark = pytest.mark.usefixtures("real_db")


def _run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    retention.add_arguments(parser)
    return retention.run(parser.parse_args(words))


def test_it_says_what_it_would_do_and_then_does_it(capsys: pytest.CaptureFixture[str]) -> None:
    long_ago = timezone.now() - timedelta(days=400)
    Attempt.objects.create(id=ID("old try"), way="PASSWORD", key="x", at=long_ago, ok=False)
    assert _run() == 0
    told = capsys.readouterr().out
    assert "什么也没有删" in told
    assert "登录和查询的尝试记录：尝试后 184 天" in told
    assert "现在超期 1 条。" in told
    assert "办件和材料：未定，保留。永不自动删除" in told
    assert Attempt.objects.count() == 1
    assert _run("--apply") == 0
    assert "登录和查询的尝试记录：清理 1 条" in capsys.readouterr().out
    assert not Attempt.objects.exists()
    assert _run("--apply") == 0
    assert capsys.readouterr().out == "没有超过保存期限的数据。\n"


def test_both_at_once_is_not_understood() -> None:
    with pytest.raises(SystemExit) as ended:
        _run("--dry-run", "--apply")
    assert ended.value.code == 2
