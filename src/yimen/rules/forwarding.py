"""Forwarded cases: what the other system can answer, and the day on which we ask it.

The department decides in its own system; we keep its number, its state and its result, and never
a decision of ours (design §4). The results are those of the exchange tables that were found.
"""

import datetime as dt
from enum import StrEnum

from yimen.rules.errors import N_, RuleViolation
from yimen.rules.text import clean_line


class ExternalResult(StrEnum):
    """How the department's own system ended a case (办结结果, domain.md §2.1)."""

    ISSUED = "ISSUED"
    SENT_BACK = "SENT_BACK"
    VOIDED = "VOIDED"
    DELETED = "DELETED"
    SENT_UP = "SENT_UP"
    TIMED_OUT = "TIMED_OUT"
    DONE = "DONE"


EXTERNAL_RESULT_LABELS: dict[ExternalResult, str] = {
    ExternalResult.ISSUED: N_("出证办结"),
    ExternalResult.SENT_BACK: N_("退回办结"),
    ExternalResult.VOIDED: N_("作废办结"),
    ExternalResult.DELETED: N_("删除办结"),
    ExternalResult.SENT_UP: N_("转报办结"),
    ExternalResult.TIMED_OUT: N_("补正超时驳回"),
    ExternalResult.DONE: N_("办结"),
}

# The codes of the one exchange table that was found; other systems number otherwise, so the map
# belongs to the exchange, not to the stored rows (domain.md §2.1: 必须按接口配置映射).
EXTERNAL_RESULT_CODES: dict[ExternalResult, str] = {
    ExternalResult.ISSUED: "0",
    ExternalResult.SENT_BACK: "1",
    ExternalResult.VOIDED: "2",
    ExternalResult.DELETED: "3",
    ExternalResult.SENT_UP: "4",
    ExternalResult.TIMED_OUT: "5",
    ExternalResult.DONE: "6",
}

# Only these end well for whoever applied: the tracker and the message say no more than this.
WELL_ENDED = frozenset({ExternalResult.ISSUED, ExternalResult.DONE})


class AskDayMissing(RuleViolation):
    """Nothing is published and no day was set: nobody would ever ask after the case."""

    code = "cases.ask_day_missing"
    template = N_("这个事项没有公布时限。请写明哪一天去问部门，免得转出去以后没人管。")


class AskDayUnreadable(RuleViolation):
    """The day is no date."""

    code = "cases.ask_day_unreadable"
    template = N_("“{value}”不是日期。请写成 2026-09-18 这样。")


class AskDayPast(RuleViolation):
    """The day lies behind us."""

    code = "cases.ask_day_past"
    template = N_("询问日要在今天或者以后。")


def read_ask_day(text: str, *, today: dt.date, published: dt.date | None) -> dt.date:
    """The day on which we ask the department: as typed, else the published day.

    Refuses what is no date, a day before today, and neither day.
    """
    typed = clean_line(text, field="ask_on", max_length=20, required=False)
    if not typed:
        if published is None:
            raise AskDayMissing(field="ask_on")
        return published
    try:
        day = dt.date.fromisoformat(typed)
    except ValueError:
        raise AskDayUnreadable(field="ask_on", value=typed) from None
    if day < today:
        raise AskDayPast(field="ask_on")
    return day


def is_silent(*, ask_on: dt.date | None, today: dt.date) -> bool:
    """Whether the department has said nothing through the whole day on which we meant to ask."""
    return ask_on is not None and ask_on < today
