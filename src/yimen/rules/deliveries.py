"""What each way of delivering a decision must show, before it counts as delivered; docs/rules/deliveries.md.

行政许可法 44 says until when, not how. The ways and what their 送达回证 states are those of domain.md §4.1;
leaving and announcing follow 民事诉讼法 (2023) 89 and 95, which the administration uses by analogy.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from yimen.rules.calendar import spoken_date
from yimen.rules.case_forms import DeliveryWay
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.text import clean_line

ANNOUNCED_DAYS = 30  # 民事诉讼法 95: thirty days after the announcement

_AWAY = frozenset({DeliveryWay.DIRECT, DeliveryWay.LEFT})
_ONLINE = N_("网上，本人登录签收")


class DeliveryIncomplete(RuleViolation):
    """Something that this way of delivering must show is missing."""

    code = "cases.delivery_incomplete"
    template = N_("这样送达要写明{what}。")


class DeliveryMisdated(RuleViolation):
    """A delivery before the decision, still to come, or announced for too short a time."""

    code = "cases.delivery_misdated"
    template = N_("送达的日期不对：{why}。")


class NotAnnounced(RuleViolation):
    """An announcement would tell the village what is nobody's business (design §5)."""

    code = "cases.not_announced"
    template = N_("这类事项涉及隐私，不能公告送达。请直接、邮寄或留置送达。")
    refusal = Refusal.CONFLICT


@dataclass(frozen=True, kw_only=True, slots=True)
class DeliveryForm:
    """What was told about a delivery, as typed; what a way does not ask for may stay empty."""

    way: DeliveryWay
    delivered_on: dt.date | None = None
    place: str = ""
    receiver: str = ""
    relation: str = ""
    second_deliverer: str = ""
    tracking_no: str = ""
    reason: str = ""
    witnesses: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """A delivery that counts; `relation` is empty when the applicant received it."""

    way: DeliveryWay
    on: dt.date
    place: str
    receiver: str
    relation: str
    deliverers: tuple[str, ...]
    note: str


def check_delivery(
    form: DeliveryForm,
    *,
    applicant: str,
    deliverer: str,
    center: str,
    decided_on: dt.date,
    today: dt.date,
    sensitive: bool,
) -> Delivery:
    """The delivery, if it shows what its way must show.

    Online: nothing more, the log-in is the signature. At the counter: who took it, and how they
    are related unless it is the applicant. On the doorstep and left: place and a second deliverer;
    left: why it was refused, and witnesses. By mail: place and number; it is delivered on the day
    of the return slip. Announced: place, why nothing else could do, and thirty days gone by; never
    for sensitive kinds. Refuses a day before the decision or still to come.
    """
    way = form.way
    if way is DeliveryWay.ANNOUNCED and sensitive:
        raise NotAnnounced(field="way")
    place = _asked(form.place, "place", N_("送达的地点"), needed=way not in _WITH_PLACE)
    receiver = _asked(form.receiver, "receiver", N_("签收人")) or applicant
    other = receiver != applicant and way not in {DeliveryWay.LEFT, DeliveryWay.ANNOUNCED}
    second = _asked(form.second_deliverer, "second_deliverer", N_("第二个送达人"), needed=way in _AWAY)
    if way in _AWAY and second == deliverer:
        raise DeliveryIncomplete(field="second_deliverer", what=N_("另一个人的名字，送达人要有两个"))
    return Delivery(
        way=way,
        on=_day(form, decided_on, today),
        place=place or (_ONLINE if way is DeliveryWay.DOWNLOAD else center),
        receiver=N_("（公告）") if way is DeliveryWay.ANNOUNCED else receiver,
        relation=_asked(form.relation, "relation", N_("签收人与申请人的关系"), needed=other),
        deliverers=tuple(each for each in (center if way in _BY_CENTER else deliverer, second) if each),
        note=_note(form),
    )


_WITH_PLACE = frozenset({DeliveryWay.DOWNLOAD, DeliveryWay.COUNTER})
_BY_CENTER = frozenset({DeliveryWay.DOWNLOAD})


def _asked(value: str, field: str, what: str, *, needed: bool = False) -> str:
    found = clean_line(value, field=field, max_length=120, required=False)
    if needed and not found:
        raise DeliveryIncomplete(field=field, what=what)
    return found


def _day(form: DeliveryForm, decided_on: dt.date, today: dt.date) -> dt.date:
    """The day on which it counts as delivered."""
    told = form.delivered_on or today
    if form.way in _WITH_PLACE:
        return today
    if told < decided_on:
        raise DeliveryMisdated(field="delivered_on", why=N_("早于作出决定的日期"))
    if told > today:
        raise DeliveryMisdated(field="delivered_on", why=N_("还没有到"))
    if form.way is not DeliveryWay.ANNOUNCED:
        return told
    over = told + dt.timedelta(days=ANNOUNCED_DAYS)
    if over > today:
        why = N_("公告满三十日才算送达，最早{day}登记").format(day=spoken_date(over))
        raise DeliveryMisdated(field="delivered_on", why=why)
    return over


def _note(form: DeliveryForm) -> str:
    """What the record says besides: number of the mail, reasons, witnesses."""
    way = form.way
    parts: Sequence[tuple[str, str]] = ()
    if way is DeliveryWay.MAIL:
        parts = ((N_("邮寄单号 {}"), _asked(form.tracking_no, "tracking_no", N_("邮寄单号"), needed=True)),)
    elif way is DeliveryWay.LEFT:
        parts = (
            (N_("拒收事由：{}"), _asked(form.reason, "reason", N_("拒收的事由"), needed=True)),
            (N_("见证人：{}"), _asked(form.witnesses, "witnesses", N_("见证人"), needed=True)),
        )
    elif way is DeliveryWay.ANNOUNCED:
        why = _asked(form.reason, "reason", N_("为什么只能公告"), needed=True)
        day = spoken_date(form.delivered_on) if form.delivered_on else ""
        parts = ((N_("公告日期：{}"), day), (N_("公告事由：{}"), why))
    return "；".join(words.format(value) for words, value in parts if value)
