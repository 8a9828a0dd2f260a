"""Showcase sites of the world's county, ready for tests."""

from typing import Any
from uuid import UUID

from tests.world import CITY_OFFICER, COUNTY_OFFICER, NOW, VILLAGE
from yimen.usecases.showcase.designating import designate_sites
from yimen.usecases.showcase.recommending import recommend_site

REASON = "村干部轮流坐班，群众办事不跑空。"
BATCH = {
    "number": "2",
    "title": "关于公布第二批示范点的通知（示例）",
    "paper_no": "",
    "designated_on": "2026-11-10",
}


def recommended(**more: Any) -> UUID:
    """沧县 recommends 东关村."""
    told = {"actor": COUNTY_OFFICER, "now": NOW, "point_code": VILLAGE, "reason": REASON}
    return recommend_site(**(told | more))


def designated(*sites: UUID, **more: Any) -> UUID:
    """The city designates these in one batch; the batch."""
    told: dict[str, Any] = {"actor": CITY_OFFICER, "now": NOW, "site_ids": list(sites), **BATCH}
    return designate_sites(**(told | more))
