"""How long a permit holds, when it can be renewed, and when silence renews it; docs/rules/renewals.md.

Source: 行政许可法 50: apply thirty days before the end of its validity; what is not decided before
that end is deemed renewed.
"""

import datetime as dt
from dataclasses import dataclass

from yimen.rules.calendar import spoken_date
from yimen.rules.errors import N_, Refusal, RuleViolation

RENEWAL_DAYS = 30  # natural days: the period binds the applicant, 82 counts the organ's own in workdays


class ValidityMisstated(RuleViolation):
    """A permit that would end before it begins."""

    code = "cases.validity_misstated"
    template = N_("有效期截止日要晚于作出决定的这一天。")


class NothingToRenew(RuleViolation):
    """No permit that this application could renew."""

    code = "cases.nothing_to_renew"
    template = N_("不能按延续办理：{why}。")


class NotYetRenewed(RuleViolation):
    """The permit that is to be renewed still holds, so nothing is deemed yet."""

    code = "cases.not_yet_renewed"
    template = N_("原许可的有效期还没有届满，不能视为准予延续。")
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class FormerPermit:
    """A permit granted before, as far as its renewal goes."""

    is_theirs: bool
    valid_until: dt.date | None


def check_validity(valid_until: dt.date | None, *, decided_on: dt.date) -> dt.date | None:
    """The last day of a permit; None when it holds without an end. Refuses one that has passed."""
    if valid_until is not None and valid_until <= decided_on:
        raise ValidityMisstated(field="valid_until")
    return valid_until


def last_day_to_renew(valid_until: dt.date) -> dt.date:
    """The last day on which a renewal may be applied for."""
    return valid_until - dt.timedelta(days=RENEWAL_DAYS)


def check_renewal(former: FormerPermit | None, *, filed_on: dt.date) -> None:
    """Refuse what is no renewal: another's permit or item, one without an end, an application too late.

    A late application is not lost: it is a new one, without the promise of 行政许可法 50 (2).
    """
    if former is None or not former.is_theirs:
        raise NothingToRenew(field="renews_no", why=N_("这个编号下没有申请人在这个事项上的许可"))
    if former.valid_until is None:
        raise NothingToRenew(field="renews_no", why=N_("原来的决定没有写有效期，不用延续"))
    last = last_day_to_renew(former.valid_until)
    if filed_on > last:
        why = N_("要在有效期届满三十日前申请，最迟{day}（行政许可法第五十条），现在请按新申请办理")
        raise NothingToRenew(field="renews_no", why=why.format(day=spoken_date(last)))


def check_deemed(valid_until: dt.date | None, *, today: dt.date) -> None:
    """Refuse to deem anything before the former permit has ended."""
    if valid_until is None or today <= valid_until:
        raise NotYetRenewed
