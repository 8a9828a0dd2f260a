"""What people ask about figures: strangers may not ask for another's unit."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.meta.question import LATER, Belongings, Question
from tests.world import CITY_OFFICER, TOWNSHIP

_MONTH = date(2026, 11, 1)


def _unit(_: Belongings) -> Mapping[str, Any]:
    return {"unit_code": TOWNSHIP, "month": _MONTH, "now": LATER}


def _one(his: Belongings) -> Mapping[str, Any]:
    return {**_unit(his), "key": "cases_received"}


# The city's office sees all of its counties: it asks by right.
QUESTIONS: dict[str, Question] = {
    "indicators.get_indicator_board": Question(rightful=CITY_OFFICER, ask=_unit),
    "indicators.get_indicator": Question(rightful=CITY_OFFICER, ask=_one),
    "indicators.list_indicator_rows": Question(rightful=CITY_OFFICER, ask=_one),
    "indicators.export_indicators": Question(rightful=CITY_OFFICER, ask=_unit),
}
