"""What the office of a county asks about lists that came in as files."""

from collections.abc import Mapping
from typing import Any

from tests.meta.question import LATER, Belongings, Question
from tests.usecases.catalog.sheets.walks import SNACKS, content_of, planned
from tests.world import COUNTY_OFFICER
from yimen.usecases.catalog.sheets.reading import ImportList


def _all(_: Belongings) -> Mapping[str, Any]:
    planned(content_of(SNACKS))
    return {}


def _one(_: Belongings) -> Mapping[str, Any]:
    return {"import_id": planned(content_of(SNACKS))}


def _report(_: Belongings) -> Mapping[str, Any]:
    return {"now": LATER, "import_id": planned(content_of(SNACKS))}


def _no_rows(answer: ImportList) -> bool:
    return not answer.rows


QUESTIONS = {
    "catalog.list_imports": Question(rightful=COUNTY_OFFICER, ask=_all, is_nothing=_no_rows),
    "catalog.get_import": Question(rightful=COUNTY_OFFICER, ask=_one),
    "catalog.get_columns": Question(rightful=COUNTY_OFFICER, ask=_one),
    "catalog.get_plan": Question(rightful=COUNTY_OFFICER, ask=_one),
    "catalog.get_report": Question(rightful=COUNTY_OFFICER, ask=_report),
}
