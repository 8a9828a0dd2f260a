"""The shell of every act on a case: lock, table, core, step, paper, journal; cores only set what differs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from yimen.data.cases.models import Case, CasePaper, CaseStep
from yimen.data.documents.models import Paper
from yimen.data.orgs.models import Organ
from yimen.rules.access import Actor, Party, require
from yimen.rules.cases import Act, CaseState, check
from yimen.rules.catalog import Family
from yimen.rules.documents import PaperKind
from yimen.usecases.cases.scope import county_of_case, lock_case
from yimen.usecases.documents.papers import issue_job, issue_paper
from yimen.usecases.shared.acting import Answer, Message, Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import JSON, Record
from yimen.usecases.shared.rows import write_back


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseDone:
    """A case after an act; `check_code` is told by the submission only."""

    case_id: UUID
    case_no: str
    state: CaseState
    check_code: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperOrder:
    """A paper that the act leaves behind: its kind, in whose name, by whose key, from which facts."""

    kind: PaperKind
    organ: Organ
    signing_organ: Organ
    facts: Mapping[str, object]


@dataclass(frozen=True, kw_only=True, slots=True)
class Done:
    """What the core of an act leaves to the shell.

    `changed` names the columns of the case that the core has set; `opinion` and `findings` go to
    the step; `personal` values go to the journal as salted digests only.
    """

    changed: Sequence[str] = ()
    opinion: str = ""
    findings: Sequence[JSON] = ()
    facts: Mapping[str, JSON] = field(default_factory=dict)
    personal: Mapping[str, str] = field(default_factory=dict)
    paper: PaperOrder | None = None
    messages: tuple[Message, ...] = ()
    job: tuple[str, Mapping[str, str]] | None = None


def act_on_case(
    *,
    act: Act,
    actor: Actor,
    now: datetime,
    case_id: UUID,
    request_key: str | None,
    body: Mapping[str, JSON],
    core: Callable[[Case], Done],
    county_code: str = "",
) -> CaseDone:
    """Take one case one step further by the table, durably and once per request key.

    Refuses a case out of scope (`NotFound`), one that stands elsewhere by now (`OutOfTurn`), a
    party that the table does not name (`WrongParty`), and whatever the core refuses. The number of
    the paper is taken last.
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
        core=lambda: _apply_act(act, actor, now, case_id, county, core),
    )
    return read_answer(answer)


def _apply_act(
    act: Act, actor: Actor, now: datetime, case_id: UUID, county: str, core: Callable[[Case], Done]
) -> Outcome:
    case = lock_case(actor, case_id, county)
    before = CaseState(case.state)
    if act is Act.CLOSE and before is CaseState.CLOSED and actor.party is Party.SYSTEM:
        return Outcome(answer=make_answer(case), record=None)  # a repeated job changes nothing
    line = check(Family(case.family), act, before, actor.party)
    done = core(case)
    case.state = (line.target or before).value
    columns = ["state", *done.changed]
    if actor.is_staff:
        case.assignee_id = actor.post_id
        columns.append("assignee")
    write_back(case, columns, county_code=county)
    add_step(case, act, actor, now, opinion=done.opinion, findings=done.findings)
    facts: dict[str, JSON] = {"case_no": case.case_no, "from": before.value, "to": case.state}
    job = done.job
    if done.paper is not None:
        paper = _issue(case, done.paper, now)
        facts |= {"paper_no": paper.paper_no, "paper_id": str(paper.pk)}
        job = issue_job(paper)
    record = Record(
        county_code=county,
        subject_type="case",
        subject_id=case.pk,
        act=f"cases.{act.value.lower()}",
        facts=facts | dict(done.facts),
        personal=done.personal,
    )
    return Outcome(answer=make_answer(case), record=record, messages=done.messages, job=job)


def _issue(case: Case, order: PaperOrder, now: datetime) -> Paper:
    paper = issue_paper(
        now=now,
        county_code=case.county_code,
        kind=order.kind,
        organ=order.organ,
        signing_organ=order.signing_organ,
        facts=order.facts,
        sensitive=case.sensitive,
    )
    CasePaper.objects.create(id=new_id(now), county_code=case.county_code, case=case, paper=paper)
    return paper


def add_step(
    case: Case, act: Act, actor: Actor, now: datetime, *, opinion: str = "", findings: Sequence[JSON] = ()
) -> None:
    """Write the step; its order counts on under the lock of the case."""
    steps = CaseStep.objects.filter(county_code=case.county_code, case=case)
    last = steps.aggregate(last=Max("order"))["last"] or 0
    CaseStep.objects.create(
        id=new_id(now),
        county_code=case.county_code,
        case=case,
        order=last + 1,
        act=act.value,
        post_id=actor.post_id,
        actor_name=actor.name,
        at=now,
        opinion=opinion,
        findings=list(findings),
    )


def make_answer(case: Case, *, check_code: str = "") -> Answer:
    """The answer of an act as it is kept for a repeated request."""
    return {
        "case_id": str(case.pk),
        "case_no": case.case_no,
        "state": case.state,
        "check_code": check_code,
    }


def read_answer(answer: Answer) -> CaseDone:
    """The answer, typed."""
    return CaseDone(
        case_id=UUID(str(answer["case_id"])),
        case_no=str(answer["case_no"]),
        state=CaseState(str(answer["state"])),
        check_code=str(answer["check_code"]),
    )
