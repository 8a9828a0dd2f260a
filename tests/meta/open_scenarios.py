"""Two who stand before the same wall, and two of the county's office at once."""

from datetime import date
from typing import Any

from tests.meta.scenario import LATER, Scenario, Twice, both
from tests.usecases.catalog.adjusting.walks import published
from tests.usecases.catalog.test_partners import TERMS, added
from tests.world import CLERK, COUNTY_OFFICER, TOWNSHIP
from yimen.data.catalog.models import Hanging, PartnerService


def _hang(_: Any) -> Twice:
    published()
    return both(
        actor=CLERK,
        now=LATER,
        unit_code=TOWNSHIP,
        number=1,
        spot="大厅公示栏",
        hung_on=date(2026, 11, 16),
    )


def _add(_: Any) -> Twice:
    return both(actor=COUNTY_OFFICER, now=LATER, unit_code=TOWNSHIP, terms=TERMS)


def _end(_: Any) -> Twice:
    return both(actor=COUNTY_OFFICER, now=LATER, service_id=added(), reason="合同到期")


SCENARIOS = {
    "catalog.add_partner_service": Scenario(prepare=_add, only_one=PartnerService.objects.count),
    "catalog.end_partner_service": Scenario(
        prepare=_end, only_one=PartnerService.objects.exclude(ended_on=None).count
    ),
    # the second takes the place of the first: one sheet hangs at one spot
    "documents.record_hanging": Scenario(
        prepare=_hang,
        only_one=Hanging.objects.filter(replaced_at=None).count,
        winners=2,
        entries=2,
    ),
}
