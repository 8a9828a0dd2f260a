"""The verdict on one paper of the register: stored file hashed, signature judged on the spot."""

from dataclasses import dataclass
from datetime import datetime

from yimen.data.documents.models import Paper
from yimen.gateways.files import BlobNotFound
from yimen.gateways.installed import installed
from yimen.gateways.signing import SignatureStatus, SignatureVerdict
from yimen.rules.documents import PAPER_LABELS, PaperKind, PaperState
from yimen.rules.text import mask_name
from yimen.rules.verdicts import REVOKE_GROUND_LABELS, STOP_GROUND_LABELS, RevokeGround, StopGround, Verdict
from yimen.usecases.documents.certificates import StoppedSince, find_stopped

# A sheet hangs in public with its number and code: whoever reads it learns no more than whether it is real.
_HUSHED = frozenset({PaperKind.PUBLICITY_SHEET})


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperParticulars:
    """What was signed, by whom, when, over what, in whose name; the holder's name is masked.

    `organ_name` is in whose name the paper went out, `signer_name` whose certificate signed it: a township
    signs what it handles by entrustment. `certificate_stopped_at` says that this certificate was stopped
    after it signed, which leaves the paper valid. `revoked_why` says nothing about the person.
    """

    paper_no: str
    kind_label: str
    organ_name: str
    item_name: str
    holder_masked: str
    issued_at: datetime
    signer_name: str | None
    signed_at: datetime | None
    sha256: str
    certificate_serial: str = ""
    certificate_stopped_at: datetime | None = None
    certificate_stopped_why: str = ""
    revoked_at: datetime | None = None
    revoked_why: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CopyOf:
    """Of which paper a changed file is a copy; never the holder, the item or the check code."""

    paper_no: str
    kind_label: str
    organ_name: str
    issued_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Verification:
    """The verdict; for sensitive kinds and for sheets that hang in public it is all (design §5).

    `copy_of` is given only with ALTERED, to whoever brings a file that our signature proves to be a
    changed copy; `signer_name` and `certificate_serial` only with UNREGISTERED.
    """

    verdict: Verdict
    particulars: PaperParticulars | None
    copy_of: CopyOf | None = None
    signer_name: str = ""
    certificate_serial: str = ""


def judge(paper: Paper, now: datetime, *, altered: bool = False) -> Verification:
    """The verdict on a paper for somebody who may know it; `altered` when their copy is another file."""
    verdict, said, stopped = _verdict(paper, now)
    if verdict is Verdict.GENUINE and altered:
        verdict = Verdict.ALTERED
    if is_hushed(paper):
        return Verification(verdict=verdict, particulars=None)
    return Verification(verdict=verdict, particulars=_particulars(paper, said, stopped))


def is_hushed(paper: Paper) -> bool:
    """Whether nothing but the verdict may be told."""
    return paper.sensitive or PaperKind(paper.kind) in _HUSHED


def copy_of(paper: Paper) -> CopyOf | None:
    """What whoever holds a changed copy may learn; nothing for a hushed paper."""
    if is_hushed(paper):
        return None
    return CopyOf(
        paper_no=paper.paper_no,
        kind_label=kind_label(paper),
        organ_name=paper.organ.name,
        issued_at=paper.issued_at,
    )


def kind_label(paper: Paper) -> str:
    """The title of the paper as it was printed."""
    return str(paper.facts.get("title") or PAPER_LABELS[PaperKind(paper.kind)])


def _verdict(paper: Paper, now: datetime) -> tuple[Verdict, SignatureVerdict | None, StoppedSince | None]:
    if paper.state == PaperState.REVOKED:
        return Verdict.REVOKED, None, None
    if paper.file is None:
        return Verdict.PENDING, None, None
    try:
        content = installed().files.read(paper.file_sha256)
    except BlobNotFound:
        return Verdict.UNREADABLE, None, None
    said = installed().signer.verify(content, at=now)
    if said.sha256 != paper.file_sha256 or said.status is not SignatureStatus.GENUINE:
        return Verdict.ALTERED, None, None
    stopped = find_stopped(said.serial)
    if stopped is not None and paper.issued_at >= stopped.since:
        return Verdict.CERTIFICATE_STOPPED, said, stopped
    return Verdict.GENUINE, said, stopped


def _particulars(
    paper: Paper, said: SignatureVerdict | None, stopped: StoppedSince | None
) -> PaperParticulars:
    return PaperParticulars(
        paper_no=paper.paper_no,
        kind_label=kind_label(paper),
        organ_name=paper.organ.name,
        item_name=str(paper.facts.get("item_name", "")),
        holder_masked=mask_name(str(paper.facts.get("applicant_name", ""))),
        issued_at=paper.issued_at,
        signer_name=said.signer_name if said else None,
        signed_at=said.signed_at if said else None,
        sha256=paper.file_sha256,
        certificate_serial=said.serial if said else "",
        certificate_stopped_at=stopped.since if stopped else None,
        certificate_stopped_why=STOP_GROUND_LABELS[StopGround(stopped.ground)] if stopped else "",
        revoked_at=paper.revoked_at,
        revoked_why=REVOKE_GROUND_LABELS[RevokeGround(paper.revoke_ground)] if paper.revoke_ground else "",
    )
