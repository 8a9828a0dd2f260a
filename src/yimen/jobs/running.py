"""What every task does around its one action: own connections, a named actor, the time, refusals."""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import ParamSpec

from django.db import close_old_connections
from django.utils import timezone
from procrastinate import RetryStrategy

from yimen.rules.access import Actor, system_actor
from yimen.rules.errors import RuleViolation

P = ParamSpec("P")
_log = logging.getLogger("yimen.jobs")

# After 3, 9, 27, 81, 243, 729 and 2187 seconds; then the job stays failed for somebody to look at.
RETRY = RetryStrategy(max_attempts=7, exponential_wait=3)


def job_actor(name: str) -> tuple[Actor, datetime]:
    """As whom a job acts, and when."""
    return system_actor(name), timezone.localtime()


def quietly(task: Callable[P, object]) -> Callable[P, None]:
    """Close stale connections before and after, and end the job on an ordinary refusal.

    A refusal is final (someone was faster, the thing is gone): it is logged by its code and not
    tried again. Everything else is a bug or an outage and goes on to the retries.
    """

    @wraps(task)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        close_old_connections()
        try:
            task(*args, **kwargs)
        except RuleViolation as refusal:
            _log.warning("job %s refused: %s", task.__name__, refusal.code)
        finally:
            close_old_connections()

    return run
