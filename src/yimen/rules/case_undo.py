"""Taking back one's own last step, while nothing has left the house; docs/rules/told-once.md ends with it."""

from dataclasses import dataclass
from uuid import UUID

from yimen.rules.case_states import ACT_LABELS, Act
from yimen.rules.errors import N_, Refusal, RuleViolation

# Steps whose whole effect stands in the columns of the case: state, step date, who goes on, the time of
# closing. What starts or ends a clock, asks for a job, or begins a round of posting is none of them.
UNDOABLE = frozenset({Act.REVIEW, Act.SEND_BACK, Act.RECORD_VISIT, Act.RECORD_PROGRESS, Act.REOPEN})


class CannotUndo(RuleViolation):
    """The step has effects outside the house, or some that no column remembers."""

    code = "cases.cannot_undo"
    template = N_("“{act}”这一步不能撤销：文书、短信或计时已经跟着走了。请按流程更正，或请中心主任处理。")
    refusal = Refusal.CONFLICT


class NotYourStep(RuleViolation):
    """Somebody else did the last step."""

    code = "cases.not_your_step"
    template = N_("最后一步“{act}”是{name}办的，只有本人能撤销。")
    refusal = Refusal.FORBIDDEN


class SteppedOn(RuleViolation):
    """The step is not the last one any more: someone went on, or it was taken back already."""

    code = "cases.stepped_on"
    template = N_("这一步之后又有人办过，或者已经撤销了。请刷新后再看。")
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class LastStep:
    """The last step that holds: its place, what it was, who did it, whether it was told outside."""

    order: int
    act: Act
    post_id: UUID | None
    name: str
    told: bool


def can_undo(step: LastStep | None, post_id: UUID | None) -> bool:
    """Whether this post may take the step back."""
    return step is not None and post_id is not None and step.post_id == post_id and _holds_nothing(step)


def check_undo(step: LastStep | None, *, order: int, post_id: UUID | None) -> None:
    """Refuse to take back what is not the last step (`order`), not one's own, or has left the house."""
    if step is None or step.order != order:
        raise SteppedOn
    if post_id is None or step.post_id != post_id:
        raise NotYourStep(act=ACT_LABELS[step.act], name=step.name)
    if not _holds_nothing(step):
        raise CannotUndo(act=ACT_LABELS[step.act])


def _holds_nothing(step: LastStep) -> bool:
    return step.act in UNDOABLE and not step.told
