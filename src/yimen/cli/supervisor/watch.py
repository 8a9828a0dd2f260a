"""Waiting that ends early: at a request to stop, or when a child has ended."""

import os
import select
import signal
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Self

_STOP = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_Handler = Callable[[int, FrameType | None], object] | int | None


class StopRequested(Exception):
    """Somebody pressed Ctrl-C, sent SIGTERM or closed the terminal: an ordinary end."""


class Watch:
    """Turns signals into a flag and a wake-up, so that no step is torn apart in its middle."""

    def __init__(self) -> None:
        self._stop = False
        self._kept: dict[int, _Handler] = {}
        self._reader, self._writer = -1, -1

    def __enter__(self) -> Self:
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._reader, False)
        os.set_blocking(self._writer, False)
        for number in (*_STOP, signal.SIGCHLD):
            self._kept[number] = signal.signal(number, self._note)
        signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.set_wakeup_fd(-1)
        for number, handler in self._kept.items():
            signal.signal(number, handler)
        os.close(self._reader)
        os.close(self._writer)

    def check(self) -> None:
        """Raise `StopRequested` once somebody has asked for the end."""
        if self._stop:
            raise StopRequested

    def pause(self, seconds: float) -> None:
        """Wait; return early when a child ended or a signal came. Raises as `check` does."""
        self.check()
        self.rest(seconds)
        self.check()

    def rest(self, seconds: float) -> None:
        """Wait as `pause` does, also after the end was asked for."""
        if select.select([self._reader], [], [], seconds)[0]:
            os.read(self._reader, 4096)

    def _note(self, number: int, _frame: FrameType | None) -> None:
        if number in _STOP:
            self._stop = True
