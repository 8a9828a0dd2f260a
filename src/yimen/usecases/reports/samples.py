"""Sample reports and register lines of one county for a demonstration, marked as such, written in bulk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from yimen.data.orgs.models import Region
from yimen.data.reports.models import (
    RegisterLine,
    Report,
    ReportAnswer,
    ReportEvent,
    ReportVersion,
    TaskClosing,
)
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.report_cells import ReportCell, to_plain
from yimen.rules.report_events import EventKind
from yimen.rules.report_register import RegisterTerms
from yimen.rules.reports import ReportKind, ReportState
from yimen.usecases.programme.units import programme_record
from yimen.usecases.reports.cells import live_figures, make_cells, sums_below
from yimen.usecases.reports.frames import Frame, frame_for, new_report
from yimen.usecases.reports.keeping import digest_of
from yimen.usecases.reports.register import new_line
from yimen.usecases.reports.shell import new_event
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.registry import action
from yimen.usecases.shared.rows import only_row

_HOUR = time(2, 0, tzinfo=UTC)  # ten in the morning in Beijing


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleReport:
    """A unit's month as a demonstration wants it; `text` is what a return asks to mend."""

    unit_code: str
    state: ReportState
    answers: Mapping[str, str]
    who: str
    text: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleLine:
    """A line of a register."""

    unit_code: str
    number: int
    terms: RegisterTerms


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleClosing:
    """A task struck off by a unit as of a day, with a reason that says it is a sample."""

    unit_code: str
    number: int
    closed_on: date
    reason: str
    who: str


@action("reports.record_samples")
def record_samples(
    *,
    actor: Actor,
    now: datetime,
    county_code: str,
    month: date,
    reports: Sequence[SampleReport],
    lines: Sequence[SampleLine] = (),
    closings: Sequence[SampleClosing] = (),
    request_key: str | None = None,
) -> int:
    """Write sample reports of a county for a month where it has none yet; how many.

    Nothing is written over what people did. A year without a programme is refused (`NotFound`).
    """
    require(actor, "reports.record_samples")
    answer = perform(
        action="reports.record_samples",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=county_code,
        body={"month": month.isoformat(), "units": [each.unit_code for each in reports]},
        core=lambda: _apply_samples(actor, now, county_code, month, reports, lines, closings),
    )
    return int(str(answer["written"]))


def _apply_samples(
    actor: Actor,
    now: datetime,
    county_code: str,
    month: date,
    reports: Sequence[SampleReport],
    lines: Sequence[SampleLine],
    closings: Sequence[SampleClosing],
) -> Outcome:
    # The lock on the county lets two who seed at once wait for each other.
    county = only_row(Region.objects.select_for_update().filter(code=f"{county_code}000000", valid_to=None))
    frame = frame_for(county, month) if county is not None else None
    if frame is None:
        raise NotFound(field="month")
    there = Report.objects.filter(county_code=county_code, programme_id=frame.programme_id, month=month)
    if there.exists():
        return Outcome(answer={"written": 0}, record=None)
    made = _Made(actor=actor, now=now, frame=frame)
    made.add_all(reports)
    made.write()
    RegisterLine.objects.bulk_create(_sample_line(frame, each, now) for each in lines)
    TaskClosing.objects.bulk_create(_sample_closing(frame, each, now) for each in closings)
    record = programme_record(
        county_code=county_code,
        kind="programme",
        subject_id=frame.programme_id,
        act="reports.record_samples",
        facts={
            "month": month.isoformat(),
            "reports": len(reports),
            "lines": len(lines),
            "closings": len(closings),
        },
    )
    return Outcome(answer={"written": len(reports)}, record=record)


def _sample_line(frame: Frame, line: SampleLine, now: datetime) -> RegisterLine:
    row = new_line(frame, line.number, now=now)
    row.unit_code, row.sample, row.revision, row.who = line.unit_code, True, 1, "示例"
    for name in ("plan", "progress", "problem", "next_step", "person"):
        setattr(row, name, getattr(line.terms, name))
    return row


def _sample_closing(frame: Frame, closing: SampleClosing, now: datetime) -> TaskClosing:
    return TaskClosing(
        id=new_id(now),
        county_code=frame.county_code,
        programme_id=frame.programme_id,
        task_number=closing.number,
        unit_code=closing.unit_code,
        closed_on=closing.closed_on,
        percent=None,
        reason=closing.reason,
        who=closing.who,
        at=datetime.combine(closing.closed_on, _HOUR),
    )


