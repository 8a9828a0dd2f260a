"""docs/use/api.md, line by line, against a running installation."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import Installation
from tests.e2e.walkthrough import carry_out, differences, steps_of
from tests.meta.house import ROOT

pytestmark = pytest.mark.xdist_group("browser")
PAGE = ROOT / "docs" / "use" / "api.md"


def _with_yimen(installation: Installation, folder: Path) -> dict[str, str]:
    """The surroundings of a reader who sits at the machine: `yimen`, `curl` and `python3` are at hand."""
    assert shutil.which("curl"), "docs/use/api.md is carried out with curl: install it (apt-get install curl)"
    tools = folder / "bin"
    tools.mkdir()
    (tools / "yimen").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m yimen "$@"\n')
    (tools / "yimen").chmod(0o755)
    (tools / "python3").symlink_to(sys.executable)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("YIMEN_")}
    return kept | {
        "PATH": f"{tools}:{os.environ['PATH']}",
        "YIMEN_DATA_DIR": str(installation.data_dir),
        "YIMEN": installation.base_url,
    }


def test_the_page_is_true_line_by_line(installation: Installation, tmp_path: Path) -> None:
    steps = steps_of(PAGE.read_text(encoding="utf-8"))
    assert len([step for step in steps if step.expected is not None]) >= 10
    assert carry_out(steps, tmp_path, _with_yimen(installation, tmp_path)) == []


def test_a_page_that_is_not_true_is_found(tmp_path: Path) -> None:
    page = '```sh\necho \'{"a": 1, "b": ["x", "y"]}\'\n```\n\n```json\n{"a": 2, "b": ["…"], "c": "…"}\n```\n'
    told = carry_out(steps_of(page), tmp_path, dict(os.environ))
    assert told == ["line 2: answer.a is 1, not 2", "line 2: answer.c is missing"]
    stops = steps_of("text\n\n```sh\necho before\nfalse\necho after\n```\n")
    assert carry_out(stops, tmp_path, dict(os.environ)) == ["line 4: ended with 1: before\n"]


def test_what_may_vary_is_said_with_three_dots() -> None:
    assert list(differences({"no": "沧县…号", "rest": "…"}, {"no": "沧县旧州镇1号", "rest": [1]}, "a")) == []
    assert list(differences(["x", "…"], ["x", "y", "z"], "a")) == []
    assert list(differences(["x"], ["x", "y"], "a")) == ["a has 2 elements, not 1"]
    assert list(differences({"ok": True}, {"ok": 1}, "a")) == ["a.ok is 1, not True"]
