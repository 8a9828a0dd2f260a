"""What a first review and a visit to the home of a benefit must say, and who may then confirm.

Source: `docs/rules/benefits.md`, which names the law of each and what of it is verified.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from yimen.rules.calendar import spoken_date
from yimen.rules.case_forms import (
    ADVICE_LABELS,
    NAME_LENGTH,
    Advice,
    NotChosen,
    SamePerson,
)
from yimen.rules.errors import N_, RuleViolation
from yimen.rules.items import Family
from yimen.rules.text import clean_line

RELATION_LENGTH = 60

# The words of permits are theirs alone: a benefit is confirmed, a filing is done, neither is granted.
_ADVICE: dict[Family, dict[Advice, str]] = {
    Family.BENEFIT: {Advice.GRANT: N_("建议予以确认"), Advice.REFUSE: N_("建议不予确认")},
    Family.DISCLOSURE: {Advice.GRANT: N_("建议公开"), Advice.REFUSE: N_("建议不公开或者不能提供")},
    Family.OTHER: {Advice.GRANT: N_("建议办理"), Advice.REFUSE: N_("建议不予办理")},
}
_ADVICE_QUESTIONS: dict[Family, str] = {
    Family.BENEFIT: N_("建议确认还是不予确认"),
    Family.DISCLOSURE: N_("建议公开还是不公开"),
    Family.OTHER: N_("建议办理还是不予办理"),
}


def advice_label(advice: Advice, family: Family) -> str:
    """What the reviewer proposes, in the words of the family."""
    return _ADVICE.get(family, ADVICE_LABELS)[advice]


def advice_question(family: Family) -> str:
    """What a reviewer who chose nothing is asked to choose."""
    return _ADVICE_QUESTIONS.get(family, N_("建议准予还是不予"))


class HouseholdCheck(StrEnum):
    """What the comparison of the household's declared means with the records gave (核对)."""

    AGREES = "AGREES"
    DIFFERS = "DIFFERS"
    NOT_ASKED = "NOT_ASKED"


HOUSEHOLD_CHECK_LABELS: dict[HouseholdCheck, str] = {
    HouseholdCheck.AGREES: N_("核对结果与申报一致"),
    HouseholdCheck.DIFFERS: N_("核对结果与申报不一致"),
    HouseholdCheck.NOT_ASKED: N_("本事项不需要信息核对"),
}


class NearRelativeAnswer(StrEnum):
    """Whether the applicant is a near relative of whoever handles it, or of a village committee's member."""

    NO = "NO"
    YES = "YES"


NEAR_RELATIVE_LABELS: dict[NearRelativeAnswer, str] = {
    NearRelativeAnswer.NO: N_("不是近亲属"),
    NearRelativeAnswer.YES: N_("是近亲属，单独登记备案"),
}


class SameConfirmer(SamePerson):
    """One person would do the first review and confirm the same case."""

    code = "cases.same_confirmer"
    template = N_("初审和确认要由两个人、两个岗位分别办。这件是您({name})初审的，请由另一位同事确认。")


class DayMissing(RuleViolation):
    """A date was not given, or is none."""

    code = "cases.day_missing"
    template = N_("请填写{what}，例如 2026-03-18。")


class DayToCome(RuleViolation):
    """A date of something done lies in the future."""

    code = "cases.day_to_come"
    template = N_("{what}不能晚于今天({today})：还没有做的事不能登记。")


class DayTooEarly(RuleViolation):
    """A date lies before what must come first."""

    code = "cases.day_too_early"
    template = N_("{what}不能早于{first}({day})。")


class OneVisitor(RuleViolation):
    """Both visitors are one person."""

    code = "cases.one_visitor"
    template = N_("入户调查要有两个人，第二个人不能还是{name}。")


@dataclass(frozen=True, kw_only=True, slots=True)
class NearRelative:
    """The relative who handles it or sits on the village committee, and how they are related."""

    name: str
    relation: str


def check_near_relative(answer: str, name: str, relation: str) -> NearRelative | None:
    """The near relative that is put on record, None when there is none.

    Refuses a question left open, and a yes without name and relation: the record is what lets the
    confirming organ look closer.
    """
    if answer not in NearRelativeAnswer.__members__:
        what = N_("申请人是不是经办人员或者村委会成员的近亲属")
        raise NotChosen(field="near_relative", what=what)
    if NearRelativeAnswer(answer) is NearRelativeAnswer.NO:
        return None
    return NearRelative(
        name=clean_line(name, field="relative_name", max_length=NAME_LENGTH),
        relation=clean_line(relation, field="relative_relation", max_length=RELATION_LENGTH),
    )


def check_visitors(first: str, second: str) -> tuple[str, str]:
    """The names of the two who went to the home; refuses a missing one and one person twice."""
    one = clean_line(first, field="first_visitor", max_length=NAME_LENGTH)
    other = clean_line(second, field="second_visitor", max_length=NAME_LENGTH)
    if one.replace(" ", "") == other.replace(" ", ""):
        raise OneVisitor(field="second_visitor", name=one)
    return one, other


def check_day(
    day: dt.date | None,
    *,
    field: str,
    what: str,
    today: dt.date,
    not_before: dt.date | None = None,
    first: str = "",
) -> dt.date:
    """The day of something done: given, not in the future, not before `not_before` (`first` names it)."""
    if day is None:
        raise DayMissing(field=field, what=what)
    if day > today:
        raise DayToCome(field=field, what=what, today=spoken_date(today))
    if not_before is not None and day < not_before:
        raise DayTooEarly(field=field, what=what, first=first, day=spoken_date(not_before))
    return day
