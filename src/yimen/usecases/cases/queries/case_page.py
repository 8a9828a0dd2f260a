"""Everything that the case page of the desk shows, in a fixed number of statements."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from yimen.data.cases.models import Case, CaseStep
from yimen.rules.access import Actor, NotFound, may, require
from yimen.rules.case_clocks import light_of, what_is_left
from yimen.rules.case_flows import confirming_party
from yimen.rules.case_forms import (
    CHANNEL_LABELS,
    IDENTITY_CHECK_LABELS,
    Advice,
    Channel,
    IdentityCheck,
)
from yimen.rules.case_next import waiting_words
from yimen.rules.case_reviews import advice_label
from yimen.rules.cases import ACT_LABELS, Act, CaseState, possible_acts, state_label, transition
from yimen.rules.catalog import Family
from yimen.rules.deadlines import DueLight
from yimen.rules.errors import N_
from yimen.rules.text import mask_id_no, mask_name, mask_phone
from yimen.usecases.cases.clocks import due_of, late_step_of
from yimen.usecases.cases.queries.benefit_parts import read_photos, read_rounds, read_visit, round_lets
from yimen.usecases.cases.queries.case_consent import ConsentView, read_consent
from yimen.usecases.cases.queries.colleagues import ColleaguesView, read_colleagues
from yimen.usecases.cases.queries.forwarded import read_forwarding
from yimen.usecases.cases.queries.notices import NoticeView, UndoView, find_undo, read_notice_views
from yimen.usecases.cases.queries.oversight_panel import CaseOversight, read_case_oversight
from yimen.usecases.cases.queries.parts import (
    materials_words,
    read_clocks,
    read_materials,
    read_papers,
    read_steps,
    staff_events,
)
from yimen.usecases.cases.queries.views import (
    ActView,
    AnswerView,
    ClockView,
    EventView,
    FindingView,
    ForwardingView,
    MaterialView,
    PaperView,
    PointView,
    ReviewView,
    RoundView,
    VisitView,
    WhyLine,
)
from yimen.usecases.cases.scope import CaseKey, case_named, cases_of
from yimen.usecases.catalog.versions import read_flow
from yimen.usecases.orgs.calendars import current_calendar
from yimen.usecases.shared.registry import ACTIONS

# Whoever reviewed may not decide (审办分离).
_SECOND_PERSON = frozenset({Act.GRANT, Act.REFUSE, Act.CONFIRM, Act.NOT_CONFIRM, Act.CONCLUDE, Act.ANSWER})
_CONFIRMING = frozenset({Act.CONFIRM, Act.NOT_CONFIRM, Act.SEND_BACK})


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseView:
    """One case for its page on the desk; personal values are masked, `reveal` shows one."""

    id: UUID
    county_code: str
    number: str
    item_name: str
    family: Family
    state: CaseState
    state_label: str
    applicant_name: str
    id_masked: str
    phone_masked: str
    can_reveal: bool
    village_name: str
    organ_name: str
    way_label: str
    identity_label: str
    assignee_name: str
    received_at: dt.datetime
    accepted_on: dt.date | None
    due: dt.date | None
    step_due: dt.date | None
    delivery_due: dt.date | None
    light: DueLight
    light_words: str
    step_words: str
    provisional: bool
    is_deemed_late: bool
    sample: bool
    clocks: tuple[ClockView, ...]
    why: tuple[WhyLine, ...]
    materials: tuple[MaterialView, ...]
    materials_words: str
    answers: tuple[AnswerView, ...]
    points: tuple[PointView, ...]
    review: ReviewView | None
    visit: VisitView | None
    rounds: tuple[RoundView, ...]
    publicity_days: int | None
    decision_text: str
    papers: tuple[PaperView, ...]
    events: tuple[EventView, ...]
    acts: tuple[ActView, ...]
    waiting_words: str
    colleagues: ColleaguesView
    forwarding: ForwardingView | None
    notices: tuple[NoticeView, ...]
    undo: UndoView | None
    consent: ConsentView | None = None
    oversight: CaseOversight | None = None

    @property
    def request(self) -> str:
        """What the applicant asks for, in their words."""
        return self.answers[0].text if self.answers else ""


def get_case(*, actor: Actor, today: dt.date, case_id: CaseKey) -> CaseView:
    """The case by id or by number, if it lies in the actor's scope; else `NotFound`."""
    require(actor, "cases.read")
    rows = cases_of(actor, actor.county_code).select_related(
        "version__item", "organ", "village", "assignee__account"
    )
    case = rows.filter(case_named(case_id)).first()
    if case is None:
        raise NotFound
    return replace(_view(case, actor, today), consent=read_consent(case, actor))


