"""What every act on a case answers: where the case stands now, and the paper that it left."""

from typing import Any

from django.http import HttpResponse
from ninja import Schema
from pydantic import Field

from yimen.rules.cases import CaseState, state_label
from yimen.rules.documents import PAPER_LABELS, PaperKind
from yimen.usecases.cases.acting import CaseDone, PaperLeft


class PaperRef(Schema):
    """A paper that an act left; its file is made a moment later."""

    paper_no: str
    kind: PaperKind
    label: str
    file_url: str = Field(description="取 PDF 的地址；还在制作时回答 202")


class CaseAfter(Schema):
    """A case after an act."""

    case_no: str
    state: CaseState
    state_label: str
    paper: PaperRef | None = None


class CaseOpened(CaseAfter):
    """A new case; the check code is for the applicant, who looks up the progress with it."""

    check_code: str


def tell(done: CaseDone, response: HttpResponse) -> dict[str, Any]:
    """The answer of an act; a repeated one says so in `Idempotent-Replay`."""
    if done.replayed:
        response.headers["Idempotent-Replay"] = "true"
    return {
        "case_no": done.case_no,
        "state": done.state,
        "state_label": state_label(done.state, done.family),
        "paper": None if done.paper is None else _paper(done.case_no, done.paper),
    }


def case_url(case_no: str) -> str:
    """Where a case is read."""
    return f"/api/v1/cases/{case_no}"


def _paper(case_no: str, paper: PaperLeft) -> dict[str, Any]:
    return {
        "paper_no": paper.paper_no,
        "kind": paper.kind,
        "label": PAPER_LABELS[paper.kind],
        "file_url": f"{case_url(case_no)}/papers/{paper.paper_id}/file",
    }
