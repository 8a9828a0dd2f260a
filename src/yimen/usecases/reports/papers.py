"""The summary and the register as tables on paper, from the same values as their pages."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from yimen.rules.calendar import beijing_date
from yimen.rules.errors import N_
from yimen.rules.report_cells import ReportCell
from yimen.rules.report_columns import COLUMNS, STAND_IN, AnswerKind
from yimen.rules.report_papers import TablePaper
from yimen.rules.report_register import REGISTER_STATE_LABELS
from yimen.rules.reports import WRITABLE, month_words
from yimen.usecases.reports.register_reading import RegisterRow, RegisterView
from yimen.usecases.reports.views import ReportPage

SUMMARY_TITLE = N_("乡镇和街道政务服务工作标准化建设推进情况汇总表")
REGISTER_TITLE = N_("乡镇街道政务服务工作标准化建设工作台账")
UNIT_HEADING = N_("单位")
_WORDS_WIDTH, _COUNT_WIDTH, _NAME_WIDTH = 14, 6, 10
_REGISTER_COLUMNS: tuple[tuple[str, int], ...] = (
    (N_("序号"), 4),
    (N_("任务"), 12),
    (N_("完成时限"), 9),
    (N_("责任人"), 8),
    (N_("本月计划"), 16),
    (N_("进展"), 18),
    (N_("存在问题"), 16),
    (N_("下步措施"), 16),
    (N_("佐证"), 16),
    (N_("状态"), 7),
    (N_("销号日期"), 9),
)


def summary_paper(page: ReportPage, *, now: datetime) -> TablePaper:
    """The table of annex 8: a line for each unit that reports here, the sum below; a township's one line.

    What is still being written says so, and carries no digest: that of an earlier version is not its own.
    """
    groups = [(name, len(tuple(each))) for name, each in groupby(COLUMNS, key=lambda each: each.group)]
    rows = [_line(row.unit_name, row.cells) for row in page.below]
    rows.append(_line(N_("合计") if page.below else page.unit_name, page.total))
    notes = [STAND_IN, N_("“未采集”是没有人看过，不当作 0。")]
    is_filed = page.own is not None and page.own.state not in WRITABLE
    if page.own is not None and not is_filed:
        notes.insert(0, N_("还没有报出，数截至 {day}。").format(day=beijing_date(now)))
    notes += [
        f"{name} {cell.column.heading}：填 {cell.words}，记录 {cell.records_words}。{cell.reason}"
        for name, cells in [
            (page.unit_name, page.total),
            *((row.unit_name, row.cells) for row in page.below),
        ]
        for cell in cells
        if cell.differs
    ]
    return TablePaper(
        title=SUMMARY_TITLE,
        unit=page.unit_name,
        period=month_words(page.month),
        headings=(UNIT_HEADING, *(column.heading for column in COLUMNS)),
        widths=(
            _NAME_WIDTH,
            *(_WORDS_WIDTH if each.asked is AnswerKind.WORDS else _COUNT_WIDTH for each in COLUMNS),
        ),
        rows=tuple(rows),
        groups=(("", 1), *groups),
        notes=tuple(notes),
        counts=frozenset(
            at for at, column in enumerate(COLUMNS, start=1) if column.asked is not AnswerKind.WORDS
        ),
        digest=page.own.versions[0].digest if page.own and is_filed and page.own.versions else "",
        sample=bool(page.own and page.own.sample) or any(row.sample for row in page.below),
    )


def _line(name: str, cells: Sequence[ReportCell]) -> tuple[str, ...]:
    return (name, *(_words(cell) for cell in cells))


def _words(cell: ReportCell) -> str:
    percent = "%" if cell.column.unit == "%" and not cell.is_unknown else ""
    return f"{cell.words}{percent}"


def register_paper(view: RegisterView) -> TablePaper:
    """The table of annex 7: a task a line."""
    return TablePaper(
        title=REGISTER_TITLE,
        unit=view.unit_name,
        period=month_words(view.month),
        headings=tuple(heading for heading, _ in _REGISTER_COLUMNS),
        widths=tuple(width for _, width in _REGISTER_COLUMNS),
        rows=tuple(_task_line(row) for row in view.rows),
        notes=(STAND_IN, N_("进展的百分比由指标算出，不是填的；没有写过的计划、责任人是上月延续的建议。")),
        counts=frozenset({0}),
        sample=any(row.sample for row in view.rows),
    )


def _task_line(row: RegisterRow) -> tuple[str, ...]:
    progress = [f"{row.percent}%"] if row.percent is not None else ([N_("未采集")] if row.evidence else [])
    proof = [f"{each.name} {_figure(each.figure.value)}" for each in row.evidence]
    return (
        str(row.number),
        row.title,
        row.due_on.isoformat(),
        row.words.person,
        row.words.plan,
        "\n".join([*progress, *filter(None, [row.words.progress])]),
        row.words.problem,
        row.words.next_step,
        "\n".join(proof),
        REGISTER_STATE_LABELS[row.state],
        row.closed_on.isoformat() if row.closed_on else "",
    )


def _figure(value: object) -> str:
    return N_("未采集") if value is None else f"{value}%"
