"""The county signs its report and sends it to the city (报送); how it went beside this system is kept."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from yimen.data.orgs.models import Region
from yimen.data.reports.models import Report
from yimen.rules.access import Actor
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.programme import ChangedMeanwhile
from yimen.rules.report_events import EventKind
from yimen.rules.reports import (
    REASON_LENGTH,
    SENT_WAY_LABELS,
    ReportAct,
    ReportState,
    check_way,
    move,
)
from yimen.rules.text import clean_line
from yimen.usecases.reports.answering import TypedCell, plain_cells, take_typed
from yimen.usecases.reports.cells import (
    answers_of,
    live_figures,
    make_cells,
    rows_of,
    sums_below,
)
from yimen.usecases.reports.filing import NotConfirmed
from yimen.usecases.reports.frames import find_reports, require_own, units_below
from yimen.usecases.reports.keeping import FILED_COLUMNS, file_cells, filed_words
from yimen.usecases.reports.shell import Done, Scene, act_on_report
from yimen.usecases.shared.registry import action

_TAKEN = frozenset({ReportState.ACCEPTED.value, ReportState.FROZEN.value})


class TownshipsMissing(RuleViolation):
    """Townships whose reports the county has not taken in, and no word why it sends without them."""

    code = "reports.townships_missing"
    template = N_("还有 {count} 个乡镇的月报没有接收：{names}。要先报，请写明情况。")


@action("reports.send")
def send_report(
    *,
    actor: Actor,
    now: datetime,
    unit_code: str,
    month: date,
    confirmed: bool,
    revision: int,
    without: str = "",
    typed: Mapping[str, TypedCell] | None = None,
    request_key: str | None = None,
) -> str:
    """Sign the county's report and send it up: its own cells and those of every township are kept; the state.

    `without` says why where townships are missing: a county is never held up by one of them. Refuses the same
    as `file_report`, and missing townships without a word (`TownshipsMissing`).
    """
    done = act_on_report(
        action="reports.send",
        actor=actor,
        now=now,
        request_key=request_key,
        unit_code=unit_code,
        month=month,
        body={
            "confirmed": confirmed,
            "revision": revision,
            "without": without,
            "typed": plain_cells(typed or {}),
        },
        core=lambda scene: _apply_sending(
            scene, typed or {}, confirmed=confirmed, revision=revision, without=without
        ),
    )
    return str(done["state"])


def _apply_sending(
    scene: Scene, typed: Mapping[str, TypedCell], *, confirmed: bool, revision: int, without: str
) -> Done:
    require_own(scene.actor, scene.frame)
    report, unit = scene.report, scene.frame.unit.code
    if report.revision != revision:
        raise ChangedMeanwhile
    move(ReportState(report.state), ReportAct.FILE)
    townships = units_below(scene.frame.unit)
    codes = [each.code for each in townships]
    reports = find_reports(scene.frame, codes)
    figures = live_figures([unit, *codes], scene.frame.month, now=scene.now)
    take_typed(scene, typed, figures[unit])
    if not confirmed:
        raise NotConfirmed(field="confirmed")
    missing, why = _missing(townships, reports, without)
    rows = rows_of(codes, reports, figures)
    answers = answers_of([report.pk], [report.county_code])[report.pk]
    cells = make_cells(figures[unit], answers, sums_below(rows.values()))
    digest = file_cells(scene, cells, rows)
    told = [filed_words(report.version)]
    if missing:
        told.append(N_("未含 {names}：{why}").format(names="、".join(missing), why=why))
    return Done(
        kind=EventKind.FILED,
        columns=FILED_COLUMNS,
        text="；".join(filter(None, told)),
        facts={"digest": digest, "missing": len(missing), "without": why},
    )


def _missing(
    townships: Sequence[Region], reports: Mapping[str, Report], without: str
) -> tuple[list[str], str]:
    """The names of the townships that were not taken in, and why the county sends without them."""
    missing = [
        each.short_name
        for each in townships
        if each.code not in reports or reports[each.code].state not in _TAKEN
    ]
    why = clean_line(without, field="without", max_length=REASON_LENGTH, required=False)
    if missing and not why:
        raise TownshipsMissing(field="without", count=len(missing), names="、".join(missing))
    return missing, why


@action("reports.record_sending")
def record_sending(
    *,
    actor: Actor,
    now: datetime,
    unit_code: str,
    month: date,
    way: str,
    note: str,
    request_key: str | None = None,
) -> int:
    """Keep how and when the report went to the city beside this system (e-mail, fax, paper); its revision.

    Refuses an unknown way, a report that was not filed, and another unit's.
    """
    chosen = check_way(way)
    words = clean_line(note, field="note", max_length=REASON_LENGTH, required=False)
    done = act_on_report(
        action="reports.record_sending",
        actor=actor,
        now=now,
        request_key=request_key,
        unit_code=unit_code,
        month=month,
        body={"way": chosen.value, "note": words},
        core=lambda scene: _apply_way(scene, SENT_WAY_LABELS[chosen], words),
    )
    return int(str(done["revision"]))


class NotFiledYet(RuleViolation):
    """A way of sending for what was never signed."""

    code = "reports.not_filed_yet"
    template = N_("先在系统里报出，再登记是怎么送的。")


def _apply_way(scene: Scene, label: str, words: str) -> Done:
    require_own(scene.actor, scene.frame)
    if scene.report.filed_at is None:
        raise NotFiledYet(field="way")
    text = f"{label}：{words}" if words else label
    return Done(kind=EventKind.CARRIED, text=text, facts={"way": label, "note": words})
