"""What the office of a county asks about how whole its lists are."""

from collections.abc import Mapping
from typing import Any

from tests.meta.question import Belongings, Question
from tests.usecases.catalog.adjusting.walks import published
from tests.world import COUNTY_OFFICER, NOW, TOWNSHIP
from yimen.data.catalog.models import ListEdition
from yimen.rules.list_quality import QualityShow


def _board(_: Belongings) -> Mapping[str, Any]:
    if not ListEdition.objects.exists():
        published()
    return {"unit_code": TOWNSHIP}


def _file(his: Belongings) -> Mapping[str, Any]:
    return {**_board(his), "now": NOW}


def _lines(his: Belongings) -> Mapping[str, Any]:
    return {**_board(his), "show": QualityShow.OFFERED}


QUESTIONS: dict[str, Question] = {
    "catalog.get_quality_board": Question(rightful=COUNTY_OFFICER, ask=_board),
    "catalog.export_quality_board": Question(rightful=COUNTY_OFFICER, ask=_file),
    "catalog.list_quality_lines": Question(
        rightful=COUNTY_OFFICER, ask=_lines, is_nothing=lambda found: not found.rows
    ),
}
