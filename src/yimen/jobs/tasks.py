"""The jobs that actions ask for by name; each calls one action as a named system actor."""

from uuid import UUID

from django.conf import settings
from procrastinate import Blueprint

from yimen.jobs.running import RETRY, job_actor, quietly
from yimen.usecases.cases.actions.close import close
from yimen.usecases.documents.issuing import issue_file
from yimen.usecases.feedback.actions import invite
from yimen.usecases.journal.messages import deliver_messages as deliver

asked = Blueprint()


@asked.task(name="issue_paper_file", retry=RETRY)
@quietly
def issue_paper_file(paper_id: str) -> None:
    """Typeset, sign and store the file of a paper."""
    actor, now = job_actor("issue_paper_file")
    issue_file(actor=actor, now=now, paper_id=UUID(paper_id), public_url=settings.ENV.public_url)


@asked.task(name="deliver_messages", retry=RETRY)
@quietly
def deliver_messages() -> None:
    """Send what waits in the outbox."""
    actor, now = job_actor("deliver_messages")
    deliver(actor=actor, now=now, public_url=settings.ENV.public_url)


@asked.task(name="close_case", retry=RETRY)
@quietly
def close_case(case_id: str, county_code: str) -> None:
    """Close a case after delivery."""
    actor, now = job_actor("close_case")
    close(actor=actor, now=now, case_id=UUID(case_id), county_code=county_code)


@asked.task(name="invite_rating", retry=RETRY)
@quietly
def invite_rating(case_id: str, county_code: str) -> None:
    """Send the one-time link by which the applicant rates."""
    actor, now = job_actor("invite_rating")
    invite(actor=actor, now=now, case_id=UUID(case_id), county_code=county_code)
