"""Asked cells answered, figures of the records contradicted with a reason; the unit itself does it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from yimen.data.reports.models import ReportAnswer
from yimen.rules.access import Actor
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.indicators import Figure
from yimen.rules.programme import ChangedMeanwhile
from yimen.rules.report_cells import CellAnswer, check_answer
from yimen.rules.report_columns import COLUMN_BY_KEY
from yimen.rules.report_events import EventKind
from yimen.rules.reports import ReportAct, ReportState, move
from yimen.usecases.reports.cells import live_figures
from yimen.usecases.reports.frames import require_own, who_words
from yimen.usecases.reports.shell import Done, Scene, act_on_report
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedCell:
    """What a form says of a cell."""

    text: str
    reason: str = ""


class AnswersRefused(RuleViolation):
    """Some cells cannot be taken; each stands with its own sentence in `faults`."""

    code = "reports.answers_refused"
    template = N_("有 {count} 格要改，别的还没有保存：{first}")
    refusal = Refusal.INVALID

    def __init__(self, faults: Mapping[str, RuleViolation]) -> None:
        key, first = next(iter(faults.items()))
        super().__init__(field=key, count=len(faults), first=first.sentence())
        self.faults = dict(faults)


class NoAnswers(RuleViolation):
    """A form without a single change."""

    code = "reports.no_answers"
    template = N_("没有改动，不用保存。")


@action("reports.answer")
def answer_cells(
    *,
    actor: Actor,
    now: datetime,
    unit_code: str,
    month: date,
    typed: Mapping[str, TypedCell],
    revision: int,
    request_key: str | None = None,
) -> int:
    """Keep what the unit says in cells of its own open report; the new revision.

    All cells or none: `AnswersRefused` tells each fault at its cell. A figure of the records that is
    contradicted needs a reason; one that agrees again takes the contradiction back. Refuses another unit's
    report, one that was filed, and one that somebody changed meanwhile.
    """
    done = act_on_report(
        action="reports.answer",
        actor=actor,
        now=now,
        request_key=request_key,
        unit_code=unit_code,
        month=month,
        body={"typed": plain_cells(typed), "revision": revision},
        core=lambda scene: apply_answers(scene, typed, revision),
    )
    return int(str(done["revision"]))


def apply_answers(scene: Scene, typed: Mapping[str, TypedCell], revision: int) -> Done:
    """The core: answers into the unit's own open report as its form showed it, whatever they came in."""
    require_own(scene.actor, scene.frame)
    move(ReportState(scene.report.state), ReportAct.ANSWER)
    if scene.report.revision != revision:
        raise ChangedMeanwhile
    unit = scene.frame.unit.code
    figures = live_figures([unit], scene.frame.month, now=scene.now)[unit]
    changed = take_typed(scene, typed, figures)
    if not changed:
        raise NoAnswers
    headings = "、".join(COLUMN_BY_KEY[key].heading for key in changed)
    return Done(kind=EventKind.ANSWERED, text=headings, facts={"keys": list(changed)})


def plain_cells(typed: Mapping[str, TypedCell]) -> dict[str, JSON]:
    """What was typed as plain values, for the digest of a request."""
    return {key: [cell.text, cell.reason] for key, cell in typed.items()}


def take_typed(
    scene: Scene, typed: Mapping[str, TypedCell], figures: Mapping[str, Figure]
) -> tuple[str, ...]:
    """Keep what was typed into an open report; the keys that changed. `AnswersRefused` tells each fault."""
    return write_answers(scene, _checked(typed, figures))


def _checked(typed: Mapping[str, TypedCell], figures: Mapping[str, Figure]) -> dict[str, CellAnswer]:
    read: dict[str, CellAnswer] = {}
    faults: dict[str, RuleViolation] = {}
    for key, cell in typed.items():
        try:
            read[key] = check_answer(key, cell.text, cell.reason, figures.get(key))
        except RuleViolation as fault:
            faults[key] = fault
    if faults:
        raise AnswersRefused(faults)
    return read


def write_answers(scene: Scene, answers: Mapping[str, CellAnswer]) -> tuple[str, ...]:
    """Bring the kept answers in step with these; the keys that changed. Three statements at most."""
    rows = ReportAnswer.objects.filter(county_code=scene.report.county_code, report=scene.report)
    there = {row.key: row for row in rows.filter(key__in=list(answers))}
    told = {key: each for key, each in answers.items() if _differs(there.get(key), each)}
    gone = [key for key, each in told.items() if not each.text]
    rows.filter(key__in=[key for key in gone if key in there]).delete()
    fresh = [_row(scene, key, each) for key, each in told.items() if each.text]
    ReportAnswer.objects.bulk_create(
        fresh,
        update_conflicts=True,
        unique_fields=["county_code", "report", "key"],
        update_fields=["text", "reason", "who", "at"],
    )
    return tuple(told)


def _differs(row: ReportAnswer | None, answer: CellAnswer) -> bool:
    if row is None:
        return bool(answer.text)
    return (row.text, row.reason) != (answer.text, answer.reason)


def _row(scene: Scene, key: str, answer: CellAnswer) -> ReportAnswer:
    return ReportAnswer(
        id=new_id(scene.now),
        county_code=scene.report.county_code,
        report=scene.report,
        key=key,
        text=answer.text,
        reason=answer.reason,
        who=who_words(scene.actor),
        at=scene.now,
    )
