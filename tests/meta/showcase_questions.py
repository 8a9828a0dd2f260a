"""What people ask about showcase sites: strangers may not ask for another county's."""

from collections.abc import Mapping
from typing import Any

from tests.meta.question import Belongings, Question
from tests.usecases.showcase.sites import recommended
from tests.world import CITY_OFFICER, TOWNSHIP, VILLAGE
from yimen.data.showcase.models import ShowcaseSite


def _site() -> object:
    row = ShowcaseSite.objects.first()
    return row.pk if row else recommended()


def _board(_: Belongings) -> Mapping[str, Any]:
    _site()
    return {"unit_code": f"{TOWNSHIP[:6]}000000"}


def _places(_: Belongings) -> Mapping[str, Any]:
    return {"unit_code": TOWNSHIP}


def _place(_: Belongings) -> Mapping[str, Any]:
    return {"point_code": VILLAGE}


def _whole(_: Belongings) -> Mapping[str, Any]:
    return {"site_id": _site()}


def _waiting(_: Belongings) -> Mapping[str, Any]:
    _site()
    return {}


# The city's office sees all of its counties: it asks by right.
QUESTIONS: dict[str, Question] = {
    "showcase.get_showcase_board": Question(rightful=CITY_OFFICER, ask=_board),
    "showcase.list_candidates": Question(rightful=CITY_OFFICER, ask=_places),
    "showcase.get_candidate": Question(rightful=CITY_OFFICER, ask=_place),
    "showcase.get_site": Question(rightful=CITY_OFFICER, ask=_whole),
    "showcase.list_waiting": Question(rightful=CITY_OFFICER, ask=_waiting),
}
