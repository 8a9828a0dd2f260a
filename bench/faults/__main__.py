"""`python -m bench.faults`: kill, check, tell; 0 when every promise was kept, 1 when one was broken."""

import argparse
import os
import signal
import statistics
import sys
import time
from pathlib import Path

from bench.faults.run import Report, order, run


def main() -> int:
    """Read the arguments, run, print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=20, help="how many kills (20)")
    parser.add_argument("--seconds", type=float, default=7200, help="stop killing after so long (7200)")
    parser.add_argument("--seed", type=int, default=1, help="what is killed, when, and what is asked (1)")
    parser.add_argument("--clients", type=int, default=4, help="how many clients at once (4)")
    parser.add_argument("--prepared", type=Path, help="begin with a copy of this folder")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # also then nothing stays
    began = time.monotonic()

    def say(words: str) -> None:
        print(f"[{time.monotonic() - began:7.1f} s] {words}", flush=True)

    report = run(
        kills=asked.kills,
        seconds=asked.seconds,
        seed=asked.seed,
        clients=asked.clients,
        say=say,
        prepared=asked.prepared,
    )
    tell(report)
    return 0 if report.holds else 1


def tell(report: Report) -> None:
    """The report as two tables and a verdict."""
    total = sum(report.kills.values())
    print(f"\n{os.cpu_count()} cores, seed {report.seed}: {total} kills in {report.seconds:.0f} s")
    for name in order():
        count = report.kills[name]
        print(f"  {name:22} {count:6} {100 * count / max(total, 1):5.1f} %")
    if report.starts_seconds:
        print(f"  a new start until ready: {statistics.median(report.starts_seconds):.1f} s (median)")
    ledger = report.ledger
    facts = ", ".join(f"{count} {name}" for name, count in report.facts.items())
    print(f"\n  {len(ledger.cases)} cases, {ledger.answers} answers acknowledged")
    print(f"  {ledger.cut_off} requests cut off before their answer, asked again with the same key")
    print(f"  {ledger.not_reached} times nobody listened")
    print(f"  {ledger.repeated} answered requests repeated on purpose")
    print(f"  {facts}; the jobs were dry after {report.rest_seconds:.0f} s\n")
    for finding in report.findings:
        print(f"  {'kept  ' if finding.holds else 'BROKEN'} {finding.promise} ({finding.counted})")
        for offender in finding.broken:
            print(f"         {offender}")
    for trouble in ledger.troubles[:10]:
        print(f"  TROUBLE {trouble}")
    print("\neverything was kept" if report.holds else "\nNOT everything was kept")


if __name__ == "__main__":
    sys.exit(main())
