"""A wide table on paper, whatever makes the file: title, headings, lines, what stands below, who signs."""

from dataclasses import dataclass

from yimen.rules.errors import N_

SIGN_PLACES = (N_("填报人"), N_("审核人"), N_("负责人"), N_("盖章"))

_MANY_COLUMNS = 14


@dataclass(frozen=True, kw_only=True, slots=True)
class TablePaper:
    """A table to print: `widths` in characters, one a column; `signs` empty where nobody signs.

    `groups` stand above the headings: (words, how many columns). `counts` are the columns, from 0, that hold
    numbers. `digest` is that of the filing. `sample` marks what is made up.
    """

    title: str
    unit: str
    period: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    groups: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()
    signs: tuple[str, ...] = SIGN_PLACES
    counts: frozenset[int] = frozenset()
    digest: str = ""
    sample: bool = False

    @property
    def is_large(self) -> bool:
        """Whether it needs A3; else A4."""
        return len(self.headings) > _MANY_COLUMNS
