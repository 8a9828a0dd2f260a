"""The frame of the command line: names, refusals, exit codes."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from types import ModuleType
from typing import Any

import pytest

from yimen.cli import commands, main
from yimen.cli.supervisor.progress import ProgressLines
from yimen.config import environment
from yimen.rules.errors import RuleViolation


class CannotTry(RuleViolation):
    code = "test.cannot_try"
    template = "第 {row} 行读不懂。"


def run_yimen(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "yimen", *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **variables},
    )


@pytest.fixture
def trial() -> Iterator[ModuleType]:
    """A command `trial` that exists for one test."""
    module = ModuleType("trial_command")
    module.add_arguments = lambda parser: parser.add_argument("word")  # type: ignore[attr-defined]
    sys.modules["trial_command"] = module
    commands.COMMANDS["trial"] = commands.Command(module="trial_command", summary="试", needs_database=False)
    yield module
    del commands.COMMANDS["trial"], sys.modules["trial_command"]


def test_help_names_every_command_in_chinese() -> None:
    answer = run_yimen("--help")
    assert answer.returncode == 0
    assert all(name in answer.stdout for name in commands.COMMANDS)
    assert "启动数据库" in answer.stdout


def test_an_unknown_command_is_named() -> None:
    answer = run_yimen("servve")
    assert answer.returncode == 2
    assert "没有“servve”这个命令" in answer.stderr


def test_an_environment_that_cannot_be_meant_ends_with_2_and_its_sentence() -> None:
    answer = run_yimen("up", PORT="eight")
    assert answer.returncode == 2
    assert answer.stderr == "环境变量 PORT 应是 1 到 65535 的整数，现在是“eight”。\n"


def test_a_command_gets_its_arguments_and_gives_its_status(trial: Any) -> None:
    trial.run = lambda arguments: 7 if arguments.word == "seven" else 0
    assert main.main(["trial", "seven"], environment.load({})) == 7
    assert main.main(["trial", "other"], environment.load({})) == 0


def test_a_refusal_is_printed_as_its_sentence(trial: Any, capsys: pytest.CaptureFixture[str]) -> None:
    def refuse(_arguments: object) -> int:
        raise CannotTry(row=3)

    trial.run = refuse
    assert main.main(["trial", "x"], environment.load({})) == 1
    assert capsys.readouterr().err == "第 3 行读不懂。\n"


class FullOutput(StringIO):
    """A log on a disk without room."""

    def write(self, text: str) -> int:  # noqa: ARG002 - the contract's shape
        raise OSError(errno.ENOSPC, "No space left on device")


def test_the_supervisor_goes_on_when_its_words_find_no_room() -> None:
    done = False
    with redirect_stdout(FullOutput()), ProgressLines().step("准备数据库"):
        done = True
    assert done
