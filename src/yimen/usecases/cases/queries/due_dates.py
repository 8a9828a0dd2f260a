"""The date that binds a case where it stands, as an expression for the database.

The same as `rules.case_clocks.binding_due`; a test compares the two for every state.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from django.db.models import Case as Choose
from django.db.models import DateField, DateTimeField, ExpressionWrapper, F, Value, When
from django.db.models.functions import Coalesce, Least, TruncDate

from yimen.rules.case_clocks import ASKING, DELIVERING, TELLING
from yimen.rules.cases import CaseState

_BEIJING = ZoneInfo("Asia/Shanghai")
NEVER = dt.date.max
_TOLD = ExpressionWrapper(
    F("notice_due_at") - Value(dt.timedelta(microseconds=1)), output_field=DateTimeField()
)
DUE = Coalesce(
    Choose(
        When(state__in=[each.value for each in TELLING], then=TruncDate(_TOLD, tzinfo=_BEIJING)),
        When(state__in=[each.value for each in DELIVERING], then=F("delivery_due")),
        When(state__in=[each.value for each in ASKING], then=F("step_due")),
        When(state=CaseState.CORRECTING.value, then=Value(None, output_field=DateField())),
        default=Least("promised_due", "statutory_due"),
        output_field=DateField(),
    ),
    Value(NEVER),
    output_field=DateField(),
)
