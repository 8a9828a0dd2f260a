"""Two of a county's office who register the same organ at once: the same words change it once."""

from typing import Any

from tests.meta.scenario import LATER, Scenario, Twice, both
from tests.world import COUNTY_OFFICER, ID
from yimen.data.orgs.models import Organ


def _record_remedies(_: Any) -> Twice:
    return both(
        actor=COUNTY_OFFICER,
        now=LATER,
        organ_id=ID("organ:forestry"),
        reconsideration_organ="沧县人民政府",
        court="沧县人民法院",
        source="行政复议法第二十四条",
    )


SCENARIOS = {
    "orgs.record_remedies": Scenario(
        prepare=_record_remedies,
        only_one=lambda: Organ.objects.exclude(remedies_source="").count(),
        winners=2,
    ),
}
