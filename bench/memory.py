"""How long the demo takes to start, cold and warm, and what its whole process group holds then.

    python bench/memory.py

The cold start is on a fresh folder with everything installed: tables, places, items, sample cases. Memory is
the proportional set (PSS) of every process of the installation, PostgreSQL's among them, after two clients
have looked around.
"""

import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.e2e.installation import running_installation  # noqa: E402 - one way to start it for all

PAGES = (
    "/",
    "/search/?q=%E7%A0%8D%E6%A0%91",
    "/places/",
    "/verify/",
    "/desk/login/",
    "/api/v1/items?q=%E4%BD%8E%E4%BF%9D",
)
ROUNDS = 20
BAR_MB = 500


def group_pss_mb(word: str) -> tuple[float, int]:
    """The proportional set of all processes whose environment names the folder, and how many there are."""
    total, count = 0, 0
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            if word.encode() not in (entry / "environ").read_bytes() + (entry / "cmdline").read_bytes():
                continue
            lines = (entry / "smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        count += 1
    return total / 1024, count


def browse(base: str) -> None:
    """Two clients look around, so that both HTTP workers are warm."""

    def look() -> None:
        for _ in range(ROUNDS):
            for page in PAGES:
                with urllib.request.urlopen(base + page, timeout=30) as answer:  # noqa: S310 - our own
                    answer.read()

    clients = [threading.Thread(target=look) for _ in range(2)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()


def main() -> None:
    """Print both starts and the memory of the second."""
    with tempfile.TemporaryDirectory(prefix="yimen-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        for kind in ("cold", "warm"):
            began = time.perf_counter()
            with running_installation(folder, YIMEN_WORKERS="2") as base:
                took = time.perf_counter() - began
                browse(base)
                held, processes = group_pss_mb(name)
            print(f"{kind} start: {took:.1f} s; {held:.0f} MB in {processes} processes after a look around")
        print(f"(bar {BAR_MB} MB warm)")


if __name__ == "__main__":
    main()
