"""Where is my case: for its applicant, and for whoever has number and check code."""

import datetime as dt
import secrets
from dataclasses import dataclass
from uuid import UUID

from yimen.data.cases.models import Case, CaseStep
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.calendar import beijing_date, spoken_date
from yimen.rules.case_clocks import last_day
from yimen.rules.case_progress import NextThing, ProgressStep, next_thing, progress
from yimen.rules.cases import ENDS, Act, CaseState, state_label
from yimen.rules.catalog import Family
from yimen.rules.documents import (
    CHECK_CODE_ALPHABET,
    CHECK_CODE_LENGTH,
    PaperKind,
    normalize_check_code,
    parse_case_no,
)
from yimen.rules.errors import N_, Refusal, RuleViolation
from yimen.rules.text import mask_name
from yimen.usecases.cases.places import Center, find_center
from yimen.usecases.cases.queries.parts import applicant_events, read_clocks, read_papers, read_steps
from yimen.usecases.cases.queries.views import ClockView, EventView, PaperView, WhyLine
from yimen.usecases.cases.scope import own_cases
from yimen.usecases.orgs.calendars import current_calendar

_NO_CODE = CHECK_CODE_ALPHABET[0] * CHECK_CODE_LENGTH
_OUTCOMES = {
    PaperKind.GRANT.value: ("GRANTED", N_("决定书在“文书”里，可以随时下载。")),
    PaperKind.REFUSAL.value: ("REFUSED", N_("理由和您可以怎样申请复议、起诉，都写在决定书里。")),
}


class NotTracked(RuleViolation):
    """No case has this number and this check code; which of both is wrong is not told."""

    code = "cases.not_tracked"
    template = N_("没有查到。请对照短信或凭证，检查编号和查询码有没有抄错，两样都对上才能查到。")
    refusal = Refusal.NOT_FOUND


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactView:
    """Whom to ask."""

    name: str
    organ_name: str
    address: str
    phone: str
    hours: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TrackView:
    """A case as its applicant sees it: neutral item name, masked name, no names of staff.

    `check_code` is filled only for the applicant's own account. `outcome` is GRANTED or REFUSED
    once the applicant has the decision in hand, until then empty.
    """

    id: UUID
    county_code: str
    number: str
    check_code: str
    item_name: str
    applicant_name: str
    office_name: str
    state: CaseState
    state_label: str
    submitted_at: dt.datetime
    steps: tuple[ProgressStep, ...]
    next_thing: NextThing
    clocks: tuple[ClockView, ...]
    why: tuple[WhyLine, ...]
    papers: tuple[PaperView, ...]
    contact: ContactView
    events: tuple[EventView, ...]
    can_sign: bool
    is_over: bool
    outcome: str
    outcome_words: str
    sample: bool


def track(*, case_no: str, check_code: str, today: dt.date) -> TrackView:
    """The case with this number, for whoever has its check code.

    Refuses what cannot be a number or a code with its own sentence; a wrong code and an unknown
    number get one and the same answer, compared in constant time.
    """
    return _view(find_tracked(case_no=case_no, check_code=check_code), today, own=False)


def find_tracked(*, case_no: str, check_code: str) -> Case:
    """The row behind `track`; refuses as it does."""
    parts = parse_case_no(case_no, field="number")
    given = normalize_check_code(check_code, field="check_code")
    number = f"{parts.county_code}-{parts.year:04d}-{parts.township}-{parts.serial:06d}"
    rows = Case.objects.filter(county_code=parts.county_code, case_no=number)
    case = rows.select_related("version", "organ", "village").first()
    if not secrets.compare_digest(case.check_code if case else _NO_CODE, given) or case is None:
        raise NotTracked
    return case


def get_own_case(*, actor: Actor, case_id: UUID, today: dt.date) -> TrackView:
    """The resident's own case; `NotFound` for anyone else's."""
    require(actor, "cases.read_own")
    rows = own_cases(actor).filter(pk=case_id)
    case = rows.select_related("version", "organ", "village").first()
    if case is None:
        raise NotFound
    return _view(case, today, own=True)


def _view(case: Case, today: dt.date, *, own: bool) -> TrackView:
    calendar = current_calendar()
    state = CaseState(case.state)
    steps = read_steps(case)
    papers = read_papers(case, for_applicant=True)
    if case.sensitive and not own:
        papers = ()  # number and code open no paper of a sensitive kind (design §5)
    clocks, why = read_clocks(case, today, calendar)
    center = find_center(case.township_code)
    outcome, words = _outcome(papers) if case.delivered_at else ("", "")
    decided = next((each for each in papers if each.kind in _OUTCOMES), None)
    signable = state in _DECIDED
    return TrackView(
        id=case.pk,
        county_code=case.county_code,
        number=case.case_no,
        check_code=case.check_code if own else "",
        item_name=case.version.neutral_name,
        applicant_name=mask_name(case.applicant_name),
        office_name=case.organ.name,
        state=state,
        state_label=applicant_label(case),
        submitted_at=case.received_at,
        steps=progress(state, _dates(steps)),
        next_thing=next_of(case, center),
        clocks=clocks,
        why=why,
        papers=papers,
        contact=_contact(case, center),
        events=applicant_events(steps, papers),
        can_sign=own and signable and decided is not None and decided.state == "READY",
        is_over=state in ENDS,
        outcome=outcome,
        outcome_words=words,
        sample=case.sample,
    )


_DECIDED = frozenset({CaseState.GRANTED, CaseState.REFUSED, CaseState.CONCLUDED})


def applicant_label(case: Case) -> str:
    """The state for the applicant; that there is a decision, not which: that stands on the paper."""
    state = CaseState(case.state)
    return N_("已有结果，待签收") if state in _DECIDED else state_label(state, Family(case.family))


def next_of(case: Case, center: Center) -> NextThing:
    """The one next thing of a case."""
    due = min((each for each in (case.promised_due, case.statutory_due) if each is not None), default=None)
    notice = last_day(case.notice_due_at)
    return next_thing(
        CaseState(case.state),
        center=center.name,
        organ=case.organ.name,
        due=spoken_date(due) if due else "",
        notice_due=spoken_date(notice) if notice else "",
    )


def _dates(steps: list[CaseStep]) -> dict[Act, dt.date]:
    return {Act(each.act): beijing_date(each.at) for each in steps}


def _outcome(papers: tuple[PaperView, ...]) -> tuple[str, str]:
    return next((_OUTCOMES[each.kind] for each in papers if each.kind in _OUTCOMES), ("", ""))


def _contact(case: Case, center: Center) -> ContactView:
    return ContactView(
        name=center.name,
        organ_name=case.organ.name,
        address=center.address,
        phone=center.phone,
        hours=center.hours,
    )