def _view(case: Case, actor: Actor, today: dt.date) -> CaseView:
    calendar = current_calendar()
    state = CaseState(case.state)
    materials, steps, photos = read_materials(case), read_steps(case), read_photos(case)
    rounds = read_rounds(case, steps, photos, calendar)
    papers = read_papers(case, for_applicant=False)
    clocks, why = read_clocks(case, today, calendar)
    due, family = due_of(case), Family(case.family)
    light = light_of(due, today, calendar)
    return CaseView(
        id=case.pk,
        county_code=case.county_code,
        number=case.case_no,
        item_name=case.version.short_name,
        family=family,
        state=state,
        state_label=state_label(state, family),
        applicant_name=mask_name(case.applicant_name),
        id_masked=mask_id_no(case.applicant_id_no),
        phone_masked=mask_phone(case.applicant_phone),
        can_reveal=may(actor, "cases.reveal"),
        village_name=case.village.short_name,
        organ_name=case.organ.name,
        way_label=CHANNEL_LABELS[Channel(case.channel)],
        identity_label=_identity_label(case),
        assignee_name=case.assignee.account.name if case.assignee else "",
        received_at=case.received_at,
        accepted_on=case.accepted_on,
        due=due,
        step_due=case.step_due,
        delivery_due=case.delivery_due,
        light=light,
        step_words=late_step_of(case, today, calendar),
        light_words=what_is_left(state, due, today, calendar),
        provisional=case.due_provisional,
        is_deemed_late=_is_deemed_late(case, light),
        sample=case.sample,
        clocks=clocks,
        why=why,
        materials=materials,
        materials_words=materials_words(materials),
        answers=(AnswerView(term=N_("申请内容"), text=case.request_text),) if case.request_text else (),
        points=_points(case),
        review=_last_review(steps, family),
        visit=read_visit(steps, photos),
        rounds=rounds,
        publicity_days=case.version.publicity_days,
        decision_text=case.decision_text,
        papers=papers,
        events=staff_events(case, steps, papers),
        acts=_acts(case, actor, steps, rounds),
        waiting_words=waiting_words(state, family),
        colleagues=read_colleagues(case, actor),
        notices=read_notice_views(case),
        undo=find_undo(steps, actor),
        forwarding=read_forwarding(case, actor, today, calendar),
        oversight=read_case_oversight(case, today, calendar),
    )


def _identity_label(case: Case) -> str:
    return IDENTITY_CHECK_LABELS[IdentityCheck(case.identity_check)] if case.identity_check else ""


def _is_deemed_late(case: Case, light: DueLight) -> bool:
    """Whether the law has accepted the permit while nobody told or clicked."""
    return case.family == Family.PERMIT.value and case.accepted_on is None and light is DueLight.RED


def _points(case: Case) -> tuple[PointView, ...]:
    return tuple(
        PointView(id=number, text=str(each["text"]), basis=str(each.get("source", "")))
        for number, each in enumerate(case.version.review_points)
    )


def _acts(
    case: Case, actor: Actor, steps: Sequence[CaseStep], rounds: Sequence[RoundView]
) -> tuple[ActView, ...]:
    """The acts that this actor may do now: by table, grants, two people, and where a posting stands."""
    family, state = Family(case.family), CaseState(case.state)
    reviewed = next(
        (each for each in reversed(steps) if each.act == Act.REVIEW.value and not each.undone_at), None
    )
    is_reviewer = reviewed is not None and (
        reviewed.post_id == actor.post_id
        or (reviewed.post is not None and reviewed.post.account_id == actor.account_id)
    )
    confirmer = confirming_party(read_flow(case.version))
    found = []
    for act in possible_acts(family, state, actor.party):
        if (name := f"cases.{act.value.lower()}") not in ACTIONS or not may(actor, name):
            continue
        if is_reviewer and act in _SECOND_PERSON:
            continue
        if state is CaseState.CONFIRMING and act in _CONFIRMING and actor.party is not confirmer:
            continue
        if not round_lets(act, rounds):
            continue
        found.append(ActView(act=act, label=ACT_LABELS[act], basis=transition(family, act).basis))
    return tuple(found)


def _last_review(steps: Sequence[CaseStep], family: Family) -> ReviewView | None:
    step = next(
        (each for each in reversed(steps) if each.act == Act.REVIEW.value and not each.undone_at), None
    )
    if step is None:
        return None
    head, *findings = step.findings
    return ReviewView(
        advice=advice_label(Advice(str(head["advice"])), family),
        opinion=step.opinion,
        reviewer=step.actor_name,
        at=step.at,
        near_relative=_relative_words(head),
        findings=tuple(
            FindingView(text=str(each["text"]), passed=bool(each["passed"]), reason=str(each["reason"]))
            for each in findings
        ),
    )


def _relative_words(head: Mapping[str, object]) -> str:
    """Whom the applicant is a near relative of, for whoever confirms; empty when of nobody."""
    if "relative_name" not in head:
        return ""
    words = N_("申请人是{name}的近亲属({relation})，已单独登记备案")
    return words.format(name=head["relative_name"], relation=head["relative_relation"])
