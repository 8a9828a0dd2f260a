"""What the operator sees: one line a step, with the time since the start."""

import contextlib
import time
from collections.abc import Iterator
from contextlib import contextmanager

_QUIET_SECONDS = 5.0


class ProgressLines:
    """Prints lines; while a step takes long, says every few seconds what it waits for."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._said_at = self._began

    def say(self, text: str) -> None:
        """One line, at once, also into a pipe."""
        self._said_at = time.monotonic()
        # Where our words go may be full or gone; what we watch over must not end for that.
        with contextlib.suppress(OSError):
            print(f"[{self._said_at - self._began:6.1f} 秒] {text}", flush=True)

    def still(self, waiting_for: str) -> None:
        """Called as often as one likes; prints when nothing was said for a while."""
        if time.monotonic() - self._said_at > _QUIET_SECONDS:
            self.say(f"  仍在{waiting_for}……")

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """Frame one step by its title and, when it went well, the seconds it took."""
        began = time.monotonic()
        self.say(f"{title}……")
        yield
        self.say(f"{title}：好({time.monotonic() - began:.1f} 秒)")
