"""`/verification`: is this paper real? By number and check code, or by the file that somebody has."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from django.utils.translation import gettext
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from yimen.api.shared.answers import answers
from yimen.api.shared.callers import Anyone, CallRequest
from yimen.api.shared.types import Body, Line
from yimen.http.addresses import client_address
from yimen.http.limits import FILE_LIMIT, true_size
from yimen.rules.documents import MediaType, sniff
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.verdicts import VERDICT_LABELS, Verdict, verdict_words
from yimen.usecases.documents.verification import Verification, verify_file, verify_paper

router = Router(tags=["verification"])

_UNKNOWN = "UNKNOWN"
_UNKNOWN_LABEL = N_("没有查到")
_UNKNOWN_WORDS = N_("没有查到这份文书：编号和查验码有一样不对，或者它不是本系统签发的。请对照文书再输一次。")


class NotAnElectronicPaper(RuleViolation):
    """A picture of a paper is another file than the paper, and says nothing about it."""

    code = "verification.not_pdf"
    template = N_(
        "扫描件和照片不是签发的电子文件，不能比对。请交原来下载的 PDF，或者不交文件，只验编号和查验码。"
    )


class EmptyFile(RuleViolation):
    """Nothing came."""

    code = "verification.empty_file"
    template = N_("这是空文件，没有传完。请重新选一次。")


class FileTooLarge(RuleViolation):
    """Nothing of this size was ever issued."""

    code = "verification.file_too_large"
    template = N_("这个文件超过 20 MB，不是本系统签发的文书。")
    refusal = Refusal.TOO_LARGE


class PaperAsked(Body):
    """A paper by what is printed on it."""

    paper_no: Line = Field(description="文书编号，印在标题下面；括号写成〔〕、[] 都行")
    check_code: Line = Field(description="查验码，印在二维码旁边")


class PrintedOnIt(Schema):
    """What may be told beside the file."""

    paper_no: Line = Field("", description="文书编号，可以不填")
    check_code: Line = Field("", description="查验码，填了编号就要填")


class PaperTold(Schema):
    """What was signed, by whom, when; the holder's name is masked."""

    paper_no: str
    kind_label: str
    organ_name: str = Field(description="以谁的名义出具")
    item_name: str
    holder_masked: str
    issued_at: datetime
    signer_name: str | None = Field(description="用谁的证书签的：受委托办理的，由乡镇签")
    signed_at: datetime | None
    sha256: str = Field(description="签发的 PDF 的 SHA-256")
    certificate_serial: str
    certificate_stopped_at: datetime | None
    certificate_stopped_why: str
    revoked_at: datetime | None
    revoked_why: str


class CopyTold(Schema):
    """Of which paper a changed file is a copy."""

    paper_no: str
    kind_label: str
    organ_name: str
    issued_at: datetime


class VerdictTold(Schema):
    """The verdict; for sensitive kinds it is all."""

    verdict: Verdict | Literal["UNKNOWN"] = Field(
        description="GENUINE 是真的；UNKNOWN 没有查到；其他见 words"
    )
    genuine: bool = Field(description="只有 GENUINE 是 true")
    label: str
    words: str
    paper: PaperTold | None = Field(description="文书的要点；困难救助等敏感种类只回答真伪，是 null")
    copy_of: CopyTold | None = Field(description="改过的文件是哪份文书的副本")
    signer_name: str | None = Field(description="签名有效而登记簿里没有时，签名的证书是谁的")
    certificate_serial: str | None


@router.post(
    "",
    auth=Anyone("documents.verify"),
    response=answers({200: VerdictTold}, 413, 422),
    operation_id="verify_paper",
    summary="按编号和查验码验真伪",
)
def verify_by_number(request: CallRequest, response: HttpResponse, payload: PaperAsked) -> dict[str, Any]:
    """编号不存在和查验码不对，回答一样，都是 `UNKNOWN`，并计入这个网络地址的次数；试得太多回答 429。"""
    response.headers["Cache-Control"] = "no-store"
    found = verify_paper(
        actor=request.auth,
        now=request.now,
        paper_no=payload.paper_no,
        check_code=payload.check_code,
        address=client_address(request),
    )
    return _tell(found, by_file=False)


@router.post(
    "/file",
    auth=Anyone("documents.verify"),
    response=answers({200: VerdictTold}, 413, 422),
    operation_id="verify_file",
    summary="拿文件验真伪",
)
def verify_by_file(
    request: CallRequest,
    response: HttpResponse,
    file: Annotated[UploadedFile, File(description="手里的 PDF 文件，不超过 20 MB；验完不留")],
    printed: Form[PrintedOnIt],
) -> dict[str, Any]:
    """只交文件就能验：是签发的那一份、被改过、作废了，还是别处签的。再填编号和查验码，就逐字节和签发的比。"""
    response.headers["Cache-Control"] = "no-store"
    content = _read(file)
    who: dict[str, Any] = {"actor": request.auth, "now": request.now, "address": client_address(request)}
    if not (printed.paper_no.strip() or printed.check_code.strip()):
        return _tell(verify_file(content=content, **who), by_file=True)
    if sniff(content) is not MediaType.PDF:
        raise NotAnElectronicPaper(field="file")
    found = verify_paper(**printed.dict(), own_file=content, **who)
    return _tell(found, by_file=False)


def _read(file: UploadedFile) -> bytes:
    if true_size(file) > FILE_LIMIT:
        raise FileTooLarge(field="file")
    content = file.read()
    if not content:
        raise EmptyFile(field="file")
    return bytes(content)


def _tell(found: Verification | None, *, by_file: bool) -> dict[str, Any]:
    if found is None:
        return {
            "verdict": _UNKNOWN,
            "genuine": False,
            "label": gettext(_UNKNOWN_LABEL),
            "words": gettext(_UNKNOWN_WORDS),
            "paper": None,
            "copy_of": None,
            "signer_name": None,
            "certificate_serial": None,
        }
    return {
        "verdict": found.verdict,
        "genuine": found.verdict is Verdict.GENUINE,
        "label": gettext(VERDICT_LABELS[found.verdict]),
        "words": gettext(verdict_words(found.verdict, by_file=by_file)),
        "paper": found.particulars,
        "copy_of": found.copy_of,
        "signer_name": found.signer_name or None,
        "certificate_serial": found.certificate_serial or None,
    }
