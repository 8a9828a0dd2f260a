"""Headings of foreign lists: which field a column is, how sure that is, in which row the headings stand."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from yimen.rules.errors import N_
from yimen.rules.list_fields import FIELD_SPECS, ListField
from yimen.rules.sheets import CellKind, Sheet, group_over

# Words that name a field only in part of a heading: long enough not to stand there by accident.
_SHORTEST_PART = 3
_HEAD_ROWS = 20
_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
_NOISE = re.compile(r"[\s*★☆#:：、,，./|_·]+")


class Sureness(StrEnum):
    """How sure it is that a column holds what was guessed; a person confirms all of them."""

    REMEMBERED = "REMEMBERED"
    SURE = "SURE"
    LIKELY = "LIKELY"
    UNKNOWN = "UNKNOWN"


SURENESS_LABELS: dict[Sureness, str] = {
    Sureness.REMEMBERED: N_("上次这样对应"),
    Sureness.SURE: N_("名称一致"),
    Sureness.LIKELY: N_("名称相近，请核对"),
    Sureness.UNKNOWN: N_("认不出"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnGuess:
    """A column of a foreign list: its heading, what it seems to be, how sure that is, values to look at.

    `repeats` is the column (from 1) in which the same heading stood before, or 0.
    """

    column: int
    heading: str
    field: ListField | None
    sureness: Sureness
    samples: tuple[str, ...] = ()
    is_hidden: bool = False
    repeats: int = 0


def plain_heading(text: str) -> str:
    """A heading without what only decorates it: brackets, stars, spaces, width; in lower case."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return _NOISE.sub("", _BRACKETS.sub("", folded)) or _NOISE.sub("", folded)


_EXACT: dict[str, ListField] = {
    plain_heading(word): spec.field for spec in FIELD_SPECS for word in (spec.label, *spec.words)
}
# The platform's names keep their underscores out as well; they are matched like any other word.
_PARTS: tuple[tuple[str, ListField], ...] = tuple(
    sorted(
        ((word, field) for word, field in _EXACT.items() if len(word) >= _SHORTEST_PART),
        key=lambda pair: -len(pair[0]),
    )
)


def guess_field(heading: str) -> tuple[ListField | None, Sureness]:
    """The field of a heading: sure when it is a known word, likely when a known word stands in it."""
    word = plain_heading(heading)
    if not word:
        return None, Sureness.UNKNOWN
    if word in _EXACT:
        return _EXACT[word], Sureness.SURE
    for part, field in _PARTS:
        if part in word and len(word) <= 2 * len(part) + 4:
            return field, Sureness.LIKELY
    return None, Sureness.UNKNOWN


def heading_at(sheet: Sheet, row: int, column: int) -> str:
    """The heading of a column; under a heading that spans several columns both words, one after the other."""
    own = sheet.at(row, column).text
    group = group_over(sheet, row, column)
    return f"{group}{own}" if group and group != own else own


def find_heading_row(sheet: Sheet) -> int:
    """The row among the first twenty that looks most like headings, counted from 1; 0 where none does.

    A row counts when two of its cells name different fields, one of them the name of the item.
    """
    best, best_score = 0, 0
    for row in range(1, min(len(sheet.rows), _HEAD_ROWS) + 1):
        guesses = [guess_field(heading_at(sheet, row, column)) for column in range(1, sheet.width + 1)]
        fields = {field for field, _ in guesses if field is not None}
        sure = {field for field, sureness in guesses if sureness is Sureness.SURE}
        score = 2 * len(sure) + len(fields)
        if ListField.NAME in fields and len(fields) > 1 and score > best_score:
            best, best_score = row, score
    return best


def guess_columns(
    sheet: Sheet, heading_row: int, remembered: Mapping[str, ListField | None] | None = None
) -> tuple[ColumnGuess, ...]:
    """What each column with a heading or values seems to hold; a field is given to one column only.

    `remembered` is by plain heading what a person said of this very row of headings before. A hidden
    column is shown but never guessed: nothing that nobody sees comes in by itself.
    """
    known = remembered or {}
    guesses: list[ColumnGuess] = []
    first_with: dict[str, int] = {}
    sure_of = {
        field
        for column in range(1, sheet.width + 1)
        for field, sureness in [guess_field(heading_at(sheet, heading_row, column))]
        if sureness is Sureness.SURE and field is not None
    }
    taken: set[ListField] = set()
    for column in range(1, sheet.width + 1):
        heading = " ".join(heading_at(sheet, heading_row, column).split())
        samples = _samples(sheet, heading_row, column)
        if not heading and not samples:
            continue
        word = plain_heading(heading)
        field, sureness = guess_field(heading)
        if word in known:
            field, sureness = known[word], Sureness.REMEMBERED
        repeats = first_with.setdefault(word, column) if word else column
        is_hidden = column in sheet.hidden_columns
        blocked = field in taken or (sureness is Sureness.LIKELY and field in sure_of)
        if blocked or is_hidden or repeats != column:
            field, sureness = None, Sureness.UNKNOWN
        if field is not None:
            taken.add(field)
        guesses.append(
            ColumnGuess(
                column=column,
                heading=heading,
                field=field,
                sureness=sureness,
                samples=samples,
                is_hidden=is_hidden,
                repeats=repeats if repeats != column else 0,
            )
        )
    return tuple(guesses)


def _samples(sheet: Sheet, heading_row: int, column: int) -> tuple[str, ...]:
    found: list[str] = []
    for row in range(heading_row + 1, min(heading_row + 40, len(sheet.rows)) + 1):
        cell = sheet.at(row, column)
        text = " ".join(cell.text.split())
        if text and cell.kind is not CellKind.MERGED and text not in found:
            found.append(text)
        if len(found) == 3:
            break
    return tuple(found)


def headings_key(headings: Sequence[str]) -> str:
    """The row of headings as one text, by whose digest a mapping is remembered."""
    return "\x1f".join(plain_heading(heading) for heading in headings)


_UNIT_IN_HEADING = re.compile(r"[(（]\s*(?:单位[:：])?\s*个?(工作日|自然日|日|天)\s*[)）]")


def unit_in_heading(heading: str) -> str:
    """The unit that a heading names for its whole column: 法定时限（工作日）; empty where it names none."""
    found = _UNIT_IN_HEADING.search(heading)
    return found[1] if found else ""
