"""The shift of the demo's clock: one small file that every process sees."""

from datetime import timedelta
from pathlib import Path

import pytest

from yimen.gateways.demo_clocks import DemoClock, FileDemoClock, MemoryDemoClock, NoDemoClock


@pytest.mark.parametrize("kind", ["file", "memory"])
def test_what_was_set_is_there_for_the_next_look(kind: str, tmp_path: Path) -> None:
    clock: DemoClock = FileDemoClock(tmp_path / "demo" / "clock") if kind == "file" else MemoryDemoClock()
    assert clock.shift() is None
    for days in (-70, 3):
        clock.set(timedelta(days=days))
        assert clock.shift() == timedelta(days=days)


def test_another_process_sees_it_and_no_draft_stays(tmp_path: Path) -> None:
    FileDemoClock(tmp_path / "clock").set(timedelta(days=1))
    assert FileDemoClock(tmp_path / "clock").shift() == timedelta(days=1)
    assert [each.name for each in tmp_path.iterdir()] == ["clock"]


def test_a_file_that_says_nothing_is_a_clock_never_set(tmp_path: Path) -> None:
    (tmp_path / "clock").write_text("morgen", encoding="ascii")
    assert FileDemoClock(tmp_path / "clock").shift() is None


def test_outside_a_demo_there_is_nothing_to_set() -> None:
    assert NoDemoClock().shift() is None
    with pytest.raises(RuntimeError):
        NoDemoClock().set(timedelta(days=1))
