"""What an applicant takes home from the counter: number, code, papers, and one sheet in large type."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from yimen.data.cases.models import Case, CasePaper
from yimen.gateways.qr import qr_svg
from yimen.rules.access import Actor, NotFound, require
from yimen.rules.calendar import beijing_date, spoken_date
from yimen.rules.cases import CaseState, state_label
from yimen.rules.catalog import Family
from yimen.rules.documents import PaperKind
from yimen.rules.errors import N_
from yimen.rules.text import mask_name, mask_phone
from yimen.usecases.cases.places import Center, center_of
from yimen.usecases.cases.queries.intake import TakenCase, list_visit
from yimen.usecases.cases.queries.parts import read_papers
from yimen.usecases.cases.queries.views import PaperView
from yimen.usecases.cases.scope import cases_of

LARGE_KINDS = frozenset({PaperKind.RECEIPT, PaperKind.ONE_TIME_NOTICE, PaperKind.VILLAGE_RECEIPT})


@dataclass(frozen=True, kw_only=True, slots=True)
class Handout:
    """A case as it leaves the counter; `check_code` opens the tracker together with the number."""

    case_id: UUID
    number: str
    check_code: str
    item_name: str
    applicant_name: str
    phone_masked: str
    state: CaseState
    state_label: str
    papers: tuple[PaperView, ...]
    visit_id: UUID | None
    visit: tuple[TakenCase, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LargeLine:
    """One material on the large sheet: what is wrong with it, and what it must be like."""

    name: str
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LargePrint:
    """A receipt or a one-time notice for eyes that do not read small print: what, where, until when.

    From the frozen facts of the paper, which it does not replace.
    """

    case_id: UUID
    is_notice: bool
    title: str
    paper_no: str
    number: str
    check_code: str
    applicant_name: str
    item_name: str
    received_at: str
    lines: tuple[LargeLine, ...]
    clerk_name: str
    center: Center
    until_words: str
    qr_svg: str
    sample: bool


def get_handout(*, actor: Actor, case_id: UUID) -> Handout:
    """The case with its papers and what else was taken in at this visit; `NotFound` out of scope."""
    require(actor, "cases.take_in")
    case = _find(actor, case_id)
    return Handout(
        case_id=case.pk,
        number=case.case_no,
        check_code=case.check_code,
        item_name=case.version.short_name,
        applicant_name=mask_name(case.applicant_name),
        phone_masked=mask_phone(case.applicant_phone),
        state=CaseState(case.state),
        state_label=state_label(CaseState(case.state), Family(case.family)),
        papers=read_papers(case, for_applicant=False),
        visit_id=case.visit_id,
        visit=list_visit(actor=actor, visit_id=case.visit_id),
    )


def get_large_print(*, actor: Actor, case_id: UUID, paper_id: UUID, public_url: str) -> LargePrint:
    """The large sheet of a receipt or a one-time notice; `NotFound` for other papers and out of scope."""
    require(actor, "cases.read")
    case = _find(actor, case_id)
    rows = CasePaper.objects.filter(county_code=case.county_code, case=case, paper_id=paper_id)
    row = rows.select_related("paper").first()
    if row is None or row.paper.kind not in {kind.value for kind in LARGE_KINDS}:
        raise NotFound
    facts: Mapping[str, object] = row.paper.facts
    is_notice = row.paper.kind == PaperKind.ONE_TIME_NOTICE.value
    return LargePrint(
        case_id=case.pk,
        is_notice=is_notice,
        title=str(facts["title"]),
        paper_no=row.paper.paper_no,
        number=case.case_no,
        check_code=case.check_code,
        applicant_name=str(facts["applicant_name"]),
        item_name=str(facts["item_name"]),
        received_at=str(facts.get("received_at", "")),
        lines=_lines(facts, is_notice=is_notice),
        clerk_name=str(facts.get("clerk_name", "")),
        center=center_of(case),
        until_words=_until(case, is_notice=is_notice),
        qr_svg=qr_svg(_track_url(public_url, case.case_no, case.check_code)),
        sample=case.sample,
    )


def _track_url(public_url: str, number: str, check_code: str) -> str:
    """The tracker with both filled in; the code stands behind #, so that it enters no log."""
    return f"{public_url}/track/?{urlencode({'number': number})}#{check_code}"


def _find(actor: Actor, case_id: UUID) -> Case:
    rows = cases_of(actor, actor.county_code).select_related("version__item", "village")
    case = rows.filter(pk=case_id).first()
    if case is None:
        raise NotFound
    return case


def _lines(facts: Mapping[str, object], *, is_notice: bool) -> tuple[LargeLine, ...]:
    materials = facts.get("materials")
    rows = materials if isinstance(materials, list) else []
    if not is_notice:
        return tuple(LargeLine(name=str(each["name"]), words=str(each.get("form", ""))) for each in rows)
    return tuple(
        LargeLine(
            name=str(each["name"]),
            words="；".join(str(each[part]) for part in ("note", "form") if each.get(part)),
        )
        for each in rows
    )


def _until(case: Case, *, is_notice: bool) -> str:
    """Until when what happens; a limit that no law sets is not made up."""
    if is_notice:
        return N_("补齐的那天才开始算办理期限，请尽早补来。要补的材料一次交齐，已经交过的不用再交。")
    if case.notice_due_at is None:
        return N_("窗口正在核对材料，有结果就告诉您。")
    day = beijing_date(case.notice_due_at - dt.timedelta(microseconds=1))
    return N_("最迟{day}告诉您收不收、还缺什么；到时没有告诉您，就算受理了。").format(day=spoken_date(day))
