"""Two who recommend, designate and take away the same showcase site at once."""

from typing import Any

from tests.meta.scenario import LATER, Scenario, Twice, both
from tests.usecases.showcase.sites import BATCH, REASON, designated, recommended
from tests.world import CITY_OFFICER, COUNTY_OFFICER, VILLAGE
from yimen.data.showcase.models import ShowcaseBatch, ShowcaseSite


def _recommend(_: Any) -> Twice:
    return both(actor=COUNTY_OFFICER, now=LATER, point_code=VILLAGE, reason=REASON)


def _take_back(_: Any) -> Twice:
    return both(actor=COUNTY_OFFICER, now=LATER, site_id=recommended(), reason="先不报")


def _designate(_: Any) -> Twice:
    return both(actor=CITY_OFFICER, now=LATER, site_ids=[recommended()], **BATCH)


def _decline(_: Any) -> Twice:
    return both(actor=CITY_OFFICER, now=LATER, site_id=recommended(), reason="照片太旧")


def _withdraw(_: Any) -> Twice:
    site = recommended()
    designated(site)
    return both(actor=CITY_OFFICER, now=LATER, site_id=site, reason="窗口关了")


def _in(state: str) -> int:
    return ShowcaseSite.objects.filter(state=state).count()


SCENARIOS = {
    "showcase.recommend": Scenario(prepare=_recommend, only_one=ShowcaseSite.objects.count),
    "showcase.take_back": Scenario(prepare=_take_back, only_one=lambda: _in("TAKEN_BACK")),
    "showcase.designate": Scenario(prepare=_designate, only_one=ShowcaseBatch.objects.count),
    "showcase.decline": Scenario(prepare=_decline, only_one=lambda: _in("DECLINED")),
    "showcase.withdraw": Scenario(prepare=_withdraw, only_one=lambda: _in("WITHDRAWN")),
}
