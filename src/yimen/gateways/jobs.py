"""The job queue: an action names its job and the ids it is about, nothing else."""

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from procrastinate import App


class JobQueue(Protocol):
    """Takes jobs inside the caller's transaction: rolled back with it, seen only after it."""

    def enqueue(self, name: str, **ids: str) -> None:
        """Ask for the job `name` (as in `yimen.jobs`) about these ids; at most one per action."""
        ...


class ProcrastinateQueue:
    """Defers on procrastinate's Django app, which writes through Django's own connection."""

    def __init__(self, app: "App | None" = None) -> None:
        self._app = app

    def enqueue(self, name: str, **ids: str) -> None:
        """Insert the job row; the task is found by name in the worker, so nothing above is imported."""
        self._ready().configure_task(name, allow_unknown=True).defer(**ids)

    def _ready(self) -> "App":
        if self._app is None:
            # Late: the Django app exists only after Django has loaded its apps.
            from procrastinate.contrib.django import app

            self._app = app
        return self._app


@dataclass(frozen=True, kw_only=True, slots=True)
class QueuedJob:
    """One job as the fake keeps it."""

    name: str
    ids: dict[str, str]


class MemoryQueue:
    """The fake: keeps jobs in order until a test takes them."""

    def __init__(self) -> None:
        self._jobs: list[QueuedJob] = []
        self._lock = threading.Lock()

    def enqueue(self, name: str, **ids: str) -> None:
        """Keep the job."""
        with self._lock:
            self._jobs.append(QueuedJob(name=name, ids=dict(ids)))

    @property
    def jobs(self) -> tuple[QueuedJob, ...]:
        """What waits, oldest first."""
        return tuple(self._jobs)

    def take_all(self) -> tuple[QueuedJob, ...]:
        """Empty the queue and return what waited, oldest first."""
        with self._lock:
            waiting = tuple(self._jobs)
            self._jobs.clear()
        return waiting
