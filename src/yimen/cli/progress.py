"""How far a long command is: a bar that redraws itself on a terminal, else a line now and then."""

import shutil
import sys
import time
from typing import TextIO

_REDRAW_SECONDS = 0.1
_LINE_SECONDS = 5.0
_CELLS = 30


class Progress:
    """Says on stderr what is being done and how far it is; says nothing where all is done at once."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._draws = self._stream.isatty()
        self._said_at = time.monotonic()
        self._said = ""
        self._is_open = False

    def say(self, words: str, done: int = 0, total: int = 0) -> None:
        """Called as often as one likes; `total` 0 says that the end is not known."""
        now = time.monotonic()
        pause = _REDRAW_SECONDS if self._draws else _LINE_SECONDS
        if now - self._said_at < pause and (words == self._said or not self._draws):
            return
        self._said_at, self._said = now, words
        share = min(1.0, done / total) if total else 0.0
        counted = f" {done:,}" if done else ""
        percent = f" {share:4.0%}" if total else ""
        if not self._draws:
            print(f"{words}{counted}{percent}", file=self._stream, flush=True)
            return
        filled = round(share * _CELLS)
        bar = f"[{'█' * filled}{'·' * (_CELLS - filled)}]" if total else ""
        width = max(20, shutil.get_terminal_size().columns - 1)
        print(f"\r\x1b[K{f'{bar}{percent} {words}{counted}'[:width]}", end="", file=self._stream, flush=True)
        self._is_open = True

    def end(self) -> None:
        """Take the bar away, so that what is printed next begins on a clean line."""
        if self._is_open:
            print("\r\x1b[K", end="", file=self._stream, flush=True)
            self._is_open = False
