"""`yimen up` from start to stop: serves, says so, stops in order, refuses a second one and a busy port."""

import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Up, are_gone, eventually


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_serves_until_asked_to_stop_and_leaves_nothing(
    start_up: Callable[..., Up], number: signal.Signals
) -> None:
    up = start_up()
    up.wait_ready()
    assert up.is_serving()
    family = up.family()
    assert len(family) > 8
    assert up.end(number) == 0
    assert are_gone(family)
    assert list((up.data_dir / "run").glob("*.pid")) == []
    said = up.said()
    assert said.index("停止网页服务") < said.index("停止后台任务") < said.index("停止数据库")


def test_a_second_start_is_refused_and_the_first_goes_on(start_up: Callable[..., Up]) -> None:
    first = start_up()
    first.wait_ready()
    second = start_up()
    assert second.process.wait(timeout=30) == 1
    assert f"已有一个 yimen up 在运行（进程号 {first.process.pid}）" in second.said()
    assert first.is_serving()


def test_a_busy_port_is_named_before_anything_is_started(start_up: Callable[..., Up]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen(1)
        port = other.getsockname()[1]
        up = start_up(port=port)
        assert up.process.wait(timeout=30) == 1
    assert f"端口 {port} 已被别的程序占用" in up.said()
    assert "PORT=" in up.said()
    assert not (up.data_dir / "postgres").exists()


def test_it_serves_from_a_long_path_with_chinese_and_spaces(
    start_up: Callable[..., Up], scratch: Path
) -> None:
    up = start_up(data_dir=scratch / ("沧州市 沧县 " * 4) / ("旧州镇 " * 6) / "数据")
    up.wait_ready()
    assert up.is_serving()
    assert up.end() == 0


def test_it_serves_from_a_folder_that_only_its_owner_may_enter(
    start_up: Callable[..., Up], scratch: Path
) -> None:
    closed = scratch / "closed"
    closed.mkdir(mode=0o700)
    up = start_up(data_dir=closed / "var")
    up.wait_ready()
    assert up.is_serving()
    assert (closed / "var" / "postgres").is_symlink() == (os.geteuid() == 0)
    assert up.end() == 0
    assert closed.stat().st_mode & 0o777 == 0o700


def test_an_application_that_cannot_start_is_reported_with_its_last_words(
    start_up: Callable[..., Up],
) -> None:
    up = start_up("--broken-http")
    assert up.process.wait(timeout=60) == 1
    assert "网页服务起不来" in up.said()
    assert "nothing" in up.said()
    assert not up.cluster().is_running()


def test_a_preparation_that_fails_is_reported_with_its_last_words(start_up: Callable[..., Up]) -> None:
    up = start_up("--broken-preparation")
    assert up.process.wait(timeout=60) == 1
    assert "试准备没有成功(退出码 7)" in up.said()
    assert "准备到一半" in up.said()
    assert not up.cluster().is_running()


def test_it_can_be_stopped_while_it_still_prepares(start_up: Callable[..., Up]) -> None:
    up = start_up("--slow-preparation")
    assert eventually((up.data_dir / "run" / "prepare.pid").exists)
    family = up.family()
    assert up.end() == 0
    assert are_gone(family)
    assert "可以用了" not in up.said()
