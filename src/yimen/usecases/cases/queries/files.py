"""Files and papers of a case for whoever may open them."""

from uuid import UUID

from yimen.data.cases.models import CaseEvidence, CaseFile, CasePaper, DraftFile
from yimen.data.documents.models import StoredFile
from yimen.rules.access import Actor, NotFound, Party, require
from yimen.usecases.cases.drafts import find_draft_county
from yimen.usecases.cases.queries.parts import DECISIONS
from yimen.usecases.cases.scope import CaseKey, account_of, case_named, cases_of, county_of_case
from yimen.usecases.documents.files import OpenedFile, opened
from yimen.usecases.people.counties import counties_of


def open_case_file(*, actor: Actor, case_id: CaseKey, file_id: UUID) -> OpenedFile:
    """A file handed in with a case, for its applicant and for posts in scope; else `NotFound`."""
    county = _county(actor, case_id)
    rows = CaseFile.objects.filter(
        county_code=county,
        file_id=file_id,
        case_material__case__in=cases_of(actor, county).filter(case_named(case_id)),
    )
    row = rows.select_related("file").first()
    if row is None:
        raise NotFound
    return opened(row.file)


def open_case_evidence(*, actor: Actor, case_id: CaseKey, file_id: UUID) -> OpenedFile:
    """A file that staff put to a case, for posts in scope only; else `NotFound`."""
    require(actor, "cases.read")
    county = county_of_case(actor, case_id)
    rows = CaseEvidence.objects.filter(
        county_code=county, file_id=file_id, case__in=cases_of(actor, county).filter(case_named(case_id))
    )
    row = rows.select_related("file").first()
    if row is None:
        raise NotFound
    return opened(row.file)


def open_draft_file(*, actor: Actor, draft_id: UUID, file_id: UUID) -> OpenedFile:
    """A file of the resident's own draft; else `NotFound`."""
    require(actor, "cases.read_own")
    county = find_draft_county(actor, draft_id)
    rows = DraftFile.objects.filter(county_code=county, draft_id=draft_id, file_id=file_id)
    row = rows.select_related("file").first()
    if row is None:
        raise NotFound
    return opened(row.file)


def open_case_paper(*, actor: Actor, case_id: CaseKey, paper_id: UUID) -> OpenedFile:
    """The file of a paper, for its applicant and for posts in scope.

    `NotFound` out of scope, while the file is being made, and for an applicant who has not yet
    signed for the decision.
    """
    county = _county(actor, case_id)
    rows = CasePaper.objects.filter(
        county_code=county, paper_id=paper_id, case__in=cases_of(actor, county).filter(case_named(case_id))
    )
    return _opened_paper(
        rows.select_related("paper__file", "case").first(), for_applicant=actor.party is Party.RESIDENT
    )


def open_own_paper(*, actor: Actor, paper_id: UUID) -> OpenedFile:
    """The file of a paper of the resident's own case; refuses as `open_case_paper`."""
    require(actor, "cases.read_own")
    account_id = account_of(actor)
    rows = CasePaper.objects.filter(
        county_code__in=counties_of(account_id), paper_id=paper_id, case__account_id=account_id
    )
    return _opened_paper(rows.select_related("paper__file", "case").first(), for_applicant=True)


def open_linked_paper(*, county_code: str, case_id: UUID, paper_id: UUID) -> OpenedFile:
    """The file of a paper for whoever was given a link to it by `track` a moment ago.

    The page signs the three values, so nobody makes such a link alone. Papers of sensitive kinds
    are not opened this way (design §5).
    """
    rows = CasePaper.objects.filter(
        county_code=county_code, case_id=case_id, paper_id=paper_id, case__sensitive=False
    )
    return _opened_paper(rows.select_related("paper__file", "case").first(), for_applicant=True)


def find_case_paper(*, actor: Actor, case_id: CaseKey, paper_id: UUID) -> OpenedFile | None:
    """The file of a paper for posts in scope, None while it is being made; `NotFound` out of scope."""
    require(actor, "cases.read")
    county = county_of_case(actor, case_id)
    rows = CasePaper.objects.filter(
        county_code=county, paper_id=paper_id, case__in=cases_of(actor, county).filter(case_named(case_id))
    )
    row = rows.select_related("paper__file").first()
    if row is None:
        raise NotFound
    stored: StoredFile | None = row.paper.file
    return None if stored is None else opened(stored)


def _county(actor: Actor, case_id: CaseKey) -> str:
    require(actor, "cases.read_own" if actor.party is Party.RESIDENT else "cases.read")
    return county_of_case(actor, case_id)


def _opened_paper(row: CasePaper | None, *, for_applicant: bool) -> OpenedFile:
    if row is None or row.paper.file is None:
        raise NotFound
    if for_applicant and row.paper.kind in DECISIONS and row.case.delivered_at is None:
        raise NotFound
    stored: StoredFile = row.paper.file
    return opened(stored)