class _Made:
    """The rows of a month, gathered and written by four statements."""

    def __init__(self, *, actor: Actor, now: datetime, frame: Frame) -> None:
        self._actor = actor
        self._now = now
        self._frame = frame
        self._reports: list[Report] = []
        self._answers: list[ReportAnswer] = []
        self._versions: list[ReportVersion] = []
        self._events: list[ReportEvent] = []

    def add_all(self, samples: Sequence[SampleReport]) -> None:
        """Each unit's report; the county's comes last and holds the rows of its townships."""
        codes = [each.unit_code for each in samples]
        figures = live_figures(codes, self._frame.month, now=self._now)
        units = Region.objects.filter(code__in=codes, valid_to=None)
        by_code = {row.code: row for row in units}
        rows: dict[str, tuple[ReportCell, ...]] = {}
        for sample in sorted(samples, key=lambda each: each.unit_code == self._frame.unit.code):
            own = frame_for(by_code[sample.unit_code], self._frame.month, like=self._frame)
            if own is None:
                continue
            report = new_report(own, now=self._now, sample=True)
            answers = {
                key: self._answer(report, key, text, sample.who) for key, text in sample.answers.items()
            }
            is_county = own.kind is ReportKind.SUBMISSION
            below = sums_below(rows.values()) if is_county else None
            cells = make_cells(figures[sample.unit_code], answers, below)
            rows[sample.unit_code] = cells
            self._reports.append(report)
            self._answers += answers.values()
            self._stand(report, sample, cells, dict(rows) if is_county else {})

    def _answer(self, report: Report, key: str, text: str, who: str) -> ReportAnswer:
        return ReportAnswer(
            id=new_id(self._now),
            county_code=report.county_code,
            report=report,
            key=key,
            text=text,
            who=who,
            at=self._filed_at(report),
        )

    def _filed_at(self, report: Report) -> datetime:
        """In time, and never after now."""
        return min(datetime.combine(report.due_on - timedelta(days=1), _HOUR), self._now - timedelta(hours=2))

    def _stand(
        self,
        report: Report,
        sample: SampleReport,
        cells: Sequence[ReportCell],
        rows: Mapping[str, Sequence[ReportCell]],
    ) -> None:
        """Bring a report to its state, with what it was filed with and its history."""
        report.state = sample.state.value
        if sample.state is ReportState.OPEN:
            return
        at = self._filed_at(report)
        report.first_filed_at, report.filed_at, report.filed_by = at, at, sample.who
        report.returns = int(sample.state is ReportState.RETURNED)
        report.frozen_at = at + timedelta(hours=1) if sample.state is ReportState.FROZEN else None
        plain, below = to_plain(cells), {code: to_plain(each) for code, each in rows.items()}
        below.pop(report.unit_code, None)
        self._versions.append(
            ReportVersion(
                id=new_id(self._now),
                county_code=report.county_code,
                report=report,
                number=1,
                cells=plain,
                rows=below,
                digest=digest_of(report.unit_code, report.month.isoformat(), 1, plain, below),
                filed_at=at,
                filed_by=sample.who,
                frozen_at=report.frozen_at,
            )
        )
        self._event(report, EventKind.FILED, at, sample.who)
        after = _EVENTS.get(sample.state)
        if after is not None:
            self._event(report, after, at + timedelta(hours=1), "示例·上一级", sample.text)

    def _event(self, report: Report, kind: EventKind, at: datetime, who: str, text: str = "") -> None:
        event = new_event(report, self._actor, at, kind, text)
        event.who = who
        self._events.append(event)

    def write(self) -> None:
        """Write what was gathered."""
        Report.objects.bulk_create(self._reports)
        ReportAnswer.objects.bulk_create(self._answers)
        ReportVersion.objects.bulk_create(self._versions)
        ReportEvent.objects.bulk_create(self._events)


_EVENTS = {
    ReportState.RETURNED: EventKind.SENT_BACK,
    ReportState.ACCEPTED: EventKind.ACCEPTED,
    ReportState.FROZEN: EventKind.FROZEN,
}
