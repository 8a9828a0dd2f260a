"""The cells of a monthly report: what the records say, what a person says, and where the two differ.

A figure of the records is never typed. Whoever knows it to be otherwise says so beside it, with a reason; the
records keep their figure. What nobody collected is 未采集 and no number.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.indicators import INDICATORS, Figure, Sort
from yimen.rules.report_columns import (
    ANSWER_LENGTH,
    COLUMN_BY_KEY,
    COLUMNS,
    AnswerKind,
    ReportColumn,
)
from yimen.rules.reports import REASON_LENGTH, Hold
from yimen.rules.text import clean_line, clean_text

UNCOLLECTED = N_("未采集")
UNANSWERED = N_("待填")
ABSENT = "—"
_MOST = 10_000_000

Plain = dict[str, str | int | None]

_BUILT = ("centers_built", "stations_built")
# (the part, what adds up to the whole): the first can never be more than the second.
NEVER_MORE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("centers_built", ("townships_due",)),
    ("stations_built", ("villages_due",)),
    ("area_places", _BUILT),
    ("own_room_places", _BUILT),
    ("one_door_places", _BUILT),
    ("lists_townships", ("townships_due",)),
    ("lists_villages", ("villages_due",)),
    ("seals_in_use", ("townships_due",)),
)


class NotACount(RuleViolation):
    """A cell of counts with something else in it."""

    code = "reports.not_a_count"
    template = N_("“{heading}”要填 0 到 {most} 的整数。")


class ReasonMissing(RuleViolation):
    """A figure that differs from the records, without why."""

    code = "reports.reason_missing"
    template = N_("“{heading}”系统记录是 {records}，您填 {stated}。不一样的，请写明理由。")


class NotStatable(RuleViolation):
    """A cell in which nobody may write: one of no column, or a rate that follows from others."""

    code = "reports.not_statable"
    template = N_("这一格由系统算出，不能填。")


@dataclass(frozen=True, kw_only=True, slots=True)
class CellAnswer:
    """What a person says in a cell; an empty `text` takes an earlier answer back."""

    text: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportCell:
    """One cell of a unit's report: `figure` of the records, `answer` of a person.

    `below` is the sum of what its townships answered, `below_unknown` how many have not. `is_absent` says
    that the table had no such column when it was filed.
    """

    column: ReportColumn
    figure: Figure | None = None
    answer: str = ""
    reason: str = ""
    who: str = ""
    below: int | None = None
    below_unknown: int = 0
    is_absent: bool = False

    @property
    def key(self) -> str:
        """The key of its column."""
        return self.column.key

    @property
    def is_waiting(self) -> bool:
        """Whether a person still has to answer."""
        asks = self.column.is_asked and not self.column.optional and not self.is_absent
        return asks and not self.answer

    @property
    def is_unknown(self) -> bool:
        """Whether the system has nothing to say: nobody collected it."""
        has_value = self.figure is not None and self.figure.value is not None
        return not self.column.is_asked and not self.is_absent and not has_value

    @property
    def records_words(self) -> str:
        """The figure of the records as people read it."""
        return figure_words(self.figure)

    @property
    def words(self) -> str:
        """What the table shows: what a person said where one did, else the records."""
        if self.is_absent:
            return ABSENT
        if not self.column.is_asked:
            return self.answer or self.records_words
        if self.below is None or self.column.asked is AnswerKind.WORDS:
            return self.answer or ("" if self.column.optional else UNANSWERED)
        return str(int(self.answer or 0) + self.below)

    @property
    def number(self) -> Decimal | None:
        """The value to compute with; None where there is none."""
        if self.column.asked is AnswerKind.WORDS:
            return None
        if self.answer or self.column.is_asked:
            return Decimal(self.answer) if self.answer else None
        return None if self.figure is None or self.figure.value is None else Decimal(self.figure.value)

    @property
    def differs(self) -> bool:
        """Whether a person says otherwise than the records."""
        return not self.column.is_asked and bool(self.answer)


def figure_words(figure: Figure | None) -> str:
    """A figure in words, its unit is the page's matter; 未采集 where there is none."""
    if figure is None or figure.value is None:
        return UNCOLLECTED
    value = Decimal(figure.value)
    return str(int(value)) if value == int(value) else f"{value.normalize():f}"


