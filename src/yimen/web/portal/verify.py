"""`/verify/`: is this paper real? Answers a form, and the QR code of a paper by itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from yimen.http.addresses import client_address
from yimen.http.limits import FILE_LIMIT
from yimen.http.refusals import sentence_of
from yimen.rules.documents import BadCheckCode, MediaType, sniff
from yimen.rules.verdicts import VERDICT_WORDS
from yimen.usecases.documents.verification import (
    PaperParticulars,
    Verification,
    read_root_certificate,
    verify_paper,
)
from yimen.web.shared.access import page
from yimen.web.shared.chinese_dates import day, moment
from yimen.web.shared.requests import PageRequest

_TEMPLATE = "portal/verify.html"


@page("documents.verify")
def verify(request: PageRequest) -> HttpResponse:
    """The form, and the verdict as soon as number and check code are known; kept out of search engines."""
    asked = request.POST if request.method == "POST" else request.GET
    number = (asked.get("number") or asked.get("no") or "").strip()
    check_code = (asked.get("check_code") or asked.get("code") or "").strip()
    context: dict[str, object] = {"number": number, "check_code": check_code, "with_file": True}
    if number or check_code or request.method == "POST":
        context |= _answer(request, number, check_code)
    response = render(request, _TEMPLATE, context, status=400 if context.get("errors") else 200)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response


@page("documents.verify")
def root_certificate(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The root certificate for pdfsig and other programs, as a download."""
    response = HttpResponse(read_root_certificate(), content_type="application/x-pem-file")
    response["Content-Disposition"] = 'attachment; filename="yimen-root.pem"'
    return response


def _answer(request: PageRequest, number: str, check_code: str) -> dict[str, object]:
    missing = _missing(number, check_code)
    if missing:
        return _with_errors(missing)
    upload = request.FILES.get("file")
    if upload is not None and (upload.size or 0) > FILE_LIMIT:
        return _with_errors({"file": gettext("这个文件超过 20 MB，不是本系统签发的文书。")})
    content = upload.read() if upload else None
    if content is not None and sniff(content) is not MediaType.PDF:
        words = gettext(
            "扫描件和照片不是签发的电子文件，不能比对。请交原来下载的 PDF，或者不交文件，只验编号和查验码。"
        )
        return _with_errors({"file": words})
    try:
        found = verify_paper(
            actor=request.actor,
            now=request.now,
            paper_no=number,
            check_code=check_code,
            address=client_address(request),
            own_file=content,
        )
    except BadCheckCode as refusal:
        return _with_errors({"check_code": sentence_of(refusal)})
    return {"result": _result(found)}


def _missing(number: str, check_code: str) -> dict[str, str]:
    errors = {}
    if not number:
        errors["number"] = gettext("请输入文书编号，它印在标题下面。")
    if not check_code:
        errors["check_code"] = gettext("请输入查验码，它印在二维码旁边。")
    return errors


def _with_errors(errors: dict[str, str]) -> dict[str, object]:
    rows = [{"field": field, "sentence": sentence} for field, sentence in errors.items()]
    return {"errors": rows} | {f"{field}_error": sentence for field, sentence in errors.items()}


def _result(found: Verification | None) -> dict[str, object]:
    if found is None:
        return {"kind": "UNKNOWN", "words": "", "rows": []}
    rows = _rows(found.particulars) if found.particulars else []
    return {"kind": found.verdict.value, "words": gettext(VERDICT_WORDS[found.verdict]), "rows": rows}


def _rows(told: PaperParticulars) -> list[dict[str, str]]:
    rows = [
        (gettext("文书"), gettext(told.kind_label)),
        (gettext("编号"), told.paper_no),
        (gettext("办理事项"), told.item_name),
        (gettext("签发机关"), told.organ_name),
        (gettext("签发日期"), day(told.issued_at)),
        (gettext("持有人"), told.holder_masked),
    ]
    if told.signer_name and told.signed_at:
        rows += [(gettext("签名"), told.signer_name), (gettext("签名时间"), moment(told.signed_at))]
    if told.sha256:
        rows.append((gettext("文件指纹（SHA-256）"), told.sha256))
    return [{"term": term, "text": text} for term, text in rows]
