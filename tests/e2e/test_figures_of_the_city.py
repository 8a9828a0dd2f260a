"""The figures of the whole demo city: live they are what plain counts say, and a recount finds nothing."""

import os
import subprocess
import sys

import pytest

from tests.e2e.conftest import Installation
from tests.meta.house import ROOT

pytestmark = pytest.mark.xdist_group("browser")


def run(installation: Installation, *words: str) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("YIMEN_")}
    environ = kept | {"YIMEN_DATA_DIR": str(installation.data_dir), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    done = subprocess.run(
        [sys.executable, "-m", *words], env=environ, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_live_figures_are_plain_counts_and_a_recount_finds_nothing(installation: Installation) -> None:
    told = run(installation, "tests.usecases.indicators.compared")
    assert told.startswith("20 units, ")
    run(installation, "yimen", "indicators", "fold")
    assert run(installation, "yimen", "indicators", "recount") == "从头统计的结果和汇总的一样。\n"
    assert run(installation, "tests.usecases.indicators.compared").startswith("20 units, ")
