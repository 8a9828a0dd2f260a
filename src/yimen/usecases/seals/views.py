"""What the pages about papers and seals show: plain frozen values."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from yimen.data.cases.models import CasePaper
from yimen.rules.documents import PAPER_LABELS, PaperKind
from yimen.rules.text import mask_name


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperRow:
    """A paper in a list: for who has no duty in a sensitive case, its number and neutral words only.

    `case_id` is None for them, `applicant_name` empty. `entrusting` names the organ in whose name
    the paper goes out when another one handles it (受委托).
    """

    paper_id: UUID
    kind: PaperKind
    label: str
    number: str
    serial: int
    state: str
    issued_at: dt.datetime
    case_no: str
    case_id: UUID | None
    item_name: str
    applicant_name: str
    organ_name: str
    entrusting: str


def row_of(found: CasePaper) -> PaperRow:
    """The row of a paper from `scope.marked_readable`."""
    paper, case = found.paper, found.case
    readable = bool(found.readable)  # type: ignore[attr-defined]  # annotated by marked_readable
    kind = PaperKind(paper.kind)
    return PaperRow(
        paper_id=paper.pk,
        kind=kind,
        label=str(paper.facts.get("title") or PAPER_LABELS[kind]),
        number=paper.paper_no,
        serial=paper.serial,
        state=paper.state,
        issued_at=paper.issued_at,
        case_no=case.case_no,
        case_id=case.pk if readable else None,
        item_name=case.version.neutral_name,
        applicant_name=mask_name(case.applicant_name) if readable else "",
        organ_name=paper.organ.name,
        entrusting=paper.organ.name if paper.organ_id != paper.signing_organ_id else "",
    )
