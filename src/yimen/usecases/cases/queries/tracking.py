"""Where is my case: for its applicant, and for whoever has number and check code."""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from yimen.data.cases.models import Case, CaseStep
from yimen.rules.access import Actor, NotFound, Party, require
from yimen.rules.calendar import beijing_date, spoken_date
from yimen.rules.case_clocks import last_day
from yimen.rules.case_forms import Channel
from yimen.rules.case_next import Names, NextThing, after_village, department_words, next_thing
from yimen.rules.case_progress import ProgressStep, discreet_label, progress
from yimen.rules.cases import ENDS, Act, CaseState, possible_acts, state_label
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
from yimen.usecases.cases.places import Center, center_of
from yimen.usecases.cases.queries.parts import (
    DECISIONS,
    applicant_events,
    read_clocks,
    read_papers,
    read_steps,
)
from yimen.usecases.cases.queries.views import ClockView, EventView, PaperView, WhyLine
from yimen.usecases.cases.scope import own_cases
from yimen.usecases.catalog.versions import read_flow
from yimen.usecases.orgs.calendars import current_calendar

_NO_CODE = CHECK_CODE_ALPHABET[0] * CHECK_CODE_LENGTH
_READ_IT = N_("文书在“文书”里，可以随时下载。")
_FIGHT_IT = N_("理由和您可以怎样申请复议、起诉，都写在文书里。")
_OUTCOMES = {
    PaperKind.GRANT.value: ("GOOD", N_("准予许可"), _READ_IT),
    PaperKind.REFUSAL.value: ("BAD", N_("不予许可"), _FIGHT_IT),
    PaperKind.CONFIRMATION.value: ("GOOD", N_("予以确认"), _READ_IT),
    PaperKind.NON_CONFIRMATION.value: ("BAD", N_("不予确认"), _FIGHT_IT),
    PaperKind.RESULT.value: ("DONE", N_("已有办理结果"), _READ_IT),
    PaperKind.ANSWER.value: ("DONE", N_("已有答复"), N_("答复和您可以怎样申请复议、起诉，都写在文书里。")),
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
class OutcomeView:
    """How a case was decided, once the applicant has the paper in hand: GOOD, BAD or DONE."""

    kind: str
    title: str
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TrackView:
    """A case as its applicant sees it: neutral item name, masked name, no names of staff.

    `check_code` and what may be done are filled only for the applicant's own account; `outcome`
    only once the decision is delivered. `is_claimable`: whoever has the code may take it to their account.
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
    can_supplement: bool
    can_withdraw: bool
    is_claimable: bool
    is_over: bool
    outcome: OutcomeView | None
    sample: bool


def track(*, case_no: str, check_code: str, today: dt.date) -> TrackView:
    """The case with this number, for whoever has its check code.

    Refuses what cannot be a number or a code with its own sentence; a wrong code and an unknown
    number get one and the same answer, compared in constant time.
    """
    return track_view(find_tracked(case_no=case_no, check_code=check_code), today)


def track_view(case: Case, today: dt.date) -> TrackView:
    """A case as whoever has number and check code sees it."""
    return _view(case, today, own=False)


def find_tracked(*, case_no: str, check_code: str) -> Case:
    """The row behind `track`; refuses as it does."""
    parts = parse_case_no(case_no, field="number")
    given = normalize_check_code(check_code, field="check_code")
    number = f"{parts.county_code}-{parts.year:04d}-{parts.township}-{parts.serial:06d}"
    rows = Case.objects.filter(county_code=parts.county_code, case_no=number)
    case = rows.select_related("version__item", "organ", "village").first()
    if not secrets.compare_digest(case.check_code if case else _NO_CODE, given) or case is None:
        raise NotTracked
    return case


def get_own_case(*, actor: Actor, case_id: UUID, today: dt.date) -> TrackView:
    """The resident's own case; `NotFound` for anyone else's."""
    require(actor, "cases.read_own")
    rows = own_cases(actor).filter(pk=case_id)
    case = rows.select_related("version__item", "organ", "village").first()
    if case is None:
        raise NotFound
    return _view(case, today, own=True)


def view_for_proxy(case: Case, today: dt.date) -> TrackView:
    """What the village proxy who filed the case may see: all of the applicant's, but not act for them."""
    return replace(_view(case, today, own=True), can_sign=False, can_withdraw=False)


def _view(case: Case, today: dt.date, *, own: bool) -> TrackView:
    calendar = current_calendar()
    state, family = CaseState(case.state), Family(case.family)
    # Number and code of a sensitive kind open no paper, and tell no more than that it is under way.
    discreet = case.sensitive and not own
    steps = read_steps(case)
    papers = () if discreet else read_papers(case, for_applicant=True)
    clocks, why = ((), ()) if discreet else read_clocks(case, today, calendar)
    center = center_of(case)
    decided = next((each for each in papers if each.kind in DECISIONS), None)
    open_to_me = possible_acts(family, state, Party.RESIDENT) if own else ()
    return TrackView(
        id=case.pk,
        county_code=case.county_code,
        number=case.case_no,
        check_code=case.check_code if own else "",
        item_name=case.version.neutral_name,
        applicant_name=mask_name(case.applicant_name),
        office_name=case.organ.name,
        state=state,
        state_label=discreet_label(state) if discreet else applicant_label(case),
        submitted_at=case.received_at,
        steps=progress(state, _dates(steps), family=family, steps=read_flow(case.version), discreet=discreet),
        next_thing=_discreet_next(case) if discreet else next_of(case, center),
        clocks=clocks,
        why=why,
        papers=papers,
        contact=_contact(case, center),
        events=() if discreet else applicant_events(steps, papers),
        can_sign=Act.DELIVER in open_to_me and decided is not None and decided.state == "READY",
        can_supplement=Act.SUPPLEMENT in open_to_me,
        can_withdraw=Act.WITHDRAW in open_to_me,
        is_claimable=not own and case.account_id is None and bool(case.applicant_phone),
        is_over=state in ENDS,
        outcome=_outcome(papers) if case.delivered_at else None,
        sample=case.sample,
    )


_DECIDED = frozenset({CaseState.GRANTED, CaseState.REFUSED, CaseState.CONCLUDED})


def applicant_label(case: Case) -> str:
    """The state for the applicant; that there is a decision, not which: that stands on the paper."""
    state = CaseState(case.state)
    return N_("已有结果，待签收") if state in _DECIDED else state_label(state, Family(case.family))


def _discreet_next(case: Case) -> NextThing:
    """For whoever has only number and code of a sensitive case: log in, or come."""
    return NextThing(
        who=discreet_label(CaseState(case.state)),
        what=N_("要看下一步和文书，请用申请时留的手机号登录，或者带身份证到窗口问"),
        words="",
        is_yours=False,
    )


def next_of(case: Case, center: Center) -> NextThing:
    """The one next thing of a case; one that a village filed needs no second look at the card."""
    if case.channel == Channel.PROXY.value and case.state == CaseState.SUBMITTED.value:
        return after_village(center.name)
    due = min((each for each in (case.promised_due, case.statutory_due) if each is not None), default=None)
    notice = last_day(case.notice_due_at)
    names = Names(
        center=center.name,
        organ=case.organ.name,
        department="" if case.sensitive else department_words(case.version.item.department),
        due=spoken_date(due) if due else "",
        notice_due=spoken_date(notice) if notice else "",
    )
    return next_thing(CaseState(case.state), family=Family(case.family), names=names)


def _dates(steps: Sequence[CaseStep]) -> dict[Act, dt.date]:
    """The last day of each act that still holds."""
    return {Act(each.act): beijing_date(each.at) for each in steps if each.undone_at is None}


def _outcome(papers: Sequence[PaperView]) -> OutcomeView | None:
    kind, title, words = next(
        (_OUTCOMES[each.kind] for each in papers if each.kind in _OUTCOMES), ("", "", "")
    )
    return OutcomeView(kind=kind, title=title, words=words) if kind else None


def _contact(case: Case, center: Center) -> ContactView:
    return ContactView(
        name=center.name,
        organ_name=case.organ.name,
        address=center.address,
        phone=center.phone,
        hours=center.hours,
    )
