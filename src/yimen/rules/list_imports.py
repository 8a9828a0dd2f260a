"""An import of a list from its file to the drafts that it makes: its states, and the ordinary noes."""

from enum import StrEnum

from yimen.rules.errors import N_, Refusal, RuleViolation


class ImportState(StrEnum):
    """Where an import stands; only TAKEN has written anything to the lists, and only as drafts."""

    READ = "READ"
    PLANNED = "PLANNED"
    TAKEN = "TAKEN"
    DROPPED = "DROPPED"


IMPORT_STATE_LABELS: dict[ImportState, str] = {
    ImportState.READ: N_("待对应列"),
    ImportState.PLANNED: N_("待核对确认"),
    ImportState.TAKEN: N_("已写入调整"),
    ImportState.DROPPED: N_("已放弃导入"),
}
OPEN_IMPORTS: frozenset[ImportState] = frozenset({ImportState.READ, ImportState.PLANNED})


class ImportIsOver(RuleViolation):
    """It was confirmed or given up before."""

    code = "sheets.import_is_over"
    template = N_("这次导入现在是“{state}”，不能再改。要再导入请新传一份文件。")
    refusal = Refusal.CONFLICT


class NotPlannedYet(RuleViolation):
    """Its columns are not known yet."""

    code = "sheets.not_planned_yet"
    template = N_("还没有对应好列，请先告诉系统每一列是什么。")
    refusal = Refusal.CONFLICT


class PlanIsStale(RuleViolation):
    """The lists changed after the plan was shown."""

    code = "sheets.plan_is_stale"
    template = N_("您核对以后，清单又有了变动，结果不一样了。请重新核对一遍，再确认。")
    refusal = Refusal.CONFLICT


class RowsHaveErrors(RuleViolation):
    """Some rows cannot be taken, and nobody said to leave them out."""

    code = "sheets.rows_have_errors"
    template = N_("还有 {count} 行有错误。请改好文件再传，或者选“只导入没有错误的行”。")


class NothingToTake(RuleViolation):
    """Nothing new and nothing altered."""

    code = "sheets.nothing_to_take"
    template = N_("没有可以写入的行：没有新增，也没有变动。")


class NoSuchSheet(RuleViolation):
    """A sheet that the file does not have."""

    code = "sheets.no_such_sheet"
    template = N_("文件里没有工作表“{sheet}”。")


def check_import_open(state: ImportState) -> None:
    """Refuse a further step of an import that was confirmed or given up."""
    if state not in OPEN_IMPORTS:
        raise ImportIsOver(state=IMPORT_STATE_LABELS[state])
