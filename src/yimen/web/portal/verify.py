"""`/verify/`: is this paper real? By number and check code, by its QR code, or by the file alone."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yimen.http.addresses import client_address
from yimen.http.limits import FILE_LIMIT, true_size
from yimen.http.refusals import sentence_of
from yimen.rules.documents import BadCheckCode, MediaType, sniff
from yimen.rules.verdicts import verdict_words
from yimen.usecases.documents.verification import Verification, verify_file, verify_paper
from yimen.web.portal.verify_words import rows_of
from yimen.web.shared.access import page
from yimen.web.shared.requests import PageRequest

_TEMPLATE = "portal/verify.html"
_LONGEST_SHOWN = 100
Context = dict[str, object]


@page("documents.verify")
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: PageRequest) -> HttpResponse:
    """The two forms; the verdict only for a form that was sent.

    The QR code fills in number and code and waits for one press: whatever follows links by itself, a
    preview or a robot, neither learns a verdict nor uses up a try.
    """
    asked = request.POST if request.method == "POST" else request.GET
    number = _typed(asked.get("number") or asked.get("no"))
    check_code = _typed(asked.get("check_code") or asked.get("code"))
    context: Context = {"number": number, "check_code": check_code, "from_qr": False}
    if request.method == "POST":
        context |= _answer(request, number, check_code)
        if context.get("is_found"):
            context |= {"number": "", "check_code": ""}  # what follows is about another paper
    elif number and check_code:
        context["from_qr"] = True
    response = render(request, _TEMPLATE, context, status=400 if context.get("errors") else 200)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response


def _typed(value: str | None) -> str:
    return "".join(sign for sign in (value or "")[:1000] if sign.isprintable()).strip()[:_LONGEST_SHOWN]


def _answer(request: PageRequest, number: str, check_code: str) -> Context:
    upload = request.FILES.get("file")
    by_file = request.POST.get("way") == "file" or (upload is not None and not number and not check_code)
    if upload is not None and true_size(upload) > FILE_LIMIT:
        return _with_errors({"file": gettext("这个文件超过 20 MB，不是本系统签发的文书。")})
    content = upload.read() if upload else None
    if by_file:
        return _by_file(request, content)
    missing = _missing(number, check_code)
    if missing:
        return _with_errors(missing)
    if content is not None and sniff(content) is not MediaType.PDF:
        words = gettext(
            "扫描件和照片不是签发的电子文件，不能比对。请交原来下载的 PDF，或者不交文件，只验编号和查验码。"
        )
        return _with_errors({"file": words})
    return _by_number(request, number, check_code, content)


def _by_file(request: PageRequest, content: bytes | None) -> Context:
    if content is None:
        return _with_errors({"file": gettext("还没有选文件。请选原来下载的 PDF 文件。")})
    if not content:
        return _with_errors({"file": gettext("这是空文件，没有传完。请重新选一次。")})
    found = verify_file(
        actor=request.actor, now=request.now, content=content, address=client_address(request)
    )
    return {"result": _result(found, by_file=True)}


def _by_number(request: PageRequest, number: str, check_code: str, own_file: bytes | None) -> Context:
    try:
        found = verify_paper(
            actor=request.actor,
            now=request.now,
            paper_no=number,
            check_code=check_code,
            address=client_address(request),
            own_file=own_file,
        )
    except BadCheckCode as refusal:
        return _with_errors({"check_code": sentence_of(refusal)})
    return {"result": _result(found, by_file=False), "is_found": found is not None}


def _missing(number: str, check_code: str) -> dict[str, str]:
    errors = {}
    if not number:
        errors["number"] = gettext("请输入文书编号，它印在标题下面。")
    if not check_code:
        errors["check_code"] = gettext("请输入查验码，它印在二维码旁边。")
    return errors


def _with_errors(errors: dict[str, str]) -> Context:
    rows = [{"field": field, "sentence": sentence} for field, sentence in errors.items()]
    return {"errors": rows} | {f"{field}_error": sentence for field, sentence in errors.items()}


def _result(found: Verification | None, *, by_file: bool) -> Context:
    if found is None:
        return {"kind": "UNKNOWN", "words": "", "rows": [], "by_file": by_file}
    return {
        "kind": found.verdict.value,
        "words": gettext(verdict_words(found.verdict, by_file=by_file)),
        "rows": rows_of(found),
        "by_file": by_file,
        "is_copy": found.copy_of is not None,
        "is_stray": bool(found.signer_name),
    }
