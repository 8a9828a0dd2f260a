"""`/desk/seals/`: what waits for the seal, pressing it on a paper, the scan that comes back, the register."""

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yimen.http.limits import true_size
from yimen.http.nul import without_nul
from yimen.http.refusals import STATUS, sentence_of
from yimen.rules.access import NotFound, may
from yimen.rules.calendar import beijing_date
from yimen.rules.errors import RuleViolation
from yimen.rules.seals import USUAL_COPIES, ScanMissing
from yimen.usecases.cases.evidence import Upload
from yimen.usecases.documents.verification import tidy_paper_no
from yimen.usecases.seals.attach_scan import attach_scan
from yimen.usecases.seals.queries import (
    StampingView,
    UseRow,
    find_paper,
    get_stamping,
    get_use,
    list_waiting,
    open_case_scan,
    open_scan,
    read_uses,
)
from yimen.usecases.seals.record_use import record_use
from yimen.web.desk.registers import paper_cells
from yimen.web.shared.access import page
from yimen.web.shared.downloads import send_file
from yimen.web.shared.request_keys import fresh_key, key_for
from yimen.web.shared.requests import PageRequest


@page("seals.read")
@never_cache
@require_safe
def waiting(request: PageRequest) -> HttpResponse:
    """Papers to be stamped, oldest first; `?no=` with a number leads to any paper of the organ."""
    typed = without_nul(request.GET.get("no", "")).strip()
    notices = _notices(request)
    if typed:
        try:
            return redirect("desk:seal_paper", find_paper(actor=request.actor, paper_no=tidy_paper_no(typed)))
        except NotFound:
            words = gettext("没有文号是“{number}”的本机关文书。请照纸上的文号核对。").format(
                number=typed[:80]
            )
            notices = [{"kind": "warn", "title": gettext("没有查到"), "text": words}]
    after = request.GET.get("after")
    found = list_waiting(actor=request.actor, after=after)
    here = reverse("desk:seals")
    context = {
        "notices": notices,
        "typed": typed,
        "organ_name": request.actor.organ_name,
        "may_stamp": may(request.actor, "seals.record_use"),
        "rows": [
            paper_cells(row) | {"stamp_url": reverse("desk:seal_paper", args=[row.paper_id])}
            for row in found.rows
        ],
        "next_url": f"{here}?after={found.next_key}" if found.next_key else "",
        "previous_url": here if after else "",
    }
    return render(request, "desk/seals/waiting.html", context)


