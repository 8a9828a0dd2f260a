"""A part that cannot be started now is tried again later, and nothing of it runs unrecorded."""

import sys
from pathlib import Path

from yimen.gateways.processes import list_processes
from yimen.usecases.hosting.children import Child, Service

MARK = "a part that nobody could find again"


def test_a_part_whose_record_finds_no_room_does_not_run_and_is_tried_again(tmp_path: Path) -> None:
    said: list[str] = []
    service = Service(
        name="part",
        title="某部分",
        command=(sys.executable, "-c", f"import time; time.sleep(600)  # {MARK}"),
        stop_seconds=5.0,
        pauses_seconds=(0.0,),
    )
    (tmp_path / "run").write_text("stands where the records should lie", encoding="utf-8")
    child = Child(service, data_dir=tmp_path, environment={}, say=said.append)
    child.tend()
    assert said
    assert said[0].startswith("某部分暂时起不来：")
    assert not [each for each in list_processes() if MARK in " ".join(each.command)]

    (tmp_path / "run").unlink()
    child.tend()
    assert [each for each in list_processes() if MARK in " ".join(each.command)]
    child.stop()
    assert not [each for each in list_processes() if MARK in " ".join(each.command)]
