"""List processes that name a folder in their command or environment; 1 when there are any.

Usage: `leftovers.py FOLDER`.
The cluster's real place, when the folder's `postgres` is a link, counts as well.
"""

import os
import sys
from pathlib import Path


def main(folder: Path) -> int:
    """Print what is left; this process and those that started it do not count."""
    link = folder / "postgres"
    names = [os.fsencode(folder)] + ([os.fsencode(link.readlink())] if link.is_symlink() else [])
    ours = _ancestors(os.getpid())
    found = [
        f"{entry.name} {command}"
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and int(entry.name) not in ours
        for command, everything in [_texts(entry)]
        if any(name in everything for name in names)
    ]
    print("\n".join(found) if found else "no process left")
    return 1 if found else 0


def _ancestors(pid: int) -> set[int]:
    found = set()
    while pid > 0:
        found.add(pid)
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        pid = int(stat[stat.rindex(")") + 2 :].split()[1])
    return found


def _texts(entry: Path) -> tuple[str, bytes]:
    """The command for people, and command and environment together; empty when it has ended."""
    texts = []
    for name in ("cmdline", "environ"):
        try:
            texts.append((entry / name).read_bytes())
        except OSError:
            texts.append(b"")
    return texts[0].replace(b"\0", b" ").decode(errors="replace"), b"\0".join(texts)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
