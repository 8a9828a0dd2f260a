"""`yimen up` when one of its parts, or it itself, is killed outright: it heals, now or at the next start."""

import json
import os
import signal
from collections.abc import Callable

import pytest

from tests.cli.conftest import Up, are_gone, eventually
from yimen.gateways import process_groups
from yimen.gateways.processes import find_process


def http_worker(up: Up) -> int:
    record = process_groups.read(up.data_dir / "run" / "http.pid")
    assert record is not None
    return next(process.pid for process in process_groups.members(record) if process.pid != record.pid)


def test_each_killed_part_comes_back_while_the_supervisor_stays(start_up: Callable[..., Up]) -> None:
    up = start_up()
    up.wait_ready()

    jobs = up.leader("jobs")
    os.kill(jobs, signal.SIGKILL)
    assert eventually(lambda: "后台任务意外结束(被信号 SIGKILL 终止)" in up.said())
    assert eventually(lambda: (up.data_dir / "run" / "jobs.pid").exists() and up.leader("jobs") != jobs)

    server = up.cluster().server_pid()
    assert server is not None
    os.kill(server, signal.SIGKILL)
    assert eventually(lambda: "数据库已恢复" in up.said())
    assert up.cluster().server_pid() not in {None, server}

    worker = http_worker(up)
    os.kill(worker, signal.SIGKILL)
    assert eventually(lambda: find_process(worker) is None and up.is_serving())

    http = up.leader("http")
    orphan = http_worker(up)
    os.kill(http, signal.SIGKILL)
    assert eventually(lambda: "网页服务意外结束" in up.said())
    assert eventually(up.is_serving)
    assert up.leader("http") != http
    assert find_process(orphan) is None

    family = up.family()
    assert up.end() == 0
    assert are_gone(family)


def test_a_database_that_dies_before_the_pages_are_ready_comes_back(start_up: Callable[..., Up]) -> None:
    up = start_up("--slow-http")
    assert eventually(lambda: "启动网页服务和后台任务……" in up.said())
    assert eventually((up.data_dir / "run" / "http.pid").exists)
    server = up.cluster().server_pid()
    assert server is not None
    os.kill(server, signal.SIGKILL)
    assert eventually(lambda: "数据库已恢复" in up.said()), up.said()
    assert "可以用了" not in up.said()
    (up.data_dir / "let-in").touch()
    up.wait_ready()
    assert up.end() == 0


@pytest.mark.parametrize("with_http", [False, True], ids=["supervisor", "supervisor-and-http"])
def test_a_start_after_a_killed_supervisor_heals(start_up: Callable[..., Up], *, with_http: bool) -> None:
    first = start_up()
    first.wait_ready()
    family = first.family()
    orphans = [first.leader("http"), http_worker(first)]
    if with_http:
        # Frozen, it cannot follow its parent's death: the next start must find and end the group.
        os.kill(first.leader("http"), signal.SIGSTOP)
        for pid in orphans[1:]:
            os.kill(pid, signal.SIGSTOP)
    first.process.kill()
    first.process.wait()
    second = start_up(port=first.port)
    second.wait_ready()
    assert second.is_serving()
    assert are_gone(orphans)
    assert eventually(lambda: are_gone(family))
    assert second.end() == 0


def test_a_record_of_a_dead_supervisor_never_ends_a_stranger(start_up: Callable[..., Up]) -> None:
    up = start_up()
    up.wait_ready()
    assert up.end() == 0
    stranger = find_process(os.getpid())
    assert stranger is not None
    stranger_record = {"pid": stranger.group, "started": stranger.started + 1, "mark": "somebody else's"}
    (up.data_dir / "run" / "http.pid").write_text(json.dumps(stranger_record), encoding="ascii")
    assert process_groups.end_leftovers(up.data_dir / "run") == 0
    assert not (up.data_dir / "run" / "http.pid").exists()
