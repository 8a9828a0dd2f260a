"""What 案卷评查 finds in the file of one case, whatever its state: for any walk of any test."""

from uuid import UUID

from yimen.data.cases.models import Case
from yimen.rules.file_reviews import ReviewFinding, review_case_file
from yimen.usecases.cases.queries.reviews import read_files
from yimen.usecases.orgs.calendars import current_calendar


def findings_of(case_id: UUID) -> tuple[ReviewFinding, ...]:
    """The findings, in the order in which a file is read."""
    case = Case.objects.select_related("version").get(pk=case_id)
    return review_case_file(read_files([case], case.county_code, current_calendar())[case_id])


def rules_of(case_id: UUID) -> list[str]:
    """The names of the rules that do not hold."""
    return [finding.rule.value for finding in findings_of(case_id)]
