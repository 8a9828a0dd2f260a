"""案卷评查: the files of finished cases read as facts, many at once, and what the rules find in them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from yimen.data.cases.models import (
    Case,
    CaseEvidence,
    CaseInterval,
    CaseMaterial,
    CaseNotice,
    CasePaper,
    CasePublicity,
    CaseStep,
)
from yimen.data.documents.models import Paper
from yimen.rules.access import Actor, Party, require
from yimen.rules.calendar import WorkCalendar
from yimen.rules.case_clocks import review_limit
from yimen.rules.case_files import (
    CaseFileFacts,
    ExtensionFact,
    MaterialFact,
    NoticeFact,
    PaperFact,
    PublicityFact,
    StepFact,
    StopFact,
)
from yimen.rules.case_forms import EvidenceKind, Verdict
from yimen.rules.cases import Act, CaseState, state_label
from yimen.rules.catalog import Family
from yimen.rules.deadlines import IntervalKind
from yimen.rules.documents import PaperKind, PaperState
from yimen.rules.file_reviews import ReviewFinding, review_case_file
from yimen.usecases.cases.clocks import limits_of_case
from yimen.usecases.cases.papers import printed
from yimen.usecases.cases.queries.pages import BadPageKey, PageKey, read_key
from yimen.usecases.cases.scope import cases_of, supervised_cases
from yimen.usecases.catalog.versions import read_flow
from yimen.usecases.orgs.calendars import current_calendar

_BEIJING = ZoneInfo("Asia/Shanghai")
R = TypeVar("R")
Serial = tuple[UUID, str, int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewedFile:
    """One case file with what was found in it; nobody's name, a sensitive item under its neutral one."""

    id: UUID
    number: str
    item_name: str
    state_label: str
    closed_at: dt.datetime
    sensitive: bool
    findings: tuple[ReviewFinding, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewPage:
    """One page of reviewed files, newest first, and the key of the next page."""

    files: tuple[ReviewedFile, ...]
    next_key: str | None

    @property
    def faulty(self) -> tuple[ReviewedFile, ...]:
        """The files in which something was found."""
        return tuple(each for each in self.files if each.findings)


def review_case_files(
    *,
    actor: Actor,
    since: dt.date,
    until: dt.date,
    county_code: str = "",
    after: str | None = None,
    limit: int = 50,
) -> ReviewPage:
    """Review the files of the cases that ended from `since` through `until`, in the actor's scope.

    A head reviews all of the center, a county's office what it may see; a command names its county.
    Sensitive cases never show names of materials. Eleven statements for a page, whatever its size.
    Refuses everyone else, and a key that is none.
    """
    require(actor, "cases.review_case_files")
    first = dt.datetime.combine(since, dt.time(), tzinfo=_BEIJING)
    end = dt.datetime.combine(until + dt.timedelta(days=1), dt.time(), tzinfo=_BEIJING)
    rows = _scoped(actor, county_code or actor.county_code).filter(closed_at__gte=first, closed_at__lt=end)
    if after:
        rows = rows.filter(_beyond(after))
    found = list(rows.select_related("version").order_by("-closed_at", "-id")[: limit + 1])
    kept = found[:limit]
    facts = read_files(kept, county_code or actor.county_code, current_calendar())
    last = kept[-1] if len(found) > limit else None
    return ReviewPage(
        files=tuple(_file(case, review_case_file(facts[case.pk])) for case in kept),
        next_key=PageKey(time=_closed(last).isoformat(), id=last.pk).text() if last else None,
    )


def _scoped(actor: Actor, county_code: str) -> QuerySet[Case]:
    scope = supervised_cases if actor.party is Party.CENTER_HEAD else cases_of
    return scope(actor, county_code)


def _beyond(after: str) -> Q:
    key = read_key(after)
    try:
        at = dt.datetime.fromisoformat(key.time)
    except ValueError:
        raise BadPageKey(field="after") from None
    return Q(closed_at__lt=at) | Q(closed_at=at, id__lt=key.id)


def _closed(case: Case) -> dt.datetime:
    return case.closed_at or case.received_at


def _file(case: Case, findings: tuple[ReviewFinding, ...]) -> ReviewedFile:
    return ReviewedFile(
        id=case.pk,
        number=case.case_no,
        item_name=case.version.neutral_name,
        state_label=state_label(CaseState(case.state), Family(case.family)),
        closed_at=_closed(case),
        sensitive=case.sensitive,
        findings=findings,
    )


def read_files(cases: Sequence[Case], county_code: str, calendar: WorkCalendar) -> dict[UUID, CaseFileFacts]:
    """The facts of these cases by id: eight statements, whatever their number."""
    key = {"county_code": county_code, "case__in": [case.pk for case in cases]}
    steps = _by_case(CaseStep.objects.filter(**key, undone_at=None).select_related("post").order_by("order"))
    papers = _by_case(
        CasePaper.objects.filter(**key).select_related("paper").order_by("paper__issued_at", "id")
    )
    notices = _by_case(CaseNotice.objects.filter(**key).order_by("order"))
    intervals = _by_case(CaseInterval.objects.filter(**key).order_by("started_on", "id"))
    materials = _by_case(CaseMaterial.objects.filter(**key).select_related("material").order_by("order"))
    publicities = _by_case(CasePublicity.objects.filter(**key).order_by("order"))
    evidence = _by_case(CaseEvidence.objects.filter(**key))
    given_out = _given_out(county_code, [row.paper for rows in papers.values() for row in rows])
    return {
        case.pk: CaseFileFacts(
            calendar=calendar,
            family=Family(case.family),
            state=CaseState(case.state),
            sensitive=case.sensitive,
            identity_checked=bool(case.identity_check),
            received_at=case.received_at,
            came_at=case.supplemented_at or case.received_at,
            accepted_on=case.accepted_on,
            promised_due=case.promised_due,
            statutory_due=case.statutory_due,
            decided_at=case.decided_at,
            delivery_due=case.delivery_due,
            delivered_at=case.delivered_at,
            closed_at=case.closed_at,
            **_limits(case),
            flow=read_flow(case.version),
            steps=tuple(_step(row) for row in steps[case.pk]),
            papers=tuple(_paper(row.paper, given_out) for row in papers[case.pk]),
            notices=tuple(_notice(row, materials[case.pk]) for row in notices[case.pk]),
            stops=tuple(_stop(row) for row in intervals[case.pk] if row.kind == IntervalKind.STOP.value),
            extensions=tuple(
                ExtensionFact(document_no=row.document_no, approver=row.approver_name, reason=row.reason)
                for row in intervals[case.pk]
                if row.kind == IntervalKind.EXTENSION.value
            ),
            materials=tuple(
                MaterialFact(
                    name=printed(row.name),
                    required=row.material.required,
                    passed=row.verdict == Verdict.PASS.value,
                )
                for row in materials[case.pk]
            ),
            publicities=_publicities(publicities[case.pk], evidence[case.pk]),
        )
        for case in cases
    }


def _by_case(rows: Iterable[R]) -> dict[UUID, list[R]]:
    found: dict[UUID, list[R]] = defaultdict(list)
    for row in rows:
        found[row.case_id].append(row)  # type: ignore[attr-defined] # every row here is of a case
    return found


def _given_out(county_code: str, papers: Sequence[Paper]) -> set[Serial]:
    """Which numbers just before these were given out: one statement."""
    before = [paper for paper in papers if paper.serial > 1]
    rows = Paper.objects.filter(
        county_code=county_code,
        organ_id__in={paper.organ_id for paper in before},
        kind__in={paper.kind for paper in before},
        year__in={paper.year for paper in before},
        serial__in={paper.serial - 1 for paper in before},
    )
    return set(rows.values_list("organ_id", "kind", "year", "serial"))


def _limits(case: Case) -> Mapping[str, Any]:
    """The limit that binds, and the parts of it that the review and the decision have."""
    statutory, promised = limits_of_case(case)
    limit = promised or statutory
    part = review_limit(limit)
    if limit is None or part is None:
        return {}
    return {"limit": limit, "parts": (part.amount, limit.amount - part.amount)}


def _step(row: CaseStep) -> StepFact:
    return StepFact(
        act=Act(row.act),
        at=row.at,
        name=row.actor_name,
        post_id=str(row.post_id) if row.post_id else None,
        account_id=str(row.post.account_id) if row.post else None,
        findings=tuple(each for each in row.findings if isinstance(each, dict)),
    )


def _paper(paper: Paper, given_out: set[Serial]) -> PaperFact:
    previous = (paper.organ_id, paper.kind, paper.year, paper.serial - 1)
    return PaperFact(
        kind=PaperKind(paper.kind),
        number=paper.paper_no,
        issued_at=paper.issued_at,
        is_made=paper.state != PaperState.PENDING.value,
        follows=paper.serial == 1 or previous in given_out,
        facts=paper.facts,
    )


def _notice(row: CaseNotice, materials: Sequence[CaseMaterial]) -> NoticeFact:
    names = {str(each.material_id): each.name for each in materials}
    return NoticeFact(
        issued_at=row.issued_at,
        answered_at=row.answered_at,
        asked=tuple(
            printed(names.get(str(each["material_id"]), str(each["name"]))) for each in row.materials
        ),
        newly=tuple(printed(str(each)) for each in row.newly),
    )


def _stop(row: CaseInterval) -> StopFact:
    return StopFact(
        ground=row.ground,
        basis=row.basis,
        document_no=row.document_no,
        approver=row.approver_name,
        started_on=row.started_on,
        ended_on=row.ended_on,
    )


def _publicities(
    rows: Sequence[CasePublicity], evidence: Sequence[CaseEvidence]
) -> tuple[PublicityFact, ...]:
    photos = [each.kind for each in evidence]
    return tuple(
        PublicityFact(
            days=row.days,
            place=row.place,
            posted_on=row.posted_on,
            removed_on=row.removed_on,
            posting_photos=photos.count(EvidenceKind.POSTING_PHOTO.value),
            removal_photos=photos.count(EvidenceKind.REMOVAL_PHOTO.value),
        )
        for row in rows
    )
