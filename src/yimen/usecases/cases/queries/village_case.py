"""A case for the village proxy who filed it: where it is, what comes next, its pictures and papers."""

import datetime as dt
from dataclasses import dataclass, replace
from uuid import UUID

from yimen.data.cases.models import Case, CaseFile, CasePaper, Consent
from yimen.rules.access import Actor, NotFound, Party, require
from yimen.rules.cases import ACT_LABELS, Act, CaseState, OutOfTurn, possible_acts, state_label
from yimen.rules.catalog import Family
from yimen.rules.consents import CONSENT_WAY_LABELS, ConsentWay
from yimen.usecases.cases.queries.correcting import CorrectionView, correction_of
from yimen.usecases.cases.queries.parts import DECISIONS, read_materials
from yimen.usecases.cases.queries.tracking import TrackView, view_for_proxy
from yimen.usecases.cases.queries.views import MaterialView
from yimen.usecases.cases.queries.village import filed_by
from yimen.usecases.documents.files import OpenedFile, opened


@dataclass(frozen=True, kw_only=True, slots=True)
class ProxyCase:
    """The case as its applicant sees it, with what the proxy handed in and by what consent."""

    track: TrackView
    materials: tuple[MaterialView, ...]
    consent_label: str
    consent_giver: str


def get_proxy_case(*, actor: Actor, case_id: UUID, today: dt.date) -> ProxyCase:
    """A case that the proxy filed and whose consent holds; `NotFound` for every other.

    A decision of a sensitive kind is the applicant's alone: its paper is not shown here.
    """
    require(actor, "cases.read_village")
    case = _find(actor, case_id)
    view = view_for_proxy(case, today)
    if case.sensitive:
        view = replace(view, papers=tuple(each for each in view.papers if each.kind not in DECISIONS))
    consent = Consent.objects.filter(county_code=case.county_code, case=case).order_by("-asked_at").first()
    return ProxyCase(
        track=view,
        materials=read_materials(case),
        consent_label=CONSENT_WAY_LABELS[ConsentWay(consent.way)] if consent else "",
        consent_giver=consent.giver_name if consent else "",
    )


def get_proxy_correction(*, actor: Actor, case_id: UUID) -> CorrectionView:
    """What a case that the proxy filed waits for; refuses one that waits for nothing (`OutOfTurn`)."""
    require(actor, "cases.read_village")
    case = _find(actor, case_id)
    family, state = Family(case.family), CaseState(case.state)
    if Act.SUPPLEMENT not in possible_acts(family, state, Party.VILLAGE_PROXY):
        raise OutOfTurn(state=state_label(state, family), act=ACT_LABELS[Act.SUPPLEMENT])
    return correction_of(case)


def open_proxy_paper(*, actor: Actor, case_id: UUID, paper_id: UUID) -> OpenedFile:
    """A paper of a case that the proxy filed, as far as the applicant may have it; else `NotFound`."""
    require(actor, "cases.read_village")
    rows = CasePaper.objects.filter(
        county_code=actor.county_code, paper_id=paper_id, case__in=filed_by(actor).filter(pk=case_id)
    )
    row = rows.select_related("paper__file", "case").first()
    if row is None or row.paper.file is None:
        raise NotFound
    if row.paper.kind in DECISIONS and (row.case.sensitive or row.case.delivered_at is None):
        raise NotFound
    return opened(row.paper.file)


def open_proxy_file(*, actor: Actor, case_id: UUID, file_id: UUID) -> OpenedFile:
    """A picture that was handed in with a case that the proxy filed; else `NotFound`."""
    require(actor, "cases.read_village")
    rows = CaseFile.objects.filter(
        county_code=actor.county_code,
        file_id=file_id,
        case_material__case__in=filed_by(actor).filter(pk=case_id),
    )
    row = rows.select_related("file").first()
    if row is None:
        raise NotFound
    return opened(row.file)


def _find(actor: Actor, case_id: UUID) -> Case:
    rows = filed_by(actor).filter(pk=case_id)
    case = rows.select_related("version", "organ", "village").first()
    if case is None:
        raise NotFound
    return case
