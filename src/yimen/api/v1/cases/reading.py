"""`GET /cases/{case_no}` and what hangs on it: materials, papers, files."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Schema, Status
from pydantic import Field

from yimen.api.shared.answers import READS, answers
from yimen.api.shared.callers import CallRequest, Post
from yimen.api.shared.downloads import bytes_of, send_bytes
from yimen.api.shared.types import CaseNumber
from yimen.api.v1.cases.routing import router
from yimen.api.v1.cases.shown import (
    CaseShown,
    MaterialShown,
    PaperShown,
    Parts,
    parts_of,
    show_case,
    show_materials,
    show_papers,
    show_summary,
)
from yimen.rules.documents import MIME_TYPES
from yimen.usecases.cases.queries import (
    CaseView,
    find_case,
    find_case_paper,
    get_case,
    open_case_evidence,
    open_case_file,
)

_PICTURES_AND_PDF = bytes_of(*MIME_TYPES.values())


class MaterialsShown(Schema):
    """The materials of a case."""

    results: list[MaterialShown]


class PapersShown(Schema):
    """The papers of a case."""

    results: list[PaperShown]


class StillMade(Schema):
    """The paper has its number, its file is a moment away."""

    retry_after: int = Field(description="几秒后再取")


@router.get(
    "/{case_no}",
    auth=Post("cases.read"),
    response=answers({200: CaseShown}, *READS),
    exclude_unset=True,
    operation_id="read_case",
    summary="看一件",
)
def read_case(request: CallRequest, case_no: CaseNumber, include: Parts = "") -> dict[str, Any]:
    """一件办到哪里、什么时候到期、等谁办。只问这些，一秒能查几百件。

    材料、文书、经过、时限怎样算出来、现在能办的步骤，用 `include` 一起要，如 `?include=clocks,actions`，
    全要写 `?include=all`。个人信息是脱敏的，要看完整的用 `reveal`，写明理由。
    """
    if not include:
        found = find_case(actor=request.auth, today=request.now.date(), case_no=case_no)
        return show_summary(found)
    return show_case(_view(request, case_no), parts_of(include))


@router.get(
    "/{case_no}/materials",
    auth=Post("cases.read"),
    response=answers({200: MaterialsShown}, *READS),
    operation_id="list_materials",
    summary="看材料",
)
def read_materials(request: CallRequest, case_no: CaseNumber) -> dict[str, Any]:
    """每样材料的序号、核对结果和交来的文件。"""
    return {"results": show_materials(_view(request, case_no))}


@router.get(
    "/{case_no}/papers",
    auth=Post("cases.read"),
    response=answers({200: PapersShown}, *READS),
    operation_id="list_papers",
    summary="看文书",
)
def read_papers(request: CallRequest, case_no: CaseNumber) -> dict[str, Any]:
    """出具过的文书，最近的在前。作废了的也在，状态是 REVOKED。"""
    return {"results": show_papers(_view(request, case_no))}


@router.get(
    "/{case_no}/papers/{paper_id}/file",
    auth=Post("cases.read"),
    response=answers({200: None, 202: StillMade}, *READS),
    operation_id="download_paper",
    summary="取文书的 PDF",
    openapi_extra=bytes_of("application/pdf"),
)
def download_paper(
    request: CallRequest, response: HttpResponse, case_no: CaseNumber, paper_id: UUID
) -> HttpResponse | Status[dict[str, int]]:
    """带电子签名的 PDF。文书有了编号，文件随后几秒就好；还在制作时回答 202，按 Retry-After 再取。"""
    found = find_case_paper(actor=request.auth, case_id=case_no, paper_id=paper_id)
    if found is None:
        response.headers["Retry-After"] = "3"
        return Status(202, {"retry_after": 3})
    return send_bytes(found)


@router.get(
    "/{case_no}/files/{file_id}",
    auth=Post("cases.read"),
    response=answers({200: None}, *READS),
    operation_id="download_file",
    summary="取交来的文件",
    openapi_extra=_PICTURES_AND_PDF,
)
def download_file(request: CallRequest, case_no: CaseNumber, file_id: UUID) -> HttpResponse:
    """申请人或窗口交来的材料文件，原样。"""
    return send_bytes(open_case_file(actor=request.auth, case_id=case_no, file_id=file_id))


@router.get(
    "/{case_no}/evidence/{file_id}",
    auth=Post("cases.read"),
    response=answers({200: None}, *READS),
    operation_id="download_evidence",
    summary="取工作人员的佐证",
    openapi_extra=_PICTURES_AND_PDF,
)
def download_evidence(request: CallRequest, case_no: CaseNumber, file_id: UUID) -> HttpResponse:
    """入户照片、张贴照片、撤回申请书等工作人员放进来的文件，原样。"""
    return send_bytes(open_case_evidence(actor=request.auth, case_id=case_no, file_id=file_id))


def _view(request: CallRequest, case_no: str) -> CaseView:
    return get_case(actor=request.auth, today=request.now.date(), case_id=case_no)
