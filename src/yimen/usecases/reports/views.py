"""A month's report in frozen values, as pages and files read it."""

from dataclasses import dataclass
from datetime import date, datetime

from yimen.rules.orgs import Level
from yimen.rules.report_cells import CellDifference, FilledShare, ReportCell
from yimen.rules.report_events import EventKind
from yimen.rules.reports import Hold, Rate, ReportDays, ReportKind, ReportState, Timeliness


@dataclass(frozen=True, kw_only=True, slots=True)
class EventView:
    """A line of the history: what, when, by whom, in which version."""

    kind: EventKind
    at: datetime
    who: str
    version: int
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionView:
    """A version as it was filed, and what it tells otherwise than the one before."""

    number: int
    reason: str
    digest: str
    filed_at: datetime
    filed_by: str
    frozen_at: datetime | None
    changed: tuple[CellDifference, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnReport:
    """A unit's own report. `cells` are as filed where it was filed, else as they stand now.

    `now_differs` are the cells that the records tell otherwise today; `returned_for` what was last to mend;
    `may_file_from` None once it may be filed.
    """

    kind: ReportKind
    state: ReportState
    is_touched: bool
    version: int
    revision: int
    days: ReportDays
    timeliness: Timeliness
    first_filed_at: datetime | None
    filed_at: datetime | None
    filed_by: str
    frozen_at: datetime | None
    exception_until: date | None
    returns: int
    cells: tuple[ReportCell, ...]
    share: FilledShare
    now_differs: tuple[CellDifference, ...]
    impossible: tuple[str, ...]
    returned_for: str
    sent_ways: tuple[EventView, ...]
    events: tuple[EventView, ...]
    versions: tuple[VersionView, ...]
    is_restated: bool
    is_over: bool
    is_locked: bool
    sample: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class BelowRow:
    """A unit whose report is taken in here: a line of the table of annex 8.

    `below` is how many of its own units have filed: a county's townships. `hold` says why a filed one is not
    taken in with others, `is_restated` that it was opened anew and waits for the next freeze.
    """

    unit_code: str
    unit_name: str
    state: ReportState
    is_touched: bool
    revision: int
    timeliness: Timeliness
    filed_at: datetime | None
    returns: int
    exception_until: date | None
    cells: tuple[ReportCell, ...]
    differs_now: int
    waiting: int
    below: Rate | None
    is_locked: bool
    hold: Hold | None
    is_restated: bool
    sample: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportPage:
    """A unit's month: its own report (a city has none), those that it takes in, and the line of their sum."""

    unit_code: str
    unit_name: str
    level: Level
    above_name: str
    month: date
    months: tuple[date, ...]
    year: int
    programme_title: str
    report_day: int
    township_day: int | None
    own: OwnReport | None
    below: tuple[BelowRow, ...]
    total: tuple[ReportCell, ...]
    filed: Rate
    timely: Rate
