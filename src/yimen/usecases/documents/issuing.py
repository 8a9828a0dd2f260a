"""Makes the file of a paper from its frozen facts: typeset, signed, stored, exactly once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from yimen.data.documents.models import Paper, StoredFile
from yimen.gateways.files import StoredBlob
from yimen.gateways.installed import installed
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.documents import MIME_TYPES, PAPER_LABELS, MediaType, PaperKind, PaperState
from yimen.usecases.documents.certificates import stopped_serials
from yimen.usecases.shared.acting import Outcome, perform
from yimen.usecases.shared.ids import new_id
from yimen.usecases.shared.recording import Record
from yimen.usecases.shared.registry import action


@dataclass(frozen=True, kw_only=True, slots=True)
class FileIssued:
    """The digest (SHA-256) of a paper's one file, whoever made it."""

    paper_id: UUID
    sha256: str


@action("documents.issue_file")
def issue_file(
    *, actor: Actor, now: datetime, paper_id: UUID, public_url: str, request_key: str | None = None
) -> FileIssued:
    """Typeset and sign a pending paper, keep the file, mark the paper READY, let its messages go.

    Typesetting and signing happen before the transaction, from frozen facts and with the time of
    issue, so a repeat gives the same bytes and a killed run leaves the paper PENDING for the next
    one. A paper that has its file stays as it is. `NotFound` when there is no such paper.
    """
    require(actor, "documents.issue_file")
    paper = Paper.objects.select_related("signing_organ").filter(pk=paper_id).first()
    if paper is None:
        raise NotFound
    blob = _make_file(paper, public_url) if paper.state == PaperState.PENDING else None
    answer = perform(
        action="documents.issue_file",
        actor=actor,
        now=now,
        request_key=request_key,
        county_code=paper.county_code,
        body={"paper_id": str(paper_id)},
        core=lambda: _apply_file(paper.county_code, paper_id, blob, now),
    )
    return FileIssued(paper_id=paper_id, sha256=str(answer["sha256"]))


def verify_url(public_url: str, paper: Paper) -> str:
    """The address in the paper's QR code, which fills in number and check code."""
    return f"{public_url}/verify/?{urlencode({'no': paper.paper_no, 'code': paper.check_code})}"


def _make_file(paper: Paper, public_url: str) -> StoredBlob:
    use = installed()
    facts = {**paper.facts, "verify_url": verify_url(public_url, paper)}
    unsigned = use.typesetter.typeset(paper.kind.lower(), facts, paper.issued_at)
    signed = use.signer.sign(
        unsigned,
        organ_id=str(paper.signing_organ_id),
        organ_name=paper.signing_organ.name,
        at=paper.issued_at,
        reason=f"{PAPER_LABELS[PaperKind(paper.kind)]} {paper.paper_no}",
        stopped=stopped_serials(paper.signing_organ.county_code),
    )
    return use.files.put([signed])


def _apply_file(county_code: str, paper_id: UUID, blob: StoredBlob | None, now: datetime) -> Outcome:
    paper = Paper.objects.select_for_update(of=("self",)).get(county_code=county_code, pk=paper_id)
    if paper.state != PaperState.PENDING or blob is None:
        return Outcome(answer={"sha256": paper.file_sha256}, record=None)
    paper.file = StoredFile.objects.create(
        id=new_id(now),
        county_code=county_code,
        sha256=blob.sha256,
        size=blob.size,
        media_type=MIME_TYPES[MediaType.PDF],
        name=f"{PAPER_LABELS[PaperKind(paper.kind)]} {paper.paper_no}.pdf",
        stored_at=now,
    )
    paper.file_sha256 = blob.sha256
    paper.state = PaperState.READY
    paper.save(update_fields=["file", "file_sha256", "state"])
    record = Record(
        county_code=county_code,
        subject_type="paper",
        subject_id=paper_id,
        act="documents.issue_file",
        facts={"paper_no": paper.paper_no, "sha256": blob.sha256},
    )
    return Outcome(answer={"sha256": blob.sha256}, record=record, job=_next_job(paper))


def _next_job(paper: Paper) -> tuple[str, Mapping[str, str]]:
    """What the act wanted after its paper; else its messages go out now."""
    if paper.follow_up is None:
        return "deliver_messages", {}
    return str(paper.follow_up["job"]), dict(paper.follow_up["ids"])
