"""Twenty of the kills of `python -m bench.faults`, as an operator would start them."""

import subprocess
import sys
from pathlib import Path

from tests.quick_folders import quick_parent
from yimen.cli.up import program_environment

ROOT = Path(__file__).resolve().parents[2]


def test_twenty_kills_under_load_lose_and_double_nothing(prepared_place: Path) -> None:
    asked = ("--kills", "20", "--seed", "20", "--prepared", str(prepared_place))
    parent = quick_parent()
    quick = {} if parent is None else {"TMPDIR": str(parent)}
    done = subprocess.run(
        [sys.executable, "-m", "bench.faults", *asked],
        cwd=ROOT,
        env={**program_environment(), **quick},
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert "everything was kept" in said
    assert "20 kills" in said
