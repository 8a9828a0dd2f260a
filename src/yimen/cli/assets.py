"""`yimen assets`: collect styles and scripts for the HTTP server, only when they have changed."""

import argparse
import hashlib
from pathlib import Path

from yimen.cli.surroundings import current

_HOUSE = Path(__file__).resolve().parents[1]
_STAMP = ".collected"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None."""
    del parser


def run(arguments: argparse.Namespace) -> int:
    """Collect, compress and name by content; leaves the stamp that `are_stale` looks at."""
    del arguments
    import django
    from django.core.management import call_command

    django.setup()
    target = current().data_dir / "static"
    stamp = _fingerprint()
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    (target / _STAMP).write_text(stamp, encoding="ascii")
    print("样式和脚本已收集。")
    return 0


def are_stale(data_dir: Path) -> bool:
    """Whether a static file was added, changed or removed since the last collection."""
    stamp = data_dir / "static" / _STAMP
    return not stamp.is_file() or stamp.read_text(encoding="ascii") != _fingerprint()


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in sorted(_HOUSE.glob("web/*/static/**/*")):
        if path.is_file():
            entry = path.stat()
            digest.update(f"{path.relative_to(_HOUSE)} {entry.st_size} {entry.st_mtime_ns}\n".encode())
    return digest.hexdigest()
