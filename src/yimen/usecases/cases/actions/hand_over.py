"""AB 岗交接: the whole open worklist of one post, or chosen lists of it, goes to the post that stands in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from yimen.rules.access import Actor, require
from yimen.rules.assignments import REASON_LENGTH, NothingToMove, SameDesk, check_amount, check_since
from yimen.rules.calendar import beijing_date, spoken_date
from yimen.rules.case_queues import Queue
from yimen.rules.errors import N_
from yimen.rules.text import clean_line
from yimen.usecases.cases.handing import (
    lock_supervised,
    move_cases,
    name_of,
    on_desk,
    post_to_assign,
    split_by_fit,
)
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action

_NOTE = N_("AB 岗交接：{former}的件自{since}起由{name}办理。{reason}")


@dataclass(frozen=True, kw_only=True, slots=True)
class HandedOver:
    """How many cases went to whom, and the numbers of those that had to stay."""

    moved: int
    name: str
    left: tuple[str, ...]


@action("cases.hand_over")
def hand_over(
    *,
    actor: Actor,
    now: datetime,
    from_post_id: UUID,
    to_post_id: UUID,
    reason: str,
    since: date | None = None,
    queues: Sequence[str] = (),
    request_key: str | None = None,
) -> HandedOver:
    """Move what one post has on its desk to another; every case is journaled by itself.

    `queues` are lists of the rail, none means all of them; `since` is the day since when the other
    stands in, today unless said otherwise. What does not fit the other post (its role, its place, a
    case that this person reviewed) stays and is named. The post that hands over may have ended.
    Refuses: the same post twice, a post that nobody holds today, a day to come, no reason, more than
    200 cases, and when nothing can be moved.
    """
    require(actor, "cases.hand_over")
    if from_post_id == to_post_id:
        raise SameDesk(field="to_post_id")
    why = clean_line(reason, field="reason", max_length=REASON_LENGTH)
    day = check_since(since or beijing_date(now), beijing_date(now))
    lists = tuple(Queue(name) for name in queues if name in Queue.__members__)

    answer = perform(
        action="cases.hand_over",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={
            "from_post_id": str(from_post_id),
            "to_post_id": str(to_post_id),
            "reason": why,
            "since": day.isoformat(),
            "queues": [each.value for each in lists],
        },
        core=lambda: _apply_hand_over(actor, now, from_post_id, to_post_id, lists, day, why),
    )
    left = answer["left"]
    return HandedOver(
        moved=int(str(answer["moved"])),
        name=str(answer["name"]),
        left=tuple(str(each) for each in left) if isinstance(left, list) else (),
    )


def _apply_hand_over(
    actor: Actor,
    now: datetime,
    from_post_id: UUID,
    to_post_id: UUID,
    lists: Sequence[Queue],
    day: date,
    why: str,
) -> Outcome:
    post = post_to_assign(actor, to_post_id, now)
    cases = lock_supervised(actor, **on_desk(from_post_id, lists))
    moving, others = split_by_fit(cases, post, actor.county_code)
    if not moving:
        raise NothingToMove(name=post.account.name)
    check_amount(len(cases))
    note = _NOTE.format(
        former=name_of(from_post_id), since=spoken_date(day), name=post.account.name, reason=why
    )
    first, *more = move_cases(
        moving,
        post,
        actor,
        now,
        act="cases.hand_over",
        note=note,
        facts={"since": day.isoformat()},
        reason=why,
    )
    left: list[JSON] = [case.case_no for case, _refusal in others]
    answer: dict[str, JSON] = {"moved": len(moving), "name": post.account.name, "left": left}
    return Outcome(answer=answer, record=first, more_records=tuple(more))
