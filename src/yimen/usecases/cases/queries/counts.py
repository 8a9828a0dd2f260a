"""How many cases stand where."""

from django.db.models import Count

from yimen.data.cases.models import Case
from yimen.rules.cases import CaseState


def count_by_state() -> dict[str, int]:
    """All cases of the instance by state, for `yimen check`; states without a case count 0."""
    counted = dict(Case.objects.values_list("state").annotate(Count("id")).order_by())
    return {state.value: counted.get(state.value, 0) for state in CaseState}
