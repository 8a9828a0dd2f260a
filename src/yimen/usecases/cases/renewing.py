"""Finds the permit that an application renews, and checks that it may."""

from datetime import date
from uuid import UUID

from yimen.data.cases.models import Case
from yimen.rules.cases import CaseState
from yimen.rules.documents import parse_case_no
from yimen.rules.renewals import FormerPermit, check_renewal

_HELD = tuple(each.value for each in (CaseState.GRANTED, CaseState.DELIVERED, CaseState.CLOSED))


def find_renewed(case_no: str, *, county_code: str, id_no: str, item_id: UUID, filed_on: date) -> UUID:
    """The case whose permit is renewed, by its number; refuses what is none (`NothingToRenew`).

    Person and item must be the same; which of the two is wrong is not told. Nobody's scope is asked:
    the applicant holds the paper on which the number stands.
    """
    parts = parse_case_no(case_no, field="renews_no")
    number = f"{parts.county_code}-{parts.year:04d}-{parts.township}-{parts.serial:06d}"
    rows = Case.objects.filter(county_code=county_code, case_no=number, state__in=_HELD)
    found = rows.exclude(decided_at=None).select_related("version").first()
    former = None
    if found is not None:
        is_theirs = found.applicant_id_no == id_no and found.version.item_id == item_id
        former = FormerPermit(is_theirs=is_theirs, valid_until=found.valid_until)
    check_renewal(former, filed_on=filed_on)
    return found.pk if found is not None else UUID(int=0)


def find_former(case: Case) -> Case | None:
    """The case whose permit this one renews."""
    if case.renews_id is None:
        return None
    return Case.objects.filter(county_code=case.county_code, pk=case.renews_id).first()
