"""How a list changes: the states of an adjustment, the kinds of change, who may take the next step.

Source: 国务院办公厅 国办函〔2016〕108号: lists are kept up to date; what is added, altered, split, merged,
suspended or cancelled is announced with its reason.
"""

from collections.abc import Sequence
from enum import StrEnum

from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.text import clean_line


class AdjustmentState(StrEnum):
    """Where an adjustment of the lists stands."""

    DRAFT = "DRAFT"
    IN_REVIEW = "IN_REVIEW"
    RETURNED = "RETURNED"
    APPROVED = "APPROVED"
    PUBLISHED = "PUBLISHED"
    DROPPED = "DROPPED"


ADJUSTMENT_STATE_LABELS: dict[AdjustmentState, str] = {
    AdjustmentState.DRAFT: N_("起草中"),
    AdjustmentState.IN_REVIEW: N_("待审核"),
    AdjustmentState.RETURNED: N_("退回修改"),
    AdjustmentState.APPROVED: N_("已审核，待生效"),
    AdjustmentState.PUBLISHED: N_("已公布"),
    AdjustmentState.DROPPED: N_("已放弃"),
}

# What can still be written to.
OPEN_STATES: frozenset[AdjustmentState] = frozenset({AdjustmentState.DRAFT, AdjustmentState.RETURNED})


class ItemChange(StrEnum):
    """What an adjustment does to an item."""

    ADD = "ADD"
    ALTER = "ALTER"
    SPLIT = "SPLIT"
    MERGE = "MERGE"
    SUSPEND = "SUSPEND"
    RESUME = "RESUME"
    CANCEL = "CANCEL"


ITEM_CHANGE_LABELS: dict[ItemChange, str] = {
    ItemChange.ADD: N_("新增"),
    ItemChange.ALTER: N_("变更"),
    ItemChange.SPLIT: N_("拆分"),
    ItemChange.MERGE: N_("合并"),
    ItemChange.SUSPEND: N_("暂停"),
    ItemChange.RESUME: N_("恢复"),
    ItemChange.CANCEL: N_("取消"),
}


class Standing(StrEnum):
    """Whether an item in force is offered."""

    ACTIVE = "ACTIVE"
    SUSPENDED = "SUSPENDED"
    CANCELLED = "CANCELLED"


STANDING_LABELS: dict[Standing, str] = {
    Standing.ACTIVE: N_("正常办理"),
    Standing.SUSPENDED: N_("暂停办理"),
    Standing.CANCELLED: N_("已取消"),
}

_STANDINGS: dict[ItemChange, Standing] = {
    ItemChange.SUSPEND: Standing.SUSPENDED,
    ItemChange.CANCEL: Standing.CANCELLED,
}


def standing_after(change: ItemChange) -> Standing:
    """How an item stands once the change is published."""
    return _STANDINGS.get(change, Standing.ACTIVE)


class NotOpen(RuleViolation):
    """The adjustment is past writing."""

    code = "catalog.adjustment_not_open"
    template = N_("这次调整现在是“{state}”，不能再改。要改请新建一次调整。")
    refusal = Refusal.CONFLICT


class NotInReview(RuleViolation):
    """Somebody answered it before, or it was never handed in."""

    code = "catalog.adjustment_not_in_review"
    template = N_("这次调整现在是“{state}”，不在审核中。")
    refusal = Refusal.CONFLICT


class OwnReview(RuleViolation):
    """Whoever wrote it cannot review it."""

    code = "catalog.own_review"
    template = N_("这次调整是您自己起草的，要由另一个人审核公布。")
    refusal = Refusal.FORBIDDEN


class NothingInIt(RuleViolation):
    """An adjustment without a single change."""

    code = "catalog.adjustment_empty"
    template = N_("这次调整里还什么都没有，没法送审。")


class ReasonMissing(RuleViolation):
    """A step that must say why."""

    code = "catalog.reason_missing"
    template = N_("请写明原因。")


class TooFewItems(RuleViolation):
    """A change that needs other items than were chosen."""

    code = "catalog.rearranged_items"
    template = N_("“{change}”要选{what}。")


class TooFewNames(RuleViolation):
    """A split or a merger without the names of what comes of it."""

    code = "catalog.rearranged_names"
    template = N_("“{change}”要写{what}，一行一个。")


class WrongStanding(RuleViolation):
    """A change that does not fit how the item stands."""

    code = "catalog.wrong_standing"
    template = N_("“{item}”现在是“{standing}”，不能“{change}”。")
    refusal = Refusal.CONFLICT


# What may be rearranged in one step, and from which standings.
REARRANGING: tuple[ItemChange, ...] = (
    ItemChange.SPLIT,
    ItemChange.MERGE,
    ItemChange.SUSPEND,
    ItemChange.RESUME,
    ItemChange.CANCEL,
)
_FITS: dict[ItemChange, frozenset[Standing]] = {
    ItemChange.RESUME: frozenset({Standing.SUSPENDED}),
    ItemChange.CANCEL: frozenset({Standing.ACTIVE, Standing.SUSPENDED}),
}
_NAME_LENGTH = 200
_FEWEST_PARTS = 2


def check_rearrangement(
    change: ItemChange, codes: Sequence[str], names: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The items and the new names, each once, if the change can be made of them.

    A split has one item and two names or more, a merger two items or more and one name, everything else
    at least one item and no name.
    """
    chosen = tuple(dict.fromkeys(code.strip() for code in codes if code.strip()))
    written = tuple(
        dict.fromkeys(
            clean_line(name, field="names", max_length=_NAME_LENGTH) for name in names if name.strip()
        )
    )
    label = ITEM_CHANGE_LABELS[change]
    if change is ItemChange.SPLIT:
        if len(chosen) != 1:
            raise TooFewItems(field="items", change=label, what=N_("一个事项"))
        if len(written) < _FEWEST_PARTS:
            raise TooFewNames(field="names", change=label, what=N_("拆成的各个事项的名称"))
    elif change is ItemChange.MERGE:
        if len(chosen) < _FEWEST_PARTS:
            raise TooFewItems(field="items", change=label, what=N_("两个以上事项"))
        if len(written) != 1:
            raise TooFewNames(field="names", change=label, what=N_("合并后的一个名称"))
    elif not chosen:
        raise TooFewItems(field="items", change=label, what=N_("至少一个事项"))
    return chosen, written if change in {ItemChange.SPLIT, ItemChange.MERGE} else ()


def check_standing(change: ItemChange, standing: Standing, *, item: str) -> None:
    """Refuse to resume what runs, to suspend what stands still, and to change what is cancelled."""
    if standing not in _FITS.get(change, frozenset({Standing.ACTIVE})):
        raise WrongStanding(
            field="items", item=item, standing=STANDING_LABELS[standing], change=ITEM_CHANGE_LABELS[change]
        )


def check_open(state: AdjustmentState) -> None:
    """Refuse writing to an adjustment that was handed in, published or dropped."""
    if state not in OPEN_STATES:
        raise NotOpen(state=ADJUSTMENT_STATE_LABELS[state])


def check_reviewable(state: AdjustmentState, *, is_own: bool) -> None:
    """Refuse a review by the author, and of what is not in review."""
    if state is not AdjustmentState.IN_REVIEW:
        raise NotInReview(state=ADJUSTMENT_STATE_LABELS[state])
    if is_own:
        raise OwnReview