@page("seals.read")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stamp(request: PageRequest, paper_id: UUID) -> HttpResponse:
    """One paper: what is printed and stamped, the form of the register, and earlier uses."""
    if request.method != "POST":
        return _show_stamp(request, paper_id)
    scan = _upload(request)
    copies, purpose = request.POST.get("copies", ""), request.POST.get("purpose", "")
    try:
        done = record_use(
            actor=request.actor,
            now=request.now,
            paper_id=paper_id,
            copies=copies,
            purpose=purpose,
            scan=scan,
            request_key=key_for(request, "stamp", copies, purpose, scan.digest if scan else ""),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show_stamp(request, paper_id, refusal=refusal)
    query = f"?done={done.serial}" + ("" if scan else "&scan=1")
    return redirect(reverse("desk:seal_use", args=[done.use_id]) + query)


@page("seals.read")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def use(request: PageRequest, use_id: UUID) -> HttpResponse:
    """One row of the register; a POST brings the scan of what was stamped."""
    if request.method != "POST":
        return _show_use(request, use_id)
    scan = _upload(request)
    try:
        if scan is None:
            raise ScanMissing(field="scan")
        attach_scan(
            actor=request.actor,
            now=request.now,
            use_id=use_id,
            scan=scan,
            request_key=key_for(request, "scan", str(use_id), scan.digest),
        )
    except NotFound:
        raise
    except RuleViolation as refusal:
        return _show_use(request, use_id, refusal=refusal)
    return redirect(reverse("desk:seal_use", args=[use_id]) + "?scanned=1")


@page("seals.read")
@never_cache
@require_safe
def scan_file(request: PageRequest, use_id: UUID) -> HttpResponseBase:
    """The scan, for looking at."""
    return send_file(open_scan(actor=request.actor, use_id=use_id), inline=True)


@page("cases.read")
@never_cache
@require_safe
def stamped(request: PageRequest, case_id: UUID, use_id: UUID) -> HttpResponseBase:
    """The scan from the page of its case, for everyone who may know that case."""
    return send_file(open_case_scan(actor=request.actor, case_id=case_id, use_id=use_id), inline=True)


@page("seals.read")
@never_cache
@require_safe
def register(request: PageRequest) -> HttpResponse:
    """The register of one year, newest first, in the columns of domain.md §5.2; printable."""
    typed = request.GET.get("year", "")
    year = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else 0
    after = request.GET.get("after")
    found = read_uses(actor=request.actor, year=year or beijing_date(request.now).year, after=after)
    here = f"{reverse('desk:seal_register')}?year={found.year}"
    context = {
        "organ_name": found.organ_name,
        "title": gettext("{year}年 用印登记簿").format(year=found.year),
        "words": gettext("第 {first} 号至第 {last} 号，共 {count} 次，号码连续。").format(
            first=found.first, last=found.last, count=found.count
        )
        if found.count
        else "",
        "filters": [
            {
                "name": "year",
                "label": gettext("年份"),
                "value": str(found.year),
                "options": [
                    {"value": str(each), "label": gettext("{year}年").format(year=each)}
                    for each in sorted({*found.years, found.year}, reverse=True)
                ],
            }
        ],
        "filter_action": reverse("desk:seal_register"),
        "rows": [_use_cells(each) for each in found.rows],
        "next_url": f"{here}&after={found.next_key}" if found.next_key else "",
        "previous_url": here if after else "",
        "printed_at": request.now,
    }
    return render(request, "desk/seals/register.html", context)


def _show_stamp(
    request: PageRequest, paper_id: UUID, *, refusal: RuleViolation | None = None
) -> HttpResponse:
    found = get_stamping(actor=request.actor, paper_id=paper_id)
    faults = {refusal.field or "": sentence_of(refusal)} if refusal is not None else {}
    context = {
        "paper": paper_cells(found.paper),
        "facts": _facts(found),
        "is_ready": found.paper.state == "READY",
        "may_stamp": may(request.actor, "seals.record_use"),
        "fields": [
            {
                "kind": "text",
                "name": "copies",
                "label": gettext("份数"),
                "value": request.POST.get("copies", str(USUAL_COPIES)),
                "error": faults.get("copies", ""),
                "inputmode": "numeric",
                "maxlength": 3,
                "unit": gettext("份"),
                "width": "4",
            },
            {
                "kind": "text",
                "name": "purpose",
                "label": gettext("用印事由"),
                "value": request.POST.get("purpose", "" if found.uses else gettext("送达申请人并存档")),
                "error": faults.get("purpose", ""),
                "hint": gettext("再次盖章要写明新的事由，例如“补发”。") if found.uses else "",
                "maxlength": 200,
            },
            {
                "kind": "file",
                "name": "scan",
                "label": gettext("盖章扫描件"),
                "error": faults.get("scan", ""),
                "hint": gettext("PDF 或照片。也可以盖完再回传。"),
                "optional": True,
                "camera": True,
            },
        ],
        "errors": [{"field": name, "sentence": words} for name, words in faults.items()],
        "uses": [_use_cells(each) for each in found.uses],
        "request_key": fresh_key(),
        "action": reverse("desk:seal_paper", args=[paper_id]),
        "back_url": reverse("desk:seals"),
    }
    return render(request, "desk/seals/paper.html", context, status=_status(refusal))


def _show_use(request: PageRequest, use_id: UUID, *, refusal: RuleViolation | None = None) -> HttpResponse:
    found = get_use(actor=request.actor, use_id=use_id)
    error = sentence_of(refusal) if refusal is not None else ""
    context = {
        "notices": _notices(request),
        "use": _use_cells(found),
        "paper": paper_cells(found.paper),
        "may_stamp": may(request.actor, "seals.record_use"),
        "field": {
            "kind": "file",
            "name": "scan",
            "label": gettext("盖章扫描件"),
            "error": error,
            "hint": gettext("扫描或拍下盖好章的文书，PDF、JPEG 或 PNG。传上以后不能替换。"),
            "camera": True,
        },
        "errors": [{"field": "scan", "sentence": error}] if error else [],
        "request_key": fresh_key(),
        "action": reverse("desk:seal_use", args=[use_id]),
        "back_url": reverse("desk:seals"),
        "register_url": reverse("desk:seal_register"),
    }
    return render(request, "desk/seals/use.html", context, status=_status(refusal))


def _facts(found: StampingView) -> list[dict[str, str]]:
    paper = found.paper
    leave = gettext(found.leave_label)
    if found.approver_name != found.leave_label:
        leave = gettext("{leave}，批准人 {name}").format(leave=leave, name=found.approver_name)
    return [
        {"term": gettext("文书"), "text": f"{gettext(paper.label)} {paper.number}"},
        {"term": gettext("落款机关"), "text": paper.organ_name},
        {"term": gettext("办件编号"), "text": paper.case_no},
        {"term": gettext("事项"), "text": gettext(paper.item_name)},
        {"term": gettext("申请人"), "text": paper.applicant_name or gettext("不显示")},
        {"term": gettext("批准"), "text": leave},
    ]


def _use_cells(row: UseRow) -> dict[str, Any]:
    return paper_cells(row.paper) | {
        "serial": row.serial,
        "used_at": row.used_at,
        "copies": row.copies,
        "purpose": row.purpose,
        "handler_name": row.handler_name,
        "reviewer_name": row.reviewer_name,
        "approver_name": gettext(row.approver_name),
        "keeper_name": row.keeper_name,
        "has_scan": row.has_scan,
        "use_url": reverse("desk:seal_use", args=[row.use_id]),
        "scan_url": reverse("desk:seal_scan", args=[row.use_id]) if row.has_scan else "",
    }


def _upload(request: PageRequest) -> Upload | None:
    file = request.FILES.get("scan")
    if not isinstance(file, UploadedFile):
        return None
    return Upload(name=file.name or "", content=file.read(), true_size=true_size(file))


def _notices(request: PageRequest) -> list[dict[str, str]]:
    serial = request.GET.get("done", "")
    if serial.isascii() and serial.isdigit() and len(serial) <= 9:
        title = gettext("已登记用印第 {serial} 号").format(serial=serial)
        text = gettext("请扫描或拍下盖好章的文书，在这里回传。") if request.GET.get("scan") else ""
        return [{"kind": "success", "title": title, "text": text}]
    if request.GET.get("scanned"):
        return [{"kind": "success", "title": gettext("盖章扫描件已存入"), "text": ""}]
    return []


def _status(refusal: RuleViolation | None) -> int:
    return STATUS[refusal.refusal] if refusal is not None else 200


urlpatterns = [
    path("seals/", waiting, name="seals"),
    path("seals/register/", register, name="seal_register"),
    path("seals/papers/<uuid:paper_id>/", stamp, name="seal_paper"),
    path("seals/uses/<uuid:use_id>/", use, name="seal_use"),
    path("seals/uses/<uuid:use_id>/scan/", scan_file, name="seal_scan"),
    path("cases/<uuid:case_id>/stamped/<uuid:use_id>/", stamped, name="stamped"),
]
