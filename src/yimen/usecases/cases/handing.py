"""Handing cases out: locks a set of them in one order, says what fits whom, and writes each move down."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from yimen.data.cases.models import Case, CaseNote, CaseStep
from yimen.data.people.models import Post
from yimen.rules.access import Actor, NotFound, Party
from yimen.rules.assignments import Handed, Holder, check_assignee
from yimen.rules.calendar import beijing_date
from yimen.rules.case_queues import QUEUE_STATES, WAY_QUEUES, Queue
from yimen.rules.cases import Act, CaseState
from yimen.rules.catalog import Family
from yimen.rules.errors import RuleViolation
from yimen.usecases.cases.scope import supervised_cases
from yimen.usecases.catalog.versions import read_flow
from yimen.usecases.people.at_work import PostKey, find_post_at_work, posts_named
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON, Record
from yimen.usecases.shared.rows import write_back


def lock_supervised(actor: Actor, *conditions: Q, **asked: object) -> list[Case]:
    """Cases of the head's center, locked in the order of their ids, whatever else waits for them."""
    rows = supervised_cases(actor, actor.county_code).select_for_update(of=("self",))
    return list(rows.filter(*conditions, **asked).select_related("version").order_by("id"))


def post_to_assign(actor: Actor, post_id: PostKey, now: datetime) -> Post:
    """A post of the head's own place that somebody holds today; `NotFound` for every other."""
    post = find_post_at_work(post_id, actor.scope_code, beijing_date(now))
    if post is None:
        raise NotFound(field="post_id")
    return post


def holder_of(post: Post) -> Holder:
    """The post as the rules see it."""
    return Holder(
        post_id=str(post.pk),
        account_id=str(post.account_id),
        role=Party(post.role),
        name=post.account.name,
        scope_code=post.region.code,
    )


def read_handed(cases: Sequence[Case], county_code: str) -> dict[UUID, Handed]:
    """The cases as the rules see them, by id: one statement, their last reviews."""
    reviews = CaseStep.objects.filter(
        county_code=county_code,
        case__in=[case.pk for case in cases],
        act=Act.REVIEW.value,
        undone_at=None,
    )
    last: dict[UUID, tuple[str | None, str | None]] = {}
    for step in reviews.select_related("post").order_by("order"):
        last[step.case_id] = (
            str(step.post_id) if step.post_id else None,
            str(step.post.account_id) if step.post else None,
        )
    return {
        case.pk: Handed(
            case_no=case.case_no,
            family=Family(case.family),
            state=CaseState(case.state),
            township_code=case.township_code,
            steps=read_flow(case.version),
            reviewed_by=last.get(case.pk, (None, None)),
        )
        for case in cases
    }


def split_by_fit(
    cases: Sequence[Case], post: Post, county_code: str
) -> tuple[list[Case], list[tuple[Case, RuleViolation]]]:
    """Which of the cases this post may have, and why not the others."""
    handed, holder = read_handed(cases, county_code), holder_of(post)
    fitting: list[Case] = []
    others: list[tuple[Case, RuleViolation]] = []
    for case in cases:
        try:
            check_assignee(handed[case.pk], holder)
        except RuleViolation as refusal:
            others.append((case, refusal))
        else:
            fitting.append(case)
    return fitting, others


def move_cases(
    cases: Iterable[Case],
    post: Post | None,
    actor: Actor,
    now: datetime,
    *,
    act: str,
    note: str,
    facts: Mapping[str, JSON],
    reason: str,
) -> list[Record]:
    """Lay each case on the desk of `post` (None: on nobody's), with a note for colleagues; its records."""
    records = []
    for case in cases:
        former = case.assignee_id
        case.assignee_id = post.pk if post is not None else None
        write_back(case, ["assignee"], county_code=case.county_code)
        write_note(case, actor, now, note)
        records.append(
            Record(
                county_code=case.county_code,
                subject_type="case",
                subject_id=case.pk,
                act=act,
                facts={
                    "case_no": case.case_no,
                    "state": case.state,
                    "from_post": str(former) if former else None,
                    "to_post": str(post.pk) if post is not None else None,
                    **facts,
                },
                personal={"reason": reason} if reason else {},
            )
        )
    return records


def write_note(case: Case, actor: Actor, now: datetime, text: str) -> CaseNote:
    """A note among colleagues: never shown to the applicant, never a part of the file."""
    return CaseNote.objects.create(
        id=new_id(now),
        county_code=case.county_code,
        case=case,
        post_id=actor.post_id,
        author_name=actor.name,
        at=now,
        text=text,
    )


def on_desk(post_id: UUID, lists: Sequence[Queue]) -> dict[str, object]:
    """The condition of the open cases that a post has, in these lists or in all."""
    chosen = lists or WAY_QUEUES
    states = {state.value for queue in chosen for state in QUEUE_STATES[queue]}
    return {"assignee_id": post_id, "state__in": sorted(states)}


def name_of(post_id: UUID) -> str:
    """Who holds or held the post; `NotFound` for a post that never was."""
    found = posts_named([post_id])
    if not found:
        raise NotFound(field="from_post_id")
    return found[0].account.name
