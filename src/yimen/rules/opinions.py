"""Notes among colleagues and the wordings that somebody keeps for their opinions."""

from yimen.rules.case_states import ACT_LABELS, Act
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.text import clean_text

NOTE_LENGTH = 1000
TEMPLATE_LENGTH = 500
MOST_TEMPLATES = 20  # for one act of one post: a longer list is slower to read than a sentence to type

# The acts whose form asks for words of one's own; everything else has nothing to keep.
WORDED_ACTS: tuple[Act, ...] = (
    Act.REVIEW,
    Act.GRANT,
    Act.CONFIRM,
    Act.CONCLUDE,
    Act.SEND_BACK,
    Act.RETURN,
    Act.RECORD_VISIT,
    Act.EXTEND,
    Act.SUSPEND,
    Act.TERMINATE,
    Act.FORWARD,
    Act.WITHDRAW,
    Act.DECLINE,
)


class NoTemplateFor(RuleViolation):
    """An act that asks for no words of one's own."""

    code = "cases.no_template_for"
    template = N_("这一步不写意见，没有模板可存。")


class TemplatesFull(RuleViolation):
    """As many wordings are kept for this act as one finds one's way in."""

    code = "cases.templates_full"
    template = N_("“{act}”的意见模板已经有 {most} 条。请先到“我的意见模板”删掉不用的，再存新的。")
    refusal = Refusal.CONFLICT


def check_template_act(act: str) -> Act:
    """The act for which a wording is kept; refuses one that asks for none."""
    found = next((each for each in WORDED_ACTS if each.value == act), None)
    if found is None:
        raise NoTemplateFor(field="act")
    return found


def check_template(text: str) -> str:
    """The wording, mended; refuses an empty or overlong one."""
    return clean_text(text, field="opinion", max_length=TEMPLATE_LENGTH)


def check_template_room(kept: int, *, act: Act) -> None:
    """Refuse one more when so many are kept for the act already."""
    if kept >= MOST_TEMPLATES:
        raise TemplatesFull(act=ACT_LABELS[act], most=MOST_TEMPLATES)
