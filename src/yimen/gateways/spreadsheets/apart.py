"""Reading in a process of its own: what a hostile file does to its reader, it does there and not to us.

calamine is quick and right on whole files; a file made for it can make it panic or ask for memory without
end, and a failed allocation in Rust ends the process that it happens in.
"""

import json
import logging
import subprocess
import sys
from pathlib import Path

from yimen.gateways.spreadsheets import refusals
from yimen.gateways.spreadsheets.child import UNREADABLE
from yimen.gateways.spreadsheets.plain import from_plain
from yimen.gateways.spreadsheets.refusals import SheetBroken
from yimen.gateways.spreadsheets.sniffing import check_size
from yimen.rules.errors import RuleViolation
from yimen.rules.sheets import Workbook
from yimen.rules.tables import CannotSplit

_SECONDS = 60
_log = logging.getLogger("yimen.spreadsheets")


class ReaderFailed(RuntimeError):
    """The child ended by a fault of ours, not of the file: a bug, not a refusal."""


def read_apart(content: bytes, *, true_size: int) -> Workbook:
    """The cells of a file, read by `child`; refuses as `read_workbook`, with `SheetBroken` if that dies."""
    check_size(content, true_size)
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "yimen.gateways.spreadsheets.child"],
            input=content,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env=_surroundings(),
        )
    except subprocess.TimeoutExpired:
        raise SheetBroken(field="file") from None
    if done.returncode == UNREADABLE or done.returncode < 0:
        _log.warning("a spreadsheet ended its reader with %s", done.returncode)
        raise SheetBroken(field="file")
    if done.returncode != 0:
        raise ReaderFailed(done.stderr.decode(errors="replace")[-800:])
    answer = json.loads(done.stdout)
    if "refusal" in answer:
        raise _refusal(answer["refusal"], answer["values"])
    return from_plain(answer)


def _surroundings() -> dict[str, str]:
    """What the child needs to run at all; no keys, no addresses, and this very code."""
    return {"PYTHONPATH": str(Path(__file__).resolve().parents[3])}


def _refusal(name: str, values: dict[str, object]) -> RuleViolation:
    kind = CannotSplit if name == CannotSplit.__name__ else getattr(refusals, name, SheetBroken)
    refusal: RuleViolation = kind(field="file", **values)
    return refusal
