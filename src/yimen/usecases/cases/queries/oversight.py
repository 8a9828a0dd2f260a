"""What a department has to supervise: its list, one decision with all that it needs, the papers of it."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from yimen.data.cases.models import CaseEvidence, CasePaper
from yimen.data.cases.oversight import OversightReferral, OversightStep
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.calendar import WorkCalendar, beijing_date
from yimen.rules.case_clocks import left_in_words, light_of
from yimen.rules.case_forms import EvidenceKind
from yimen.rules.deadlines import DueLight
from yimen.rules.documents import PAPER_LABELS, PaperKind
from yimen.rules.oversight import (
    CHECK_RESULT_LABELS,
    DEPARTMENT_PILES,
    OVERSIGHT_ACT_LABELS,
    OVERSIGHT_STATE_LABELS,
    CheckResult,
    OversightAct,
    OversightPile,
    OversightState,
    acknowledge_due,
    first_check_due,
    is_due,
)
from yimen.rules.text import mask_id_no, mask_name, mask_phone
from yimen.usecases.cases.oversight_scope import referrals_of
from yimen.usecases.cases.queries.oversight_rows import OversightPage, page_of
from yimen.usecases.documents.files import OpenedFile, opened
from yimen.usecases.orgs.calendars import current_calendar

# What a granting decision is on paper; what is settled at once leaves none of ours.
_DECISIONS = (PaperKind.GRANT, PaperKind.CONFIRMATION, PaperKind.RESULT)


@dataclass(frozen=True, kw_only=True, slots=True)
class OversightEvent:
    """One thing that happened after the decision."""

    at: dt.datetime
    label: str
    organ_name: str
    who: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OversightTermsView:
    """The rule under which a decision was handed over."""

    handover_workdays: int
    check_workdays: int
    points: tuple[str, ...]
    basis: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OversightView:
    """One decision for its supervising department; personal values are masked, `reveal` shows one.

    `decision_label` and `decision_no` are of the paper, empty where there is none; `provisional` says that
    the holidays on the way to the date are not published yet.
    """

    id: UUID
    case_id: UUID
    number: str
    item_name: str
    applicant_name: str
    id_masked: str
    phone_masked: str
    township_name: str
    village_name: str
    handling_organ: str
    deciding_organ: str
    decided_on: dt.date
    valid_until: dt.date | None
    decision_label: str
    decision_no: str
    has_decision_file: bool
    state: OversightState
    state_label: str
    due_on: dt.date | None
    provisional: bool
    light: DueLight
    light_words: str
    terms: OversightTermsView | None
    events: tuple[OversightEvent, ...]
    checked_on: dt.date | None
    checkers: tuple[str, ...]
    result_label: str
    problems: str
    handling: str
    photo_ids: tuple[UUID, ...]
    sample: bool


def list_overseen(
    *, actor: Actor, today: dt.date, pile: OversightPile, after: str | None = None, limit: int = 50
) -> OversightPage:
    """The decisions of the actor's department that lie in a pile, what waits longest first.

    Three statements: the calendar's fingerprint, the rows, the counts. Refuses a key that is none.
    """
    require(actor, "cases.read_oversight")
    rows = referrals_of(actor)
    return page_of(
        rows,
        rows,
        actor,
        pile=pile,
        piles=DEPARTMENT_PILES,
        today=today,
        calendar=current_calendar(),
        after=after,
        limit=limit,
    )


def get_overseen(*, actor: Actor, today: dt.date, referral_id: UUID) -> OversightView:
    """One decision that was handed to the actor's department; else `NotFound`."""
    require(actor, "cases.read_oversight")
    rows = referrals_of(actor).filter(pk=referral_id)
    row = rows.select_related(
        "case__version", "case__village__parent", "case__organ", "organ", "rule"
    ).first()
    if row is None:
        raise NotFound
    paper = _decisions(actor, row.case_id).first()
    photos = CaseEvidence.objects.filter(
        county_code=row.county_code, case=row.case_id, kind=EvidenceKind.OVERSIGHT_PHOTO.value
    )
    found = tuple(photos.order_by("at", "id").values_list("file_id", flat=True))
    return _view(row, today, current_calendar(), paper, read_oversight_events(row), found)


def open_overseen_decision(*, actor: Actor, referral_id: UUID) -> OpenedFile:
    """The decision on paper, for the department that supervises it; `NotFound` while it has no file."""
    require(actor, "cases.read_oversight")
    row = referrals_of(actor).filter(pk=referral_id).first()
    paper = _decisions(actor, row.case_id).first() if row is not None else None
    if paper is None or paper.paper.file is None:
        raise NotFound
    return opened(paper.paper.file)


