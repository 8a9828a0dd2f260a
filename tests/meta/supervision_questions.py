"""What leaders ask about their units: strangers may not ask for another's."""

from collections.abc import Mapping
from typing import Any

from tests.meta.question import LATER, Belongings, Question
from tests.world import CITY_OFFICER, TOWNSHIP


def _board(_: Belongings) -> Mapping[str, Any]:
    return {"unit_code": TOWNSHIP, "now": LATER}


# The city's office sees all of its counties: it asks by right.
QUESTIONS: dict[str, Question] = {
    "supervision.get_map_board": Question(rightful=CITY_OFFICER, ask=_board),
    "supervision.get_brief": Question(rightful=CITY_OFFICER, ask=_board),
    "supervision.make_brief_docx": Question(
        rightful=CITY_OFFICER, ask=lambda his: {**_board(his), "sample": False}
    ),
    "supervision.make_brief_pdf": Question(
        rightful=CITY_OFFICER,
        ask=lambda his: {**_board(his), "sample": False, "public_url": "http://127.0.0.1"},
    ),
    "supervision.get_drawing": Question(rightful=CITY_OFFICER, ask=lambda _: {}),
}
