"""What jobs do with papers, files, texts and the journal, and the rating: ready to be done twice at once."""

import re
from datetime import timedelta
from typing import Any

from tests.meta.scenario import LATER, SYSTEM, Scenario, Twice, both
from tests.usecases.cases import journey
from tests.usecases.feedback.closed_cases import close_case
from tests.usecases.journal.neighbors import wait_for_neighbors
from tests.world import COUNTY, ID, NOW
from yimen.data.documents.models import StoredFile
from yimen.data.feedback.models import Rating, RatingLink
from yimen.data.journal.models import Outbox, Root
from yimen.rules.access import PUBLIC
from yimen.usecases.feedback.actions import invite

_URL = "https://door.example"


def _issue_file(_: Any) -> Twice:
    from tests.usecases.documents.papers import issue

    return both(actor=SYSTEM, now=LATER, paper_id=issue().pk, public_url=_URL)


def _sweep_files(gateways: Any) -> Twice:
    blob = gateways.files.put([b"nobody names it"])
    gateways.files.put_at[blob.sha256] = NOW
    StoredFile.objects.create(
        id=ID("forgotten"),
        county_code=COUNTY,
        sha256=blob.sha256,
        size=blob.size,
        media_type="image/png",
        name="无主.png",
        stored_at=NOW,
    )
    return both(actor=SYSTEM, now=NOW + timedelta(days=2))


def _invite(_: Any) -> Twice:
    return both(actor=SYSTEM, now=LATER, case_id=close_case().pk, county_code=COUNTY)


def _rate(_: Any) -> Twice:
    invite(actor=SYSTEM, now=NOW, case_id=close_case().pk, county_code=COUNTY)
    text = Outbox.objects.get(topic="feedback.invite").payload["text"]
    found = re.search(r"/rate/([A-Za-z0-9_-]{28})/", text)
    assert found is not None
    said = {"actor": PUBLIC, "now": LATER, "token": found[1]}
    return {**said, "stars": 5}, {**said, "stars": 2, "text": "等得太久。"}


def _fold(_: Any) -> Twice:
    journey.submitted()
    wait_for_neighbors()
    return both(actor=SYSTEM, now=LATER)


def _deliver_messages(_: Any) -> Twice:
    journey.submitted()
    return both(actor=SYSTEM, now=LATER, public_url=_URL)


SCENARIOS = {
    "documents.issue_file": Scenario(
        prepare=_issue_file, only_one=StoredFile.objects.filter(papers__state="READY").count, winners=2
    ),
    "documents.sweep_files": Scenario(
        prepare=_sweep_files, only_one=lambda: 1 + StoredFile.objects.count(), winners=2
    ),
    "feedback.invite": Scenario(prepare=_invite, only_one=RatingLink.objects.count, winners=2),
    "feedback.rate": Scenario(prepare=_rate, only_one=Rating.objects.count),
    "journal.fold": Scenario(prepare=_fold, only_one=Root.objects.count, winners=2),
    "journal.deliver_messages": Scenario(
        prepare=_deliver_messages, only_one=Outbox.objects.exclude(sent_at=None).count, winners=2
    ),
}