def open_overseen_photo(*, actor: Actor, referral_id: UUID, file_id: UUID) -> OpenedFile:
    """A photo of the first check, for the department that made it; else `NotFound`."""
    require(actor, "cases.read_oversight")
    cases = referrals_of(actor).filter(pk=referral_id).values("case_id")
    rows = CaseEvidence.objects.filter(
        county_code=actor.county_code,
        case__in=cases,
        file_id=file_id,
        kind=EvidenceKind.OVERSIGHT_PHOTO.value,
    )
    row = rows.select_related("file").first()
    if row is None:
        raise NotFound
    return opened(row.file)


def read_oversight_events(row: OversightReferral) -> tuple[OversightEvent, ...]:
    """What happened after the decision, oldest first: one statement.

    The hand-over with the decision itself has no step of its own: it is the row.
    """
    steps = list(
        OversightStep.objects.filter(county_code=row.county_code, referral=row)
        .select_related("organ")
        .order_by("at", "id")
    )
    events = [_event(step) for step in steps]
    first = _first_event(row, steps)
    return tuple(events) if first is None else (first, *events)


def _first_event(row: OversightReferral, steps: list[OversightStep]) -> OversightEvent | None:
    """The hand-over by the rule at the moment of the decision; None when nobody was named then."""
    leads = steps[0] if steps else None
    if (leads is not None and leads.act == OversightAct.NAMED.value) or row.handed_over_at is None:
        return None
    organ = leads.organ if leads is not None else row.organ
    return OversightEvent(
        at=row.decided_at,
        label=OVERSIGHT_ACT_LABELS[OversightAct.NAMED],
        organ_name=organ.name if organ is not None else "",
        who="",
        text="",
    )


def _event(step: OversightStep) -> OversightEvent:
    return OversightEvent(
        at=step.at,
        label=OVERSIGHT_ACT_LABELS[OversightAct(step.act)],
        organ_name=step.organ.name if step.organ is not None else "",
        who=step.actor_name,
        text=step.text,
    )


def _decisions(actor: Actor, case_id: UUID) -> QuerySet[CasePaper]:
    rows = CasePaper.objects.filter(
        county_code=actor.county_code, case=case_id, paper__kind__in=[each.value for each in _DECISIONS]
    )
    return rows.select_related("paper__file", "paper__organ").order_by("-paper__issued_at", "-id")


def _view(
    row: OversightReferral,
    today: dt.date,
    calendar: WorkCalendar,
    paper: CasePaper | None,
    events: tuple[OversightEvent, ...],
    photo_ids: tuple[UUID, ...],
) -> OversightView:
    case, state = row.case, OversightState(row.state)
    due = row.due_on if is_due(state) else None
    township = case.village.parent
    return OversightView(
        id=row.pk,
        case_id=case.pk,
        number=case.case_no,
        item_name=case.version.neutral_name,
        applicant_name=mask_name(case.applicant_name),
        id_masked=mask_id_no(case.applicant_id_no),
        phone_masked=mask_phone(case.applicant_phone),
        township_name=township.short_name if township is not None else "",
        village_name=case.village.short_name,
        handling_organ=case.organ.name,
        deciding_organ=paper.paper.organ.name if paper is not None else case.organ.name,
        decided_on=beijing_date(row.decided_at),
        valid_until=case.valid_until,
        decision_label=_label_of(paper),
        decision_no=paper.paper.paper_no if paper is not None else "",
        has_decision_file=paper is not None and paper.paper.file_id is not None,
        state=state,
        state_label=OVERSIGHT_STATE_LABELS[state],
        due_on=due,
        provisional=due is not None and _is_provisional(row, state, calendar),
        light=light_of(due, today, calendar),
        light_words=left_in_words(due, today, calendar) if is_due(state) else OVERSIGHT_STATE_LABELS[state],
        terms=_terms(row),
        events=events,
        checked_on=row.checked_on,
        checkers=tuple(str(each) for each in row.checkers),
        result_label=CHECK_RESULT_LABELS[CheckResult(row.result)] if row.result else "",
        problems=row.problems,
        handling=row.handling,
        photo_ids=photo_ids,
        sample=case.sample,
    )


def _label_of(paper: CasePaper | None) -> str:
    if paper is None:
        return ""
    return str(paper.paper.facts.get("title") or PAPER_LABELS[PaperKind(paper.paper.kind)])


def _is_provisional(row: OversightReferral, state: OversightState, calendar: WorkCalendar) -> bool:
    """Whether a notice of holidays that is not out yet may move the date."""
    if row.rule is None or row.handed_over_at is None:
        return False
    if state is OversightState.ACKNOWLEDGED and row.acknowledged_at is not None:
        since, workdays = beijing_date(row.acknowledged_at), row.rule.check_workdays
        return first_check_due(since, workdays, calendar).provisional
    return acknowledge_due(beijing_date(row.handed_over_at), row.rule.handover_workdays, calendar).provisional


def _terms(row: OversightReferral) -> OversightTermsView | None:
    rule = row.rule
    if rule is None:
        return None
    return OversightTermsView(
        handover_workdays=rule.handover_workdays,
        check_workdays=rule.check_workdays,
        points=tuple(line for line in rule.points.splitlines() if line),
        basis=rule.basis,
    )
