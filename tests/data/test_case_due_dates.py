"""The day that the database keeps for a case is the day that the rules name."""

from datetime import UTC, date, datetime
from itertools import product

from tests.usecases.cases.journey import submitted

from yimen.data.cases.due_dates import NEVER
from yimen.data.cases.models import Case
from yimen.rules.case_clocks import binding_due
from yimen.rules.cases import CaseState

# 24:00 of the 20th in Beijing, a moment after it, and none
_MOMENTS = (datetime(2026, 11, 20, 16, tzinfo=UTC), datetime(2026, 11, 20, 16, 0, 1, tzinfo=UTC), None)
_DAYS = (date(2026, 11, 25), None)


def test_in_every_state_with_and_without_each_date_the_kept_day_is_that_of_the_rules(db: None) -> None:
    case_id = submitted().case_id
    found: dict[object, date] = {}
    asked: dict[object, date] = {}
    for state, moment, promised, law in product(CaseState, _MOMENTS, _DAYS, (date(2026, 11, 24), None)):
        dates = {"statutory_due": law, "promised_due": promised, "accepted_on": date(2026, 11, 2)}
        later = {"delivery_due": promised, "step_due": law, "closed_at": datetime(2026, 12, 9, tzinfo=UTC)}
        Case.objects.filter(county_code="130921", pk=case_id).update(
            state=state.value, notice_due_at=moment, **dates, **later
        )
        key = (state, moment, promised, law)
        found[key] = Case.objects.get(county_code="130921", pk=case_id).due_on
        named = binding_due(
            state=state,
            notice_due_at=moment,
            promised=promised,
            statutory=law,
            delivery=promised,
            step=law,
        )
        asked[key] = named or NEVER
    assert found == asked
    assert len(set(asked.values())) == 5
