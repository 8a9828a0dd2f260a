"""How the pages of benefits are visited: a posting under way in the village, with its photos."""

from django.urls import reverse

from tests.meta.crowd import Crowd
from tests.meta.visit import Visit
from tests.world import COUNTY, REVIEWER, VILLAGE_PROXY
from yimen.data.cases.models import CaseEvidence


def _photo(crowd: Crowd) -> str:
    row = CaseEvidence.objects.get(county_code=COUNTY, case_id=crowd.posted, kind="VISIT_PHOTO", note="")
    return reverse("desk:evidence", args=[crowd.posted, row.file_id])


VISITS: dict[str, tuple[Visit, ...]] = {
    "desk:evidence": (Visit(url=_photo, who=REVIEWER),),
    "desk:postings": (Visit(url=lambda _: reverse("desk:postings"), who=VILLAGE_PROXY, grows=True),),
    "desk:posting": (
        Visit(url=lambda crowd: reverse("desk:posting", args=[crowd.posted]), who=VILLAGE_PROXY),
    ),
}
