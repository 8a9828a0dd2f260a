"""Sheets for the wall are set once: a list of a hundred items takes the typesetter a second or two."""

import contextlib
import hashlib
import json
import logging
import os
import tempfile
import threading
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from yimen.gateways.typesetting import TEMPLATES, Typesetter

_KEPT_KINDS = frozenset({"wall_list", "poster"})
# A township's list takes some 200 KB: every unit of a large county has its two sheets here.
MOST_SHEETS = 600
MOST_BYTES = 128 * 1024 * 1024
_NEW = ".new-"
_log = logging.getLogger("yimen.gateways")


class KeepingTypesetter:
    """Another typesetter whose sheets for the wall are kept on the disk, by all that goes into them.

    The key is the digest of facts, time, templates, fonts and version: a new edition, another telephone or
    another template is another sheet, and nothing ever has to be thrown away as wrong. What is asked for
    least goes when there are too many. A disk that fails costs time, and no sheet.
    """

    def __init__(
        self,
        inner: Typesetter,
        folder: Path,
        *,
        site_fonts: Path | None = None,
        most_sheets: int = MOST_SHEETS,
    ) -> None:
        self._inner = inner
        self._folder = folder
        self._site_fonts = site_fonts
        self._most_sheets = most_sheets
        self._lock = threading.Lock()

    def typeset(self, kind: str, facts: Mapping[str, object], at: datetime) -> bytes:
        """A paper: never kept here, its file is stored when it is signed."""
        return self._inner.typeset(kind, facts, at)

    def draw_sheet(self, kind: str, facts: Mapping[str, object], at: datetime) -> bytes:
        """A drawing: asked for once by its maker, never kept."""
        return self._inner.draw_sheet(kind, facts, at)

    def unprintable(self, text: str) -> str:
        """As the other one says."""
        return self._inner.unprintable(text)

    def typeset_sheet(self, kind: str, facts: Mapping[str, object], at: datetime) -> bytes:
        """A sheet: the kept one, or set now and kept; two who ask at once set it once in a process."""
        if kind not in _KEPT_KINDS:
            return self._inner.typeset_sheet(kind, facts, at)
        place = self._folder / f"{self._key(kind, facts, at)}.pdf"
        found = _read(place)
        if found is not None:
            return found
        with self._lock:
            found = _read(place)
            if found is None:
                found = self._inner.typeset_sheet(kind, facts, at)
                try:
                    self._keep(place, found)
                except OSError as problem:
                    _log.warning("a sheet could not be kept: %s", problem)
        return found

    def _key(self, kind: str, facts: Mapping[str, object], at: datetime) -> str:
        told = json.dumps([self._look, kind, facts, at.isoformat()], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()

    @cached_property
    def _look(self) -> str:
        """What else decides how a sheet looks: the typesetter, its templates, the fonts of the site."""
        digest = hashlib.sha256(version("typst").encode())
        for path in sorted(TEMPLATES.glob("*.typ")):
            digest.update(path.name.encode() + path.read_bytes())
        fonts = self._site_fonts.iterdir() if self._site_fonts and self._site_fonts.is_dir() else ()
        for path in sorted(fonts):
            digest.update(f"{path.name} {path.stat().st_size}".encode())
        return digest.hexdigest()

    def _keep(self, place: Path, content: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=_NEW, dir=self._folder)
        try:
            with os.fdopen(descriptor, "wb") as target:
                target.write(content)
            Path(name).replace(place)
        finally:
            Path(name).unlink(missing_ok=True)
        self._sweep()

    def _sweep(self) -> None:
        """Let go what was asked for longest ago, and what killed writers left, until all fits."""
        found: list[tuple[float, int, Path]] = []
        for path in self._folder.iterdir():
            with contextlib.suppress(FileNotFoundError):
                known = path.stat()
                found.append((known.st_mtime, known.st_size, path))
        found.sort(reverse=True)
        size = 0
        for at, (_, bytes_held, path) in enumerate(found, start=1):
            size += bytes_held
            if at > self._most_sheets or size > MOST_BYTES:
                path.unlink(missing_ok=True)


def _read(place: Path) -> bytes | None:
    """The kept sheet, marked as asked for; None where there is none, or none that can be read."""
    try:
        content = place.read_bytes()
        os.utime(place)
    except OSError:
        return None
    return content
