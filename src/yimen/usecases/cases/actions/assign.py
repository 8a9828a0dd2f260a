"""Hands cases out: the head of a center lays them on the desk of one post."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from yimen.rules.access import Actor, NotFound, require
from yimen.rules.assignments import REASON_LENGTH, NothingToMove, check_amount
from yimen.rules.errors import N_
from yimen.rules.text import clean_line
from yimen.usecases.cases.handing import lock_supervised, move_cases, post_to_assign, split_by_fit
from yimen.usecases.cases.scope import CaseKey
from yimen.usecases.people.at_work import PostKey
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.recording import JSON
from yimen.usecases.shared.registry import action

_NOTE = N_("指派给{name}办理。{reason}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Assigned:
    """How many cases went to whom."""

    count: int
    name: str


@action("cases.assign")
def assign(
    *,
    actor: Actor,
    now: datetime,
    case_ids: Sequence[CaseKey],
    post_id: PostKey,
    reason: str = "",
    request_key: str | None = None,
) -> Assigned:
    """Give one or several cases to a post of the place, also away from another one; each is journaled.

    The head need not be able to read them. Refuses all of them when one does not fit: a case that is
    over, whose step waits for another role, or that this person reviewed; a post of another place or
    that nobody holds today; an empty choice and more than 200; and when all of them lie there already.
    """
    require(actor, "cases.assign")
    wanted = sorted(set(case_ids), key=str)
    check_amount(len(wanted))
    why = clean_line(reason, field="reason", max_length=REASON_LENGTH, required=False)

    def core() -> Outcome:
        post = post_to_assign(actor, post_id, now)
        named = Q(pk__in=[key for key in wanted if isinstance(key, UUID)])
        named |= Q(case_no__in=[key for key in wanted if isinstance(key, str)])
        cases = lock_supervised(actor, named)
        if len(cases) != len(wanted):
            raise NotFound(field="case_ids")
        _, others = split_by_fit(cases, post, actor.county_code)
        for _case, refusal in others:
            raise refusal
        moving = [case for case in cases if case.assignee_id != post.pk]
        if not moving:
            raise NothingToMove(name=post.account.name)
        first, *more = move_cases(
            moving,
            post,
            actor,
            now,
            act="cases.assign",
            note=_NOTE.format(name=post.account.name, reason=why),
            facts={},
            reason=why,
        )
        answer: dict[str, JSON] = {"count": len(moving), "name": post.account.name}
        return Outcome(answer=answer, record=first, more_records=tuple(more))

    answer = perform(
        action="cases.assign",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={"case_ids": [str(each) for each in wanted], "post_id": str(post_id), "reason": why},
        core=core,
    )
    return Assigned(count=int(str(answer["count"])), name=str(answer["name"]))
