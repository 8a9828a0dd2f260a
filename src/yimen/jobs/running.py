"""What every task does around its one action: own connections, a named actor, the time, refusals."""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path
from traceback import extract_tb
from typing import ParamSpec

from django.db import close_old_connections
from django.utils import timezone
from procrastinate import RetryDecision, RetryStrategy
from procrastinate.jobs import Job

from yimen.rules.access import Actor, system_actor
from yimen.rules.errors import RuleViolation
from yimen.usecases.hosting.clock import house_time
from yimen.usecases.hosting.outages import outage_of

P = ParamSpec("P")
_log = logging.getLogger("yimen.jobs")

_OUTAGE_PAUSE_SECONDS = 60


class PatientRetry(RetryStrategy):
    """Waits out an outage for as long as it takes: a full disk must not cost a paper for good."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Again in a minute while the database or the room is away; else as the strategy says."""
        if outage_of(exception) is not None:
            return RetryDecision(retry_in={"seconds": _OUTAGE_PAUSE_SECONDS})
        return super().get_retry_decision(exception=exception, job=job)


# After 3, 9, 27, 81, 243, 729 and 2187 seconds; then the job stays failed for somebody to look at.
RETRY = PatientRetry(max_attempts=7, exponential_wait=3)


def job_actor(name: str) -> tuple[Actor, datetime]:
    """As whom a job acts, and when: the same time as on the pages."""
    return system_actor(name), house_time(timezone.localtime())


def quietly(task: Callable[P, object]) -> Callable[P, None]:
    """Close stale connections before and after, and end the job on an ordinary refusal.

    A refusal is final (someone was faster, the thing is gone): it is logged by its code and not
    tried again. Everything else is a bug or an outage: logged by its kind, without the values
    that its words may hold, and handed on to the retries.
    """

    @wraps(task)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        close_old_connections()
        try:
            task(*args, **kwargs)
        except RuleViolation as refusal:
            _log.warning("job %s refused: %s", task.__name__, refusal.code)
        except Exception as fault:
            _log.warning("job %s failed with %s at %s", task.__name__, type(fault).__name__, _place(fault))
            raise
        finally:
            close_old_connections()

    return run


def _place(fault: BaseException) -> str:
    """Where in our own code a fault came up, without the values that its words may hold."""
    frames = extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if "yimen" in Path(frame.filename).parts]
    last = (ours or frames)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"


def each_minute(task: Callable[P, None]) -> Callable[P, None]:
    """A job that comes again in a minute: a fault is logged whole and not kept as a failed job."""

    @wraps(task)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            task(*args, **kwargs)
        except Exception:  # noqa: BLE001 - whatever it is, it is logged and tried again
            _log.exception("job %s failed; it comes again in a minute", task.__name__)

    return run
