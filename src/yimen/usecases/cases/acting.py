"""The shell of every act on a case: lock, table, core, step, paper, journal; cores only set what differs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import Case, CasePaper, CaseStep
from yimen.data.documents.models import Paper
from yimen.data.orgs.models import Organ
from yimen.rules.access import Actor, Party, require
from yimen.rules.case_flows import target_of, waits_for
from yimen.rules.cases import ENDS, Act, CaseState, check
from yimen.rules.catalog import Family
from yimen.rules.documents import PaperKind
from yimen.usecases.cases.clocks import apply_effect
from yimen.usecases.cases.scope import CaseKey, county_of_case, lock_case
from yimen.usecases.catalog.versions import read_flow
from yimen.usecases.documents.papers import issue_job, issue_paper
from yimen.usecases.shared.acting import Answer, Message, Outcome, Replay, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON, Record
from yimen.usecases.shared.writing import Change, Counted, Fresh, Write, fresh


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperLeft:
    """The paper that an act left behind: its file is made by a job a moment later."""

    paper_id: UUID
    paper_no: str
    kind: PaperKind


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseDone:
    """A case after an act; `check_code` is told by the submission only.

    `replayed` says that this is the answer of an earlier request with the same key.
    """

    case_id: UUID
    case_no: str
    state: CaseState
    family: Family
    check_code: str = ""
    paper: PaperLeft | None = None
    replayed: bool = field(default=False, compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperOrder:
    """A paper that the act leaves behind: its kind, in whose name, by whose key, from which facts.

    `follow_up` is the job to ask for when its file is made: an act has at most one job of its own.
    """

    kind: PaperKind
    organ: Organ
    signing_organ: Organ
    facts: Mapping[str, object]
    follow_up: tuple[str, Mapping[str, str]] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Done:
    """What the core of an act leaves to the shell.

    `changed` names the columns of the case that the core has set; `opinion` and `findings` go to
    the step; `personal` values go to the journal as salted digests only. `assign_to` is the post that
    goes on; without it the case stays with whoever acted, if it still waits for their role.
    `with_paper` gives the rows that must name the paper's number, which is taken last; `writes` are
    rows that the core has not written itself: they go out with the step in one statement.
    `begins` says that this act makes the case and its chain; `ends_clocks` that the core has ended the
    clocks, so that the table's line need not.
    """

    changed: Sequence[str] = ()
    opinion: str = ""
    findings: Sequence[JSON] = ()
    facts: Mapping[str, JSON] = field(default_factory=dict)
    personal: Mapping[str, str] = field(default_factory=dict)
    paper: PaperOrder | None = None
    messages: tuple[Message, ...] = ()
    job: tuple[str, Mapping[str, str]] | None = None
    begins: bool = False
    assign_to: UUID | None = None
    with_paper: Callable[[Paper], Iterable[Write]] | None = None
    writes: tuple[Write, ...] = ()
    ends_clocks: bool = False


def act_on_case(
    *,
    act: Act,
    actor: Actor,
    now: datetime,
    case_id: CaseKey,
    request_key: str | None,
    body: Mapping[str, JSON],
    core: Callable[[Case], Done],
    county_code: str = "",
    supervising: bool = False,
) -> CaseDone:
    """Take one case one step further by the table, durably and once per request key.

    Refuses a case out of scope (`NotFound`), one that stands elsewhere by now (`OutOfTurn`), a
    party that the table does not name (`WrongParty`), and whatever the core refuses. The number of
    the paper is taken last. `supervising` is for a head of center, who need not be able to read it.
    """
    name = f"cases.{act.value.lower()}"
    require(actor, name)
    county = county_of_case(actor, case_id, county_code)
    answer = perform(
        action=name,
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=county,
        body={"case_id": str(case_id), **body},
        core=lambda: _apply_act(
            act, actor, now, lock_case(actor, case_id, county, supervising=supervising), core
        ),
    )
    return read_answer(answer)


def _apply_act(act: Act, actor: Actor, now: datetime, case: Case, core: Callable[[Case], Done]) -> Outcome:
    before = CaseState(case.state)
    if act is Act.CLOSE and before is CaseState.CLOSED and actor.party is Party.SYSTEM:
        return Outcome(answer=make_answer(case), record=None)  # a repeated job changes nothing
    line = check(Family(case.family), act, before, actor.party)
    former = _columns_of(case)
    done = core(case)
    case.state = target_of(line, before, read_flow(case.version)).value
    case.assignee_id = _next_assignee(case, actor, done)
    case.closed_at = (case.closed_at or now) if CaseState(case.state) in ENDS else None
    columns = ["state", "assignee", "closed_at", *done.changed]
    more, clock_rows = apply_effect(line.clock, case, now, ended=done.ends_clocks)
    columns += more
    kept = _columns_of(case)
    done = replace(done, writes=(*done.writes, *clock_rows, Change(row=case, columns=tuple(columns))))
    return leave_act(
        case, act, actor, now, done, before={k: v for k, v in former.items() if kept[k] != v}, since=before
    )


def leave_act(
    case: Case,
    act: Act,
    actor: Actor,
    now: datetime,
    done: Done,
    *,
    before: Mapping[str, JSON],
    since: CaseState | None,
    action: str = "",
) -> Outcome:
    """The step and the paper of an act, and what it leaves: the paper's number is taken last.

    `before` are the columns as they were, `since` the state that the case left, None for a new one;
    `action` is the name for the journal where it is not the act's own.
    """
    step = next_step(
        case,
        act,
        actor,
        now,
        opinion=done.opinion,
        findings=done.findings,
        before=before,
        told=done.paper is not None or bool(done.messages) or since is None,
        is_first=since is None,
    )
    writes: list[Write] = [*done.writes, step]
    facts: dict[str, JSON] = {"case_no": case.case_no, "to": case.state}
    if since is not None:
        facts["from"] = since.value
    job = done.job
    paper: Paper | None = None
    if done.paper is not None:
        paper = _issue(case, done.paper, now)
        facts |= {"paper_no": paper.paper_no, "paper_id": str(paper.pk), "paper_kind": paper.kind}
        job = issue_job(paper)
        writes += fresh(paper, _paper_of(case, paper, now))
        if done.with_paper is not None:
            writes += done.with_paper(paper)
    record = Record(
        county_code=case.county_code,
        subject_type="case",
        subject_id=case.pk,
        act=action or f"cases.{act.value.lower()}",
        facts=facts | dict(done.facts),
        personal=done.personal,
        begins=done.begins,
    )
    code = case.check_code if since is None else ""
    return Outcome(
        answer=make_answer(case, check_code=code, paper=paper),
        record=record,
        messages=done.messages,
        job=job,
        writes=tuple(writes),
    )


def _next_assignee(case: Case, actor: Actor, done: Done) -> UUID | None:
    """Who goes on: whoever the core names, else the one who acted while it still waits for their role."""
    if done.assign_to is not None:
        return done.assign_to
    state = CaseState(case.state)
    if actor.is_staff and actor.party in waits_for(state):
        return actor.post_id
    return None if state in ENDS or actor.is_staff or actor.party is Party.SYSTEM else case.assignee_id


def _columns_of(case: Case) -> dict[str, JSON]:
    """The columns as plain values, to be kept with a step that may be taken back."""
    found: dict[str, JSON] = {}
    for column in case._meta.concrete_fields:  # noqa: SLF001 - Django's public API by a private name
        if column.generated:
            continue
        value = getattr(case, column.attname)
        plain = value is None or isinstance(value, str | int | bool | list | dict)
        found[column.attname] = value if plain else str(value)
    return found


def _issue(case: Case, order: PaperOrder, now: datetime) -> Paper:
    return issue_paper(
        now=now,
        county_code=case.county_code,
        kind=order.kind,
        organ=order.organ,
        signing_organ=order.signing_organ,
        facts=order.facts,
        sensitive=case.sensitive,
        follow_up=order.follow_up,
    )


def _paper_of(case: Case, paper: Paper, now: datetime) -> CasePaper:
    return CasePaper(id=new_id(now), county_code=case.county_code, case=case, paper=paper)


_NEXT_ORDER = (
    'SELECT COALESCE(MAX("order"), 0) + 1 FROM "cases_step" WHERE "county_code" = %s AND "case_id" = %s'
)


def next_step(
    case: Case,
    act: Act,
    actor: Actor,
    now: datetime,
    *,
    opinion: str = "",
    findings: Sequence[JSON] = (),
    before: Mapping[str, JSON] | None = None,
    told: bool = True,
    is_first: bool = False,
) -> Fresh:
    """The step to be written; its order counts on when it is written, under the lock of the case."""
    row = CaseStep(
        id=new_id(now),
        county_code=case.county_code,
        case=case,
        order=1,
        act=act.value,
        post_id=actor.post_id,
        actor_name=actor.name,
        at=now,
        opinion=opinion,
        findings=list(findings),
        before=dict(before or {}),
        told=told,
    )
    if is_first:
        return Fresh(row=row)
    return Fresh(row=row, counted={"order": Counted(sql=_NEXT_ORDER, values=(case.county_code, case.pk))})


def make_answer(case: Case, *, check_code: str = "", paper: Paper | None = None) -> Answer:
    """The answer of an act as it is kept for a repeated request."""
    left: Answer = {}
    if paper is not None:
        left = {"paper_id": str(paper.pk), "paper_no": paper.paper_no, "paper_kind": paper.kind}
    return {
        "case_id": str(case.pk),
        "case_no": case.case_no,
        "state": case.state,
        "family": case.family,
        "check_code": check_code,
        **left,
    }


def read_answer(answer: Answer) -> CaseDone:
    """The answer, typed."""
    return CaseDone(
        case_id=UUID(str(answer["case_id"])),
        case_no=str(answer["case_no"]),
        state=CaseState(str(answer["state"])),
        family=Family(str(answer["family"])),
        check_code=str(answer["check_code"]),
        paper=_read_paper(answer),
        replayed=isinstance(answer, Replay),
    )


def _read_paper(answer: Answer) -> PaperLeft | None:
    if "paper_id" not in answer:
        return None
    return PaperLeft(
        paper_id=UUID(str(answer["paper_id"])),
        paper_no=str(answer["paper_no"]),
        kind=PaperKind(str(answer["paper_kind"])),
    )
