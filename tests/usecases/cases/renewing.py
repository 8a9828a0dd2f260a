"""Walks a permit to the end of its validity while its renewal waits."""

from datetime import date, datetime, timedelta
from uuid import UUID

from tests.usecases.cases.journey import HOUR, VERDICTS, make_papers, received, reviewed
from tests.world import APPROVER, CLERK, NOW, RESIDENT
from yimen.data.cases.models import Case
from yimen.usecases.cases import actions

VALID_UNTIL = date(2027, 1, 31)
ENDED = NOW + timedelta(days=77)  # 2027-02-01


def former() -> str:
    """A permit that was granted with an end and delivered; its number."""
    case_id = reviewed()
    now = NOW + 4 * HOUR
    actions.grant(actor=APPROVER, now=now, case_id=case_id, opinion="同意。", valid_until=VALID_UNTIL)
    make_papers(now)
    actions.deliver(actor=RESIDENT, now=now + HOUR, case_id=case_id, way="DOWNLOAD")
    return Case.objects.get(pk=case_id).case_no


def filed(*, now: datetime = NOW + timedelta(days=30)) -> tuple[UUID, str]:
    """An application for the renewal that the clerk has in hand, and the number of the former case."""
    number = former()
    return received(now=now), number


def unanswered() -> tuple[UUID, datetime]:
    """A renewal that nobody decided before the former permit ended, and the morning after."""
    now = NOW + timedelta(days=30)
    case_id, number = filed(now=now)
    actions.accept(actor=CLERK, now=now + 2 * HOUR, case_id=case_id, verdicts=VERDICTS, renews_no=number)
    return case_id, ENDED
