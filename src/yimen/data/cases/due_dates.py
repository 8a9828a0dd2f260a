"""The date that binds a case where it stands, as an expression from which the database keeps a column.

The same as `rules.case_clocks.binding_due`, with NEVER for none; a test compares the two for every state.
"""

import datetime as dt

from django.db.models import Case as Choose
from django.db.models import DateField, F, Func, Value, When
from django.db.models.functions import Coalesce, Least

from yimen.rules.case_clocks import ASKING, DECIDING, DELIVERING, TELLING
from yimen.rules.case_states import CaseState

NEVER = dt.date.max


class LastDay(Func):
    """The day in Beijing on whose end a moment falls, in words that PostgreSQL holds to be immutable."""

    template = "((%(expressions)s AT TIME ZONE 'Asia/Shanghai') - interval '1 microsecond')::date"
    arity = 1
    output_field = DateField()


def _values(states: frozenset[CaseState]) -> list[str]:
    return sorted(each.value for each in states)


DUE = Coalesce(
    Choose(
        When(state__in=_values(TELLING), then=LastDay(F("notice_due_at"))),
        When(state__in=_values(DECIDING), then=Least("promised_due", "statutory_due")),
        When(state__in=_values(ASKING), then=F("step_due")),
        When(state__in=_values(DELIVERING), then=F("delivery_due")),
        default=Value(None, output_field=DateField()),
        output_field=DateField(),
    ),
    Value(NEVER, output_field=DateField()),
    output_field=DateField(),
)
