"""What a stop or an extension of a clock must show before it is lawful."""

import datetime as dt
import re
from collections.abc import Sequence

from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.intervals import Extension, Stop, StopGround
from yimen.rules.text import clean_line, clean_text

ORDINARY_EXTENSION_WORKDAYS = 10  # 行政许可法 42, first paragraph
JOINT_EXTENSION_WORKDAYS = 15  # 行政许可法 42, second paragraph
MOST_STOPPED_WORKDAYS = 250  # about a year; no law sets a ceiling, a slip of the keyboard needs one
# What the eight grounds rest on; any other ground names its own article.
STOP_BASIS = N_("《中华人民共和国行政许可法》第四十五条")
# A written basis names an article: "领导外出" or "现场踏勘" is none (domain.md §0 row 3).
_ARTICLE = re.compile(r"第\s*[0-9一二三四五六七八九十百零〇]+\s*条")


class StopIncomplete(RuleViolation):
    """One of the five things that every stop must show is missing."""

    code = "deadlines.stop_incomplete"
    template = N_("停止计时要写明{what}，缺一项都不能停。")


class StopWithoutBasis(RuleViolation):
    """A ground outside the eight of 行政许可法 45 without an article that allows it."""

    code = "deadlines.stop_without_basis"
    template = N_(
        "“{basis}”不能停止计时。法定八种（听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审）之外，"
        "要写明允许停止计时的法规名称和条号。"
    )


class StopMisdated(RuleViolation):
    """A stop before acceptance, in the future, or ending before it starts."""

    code = "deadlines.stop_misdated"
    template = N_("停止计时的日期不对：{why}。")


class CannotExtend(RuleViolation):
    """An extension that the law does not give."""

    code = "deadlines.cannot_extend"
    template = N_("不能延长：{why}。")
    refusal = Refusal.CONFLICT


class ExtensionIncomplete(RuleViolation):
    """An extension without its approver or its reason."""

    code = "deadlines.extension_incomplete"
    template = N_("延长期限要写明{what}，理由会告知申请人。")


class DaysNeededUnknown(RuleViolation):
    """A stop whose notice could not say how long it will take."""

    code = "deadlines.days_needed_unknown"
    template = N_("要写明特别程序需要多少个工作日（1 到 {most}），并书面告知申请人（行政许可法第四十五条）。")


def _check_dates(started_on: dt.date, ended_on: dt.date | None, accepted_on: dt.date, today: dt.date) -> None:
    if started_on < accepted_on:
        raise StopMisdated(field="started_on", why=N_("开始日早于受理日，受理之前没有计时"))
    if started_on > today:
        raise StopMisdated(field="started_on", why=N_("开始日还没有到"))
    if ended_on is not None and ended_on < started_on:
        raise StopMisdated(field="ended_on", why=N_("结束日早于开始日"))
    if ended_on is not None and ended_on > today:
        raise StopMisdated(field="ended_on", why=N_("结束日还没有到"))


def check_days_needed(days: int | None) -> int:
    """How many workdays a stop will take, as its notice must say (行政许可法 45): 1 to a year of them."""
    if days is None or not 1 <= days <= MOST_STOPPED_WORKDAYS:
        raise DaysNeededUnknown(field="days_needed", most=MOST_STOPPED_WORKDAYS)
    return days


def check_stop(
    *,
    ground: StopGround | None,
    basis: str,
    document_no: str,
    approver: str,
    started_on: dt.date | None,
    accepted_on: dt.date,
    today: dt.date,
    ended_on: dt.date | None = None,
) -> Stop:
    """The stop, if it shows all that 行政许可法 45 and domain.md §3.2 ask of it.

    Refuses a missing ground, basis, number of the notice to the applicant, approver or first day;
    another basis than the eight that names no article; days that cannot be.
    """
    if ground is None:
        raise StopIncomplete(field="ground", what=N_("停止计时的类型"))
    required = (
        ("basis", basis, N_("依据的条文")),
        ("document_no", document_no, N_("书面告知申请人的文书号")),
        ("approver", approver, N_("批准人")),
    )
    for field, value, what in required:
        if not clean_line(value, field=field, required=False):
            raise StopIncomplete(field=field, what=what)
    if started_on is None:
        raise StopIncomplete(field="started_on", what=N_("开始的日期"))
    clean_basis = clean_line(basis, field="basis")
    if ground is StopGround.OTHER_BASIS and not _ARTICLE.search(clean_basis):
        raise StopWithoutBasis(field="basis", basis=clean_basis)
    _check_dates(started_on, ended_on, accepted_on, today)
    number = clean_line(document_no, field="document_no", max_length=60)
    return Stop(
        started_on=started_on, ended_on=ended_on, ground=ground, basis=clean_basis, document_no=number
    )


def check_extension(
    *,
    days: int | None,
    approver: str,
    reason: str,
    granted_on: dt.date,
    previous: Sequence[Extension] = (),
    due_on: dt.date | None = None,
    joint: bool = False,
    most_days: int | None = None,
) -> Extension:
    """The extension, if the law gives it: once, approved, with a reason, and before the limit ends.

    At most 10 workdays for an ordinary permit, 15 for a joint one (行政许可法 42); another
    family's item that publishes its own extension passes it as `most_days`, in its own unit.
    """
    ceiling = JOINT_EXTENSION_WORKDAYS if joint else ORDINARY_EXTENSION_WORKDAYS
    ceiling = most_days if most_days is not None else ceiling
    if previous:
        raise CannotExtend(field="days", why=N_("期限只能延长一次，这一件已经延长过"))
    if days is None or not 1 <= days <= ceiling:
        raise CannotExtend(field="days", why=N_("最多延长 {ceiling} 日").format(ceiling=ceiling))
    if due_on is not None and granted_on > due_on:
        raise CannotExtend(field="granted_on", why=N_("期限已经届满，要在届满之前批准延长"))
    if not clean_line(approver, field="approver", required=False):
        raise ExtensionIncomplete(field="approver", what=N_("批准延长的负责人"))
    if not clean_text(reason, field="reason", required=False):
        raise ExtensionIncomplete(field="reason", what=N_("延长的理由"))
    return Extension(
        days=days, granted_on=granted_on, reason=clean_text(reason, field="reason", max_length=500)
    )
