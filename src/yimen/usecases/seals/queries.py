"""What waits for the seal, and what it was pressed on: the pages of its keeper."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet, Subquery

from yimen.data.cases.models import CasePaper, CaseStep
from yimen.data.seals.models import SealUse
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.cases import Act
from yimen.rules.documents import PaperState
from yimen.rules.seals import LEAVE_LABELS, SEALED_KINDS, leave_for
from yimen.usecases.cases.queries.pages import BadPageKey, PageKey, read_key
from yimen.usecases.cases.scope import cases_of
from yimen.usecases.documents.files import OpenedFile, opened
from yimen.usecases.seals.record_use import find_approver
from yimen.usecases.seals.scope import case_papers_of, marked_readable, organ_of, uses_of
from yimen.usecases.seals.views import PaperRow, row_of

PAGE_SIZE = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class WaitingPage:
    """Papers that are made and not yet stamped, oldest first."""

    rows: tuple[PaperRow, ...]
    next_key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class UseRow:
    """One row of the register of the seal (domain.md §5.2)."""

    use_id: UUID
    serial: int
    used_at: dt.datetime
    paper: PaperRow
    copies: int
    purpose: str
    handler_name: str
    reviewer_name: str
    approver_name: str
    keeper_name: str
    has_scan: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class UseRegister:
    """The register of one organ and year, newest first; `count` rows from `first` to `last`."""

    organ_name: str
    year: int
    years: tuple[int, ...]
    rows: tuple[UseRow, ...]
    next_key: str
    count: int
    first: int
    last: int


@dataclass(frozen=True, kw_only=True, slots=True)
class StampingView:
    """One paper before the keeper: by whose leave it is stamped, and when it was before."""

    paper: PaperRow
    leave_label: str
    approver_name: str
    uses: tuple[UseRow, ...]


def list_waiting(*, actor: Actor, after: str | None = None) -> WaitingPage:
    """The finished papers of the actor's organ that its seal was not pressed on yet, oldest first."""
    require(actor, "seals.read")
    stamped = SealUse.objects.filter(
        county_code=actor.county_code, organ_id=organ_of(actor), paper=OuterRef("paper_id")
    )
    rows = case_papers_of(actor).filter(
        ~Exists(stamped),
        paper__state=PaperState.READY.value,
        paper__kind__in=[kind.value for kind in SEALED_KINDS],
    )
    if after:
        at, row_id = _key(after)
        rows = rows.filter(Q(paper__issued_at__gt=at) | Q(paper__issued_at=at, paper_id__gt=row_id))
    found = list(rows.order_by("paper__issued_at", "paper_id")[: PAGE_SIZE + 1])
    return WaitingPage(rows=tuple(row_of(each) for each in found[:PAGE_SIZE]), next_key=_next_of(found))


def get_stamping(*, actor: Actor, paper_id: UUID) -> StampingView:
    """A paper for stamping; `NotFound` when it is no paper of the actor's organ.

    Refuses a decision that nobody approved (`NotApproved`).
    """
    require(actor, "seals.read")
    found = case_papers_of(actor).filter(paper_id=paper_id).first()
    if found is None:
        raise NotFound
    paper = row_of(found)
    return StampingView(
        paper=paper,
        leave_label=LEAVE_LABELS[leave_for(paper.kind)],
        approver_name=find_approver(found.paper),
        uses=_rows(uses_of(actor).filter(paper_id=paper_id).order_by("-serial"), actor),
    )


def find_paper(*, actor: Actor, paper_no: str) -> UUID:
    """The paper of the actor's organ with this number; `NotFound` when there is none."""
    require(actor, "seals.read")
    found = case_papers_of(actor).filter(paper__paper_no=paper_no).values_list("paper_id", flat=True).first()
    if found is None:
        raise NotFound(field="number")
    return UUID(str(found))


