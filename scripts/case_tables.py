"""Writes docs/rules/case-tables.md from the tables themselves: `python scripts/case_tables.py`."""

from pathlib import Path

from yimen.rules.access import PARTY_LABELS, Party
from yimen.rules.cases import (
    ACT_LABELS,
    CLOCK_EFFECT_LABELS,
    TABLES,
    CaseState,
    ClockEffect,
    Transition,
    state_label,
)
from yimen.rules.catalog import FAMILY_LABELS, Family
from yimen.rules.documents import PAPER_LABELS

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "rules" / "case-tables.md"
_HEAD = """# The six transition tables

Written by `scripts/case_tables.py` from `rules/case_permits.py`, `case_families.py` and
`case_disclosures.py`; a test holds this page to them. A line: this act takes a case from these states to
that one, done by one of these parties; what it does to the clocks, the papers it may leave, the facts without
which it is refused, and the article it rests on. What the words mean stands in [cases.md](cases.md).
"""


def page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *(_table(family) for family in TABLES)])


def _table(family: Family) -> str:
    rows = [_row(line, family) for line in TABLES[family]]
    head = [
        f"## {FAMILY_LABELS[family]} `{family.value}`",
        "",
        "| act | from → to | by | clock | papers | needs | basis |",
        "|---|---|---|---|---|---|---|",
    ]
    return "\n".join([*head, *rows, ""])


def _row(line: Transition, family: Family) -> str:
    source = "、".join(state_label(each, family) for each in CaseState if each in line.source) or "–"
    target = state_label(line.target, family) if line.target else "不变"
    cells = (
        f"{ACT_LABELS[line.act]} `{line.act.value}`",
        f"{source} → {target}",
        "、".join(PARTY_LABELS[each] for each in Party if each in line.parties),
        "" if line.clock is ClockEffect.NONE else CLOCK_EFFECT_LABELS[line.clock],
        "、".join(PAPER_LABELS[each] for each in line.papers),
        ", ".join(f"`{each}`" for each in line.needs),
        line.basis,
    )
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
