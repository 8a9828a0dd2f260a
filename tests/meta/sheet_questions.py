"""What the office of a county asks about lists that came in as files."""

from collections.abc import Mapping
from typing import Any

from tests.meta.question import LATER, Belongings, Question
from tests.usecases.catalog.adjusting.walks import published
from tests.usecases.catalog.sheets.walks import SNACKS, content_of, in_force, planned
from tests.world import COUNTY_OFFICER, TOWNSHIP
from yimen.usecases.catalog.sheets.reading import ImportList
from yimen.usecases.catalog.sheets.reports import FileOut


def _all(_: Belongings) -> Mapping[str, Any]:
    planned(content_of(SNACKS))
    return {}


def _one(_: Belongings) -> Mapping[str, Any]:
    return {"import_id": planned(content_of(SNACKS))}


def _report(_: Belongings) -> Mapping[str, Any]:
    return {"now": LATER, "import_id": planned(content_of(SNACKS))}


def _file(_: Belongings) -> Mapping[str, Any]:
    in_force(content_of(SNACKS))
    return {"now": LATER, "kind": "csv"}


def _unit(_: Belongings) -> Mapping[str, Any]:
    published()
    return {"now": LATER, "unit_code": TOWNSHIP, "kind": "csv"}


def _register(_: Belongings) -> Mapping[str, Any]:
    published()
    return {"now": LATER, "kind": "csv"}


def _platform(_: Belongings) -> Mapping[str, Any]:
    in_force(content_of(SNACKS))
    return {"now": LATER}


def _tells_nothing_of_the_county(answer: FileOut) -> bool:
    """What holds everywhere is no secret of a county; its own items and its register are its own."""
    text = answer.content.decode()
    return SNACKS[0] not in text and TOWNSHIP not in text


def _no_rows(answer: ImportList) -> bool:
    return not answer.rows


QUESTIONS = {
    "catalog.list_imports": Question(rightful=COUNTY_OFFICER, ask=_all, is_nothing=_no_rows),
    "catalog.get_import": Question(rightful=COUNTY_OFFICER, ask=_one),
    "catalog.get_columns": Question(rightful=COUNTY_OFFICER, ask=_one),
    "catalog.get_plan": Question(rightful=COUNTY_OFFICER, ask=_one),
    "catalog.export_items": Question(
        rightful=COUNTY_OFFICER, ask=_file, is_nothing=_tells_nothing_of_the_county
    ),
    "catalog.export_unit_list": Question(rightful=COUNTY_OFFICER, ask=_unit),
    "catalog.export_register": Question(
        rightful=COUNTY_OFFICER, ask=_register, is_nothing=_tells_nothing_of_the_county
    ),
    "catalog.export_platform_tables": Question(
        rightful=COUNTY_OFFICER, ask=_platform, is_nothing=_tells_nothing_of_the_county
    ),
    "catalog.get_report": Question(rightful=COUNTY_OFFICER, ask=_report),
}
