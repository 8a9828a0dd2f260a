"""The copy sheet before anybody said why they need it: personal values are masked."""

import datetime as dt
from uuid import UUID

from yimen.rules.access import Actor, require
from yimen.usecases.cases.sheets import CopySheet, find_forwarded, make_sheet


def get_copy_sheet(*, actor: Actor, case_id: UUID, today: dt.date) -> CopySheet:
    """The masked sheet of a forwarded case in scope; three statements; `NotFound` for every other."""
    require(actor, "cases.open_copy_sheet")
    return make_sheet(find_forwarded(actor, case_id), today, is_open=False)
