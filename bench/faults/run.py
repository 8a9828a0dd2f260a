"""One run: build a place, load it, kill at random points, let it come to rest, hold it to its word."""

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench.faults.checks import Finding, check_all
from bench.faults.clients import Client
from bench.faults.house import House, HouseIsDown, free_port, kill
from bench.faults.killing import TARGETS, Target, plan, take_next
from bench.faults.ledger import Ledger
from bench.faults.place import build_world, copy_place, throwaway_folder

_ROUND_SECONDS = 0.05
_LONGEST_PAUSE_SECONDS = 0.3
_PAPER_SECONDS = 0.1  # about as long as a paper takes to be typeset and signed
_AT_WORK_SECONDS = 2.0
_SPARED_SECONDS = 8.0
_PATIENCE_SECONDS = 180.0
_REST_SECONDS = 240.0
_FINISH_SECONDS = 600.0
_OPEN_JOBS = (
    "SELECT count(*) FROM procrastinate_jobs"
    " WHERE status IN ('todo', 'doing') AND task_name NOT IN ('retry_stalled', 'flush_outbox')"
    " AND (scheduled_at IS NULL OR scheduled_at < now() + interval '4 minutes')"
)


@dataclass(kw_only=True)
class Report:
    """What a run did and what it found."""

    seed: int
    asked: int
    kills: Counter[str] = field(default_factory=Counter)
    processes: int = 0
    seconds: float = 0.0
    starts_seconds: list[float] = field(default_factory=list)
    rest_seconds: float = 0.0
    ledger: Ledger = field(default_factory=Ledger)
    facts: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether every promise was kept."""
        return not self.ledger.troubles and all(each.holds for each in self.findings)


def run(
    *,
    kills: int,
    seconds: float,
    seed: int,
    clients: int,
    say: Callable[[str], None],
    prepared: Path | None = None,
) -> Report:
    """Kill so often, or for so long, whichever ends first; nothing of it stays on the machine.

    The place is a copy of `prepared`, a data folder at rest, when there is one.
    """
    with throwaway_folder() as folder:
        if prepared is not None:
            copy_place(prepared, folder / "data")
        house = House(folder / "data", free_port())
        report = Report(seed=seed, asked=kills)
        world = build_world(house.environment)
        say(f"place built in {folder}")
        try:
            house.start()
            house.wait_ready()
            crowd = [
                Client(number, world=world, port=house.port, ledger=report.ledger, seed=seed)
                for number in range(clients)
            ]
            for client in crowd:
                client.start()
            _storm(house, report, plan(kills, random.Random(seed)), seconds, say)  # noqa: S311 - no secret
            _calm(house, report, crowd, say)
            report.findings, report.facts = check_all(house, report.ledger)
        except HouseIsDown as fault:
            report.ledger.trouble(f"it did not come back: {fault}")
            say(_logs(folder / "data"))
        finally:
            status = house.stop()
        if status != 0:
            report.ledger.trouble(f"it did not stop in order: {status}")
        return report


def _storm(
    house: House, report: Report, targets: list[Target], seconds: float, say: Callable[[str], None]
) -> None:
    """Kill after kill, each only after the house has answered somebody since the one before."""
    chance = random.Random(report.seed + 1)  # noqa: S311 - when to kill, no secret
    began = time.monotonic()
    worker_killed_at = 0.0
    for number in range(1, len(targets) + 1):
        spare = time.monotonic() - worker_killed_at < _SPARED_SECONDS
        target = take_next(targets, spare_workers=spare)
        worker_killed_at = time.monotonic() if target.one_of_them else worker_killed_at
        _wait_for_load(house, report, target)
        time.sleep(chance.random() * (_LONGEST_PAUSE_SECONDS if not target.at_work else _PAPER_SECONDS))
        while not _strike(house, report, target, chance) and not report.ledger.troubles:
            _wait_for_load(house, report, target)  # it ended by itself before the blow
        report.seconds = time.monotonic() - began
        if number % 50 == 0:
            say(f"{number} kills, {report.ledger.answers} answers, {report.seconds:.0f} s")
        if report.ledger.troubles or report.seconds > seconds:
            break


def _wait_for_load(house: House, report: Report, target: Target) -> None:
    """Until one more request was acknowledged, and the target lives and has work in its hands."""
    before, limit = report.ledger.answers, time.monotonic() + _PATIENCE_SECONDS
    while report.ledger.answers == before or not target.of(house):
        if house.has_ended() or time.monotonic() > limit:
            raise HouseIsDown(f"{target.name}\n{house.last_words()}")
        if report.ledger.troubles:
            return
        time.sleep(_ROUND_SECONDS)
    limit = time.monotonic() + _AT_WORK_SECONDS
    while target.at_work and not house.ask(target.at_work) and time.monotonic() < limit:
        time.sleep(_ROUND_SECONDS)


def _strike(house: House, report: Report, target: Target, chance: random.Random) -> bool:
    """Kill the target, start the house again where nobody else does; whether anything was there to kill."""
    victims = target.of(house)
    if target.one_of_them and victims:
        victims = [chance.choice(victims)]
    killed = kill(victims)
    if not killed:
        return False
    report.processes += killed
    report.kills[target.name] += 1
    if target.ends_supervisor:
        house.reap()
        house.start()
        report.starts_seconds.append(house.wait_ready())
    return True


def _calm(house: House, report: Report, crowd: list[Client], say: Callable[[str], None]) -> None:
    """Every client gets its last answer; then the jobs run dry."""
    for client in crowd:
        client.finish()
    for client in crowd:
        client.join(timeout=_FINISH_SECONDS)
        if client.is_alive():
            report.ledger.trouble(f"{client.name} never got its last answer")
    say(f"{len(report.ledger.cases)} cases acknowledged; waiting for the jobs")
    report.rest_seconds = wait_until_dry(house)


def wait_until_dry(house: House) -> float:
    """Wait until no job is left to do, four minutes at most; the seconds that it took."""
    began = time.monotonic()
    while house.ask(_OPEN_JOBS) != 0 and time.monotonic() - began < _REST_SECONDS:
        time.sleep(0.2)
    return time.monotonic() - began


def _logs(data_dir: Path) -> str:
    logs = sorted((data_dir / "log").glob("*.log"))
    return "\n".join(f"== {log.name}\n{log.read_text('utf-8', errors='replace')[-3000:]}" for log in logs)


def order() -> list[str]:
    """The names of the targets as they are told."""
    return [target.name for target in TARGETS]
