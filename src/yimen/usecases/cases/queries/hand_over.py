"""What a hand-over would move, before it is done."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from yimen.rules.access import Actor, NotFound, covers, require
from yimen.rules.assignments import SameDesk
from yimen.rules.case_queues import QUEUE_LABELS, QUEUE_STATES, WAY_QUEUES, Queue
from yimen.rules.cases import CaseState
from yimen.usecases.cases.handing import on_desk, split_by_fit
from yimen.usecases.cases.queries.duty import PostLoad, load_of
from yimen.usecases.cases.scope import supervised_cases
from yimen.usecases.people.at_work import find_post_at_work, posts_named


@dataclass(frozen=True, kw_only=True, slots=True)
class StayingRow:
    """A case that the other post may not have, and why."""

    number: str
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class HandOverPreview:
    """What a hand-over would move, by list, and what would stay."""

    former: PostLoad
    other: PostLoad
    moving: int
    by_list: tuple[tuple[str, int], ...]
    staying: tuple[StayingRow, ...]


def preview_hand_over(
    *,
    actor: Actor,
    today: dt.date,
    from_post_id: UUID,
    to_post_id: UUID,
    queues: Sequence[str] = (),
) -> HandOverPreview:
    """What `hand_over` would move now, and what would stay, with the reason; changes nothing."""
    require(actor, "cases.hand_over")
    if from_post_id == to_post_id:
        raise SameDesk(field="to_post_id")
    scoped = supervised_cases(actor, actor.county_code)
    post = find_post_at_work(to_post_id, actor.scope_code, today)
    named = posts_named([from_post_id])
    lists = tuple(Queue(name) for name in queues if name in Queue.__members__)
    cases = list(scoped.filter(**on_desk(from_post_id, lists)).select_related("version").order_by("id"))
    if post is None or not named or not (cases or covers(actor, named[0].region.code)):
        raise NotFound(field="to_post_id")
    moving, others = split_by_fit(cases, post, actor.county_code)
    where = Counter(_queue_of(CaseState(case.state)) for case in moving)
    return HandOverPreview(
        former=load_of(named[0], today, (len(cases), 0)),
        other=load_of(post, today, (0, 0)),
        moving=len(moving),
        by_list=tuple((QUEUE_LABELS[queue], where[queue]) for queue in Queue if where[queue]),
        staying=tuple(StayingRow(number=case.case_no, why=no.sentence()) for case, no in others),
    )


def _queue_of(state: CaseState) -> Queue:
    return next(queue for queue in WAY_QUEUES if state in QUEUE_STATES[queue])
