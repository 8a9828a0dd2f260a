"""Clusters for tests vanish with their owner, whatever happens to it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from yimen.gateways.postgres import throwaway_cluster
from yimen.gateways.processes import find_process

OWNER = """
import time
from yimen.gateways.postgres import throwaway_cluster
with throwaway_cluster() as cluster:
    print(cluster.data_dir, cluster.server_pid(), flush=True)
    time.sleep(600)
"""


def test_a_throwaway_cluster_is_gone_after_its_block() -> None:
    with throwaway_cluster() as cluster:
        assert cluster.is_running()
        pid = cluster.server_pid()
    assert pid is not None
    assert find_process(pid) is None
    assert not cluster.data_dir.exists()


def test_a_throwaway_cluster_is_gone_after_an_error_in_its_block() -> None:
    with pytest.raises(ZeroDivisionError), throwaway_cluster() as cluster:
        _ = 1 // 0
    assert not cluster.data_dir.exists()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_throwaway_cluster_does_not_outlive_an_owner_that_was_killed(number: signal.Signals) -> None:
    owner = subprocess.Popen([sys.executable, "-c", OWNER], stdout=subprocess.PIPE, text=True)
    assert owner.stdout is not None
    folder, server = owner.stdout.readline().split()
    os.kill(owner.pid, number)
    owner.wait()
    owner.stdout.close()
    end = time.monotonic() + 30
    while (Path(folder).exists() or find_process(int(server))) and time.monotonic() < end:
        time.sleep(0.05)
    assert find_process(int(server)) is None
    assert not Path(folder).exists()
