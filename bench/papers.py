"""How many papers a second one core typesets and signs, against the bare signing of finished pages.

    python bench/papers.py

The three papers of a permit in turn (receipt, acceptance, decision), other facts each time, with the
typesetter and the signer of the product (keys of its own in a folder that goes again). Nothing is stored.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.gateways.papers import ACCEPTANCE, GRANT, RECEIPT  # noqa: E402 - as tested

from yimen.gateways.signing.pades import PadesSigner  # noqa: E402
from yimen.gateways.typesetting import TypstTypesetter  # noqa: E402

AT = datetime(2026, 9, 18, 10, 24, tzinfo=timezone(timedelta(hours=8)))
KINDS = (("receipt", RECEIPT), ("acceptance", ACCEPTANCE), ("grant", GRANT))
PAPERS = 60
ROUNDS = 5
BAR = 0.5


def seconds_each(act: Callable[[int], object]) -> float:
    """Processor seconds for one paper, the median of some rounds."""
    found = []
    for at in range(ROUNDS):
        began = time.process_time()
        for number in range(PAPERS):
            act(at * PAPERS + number)
        found.append((time.process_time() - began) / PAPERS)
    return statistics.median(found)


def main() -> None:
    """Print both rates and what typesetting leaves of the bare one."""
    with tempfile.TemporaryDirectory() as folder:
        typesetter, signer = TypstTypesetter(), PadesSigner(Path(folder) / "keys")

        def typeset(number: int) -> bytes:
            kind, facts = KINDS[number % len(KINDS)]
            told = facts | {"applicant_name": f"张建国{number}", "paper_no": f"旧州〔2026〕{number}号"}
            return typesetter.typeset(kind, told, AT)

        def sign(pdf: bytes) -> bytes:
            return signer.sign(pdf, organ_id="bench", organ_name="沧县旧州镇人民政府", at=AT, reason="文书")

        pages = [typeset(number) for number in range(len(KINDS))]
        sign(pages[0])
        bare = seconds_each(lambda number: sign(pages[number % len(pages)]))
        whole = seconds_each(lambda number: sign(typeset(number)))
    print(f"bare signing: {1 / bare:.1f} a second on one core")
    print(f"typeset and signed: {1 / whole:.1f} a second, {bare / whole:.2f} of the bare signing (bar {BAR})")


if __name__ == "__main__":
    main()
