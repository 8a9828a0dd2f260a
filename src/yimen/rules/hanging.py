"""Whether a hall shows the list that holds: which edition hangs there against which is in force.

Source: the scheme's task 6 (政务公开专区) and 附件3 — the list hangs in the hall, and is changed with it.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
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


_LIST_ADDRESS = re.compile(r"https?://[^\s?#]+/places/([0-9]{12})/list/([0-9]{1,6})/?", re.ASCII)


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownList:
    """The list that a code on a wall names: whose, and which edition."""

    unit_code: str
    number: int


class NoListShown(RuleViolation):
    """A photo without a code of a list that can be read."""

    code = "catalog.no_list_shown"
    template = N_("照片里没有读出清单的二维码。请靠近二维码、拍清楚了再传，或者在“清单张贴”里选这一处登记。")


class SeveralListsShown(RuleViolation):
    """A photo with the codes of different lists."""

    code = "catalog.several_lists_shown"
    template = N_("照片里有 {count} 张不同的清单，请一张一张地拍。")


class OtherListShown(RuleViolation):
    """A photo of another list than the one that is recorded."""

    code = "catalog.other_list_shown"
    template = N_("照片里的二维码不是这一张清单的，请核对地方和版次，或者换一张照片。")


class NotYourList(RuleViolation):
    """The list of a place that somebody else looks after, or one that never was."""

    code = "catalog.list_of_another_place"
    template = N_("照片里是别处的清单，不归您登记。")


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


def shown_lists(texts: Iterable[str]) -> frozenset[ShownList]:
    """The lists that the codes of a photo name, whatever site printed them; other codes say nothing here."""
    found = (_LIST_ADDRESS.fullmatch(text.strip()) for text in texts)
    return frozenset(ShownList(unit_code=each[1], number=int(each[2])) for each in found if each)


def the_list_shown(texts: Iterable[str]) -> ShownList:
    """The one list that a photo shows; refuses none (`NoListShown`) and different ones."""
    found = shown_lists(texts)
    if not found:
        raise NoListShown(field="photo")
    if len(found) > 1:
        raise SeveralListsShown(field="photo", count=len(found))
    return next(iter(found))


def check_shown(texts: Iterable[str], recorded: ShownList) -> None:
    """Refuses a photo of other lists only; one in which nothing can be read proves nothing either way."""
    found = shown_lists(texts)
    if found and recorded not in found:
        raise OtherListShown(field="photo")
