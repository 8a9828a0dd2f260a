"""A page of the documents is carried out: its ```sh blocks are run, its ```json blocks are what must come.

All blocks run in one bash that stops at the first command that fails. After a block of commands a block
of JSON says what the last line that they print must hold: every named field, as it is written there; `…`
stands for anything, alone or within a text, and as the last element of a list for all that may follow.
"""

import json
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_BLOCK = re.compile(r"^```(sh|json)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_REST = "…"
_PATIENCE_SECONDS = 240


@dataclass(frozen=True, kw_only=True)
class Step:
    """Commands, where they stand in the page, and what they must print."""

    line: int
    commands: str
    expected: Any


def steps_of(page: str) -> list[Step]:
    """The steps of a page in their order; a block of JSON belongs to the commands before it."""
    found: list[Step] = []
    for block in _BLOCK.finditer(page):
        line = page.count("\n", 0, block.start()) + 2
        if block[1] == "sh":
            found.append(Step(line=line, commands=block[2], expected=None))
        else:
            asked = found.pop()
            assert asked.expected is None, f"line {line}: an answer without commands"
            found.append(Step(line=asked.line, commands=asked.commands, expected=json.loads(block[2])))
    return found


def carry_out(steps: Sequence[Step], folder: Path, environ: Mapping[str, str]) -> list[str]:
    """What did not go as the page says, each with its line; empty when all did."""
    script = ["set -euo pipefail"]
    for number, step in enumerate(steps):
        script += [f"exec >{number}.out", step.commands]
    (folder / "page.sh").write_text("\n".join(script), encoding="utf-8")
    done = subprocess.run(
        ["bash", "page.sh"],
        cwd=folder,
        env=dict(environ),
        stderr=subprocess.PIPE,
        text=True,
        timeout=_PATIENCE_SECONDS,
        check=False,
    )
    faults: list[str] = []
    for number, step in enumerate(steps):
        output = folder / f"{number}.out"
        if not output.exists():
            break
        told = output.read_text(encoding="utf-8")
        is_last = not (folder / f"{number + 1}.out").exists()
        if is_last and done.returncode != 0:
            return [*faults, f"line {step.line}: ended with {done.returncode}: {done.stderr}{told}"]
        if step.expected is not None:
            faults += [f"line {step.line}: {fault}" for fault in _compare(step.expected, told)]
    return faults


def _compare(expected: Any, told: str) -> list[str]:
    lines = told.strip().splitlines()
    try:
        answer = json.loads(lines[-1]) if lines else None
    except ValueError:
        return [f"no JSON: {told}"]
    return list(differences(expected, answer, "answer"))


def differences(expected: Any, told: Any, where: str) -> Iterator[str]:
    """Where `told` lacks something that is expected of it."""
    if isinstance(expected, dict) and isinstance(told, dict):
        for name, value in expected.items():
            if name not in told:
                yield f"{where}.{name} is missing"
            else:
                yield from differences(value, told[name], f"{where}.{name}")
    elif isinstance(expected, list) and isinstance(told, list):
        yield from _list_differences(expected, told, where)
    elif isinstance(expected, str) and _REST in expected:
        pattern = ".*".join(re.escape(part) for part in expected.split(_REST))
        if expected != _REST and not (isinstance(told, str) and re.fullmatch(pattern, told, re.DOTALL)):
            yield f"{where} is {told!r}, not {expected!r}"
    elif type(expected) is not type(told) or expected != told:
        yield f"{where} is {told!r}, not {expected!r}"


def _list_differences(expected: list[Any], told: list[Any], where: str) -> Iterator[str]:
    more_may_follow = bool(expected) and expected[-1] == _REST
    named = expected[:-1] if more_may_follow else expected
    if len(told) < len(named) or (len(told) > len(named) and not more_may_follow):
        yield f"{where} has {len(told)} elements, not {len(named)}"
        return
    for place, value in enumerate(named):
        yield from differences(value, told[place], f"{where}[{place}]")
