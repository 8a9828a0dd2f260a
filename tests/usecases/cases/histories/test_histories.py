"""Random legal histories of each family: the table, both clocks, the journal and the papers always hold."""

from datetime import timedelta

import pytest

from tests.usecases.cases import disclosures
from tests.usecases.cases.histories.benefits import BENEFITS
from tests.usecases.cases.histories.disclosures import DISCLOSURE
from tests.usecases.cases.histories.history import Doers, History
from tests.usecases.cases.histories.intake import BY_PROXY, DEEMED, DOOR, ONLINE
from tests.usecases.cases.histories.machine import Walk, run
from tests.usecases.cases.histories.permits import CLOCKS, DECIDED, DELIVERED, REVIEWED, UPWARD
from tests.usecases.cases.histories.services import FORWARDED, INSTANT, OTHER
from tests.world import (
    FILING_ITEM_CODE,
    INSTANT_ITEM_CODE,
    ITEM_CODE,
    NOW,
    PENSION_ITEM_CODE,
    SENSITIVE_ITEM_CODE,
)
from yimen.rules.cases import TABLES, Act
from yimen.rules.catalog import Family

_ITEMS = {
    Family.PERMIT: ITEM_CODE,
    Family.BENEFIT: SENSITIVE_ITEM_CODE,
    Family.INSTANT: INSTANT_ITEM_CODE,
    Family.FORWARDED: PENSION_ITEM_CODE,
    Family.DISCLOSURE: disclosures.ITEM_CODE,
    Family.OTHER: FILING_ITEM_CODE,
}
DOERS: dict[Family, Doers] = {
    Family.PERMIT: {**ONLINE, **DOOR, **DEEMED, **REVIEWED, **CLOCKS, **DECIDED, **DELIVERED, **UPWARD},
    Family.BENEFIT: {**BY_PROXY, **DOOR, **BENEFITS},
    Family.INSTANT: {**DOOR, **INSTANT},
    Family.FORWARDED: {**BY_PROXY, **DOOR, **FORWARDED},
    Family.DISCLOSURE: {**BY_PROXY, **DOOR, **DISCLOSURE},
    Family.OTHER: {**BY_PROXY, **DOOR, **OTHER},
}
# Walked by tests of their own: a hearing and a renewal need days in a fixed order before them.
_APART = {Act.NOTIFY_HEARING, Act.SCHEDULE_HEARING, Act.DEEM_RENEWED}


@pytest.mark.parametrize("family", list(Family))
def test_every_act_of_the_table_is_walked(family: Family) -> None:
    assert {line.act for line in TABLES[family]} - _APART <= set(DOERS[family])


@pytest.mark.parametrize("family", list(Family))
def test_no_history_leaves_the_table_the_clocks_or_the_journal(db: None, family: Family) -> None:
    own = {line.act for line in TABLES[family]}
    if family is Family.DISCLOSURE:
        disclosures.build()

    class FamilyWalk(Walk):
        pass

    FamilyWalk.family = family
    FamilyWalk.doers = {act: doer for act, doer in DOERS[family].items() if act in own}
    FamilyWalk.begin = staticmethod(
        lambda punctual: History(
            family=family, item_code=_ITEMS[family], now=NOW - timedelta(days=60), punctual=punctual
        )
    )
    run(FamilyWalk, examples=4 if family is Family.INSTANT else 10, steps=14)
