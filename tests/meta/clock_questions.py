"""What the acts on the clocks of a case ask."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from tests.meta.question import Belongings, Question
from tests.world import COUNTY, NOW
from yimen.data.cases.models import Case
from yimen.rules.access import system_actor


def _unanswered(his: Belongings) -> Mapping[str, Any]:
    """His open case renews the permit that he has, and that has ended."""
    Case.objects.filter(pk=his.case.pk).update(valid_until=NOW.date())
    Case.objects.filter(pk=his.open_case.pk).update(renews=his.case)
    return {"today": NOW.date() + timedelta(days=1), "county_code": COUNTY}


QUESTIONS = {
    "cases.list_unanswered_renewals": Question(rightful=system_actor("deem_renewed"), ask=_unanswered),
}
