"""What a command may know about the installation; the roof reads it and hands it down."""

from contextvars import ContextVar
from datetime import datetime
from pathlib import Path
from typing import Protocol


class Surroundings(Protocol):
    """The part of `config.environment.Environment` that commands need; this floor may not import the roof."""

    @property
    def port(self) -> int:
        """Of the HTTP server."""

    @property
    def bind(self) -> str:
        """The address that the HTTP server listens on."""

    @property
    def workers(self) -> int:
        """How many HTTP processes."""

    @property
    def data_dir(self) -> Path:
        """Database, files, keys and logs."""

    @property
    def database_url(self) -> str | None:
        """A server that somebody else runs; None: the embedded one."""

    @property
    def demo(self) -> bool:
        """Whether sample people and demo accounts may exist."""

    @property
    def demo_now(self) -> datetime | None:
        """Where the demo's clock starts; None: at the real time."""


_CURRENT: ContextVar[Surroundings] = ContextVar("surroundings")


def use(surroundings: Surroundings) -> None:
    """Set the surroundings of this process; the frame does it once, before any command."""
    _CURRENT.set(surroundings)


def current() -> Surroundings:
    """The surroundings of this process."""
    return _CURRENT.get()
