"""Whether a hall shows the list that holds: which edition hangs there against which is in force.

Source: the scheme's task 6 (政务公开专区) and 附件3 — the list hangs in the hall, and is changed with it.
"""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from yimen.rules.errors import N_, RuleViolation

SPOT_LENGTH = 60


class HangingState(StrEnum):
    """What is known of the list on a unit's wall; derived, never stored."""

    IN_FORCE = "IN_FORCE"
    OLD = "OLD"
    UNRECORDED = "UNRECORDED"
    NO_LIST = "NO_LIST"

    @property
    def label(self) -> str:
        """The Chinese words, untranslated."""
        return HANGING_LABELS[self]


HANGING_LABELS: dict[HangingState, str] = {
    HangingState.IN_FORCE: N_("挂的是现行版"),
    HangingState.OLD: N_("挂的是旧版，请换张"),
    HangingState.UNRECORDED: N_("张贴情况未采集"),
    HangingState.NO_LIST: N_("清单未公布"),
}


class HungInFuture(RuleViolation):
    """A day of hanging that has not come, or one before the edition was out."""

    code = "catalog.hung_on_impossible_day"
    template = N_("张贴日期要在这一版公布那天（{first}）和今天之间。")


def hanging_state(in_force: int | None, hung: Collection[int]) -> HangingState:
    """The state of a unit from the number of its edition in force and those that hang there now.

    One old sheet in the hall makes the unit old: whoever stands before it is told wrong.
    """
    if in_force is None:
        return HangingState.NO_LIST
    if not hung:
        return HangingState.UNRECORDED
    return HangingState.IN_FORCE if set(hung) == {in_force} else HangingState.OLD


def check_hung_on(day: date | None, *, published: date, today: date) -> date:
    """The day on which a sheet was hung; refuses none, one to come, and one before the edition was out."""
    if day is None or not published <= day <= today:
        raise HungInFuture(field="hung_on", first=published.isoformat())
    return day