def is_statable(column: ReportColumn) -> bool:
    """Whether a person may say otherwise than the records: of counts, never of a rate."""
    return not column.is_asked and INDICATORS[column.indicator].sort is not Sort.RATE


def check_answer(key: str, text: str, reason: str, figure: Figure | None) -> CellAnswer:
    """What is written in a cell, cleaned; refuses at its field what does not fit.

    A figure that differs from the records needs a reason; one that says the same takes an earlier one back.
    Fields are named by the column.
    """
    column = COLUMN_BY_KEY.get(key)
    if column is None or not (column.is_asked or is_statable(column)):
        raise NotStatable(field=key)
    if column.asked is AnswerKind.WORDS:
        return CellAnswer(text=clean_text(text, field=key, max_length=ANSWER_LENGTH, required=False))
    plain = clean_line(text, field=key, max_length=20, required=False)
    if plain and not (plain.isascii() and plain.isdigit() and int(plain) <= _MOST):
        raise NotACount(field=key, heading=column.heading, most=_MOST)
    stated = str(int(plain)) if plain else ""
    if column.is_asked or not stated or stated == figure_words(figure):
        return CellAnswer(text=stated if column.is_asked else "")
    why = clean_line(reason, field=key, max_length=REASON_LENGTH, required=False)
    if not why:
        raise ReasonMissing(field=key, heading=column.heading, records=figure_words(figure), stated=stated)
    return CellAnswer(text=stated, reason=why)


class CellsMissing(RuleViolation):
    """Asked cells that nobody has answered."""

    code = "reports.cells_missing"
    template = N_("还有 {count} 格没有填：{headings}。")


class CellsContradict(RuleViolation):
    """Cells that cannot all be right, one of which a person wrote."""

    code = "reports.cells_contradict"
    template = N_("“{part}”({part_value}) 不能比“{whole}”({whole_value}) 多，请核对。")
    refusal = Refusal.CONFLICT


class TrainingsContradict(RuleViolation):
    """People at trainings that were not held, or trainings without people."""

    code = "reports.trainings_contradict"
    template = N_("培训 {trainings} 次、{trained} 人次对不上：办了培训就有人次，没办就没有。")
    refusal = Refusal.CONFLICT


def check_whole(cells: Iterable[ReportCell]) -> None:
    """Refuses a report with a cell that waits, and one whose cells cannot all be right."""
    by_key = {cell.key: cell for cell in cells}
    waiting = [cell.column.heading for cell in by_key.values() if cell.is_waiting]
    if waiting:
        first = next(cell.key for cell in by_key.values() if cell.is_waiting)
        raise CellsMissing(field=first, count=len(waiting), headings="、".join(waiting))
    for part, whole in contradictions(by_key.values()):
        if any(by_key[key].answer for key in (part, *whole)):
            raise CellsContradict(
                field=part,
                part=COLUMN_BY_KEY[part].heading,
                part_value=int(_number(by_key, part) or 0),
                whole="+".join(COLUMN_BY_KEY[key].heading for key in whole),
                whole_value=int(_sum(by_key, whole) or 0),
            )
    trainings, trained = _number(by_key, "trainings"), _number(by_key, "trained")
    if trainings is not None and trained is not None and bool(trainings) != bool(trained):
        raise TrainingsContradict(field="trained", trainings=int(trainings), trained=int(trained))