def read_uses(*, actor: Actor, year: int, after: str | None = None) -> UseRegister:
    """The register of the seal of the actor's organ in one year, newest first."""
    require(actor, "seals.read")
    totals = {
        int(each["year"]): each
        for each in uses_of(actor)
        .values("year")
        .annotate(count=Count("id"), first=Min("serial"), last=Max("serial"))
        .order_by("-year")
    }
    rows = uses_of(actor).filter(year=year)
    if after:
        rows = rows.filter(serial__lt=_serial(after))
    found = _rows(rows.order_by("-serial")[: PAGE_SIZE + 1], actor)
    total = totals.get(year, {"count": 0, "first": 0, "last": 0})
    return UseRegister(
        organ_name=actor.organ_name,
        year=year,
        years=tuple(totals),
        rows=found[:PAGE_SIZE],
        next_key=str(found[PAGE_SIZE - 1].serial) if len(found) > PAGE_SIZE else "",
        count=int(total["count"]),
        first=int(total["first"]),
        last=int(total["last"]),
    )


def get_use(*, actor: Actor, use_id: UUID) -> UseRow:
    """One row of the register; `NotFound` for another organ's."""
    require(actor, "seals.read")
    found = _rows(uses_of(actor).filter(pk=use_id), actor)
    if not found:
        raise NotFound
    return found[0]


def open_scan(*, actor: Actor, use_id: UUID) -> OpenedFile:
    """The scan of a stamped paper, for its keeper and head, as far as they may know the case."""
    require(actor, "seals.read")
    use = uses_of(actor).filter(pk=use_id).exclude(scan=None).select_related("scan").first()
    if use is None or use.scan is None:
        raise NotFound
    known = case_papers_of(actor).filter(paper_id=use.paper_id).filter(Q(readable=True))
    if use.keeper_id != actor.post_id and not known.exists():
        raise NotFound
    return opened(use.scan)


def open_case_scan(*, actor: Actor, case_id: UUID, use_id: UUID) -> OpenedFile:
    """The scan of a stamped paper of a case, for whoever may know that case; else `NotFound`."""
    require(actor, "cases.read")
    known = cases_of(actor, actor.county_code).filter(pk=case_id)
    uses = SealUse.objects.filter(
        county_code=actor.county_code, pk=use_id, paper__case_papers__case__in=known
    )
    use = uses.exclude(scan=None).select_related("scan").first()
    if use is None or use.scan is None:
        raise NotFound
    return opened(use.scan)


def _rows(uses: QuerySet[SealUse], actor: Actor) -> tuple[UseRow, ...]:
    """The rows with their papers: two statements, whatever their number."""
    reviews = CaseStep.objects.filter(
        county_code=actor.county_code,
        case__papers__paper=OuterRef("paper_id"),
        act=Act.REVIEW.value,
        undone_at=None,
        at__lte=OuterRef("used_at"),
    )
    reviewer = Subquery(reviews.order_by("-order").values("actor_name")[:1])
    found = list(uses.annotate(reviewer_name=reviewer).select_related("paper"))
    papers = marked_readable(
        CasePaper.objects.filter(
            county_code=actor.county_code, paper_id__in=[each.paper_id for each in found]
        ),
        actor,
        case="case_id",
    )
    by_id = {each.paper_id: row_of(each) for each in papers}
    return tuple(
        UseRow(
            use_id=each.pk,
            serial=each.serial,
            used_at=each.used_at,
            paper=by_id[each.paper_id],
            copies=each.copies,
            purpose=each.purpose,
            handler_name=str(each.paper.facts.get("clerk_name", "")),
            reviewer_name=each.reviewer_name or "",
            approver_name=each.approver_name,
            keeper_name=each.keeper_name,
            has_scan=each.scan_id is not None,
        )
        for each in found
    )


def _key(after: str) -> tuple[dt.datetime, UUID]:
    key = read_key(after)
    try:
        return dt.datetime.fromisoformat(key.time), key.id
    except ValueError:
        raise BadPageKey(field="after") from None


def _next_of(found: Sequence[CasePaper]) -> str:
    if len(found) <= PAGE_SIZE:
        return ""
    last = found[PAGE_SIZE - 1]
    return PageKey(time=last.paper.issued_at.isoformat(), id=last.paper_id).text()


def _serial(after: str) -> int:
    if not (after.isascii() and after.isdigit() and len(after) <= 9):
        raise BadPageKey(field="after")
    return int(after)
