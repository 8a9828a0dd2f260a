"""Dossiers for tests: what somebody types at 旧州镇 and 东关村."""

from typing import Any

from tests.world import CLERK, NOW, TOWNSHIP, VILLAGE
from yimen.data.places.models import PlaceDossier, StandardVerdict
from yimen.rules.place_facts import FactGroup
from yimen.usecases.places.recording import FactsRecorded, record_facts

ROOMS = {"area": ["62.5"], "premises": ["DEDICATED"], "rooms": ["3"], "counters": ["4"]}
PLACE = {"address": ["旧州镇政府院内东侧"], "phone": ["0317-4800000"], "hours": ["周一至周五 8:30–17:30"]}


def revision_of(code: str = TOWNSHIP) -> int:
    """What a form would show now."""
    row = PlaceDossier.objects.filter(region_code=code).first()
    return row.revision if row else 0


def recorded(
    group: FactGroup = FactGroup.ROOMS, raw: dict[str, list[str]] | None = None, **more: Any
) -> FactsRecorded:
    """The clerk records one part of the dossier of the center, or of another place."""
    told: dict[str, Any] = {"actor": CLERK, "now": NOW, "point_code": TOWNSHIP, "group": group}
    told |= {"raw": ROOMS if raw is None else raw} | more
    return record_facts(**({"revision": revision_of(told["point_code"])} | told))


def station_recorded(**more: Any) -> FactsRecorded:
    """The rooms of the station of 东关村: eighteen square metres."""
    return recorded(raw=ROOMS | {"area": ["18"]}, point_code=VILLAGE, **more)


def verdicts(code: str = TOWNSHIP) -> dict[str, str]:
    """The current verdicts of a place by standard."""
    rows = StandardVerdict.objects.filter(region_code=code, until=None)
    return dict(rows.values_list("standard", "verdict"))
