"""Answers strangers whether a paper is genuine: by number and check code, or by the file alone."""

import base64
import hashlib
import re
import unicodedata
from datetime import datetime

from django.utils.crypto import constant_time_compare

from yimen.data.documents.models import Paper
from yimen.gateways.files import BlobNotFound
from yimen.gateways.installed import installed
from yimen.gateways.signing import SignatureStatus, SignatureTrace
from yimen.rules.access import Actor, require
from yimen.rules.documents import (
    CHECK_CODE_ALPHABET,
    CHECK_CODE_LENGTH,
    MediaType,
    normalize_check_code,
    sniff,
)
from yimen.rules.verdicts import Verdict
from yimen.usecases.documents.judging import CopyOf, PaperParticulars, Verification, copy_of, judge
from yimen.usecases.people.attempts import Way, confirm, reserve

__all__ = [
    "CopyOf",
    "PaperParticulars",
    "Verification",
    "read_root_certificate",
    "read_root_fingerprint",
    "tidy_paper_no",
    "verify_file",
    "verify_paper",
]

_LONGEST_NUMBER = 80
_BRACKETS = str.maketrans("[]()【】{}<>〈〉", "〔〕" * 6)
_NO_CODE = CHECK_CODE_ALPHABET[0] * CHECK_CODE_LENGTH
_PICTURES = frozenset({MediaType.JPEG, MediaType.PNG})
_FOREIGN = {
    SignatureStatus.UNKNOWN_SIGNER: Verdict.FOREIGN,
    SignatureStatus.UNSIGNED: Verdict.UNSIGNED,
}


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
    differs = own_file is not None and hashlib.sha256(own_file).hexdigest() != paper.file_sha256
    return judge(paper, now, altered=differs)


def verify_file(*, actor: Actor, now: datetime, content: bytes, address: str) -> Verification:
    """The verdict on a file that somebody brings, and nothing typed; the file is not kept.

    The very file that was issued proves itself by its digest: whoever holds it reads all that number
    and code would tell. A changed copy that still carries our signature is ALTERED, and tells of which
    paper without the holder, the item or the code. A file signed by us that no register knows is
    UNREGISTERED, one signed by others FOREIGN, one without a signature UNSIGNED, a picture PICTURE.
    Nothing in the file is unpacked. Files that are not known count against the address; too many are
    refused (`TooManyAttempts`).
    """
    require(actor, "documents.verify")
    sha256 = hashlib.sha256(content).hexdigest()
    reservation = reserve(now=now, way=Way.VERIFY_FILE, value=f"{sha256} {address}", address=address)
    rows = Paper.objects.select_related("organ", "file")
    paper = rows.filter(file_sha256=sha256).first() if content else None
    if paper is not None:
        confirm(reservation)
        return judge(paper, now)
    if sniff(content) in _PICTURES:
        return Verification(verdict=Verdict.PICTURE, particulars=None)
    return _judge_trace(installed().signer.trace(content))


def tidy_paper_no(typed: str) -> str:
    """A paper number as people type it: blanks dropped, any brackets for 〔〕, full-width digits folded."""
    clean = re.sub(r"\s+", "", unicodedata.normalize("NFKC", typed[: 4 * _LONGEST_NUMBER]))
    return clean.replace("\0", "").translate(_BRACKETS)[:_LONGEST_NUMBER]


def read_root_certificate() -> bytes:
    """The root certificate (PEM) with which anyone can check a paper without us."""
    return installed().signer.root_certificate_pem()


def read_root_fingerprint() -> str:
    """The SHA-256 of the root certificate (DER) in hexadecimal, for comparing by eye."""
    lines = read_root_certificate().decode("ascii").splitlines()
    body = "".join(line for line in lines if line and not line.startswith("-----"))
    return hashlib.sha256(base64.b64decode(body)).hexdigest()


def _find(number: str, code: str) -> Paper | None:
    """The paper of this number and code; compares once more for an unknown number, in equal time."""
    papers = list(Paper.objects.select_related("organ", "file").filter(paper_no=number)[:3])
    found = [paper for paper in papers if constant_time_compare(paper.check_code, code)]
    if not papers:
        constant_time_compare(_NO_CODE, code)
    return found[0] if found else None


def _judge_trace(seen: SignatureTrace) -> Verification:
    """The verdict on a file that is not in the register as it is."""
    if seen.status in _FOREIGN:
        return Verification(verdict=_FOREIGN[seen.status], particulars=None)
    original = _find_original(seen)
    if original is not None:
        return Verification(verdict=Verdict.ALTERED, particulars=None, copy_of=copy_of(original))
    if seen.status is SignatureStatus.GENUINE:
        return Verification(
            verdict=Verdict.UNREGISTERED,
            particulars=None,
            signer_name=seen.signer_name,
            certificate_serial=seen.serial,
        )
    return Verification(verdict=Verdict.ALTERED, particulars=None)


def _find_original(seen: SignatureTrace) -> Paper | None:
    """The paper whose own file carries this very signature.

    The number in the file only says where to look: without the seal of that paper's file nobody learns
    whether the number exists.
    """
    number = tidy_paper_no(seen.reason.rpartition(" ")[2])
    if not seen.seal or not number:
        return None
    papers = Paper.objects.select_related("organ").filter(paper_no=number).exclude(file_sha256="")[:3]
    return next((paper for paper in papers if _seal_of(paper) == seen.seal), None)


def _seal_of(paper: Paper) -> str:
    try:
        return installed().signer.trace(installed().files.read(paper.file_sha256)).seal
    except BlobNotFound:
        return ""
