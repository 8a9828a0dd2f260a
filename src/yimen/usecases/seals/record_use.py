"""Enters one use of the physical seal into its register."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.data.cases.models import CaseStep
from yimen.data.documents.models import Paper, StoredFile
from yimen.data.orgs.models import Organ
from yimen.data.seals.models import SealUse
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.calendar import beijing_date
from yimen.rules.cases import Act
from yimen.rules.documents import PaperKind, PaperState
from yimen.rules.seals import (
    DECIDED_BY,
    LEAVE_LABELS,
    PURPOSE_LENGTH,
    Leave,
    NotApproved,
    UsedForThis,
    check_copies,
    check_paper,
    leave_for,
)
from yimen.rules.text import clean_line
from yimen.usecases.cases.evidence import Upload, store
from yimen.usecases.orgs.numbering import take_number
from yimen.usecases.seals.scope import organ_of, papers_of, post_of
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action

SERIES = "SEAL_USE"


@dataclass(frozen=True, kw_only=True, slots=True)
class UseRecorded:
    """The row of the register: its id and its number in the year."""

    use_id: UUID
    serial: int


@action("seals.record_use")
def record_use(
    *,
    actor: Actor,
    now: datetime,
    paper_id: UUID,
    copies: str,
    purpose: str,
    scan: Upload | None = None,
    request_key: str | None = None,
) -> UseRecorded:
    """Write that the keeper pressed the seal on a finished paper: how many sheets, what for, by whose leave.

    The number runs per organ and Beijing year without gaps and is taken last. Papers that decide
    name the approver of the case, all others the standing authorisation (design §5). Refuses a
    paper of another organ (`NotFound`), one without its file or taken back, copies outside 1–50,
    no purpose, a second use for the same purpose, and a decision that nobody approved.
    """
    require(actor, "seals.record_use")
    number_of_copies = check_copies(copies)
    said = clean_line(purpose, field="purpose", max_length=PURPOSE_LENGTH)
    stored = store(scan, actor, now=now, county_code=actor.county_code) if scan is not None else None
    answer = perform(
        action="seals.record_use",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=actor.county_code,
        body={
            "paper_id": str(paper_id),
            "copies": number_of_copies,
            "purpose": said,
            "scan": scan.digest if scan is not None else "",
        },
        core=lambda: _apply_use(actor, now, paper_id, number_of_copies, said, stored),
    )
    return UseRecorded(use_id=UUID(str(answer["use_id"])), serial=int(str(answer["serial"])))


def find_approver(paper: Paper) -> str:
    """Who gave leave: the approver of the deciding act, or the standing authorisation in words.

    What is settled at once at the counter has no approver of its own; its result goes out under the
    standing authorisation. Refuses any other decision without one (`NotApproved`).
    """
    kind = PaperKind(paper.kind)
    standing = LEAVE_LABELS[Leave.STANDING]
    if leave_for(kind) is Leave.STANDING:
        return standing
    act = DECIDED_BY[kind]
    found = str(paper.facts.get("approver_name", "")) if act is Act.EXTEND else _who_did(paper, act)
    if not found and kind is PaperKind.RESULT:
        return standing
    if not found:
        raise NotApproved(number=paper.paper_no)
    return found


def _who_did(paper: Paper, act: Act) -> str:
    steps = CaseStep.objects.filter(
        county_code=paper.county_code, case__papers__paper=paper, act=act.value, undone_at=None
    )
    name = steps.order_by("-order").values_list("actor_name", flat=True).first()
    return str(name or "")


def _apply_use(
    actor: Actor, now: datetime, paper_id: UUID, copies: int, purpose: str, stored: StoredFile | None
) -> Outcome:
    paper = papers_of(actor).select_for_update(of=("self",)).filter(pk=paper_id).first()
    if paper is None:
        raise NotFound
    check_paper(state=PaperState(paper.state), number=paper.paper_no)
    former = SealUse.objects.filter(
        county_code=paper.county_code, paper=paper, organ_id=organ_of(actor), purpose=purpose
    ).first()
    if former is not None:
        raise UsedForThis(field="purpose", number=paper.paper_no, serial=former.serial)
    approver = find_approver(paper)
    if stored is not None:
        stored.save(force_insert=True)
    use = _enter(actor, now, paper, copies=copies, purpose=purpose, approver=approver, scan=stored)
    record = Record(
        county_code=paper.county_code,
        subject_type="seal",
        subject_id=use.organ_id,
        act="seals.record_use",
        facts={
            "use_id": str(use.pk),
            "year": use.year,
            "serial": use.serial,
            "paper_no": paper.paper_no,
            "copies": copies,
            "purpose": purpose,
            "scan_sha256": stored.sha256 if stored is not None else "",
        },
        personal={"approver": approver, "keeper": actor.name},
    )
    return Outcome(answer={"use_id": str(use.pk), "serial": use.serial}, record=record)


def _enter(
    actor: Actor,
    now: datetime,
    paper: Paper,
    *,
    copies: int,
    purpose: str,
    approver: str,
    scan: StoredFile | None,
) -> SealUse:
    organ = Organ.objects.get(pk=organ_of(actor))
    year = beijing_date(now).year
    serial = take_number(county_code=paper.county_code, organ_id=organ.pk, series=SERIES, year=year, now=now)
    return SealUse.objects.create(
        id=new_id(now),
        county_code=paper.county_code,
        organ=organ,
        year=year,
        serial=serial,
        paper=paper,
        copies=copies,
        purpose=purpose,
        approver_name=approver,
        keeper_id=post_of(actor),
        keeper_name=actor.name,
        used_at=now,
        scan=scan,
    )
