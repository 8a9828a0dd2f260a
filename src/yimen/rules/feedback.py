"""Ratings: five stars given by the applicant alone, and the two codes for them that run opposite ways."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from yimen.rules.errors import N_, Refusal, RuleViolation


class Stars(IntEnum):
    """What the applicant gives; five is best (国办发〔2019〕51号)."""

    ONE = 1
    TWO = 2
    THREE = 3
    FOUR = 4
    FIVE = 5


STAR_LABELS: dict[Stars, str] = {
    Stars.FIVE: N_("非常满意"),
    Stars.FOUR: N_("满意"),
    Stars.THREE: N_("基本满意"),
    Stars.TWO: N_("不满意"),
    Stars.ONE: N_("非常不满意"),
}


class Rater(StrEnum):
    """Whose hand gave the rating."""

    APPLICANT = "APPLICANT"
    STAFF = "STAFF"
    SYSTEM = "SYSTEM"


RATER_LABELS: dict[Rater, str] = {
    Rater.APPLICANT: N_("办事人"),
    Rater.STAFF: N_("工作人员"),
    Rater.SYSTEM: N_("系统"),
}


class CannotRate(RuleViolation):
    """A rating that would not be the applicant's own free word."""

    code = "feedback.cannot_rate"
    template = N_("评价只能由办事人自己作出，工作人员和系统都不能代评。")
    refusal = Refusal.FORBIDDEN


class RatingNotChosen(RuleViolation):
    """No star was chosen, or the page had chosen one beforehand."""

    code = "feedback.not_chosen"
    template = N_("请您自己选一个满意程度，系统不会替您选。")


class AlreadyRated(RuleViolation):
    """The one rating of this service has been given (一次一评)."""

    code = "feedback.already_rated"
    template = N_("这次办事已经评价过了，每次办事只评价一次。还有话想说，请打 12345。")
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class Rating:
    """An accepted rating."""

    stars: Stars
    satisfaction_code: str
    is_poor: bool


def satisfaction_code(stars: Stars) -> str:
    """The GB/T 39046 A.8 code, where 1 is the best: the opposite way of the stars."""
    return str(6 - stars)


def stars_of(code: str) -> Stars:
    """The stars of a GB/T 39046 A.8 code; another code is a bug of the exchange (ValueError)."""
    return Stars(6 - int(code))


def is_poor(stars: Stars) -> bool:
    """Whether the rating is a 差评: the two lowest grades (国办发〔2019〕51号)."""
    return stars <= Stars.TWO


def check_rating(*, stars: int | None, rater: Rater, preset: bool, already_rated: bool) -> Rating:
    """The rating, if it is the applicant's own.

    Refuses a rating by staff or by the system (domain.md §0 row 18: "rated five stars on closing"
    is real code elsewhere), one that the page had chosen beforehand (`preset`), one that is no
    number from 1 to 5, and a second one for the same service.
    """
    if rater is not Rater.APPLICANT:
        raise CannotRate(field="stars")
    if already_rated:
        raise AlreadyRated(field="stars")
    if preset or stars not in set(Stars):
        raise RatingNotChosen(field="stars")
    chosen = Stars(stars)
    return Rating(stars=chosen, satisfaction_code=satisfaction_code(chosen), is_poor=is_poor(chosen))
