"""Answers whether a paper is genuine: its stored file is hashed and its signature judged on the spot."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from django.utils.crypto import constant_time_compare

from yimen.data.documents.models import Paper
from yimen.gateways.files import BlobNotFound
from yimen.gateways.installed import installed
from yimen.gateways.signing import SignatureStatus
from yimen.rules.access import Actor, require
from yimen.rules.documents import (
    CHECK_CODE_ALPHABET,
    CHECK_CODE_LENGTH,
    PAPER_LABELS,
    PaperKind,
    PaperState,
    normalize_check_code,
)
from yimen.rules.text import mask_name
from yimen.rules.verdicts import Verdict
from yimen.usecases.people.attempts import Way, confirm, reserve

_LONGEST_NUMBER = 80
_BRACKETS = str.maketrans("[]()【】{}<>〈〉", "〔〕〔〕〔〕〔〕〔〕〔〕")
# A sheet hangs in public with its number and code: whoever reads it learns no more than whether it is real.
_HUSHED = frozenset({PaperKind.PUBLICITY_SHEET})
_NO_CODE = CHECK_CODE_ALPHABET[0] * CHECK_CODE_LENGTH


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperParticulars:
    """What was signed, by whom, when, over what; the holder's name is masked."""

    paper_no: str
    kind_label: str
    organ_name: str
    item_name: str
    holder_masked: str
    issued_at: datetime
    signer_name: str | None
    signed_at: datetime | None
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Verification:
    """The verdict; for sensitive kinds and for sheets that hang in public it is all (design §5)."""

    verdict: Verdict
    particulars: PaperParticulars | None


def verify_paper(
    *,
    actor: Actor,
    now: datetime,
    paper_no: str,
    check_code: str,
    address: str,
    own_file: bytes | None = None,
) -> Verification | None:
    """The verdict on a paper for someone who holds its number and check code, or None.

    An unknown number and a wrong code get the same None, and count against the address; too many
    of them are refused (`TooManyAttempts`). `own_file` is the person's own copy, compared byte by
    byte with what was issued and not kept. Refuses what is no check code (`BadCheckCode`).
    """
    require(actor, "documents.verify")
    code = normalize_check_code(check_code)
    number = tidy_paper_no(paper_no)
    # Per paper and address: else a stranger could lock a paper for everybody else.
    reservation = reserve(now=now, way=Way.VERIFY, value=f"{number} {address}", address=address)
    paper = _find(number, code)
    if paper is None:
        return None
    confirm(reservation)
    return _judge(paper, now, own_file)


def tidy_paper_no(typed: str) -> str:
    """A paper number as people type it: blanks dropped, any brackets for 〔〕, full-width digits folded."""
    clean = re.sub(r"\s+", "", unicodedata.normalize("NFKC", typed[: 4 * _LONGEST_NUMBER]))
    return clean.translate(_BRACKETS)[:_LONGEST_NUMBER]


def _find(number: str, code: str) -> Paper | None:
    """The paper of this number and code; compares once more for an unknown number, in equal time."""
    papers = list(Paper.objects.select_related("organ", "file").filter(paper_no=number)[:3])
    found = [paper for paper in papers if constant_time_compare(paper.check_code, code)]
    if not papers:
        constant_time_compare(_NO_CODE, code)
    return found[0] if found else None


def _judge(paper: Paper, now: datetime, own_file: bytes | None) -> Verification:
    verdict, signer_name, signed_at = _verdict(paper, now)
    if verdict is Verdict.GENUINE and own_file is not None:
        same = hashlib.sha256(own_file).hexdigest() == paper.file_sha256
        verdict = verdict if same else Verdict.ALTERED
    if paper.sensitive or PaperKind(paper.kind) in _HUSHED:
        return Verification(verdict=verdict, particulars=None)
    particulars = PaperParticulars(
        paper_no=paper.paper_no,
        kind_label=str(paper.facts.get("title") or PAPER_LABELS[PaperKind(paper.kind)]),
        organ_name=paper.organ.name,
        item_name=str(paper.facts.get("item_name", "")),
        holder_masked=mask_name(str(paper.facts.get("applicant_name", ""))),
        issued_at=paper.issued_at,
        signer_name=signer_name,
        signed_at=signed_at,
        sha256=paper.file_sha256,
    )
    return Verification(verdict=verdict, particulars=particulars)


def _verdict(paper: Paper, now: datetime) -> tuple[Verdict, str | None, datetime | None]:
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
    return Verdict.GENUINE, said.signer_name, said.signed_at


def read_root_certificate() -> bytes:
    """The root certificate (PEM) with which anyone can check a paper without us."""
    return installed().signer.root_certificate_pem()