def contradictions(cells: Iterable[ReportCell]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The parts that are more than their whole; where the records alone say so, the page asks."""
    by_key = {cell.key: cell for cell in cells}
    found = []
    for part, whole in NEVER_MORE:
        less, more = _number(by_key, part), _sum(by_key, whole)
        if less is not None and more is not None and less > more:
            found.append((part, whole))
    return tuple(found)


def hold_of(cells: Iterable[ReportCell], *, has_open_comment: bool) -> Hold | None:
    """Why somebody has to look at a filed report before it is taken in; None where it may go with others."""
    told = tuple(cells)
    if contradictions(told):
        return Hold.CONTRADICTION
    if any(cell.differs for cell in told):
        return Hold.STATED
    return Hold.COMMENT if has_open_comment else None


def _sum(cells: Mapping[str, ReportCell], keys: Iterable[str]) -> Decimal | None:
    found = [_number(cells, key) for key in keys]
    known = [each for each in found if each is not None]
    return sum(known, Decimal(0)) if len(known) == len(found) else None


def _number(cells: Mapping[str, ReportCell], key: str) -> Decimal | None:
    return cells[key].number if key in cells else None


def to_plain(cells: Iterable[ReportCell]) -> list[Plain]:
    """The cells as plain values, in the order of the columns: what is kept, and what the digest is of."""
    return [
        {
            "key": cell.key,
            "value": None if cell.figure is None or cell.figure.value is None else str(cell.figure.value),
            "numerator": _text(cell.figure.numerator) if cell.figure else None,
            "denominator": _text(cell.figure.denominator) if cell.figure else None,
            "unknown": cell.figure.unknown if cell.figure else 0,
            "answer": cell.answer,
            "reason": cell.reason,
            "who": cell.who,
            "below": cell.below,
            "below_unknown": cell.below_unknown,
        }
        for cell in cells
    ]


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def from_plain(kept: Iterable[Mapping[str, object]]) -> tuple[ReportCell, ...]:
    """Kept cells back in the order of today's columns; one that came later is absent.

    A column that we no longer have is left out, the kept text still holds it.
    """
    told = {str(each["key"]): each for each in kept}
    return tuple(
        ReportCell(column=column, is_absent=True)
        if (each := told.get(column.key)) is None
        else ReportCell(
            column=column,
            figure=_figure(each),
            answer=str(each.get("answer") or ""),
            reason=str(each.get("reason") or ""),
            who=str(each.get("who") or ""),
            below=int(str(each["below"])) if each.get("below") is not None else None,
            below_unknown=int(str(each.get("below_unknown") or 0)),
        )
        for column in COLUMNS
    )


def _figure(kept: Mapping[str, object]) -> Figure | None:
    if COLUMN_BY_KEY[str(kept["key"])].is_asked:
        return None
    value, part, whole = (kept.get(name) for name in ("value", "numerator", "denominator"))
    return Figure(
        value=Decimal(str(value)) if value is not None else None,
        numerator=int(str(part)) if part is not None else None,
        denominator=int(str(whole)) if whole is not None else None,
        unknown=int(str(kept.get("unknown") or 0)),
    )


def canonical(head: Mapping[str, object], cells: Iterable[Mapping[str, object]]) -> str:
    """The text of which a report's digest is: unit, month, version and all cells, one way to write them."""
    return json.dumps(
        {"head": dict(head), "cells": list(cells)},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        default=str,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class CellDifference:
    """A cell that two versions tell differently."""

    heading: str
    before: str
    after: str


def differences(before: Iterable[ReportCell], after: Iterable[ReportCell]) -> tuple[CellDifference, ...]:
    """The cells that differ, in the order of the columns; also a reason that came or went."""
    old, new = ({cell.key: cell for cell in cells} for cells in (before, after))
    found = []
    for column in COLUMNS:
        was, now = _told(old.get(column.key)), _told(new.get(column.key))
        if was != now:
            found.append(CellDifference(heading=column.heading, before=was, after=now))
    return tuple(found)


def _told(cell: ReportCell | None) -> str:
    if cell is None:
        return ABSENT
    return f"{cell.words}（{cell.reason}）" if cell.reason else cell.words


@dataclass(frozen=True, kw_only=True, slots=True)
class FilledShare:
    """Of all cells: how many the system fills, how many nobody collected, how many are asked."""

    total: int
    by_system: int
    uncollected: int
    asked: int
    answered: int

    @property
    def percent(self) -> int:
        """The share that nobody types, in whole percent, rounded down."""
        return self.by_system * 100 // self.total if self.total else 0


def share_of(cells: Iterable[ReportCell]) -> FilledShare:
    """How much of a report the system fills."""
    told = list(cells)
    return FilledShare(
        total=len(told),
        by_system=sum(not cell.column.is_asked for cell in told),
        uncollected=sum(cell.is_unknown for cell in told),
        asked=sum(cell.column.is_asked for cell in told),
        answered=sum(cell.column.is_asked and not cell.is_waiting for cell in told),
    )
