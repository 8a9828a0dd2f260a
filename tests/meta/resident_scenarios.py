"""What a resident does with a case that somebody filed for them, made ready to be done twice at once."""

from typing import Any

from tests.meta.scenario import LATER, Scenario, Twice, both
from tests.usecases.cases import journey
from tests.world import COUNTY, RESIDENT
from yimen.data.cases.models import Case


def _claim(_: Any) -> Twice:
    done = journey.submitted()
    Case.objects.filter(county_code=COUNTY, pk=done.case_id).update(account=None)
    told = {"case_no": done.case_no, "check_code": done.check_code, "address": "192.0.2.1"}
    return both(actor=RESIDENT, now=LATER, **told)


SCENARIOS = {
    # who comes second finds the case in their own account, which is what they wanted
    "cases.claim": Scenario(
        prepare=_claim, only_one=Case.objects.filter(account=RESIDENT.account_id).count, winners=2
    ),
}
