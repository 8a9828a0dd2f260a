"""The process in which a file from outside is read: bounded in memory and time, it ends with its file.

`python -m yimen.gateways.spreadsheets.child` takes the file on its input and answers as JSON.
"""

import json
import resource
import sys

from yimen.gateways.spreadsheets.plain import to_plain
from yimen.gateways.spreadsheets.reading import read_workbook
from yimen.rules.errors import RuleViolation

_MEMORY = 1024 * 1024 * 1024
_CPU_SECONDS = 20
UNREADABLE = 65  # the exit status that says: not our bug, the file did it


def main() -> None:
    """Read one workbook; a refusal is an answer, everything else ends the process."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes to its pipe and nowhere else
    content = sys.stdin.buffer.read()
    try:
        answer = to_plain(read_workbook(content, true_size=len(content)))
    except RuleViolation as refusal:
        answer = {"refusal": type(refusal).__name__, "values": dict(refusal.values)}
    except BaseException as fault:
        # A panic in Rust comes as a BaseException of its own, which no module exports.
        if isinstance(fault, MemoryError) or type(fault).__name__ == "PanicException":
            sys.exit(UNREADABLE)
        raise
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode())


if __name__ == "__main__":
    main()
