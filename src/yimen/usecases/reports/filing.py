"""The head of a center puts the township's report on record with the county (备案)."""

from collections.abc import Mapping
from datetime import date, datetime

from yimen.rules.access import Actor
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.programme import ChangedMeanwhile
from yimen.rules.report_events import EventKind
from yimen.rules.reports import ReportAct, ReportState, move
from yimen.usecases.reports.answering import TypedCell, plain_cells, take_typed
from yimen.usecases.reports.cells import answers_of, live_figures, make_cells
from yimen.usecases.reports.frames import require_own
from yimen.usecases.reports.keeping import FILED_COLUMNS, file_cells, filed_words
from yimen.usecases.reports.shell import Done, Scene, act_on_report
from yimen.usecases.shared.registry import action


class NotConfirmed(RuleViolation):
    """A report that nobody says to have looked through."""

    code = "reports.not_confirmed"
    template = N_("请看过系统填好的数，勾上“核对无误”，再报出。")


@action("reports.file")
def file_report(
    *,
    actor: Actor,
    now: datetime,
    unit_code: str,
    month: date,
    confirmed: bool,
    revision: int,
    typed: Mapping[str, TypedCell] | None = None,
    request_key: str | None = None,
) -> str:
    """Sign the township's report and put it on record: its cells are kept as they stand now; the new state.

    Answers that come with the form are kept first. Refuses without the confirmation, with cells that wait or
    cannot be right, a month that is not over, after the lock day without an exception, another unit's report,
    and one that was filed or changed meanwhile.
    """
    done = act_on_report(
        action="reports.file",
        actor=actor,
        now=now,
        request_key=request_key,
        unit_code=unit_code,
        month=month,
        body={"confirmed": confirmed, "revision": revision, "typed": plain_cells(typed or {})},
        core=lambda scene: _apply_filing(scene, typed or {}, confirmed=confirmed, revision=revision),
    )
    return str(done["state"])


def _apply_filing(scene: Scene, typed: Mapping[str, TypedCell], *, confirmed: bool, revision: int) -> Done:
    require_own(scene.actor, scene.frame)
    report, unit = scene.report, scene.frame.unit.code
    if report.revision != revision:
        raise ChangedMeanwhile
    figures = live_figures([unit], scene.frame.month, now=scene.now)[unit]
    move(ReportState(report.state), ReportAct.FILE)
    take_typed(scene, typed, figures)
    if not confirmed:
        raise NotConfirmed(field="confirmed")
    answers = answers_of([report.pk], [report.county_code])[report.pk]
    digest = file_cells(scene, make_cells(figures, answers))
    return Done(
        kind=EventKind.FILED,
        columns=FILED_COLUMNS,
        text=filed_words(report.version),
        facts={"digest": digest},
    )
