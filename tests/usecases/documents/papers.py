"""Papers for tests: facts that are complete, and a paper that was issued from them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tests.world import COUNTY, ID, NOW
from yimen.data.documents.models import Paper
from yimen.data.orgs.models import Organ
from yimen.rules.access import system_actor
from yimen.rules.documents import PaperKind
from yimen.usecases.documents.issuing import FileIssued, issue_file
from yimen.usecases.documents.papers import issue_paper

CLOCK = system_actor("test clock")
PUBLIC_URL = "https://door.example"

GRANT_FACTS: dict[str, object] = {
    "case_no": "130921-2026-100-000001",
    "applicant_name": "赵建国",
    "item_name": "林木采伐许可证核发",
    "accepted_on": "2026年11月16日",
    "decided_on": "2026年11月18日",
    "basis": "《中华人民共和国森林法》第五十七条",
    "decision_text": "准予采伐杨树 20 株。",
}


def organ(name: str = "organ:jiuzhou") -> Organ:
    """An organ of the world."""
    return Organ.objects.get(pk=ID(name))


def issue(
    *,
    now: datetime = NOW,
    kind: PaperKind = PaperKind.GRANT,
    name: str = "organ:jiuzhou",
    facts: dict[str, object] | None = None,
    sensitive: bool = False,
) -> Paper:
    """Issue a paper in a transaction of its own, as an action does."""
    with transaction.atomic():
        paper = issue_paper(
            now=now,
            county_code=COUNTY,
            kind=kind,
            organ=organ(name),
            signing_organ=organ(),
            facts=GRANT_FACTS if facts is None else facts,
            sensitive=sensitive,
        )
        paper.save(force_insert=True)
    return paper


def make_file(paper_id: UUID, *, now: datetime = NOW) -> FileIssued:
    """Do what the job `issue_paper_file` does."""
    return issue_file(actor=CLOCK, now=now, paper_id=paper_id, public_url=PUBLIC_URL)
