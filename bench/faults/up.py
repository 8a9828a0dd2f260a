"""Run as a program: `yimen up --empty`, but whatever is killed comes back after 0.2 seconds each time.

The supervisor doubles its pauses when a part ends again and again, up to half a minute: right for a
part that is broken, too slow for a thousand kills in half an hour.
"""

import sys
from dataclasses import replace

from yimen.cli.supervisor.supervise import supervise
from yimen.cli.surroundings import use
from yimen.cli.up import plan_for
from yimen.config import environment
from yimen.rules.errors import RuleViolation
from yimen.usecases.hosting.children import Service

_PAUSES_SECONDS = (0.2,)


def _impatient(service: Service) -> Service:
    return replace(service, pauses_seconds=_PAUSES_SECONDS)


def main() -> int:
    """Serve until SIGTERM; 1 with the sentence when refused."""
    surroundings = environment.load()
    use(surroundings)
    plan = plan_for(surroundings, is_empty=True)
    try:
        return supervise(replace(plan, http=_impatient(plan.http), jobs=_impatient(plan.jobs)))
    except RuleViolation as refusal:
        sys.stderr.write(refusal.sentence() + "\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
