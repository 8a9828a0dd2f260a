"""What a resident has to hand in after a one-time notice, and what can be taken back."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from yimen.data.cases.models import Case, CaseNotice, CasePaper
from yimen.rules.access import Actor, NotFound, Party, require
from yimen.rules.calendar import beijing_date
from yimen.rules.cases import ACT_LABELS, Act, CaseState, OutOfTurn, possible_acts, state_label
from yimen.rules.catalog import Family
from yimen.rules.documents import PaperKind
from yimen.usecases.cases.places import Center, center_of
from yimen.usecases.cases.scope import own_cases


@dataclass(frozen=True, kw_only=True, slots=True)
class LackView:
    """One material that the notice asks for: why it does not do yet, and what it must be like."""

    id: UUID
    name: str
    why: str
    standard: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CorrectionView:
    """The notice that waits for its answer; `notice_no` is empty while its paper is being made."""

    case_id: UUID
    number: str
    item_name: str
    notice_id: UUID | None
    notice_no: str
    told_on: dt.date
    center: Center
    materials: tuple[LackView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class WithdrawalView:
    """A case that its applicant may still take back."""

    case_id: UUID
    number: str
    item_name: str


def get_own_correction(*, actor: Actor, case_no: str) -> CorrectionView:
    """What the resident's own case waits for; refuses a case that waits for nothing (`OutOfTurn`)."""
    return correction_of(_own(actor, case_no, Act.SUPPLEMENT))


def correction_of(case: Case) -> CorrectionView:
    """What the last notice that is still open asks for; `NotFound` when there is none."""
    rows = CaseNotice.objects.filter(county_code=case.county_code, case=case, answered_at=None)
    notice = rows.order_by("-order").first()
    if notice is None:
        raise NotFound
    papers = CasePaper.objects.filter(
        county_code=case.county_code, case=case, paper__kind=PaperKind.ONE_TIME_NOTICE.value
    )
    paper = papers.select_related("paper").order_by("-paper__issued_at", "-id").first()
    is_ready = paper is not None and paper.paper.state == "READY"
    return CorrectionView(
        case_id=case.pk,
        number=case.case_no,
        item_name=case.version.neutral_name,
        notice_id=paper.paper_id if paper is not None and is_ready else None,
        notice_no=paper.paper.paper_no if paper is not None else "",
        told_on=beijing_date(notice.issued_at),
        center=center_of(case),
        materials=tuple(
            LackView(
                id=UUID(str(each["material_id"])),
                name=str(each["name"]),
                why=str(each.get("why", "")),
                standard=str(each.get("standard", "")),
            )
            for each in notice.materials
        ),
    )


def get_own_withdrawal(*, actor: Actor, case_no: str) -> WithdrawalView:
    """The resident's own case, if it can still be taken back; else refuses (`OutOfTurn`)."""
    case = _own(actor, case_no, Act.WITHDRAW)
    return WithdrawalView(case_id=case.pk, number=case.case_no, item_name=case.version.neutral_name)


def _own(actor: Actor, case_no: str, act: Act) -> Case:
    require(actor, "cases.read_own")
    rows = own_cases(actor).filter(case_no=case_no, county_code=case_no[:6]).select_related("version")
    case = rows.first()
    if case is None:
        raise NotFound
    family, state = Family(case.family), CaseState(case.state)
    if act not in possible_acts(family, state, Party.RESIDENT):
        raise OutOfTurn(state=state_label(state, family), act=ACT_LABELS[act])
    return case
