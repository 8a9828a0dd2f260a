"""Takes papers back: they keep number and file, and every check says so from then on."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from yimen.data.documents.models import Paper
from yimen.rules.documents import PaperState
from yimen.rules.verdicts import RevokeGround


def revoke_papers(
    *, now: datetime, county_code: str, paper_ids: Collection[UUID], ground: RevokeGround
) -> tuple[str, ...]:
    """Mark the papers REVOKED inside the caller's transaction; the numbers of those that were not before.

    A paper whose file is still being made gets none any more.
    """
    papers = list(
        Paper.objects.select_for_update(of=("self",))
        .filter(county_code=county_code, pk__in=paper_ids)
        .exclude(state=PaperState.REVOKED)
        .order_by("pk")
    )
    Paper.objects.filter(county_code=county_code, pk__in=[paper.pk for paper in papers]).update(
        state=PaperState.REVOKED, revoked_at=now, revoke_ground=ground.value
    )
    return tuple(paper.paper_no for paper in papers)
